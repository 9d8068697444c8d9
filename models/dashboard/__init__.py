from . import my_day
from . import dashboard_share
from . import digest

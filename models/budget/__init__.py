from . import season
from . import season_figures
from . import program
from . import request
from . import request_waiting
from . import committee_item
from . import delivery

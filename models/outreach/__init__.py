from . import outreach
from . import outreach_run
from . import request

from . import test_season
from . import test_waiting

from . import test_season
from . import test_waiting
from . import test_two_transactions

from . import test_round_trip
from . import test_smtp_sessions
from . import test_killed_run

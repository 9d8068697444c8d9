from . import test_clock_deadline
from . import test_clock_events
from . import test_clock_late
from . import test_clock_pause
from . import test_clock_performance
from . import test_clock_reset
from . import test_worktime

from . import clock
from . import clock_plan
from . import clock_late
from . import clock_pause
from . import clock_mixin

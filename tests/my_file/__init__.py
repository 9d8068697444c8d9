from . import common
from . import test_my_file
from . import test_my_file_tour
from . import test_rate_limit
from . import test_track
from . import test_tracking_slip

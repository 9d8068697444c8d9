from . import test_request_tour
from . import test_apply_tour

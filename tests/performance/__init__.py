from . import test_request_performance

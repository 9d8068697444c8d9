from . import test_request_tour

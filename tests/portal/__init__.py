from . import test_accessibility
from . import test_objection
from . import test_request_attack
from . import test_request_list
from . import test_request_page
from . import test_request_return
from . import test_request_tour

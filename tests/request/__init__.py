from . import test_document
from . import test_request_create
from . import test_request_journey
from . import test_request_receipt
from . import test_request_steps
from . import test_request_submit

from . import test_request_performance
from . import test_committee_performance
from . import test_notice_performance
from . import test_eligibility_performance
from . import test_crons

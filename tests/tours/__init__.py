from . import test_meeting_tour
from . import test_request_tour
from . import test_apply_tour
from . import test_eligibility_tour
from . import test_satisfaction_tour
from . import test_evidence_tour

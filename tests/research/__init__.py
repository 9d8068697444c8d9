from . import test_assessment
from . import test_assessment_flow
from . import test_assessment_visit
from . import test_assessment_score
from . import test_assessment_privacy
from . import test_assessment_performance

from . import test_policy_reports
from . import test_wkhtml
from . import test_reports
from . import test_assessment_report

from . import test_wkhtml
from . import test_reports

from . import test_agreement
from . import test_agreement_line
from . import test_agreement_portal
from . import test_agreement_reminder
from . import test_agreement_report
from . import test_agreement_sign
from . import test_work

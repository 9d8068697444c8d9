from . import test_investigation
from . import test_settlement
from . import test_settlement_portal
from . import test_forms

from . import test_hijri
from . import test_policy_adopt
from . import test_policy_approval_date
from . import test_policy_flow
from . import test_policy_frozen
from . import test_policy_templates

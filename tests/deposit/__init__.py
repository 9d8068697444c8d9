from . import test_deposit
from . import test_deposit_settle
from . import test_deposit_setback
from . import test_deposit_online
from . import test_deposit_pages
from . import test_penalty

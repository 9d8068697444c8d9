from . import test_notice
from . import test_notice_guardian
from . import test_notice_actions
from . import test_notice_letter
from . import test_notice_run
from . import test_notice_withdrawn

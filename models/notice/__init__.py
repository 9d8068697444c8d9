from . import notice
from . import notice_run
from . import notice_media
from . import notice_result
from . import notice_actions
from . import beneficiary
from . import request
from . import delivery

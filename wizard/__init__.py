from . import item_step
from . import declaration_sign
from . import meeting_agenda
from . import meeting_certify
from . import merge
from . import request_reason

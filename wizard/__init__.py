from . import acknowledgement_sign
from . import association_settings
from . import declaration_sign
from . import merge
from . import policy_announce
from . import policy_exempt
from . import request_reason

from . import clock_reason
from . import declaration_sign
from . import inquiry_request
from . import merge
from . import referral_reply
from . import request_reason

from . import declaration_sign
from . import inquiry_request
from . import merge
from . import request_reason

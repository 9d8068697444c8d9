from . import declaration_sign
from . import merge
from . import request_reason

from . import agreement_sign
from . import agreement_step
from . import declaration_sign
from . import merge
from . import request_reason

from . import request
from . import request_reply
from . import request_flow
from . import document
from . import declaration
from . import delivery

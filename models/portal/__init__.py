from . import rate_limit
from . import upload_mixin

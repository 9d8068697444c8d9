from . import access_log
from . import viewed_mixin
from . import consent_purpose
from . import consent
from . import beneficiary

from . import consent_purpose
from . import consent
from . import beneficiary

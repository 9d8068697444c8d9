from . import acknowledgement
from . import acknowledgement_sign
from . import acknowledgement_duty
from . import exemption
from . import distribution
from . import policy_staff

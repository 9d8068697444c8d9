from . import work_field
from . import liaison
from . import contact_log
from . import beneficiary_inquiry
from . import request_inquiry

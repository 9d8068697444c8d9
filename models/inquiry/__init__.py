from . import work_field
from . import liaison
from . import contact_log
from . import beneficiary_inquiry
from . import request_inquiry
from . import inquiry_clock

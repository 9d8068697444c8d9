from . import cause
from . import route
from . import complaint
from . import complaint_barred
from . import complaint_code
from . import complaint_clock
from . import complaint_flow
from . import attempt

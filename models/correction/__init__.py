from . import correction
from . import correction_values
from . import correction_part_mixin
from . import correction_line
from . import correction_member
from . import correction_portal
from . import beneficiary

from . import channel
from . import policy_part_mixin
from . import policy
from . import policy_flow
from . import policy_clause
from . import policy_tool
from . import policy_measure

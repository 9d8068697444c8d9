from . import record_table
from . import ordered_mixin
from . import register
from . import register_kind

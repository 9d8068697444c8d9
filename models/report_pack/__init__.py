from . import record_table
from . import ordered_mixin
from . import register
from . import register_kind
from . import evidence_pack
from . import evidence_pack_line
from . import evidence_figures
from . import evidence_workbook

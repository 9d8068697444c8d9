from . import test_workbook
from . import test_register
from . import test_evidence_pack

from . import test_workbook
from . import test_register

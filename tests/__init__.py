# Odoo runs the modules that are named test_* here; each folder names its own
from .agreement import *
from .committee import *
from .performance import *
from .policy import *
from .registry import *
from .report import *
from .request import *
from .security import *
from .tours import *

# Odoo runs the modules that are named test_* here; each folder names its own
from .clock import *
from .agreement import *
from .apply import *
from .committee import *
from .mail import *
from .notice import *
from .inquiry import *
from .performance import *
from .policy import *
from .portal import *
from .registry import *
from .report import *
from .request import *
from .research import *
from .security import *
from .tours import *

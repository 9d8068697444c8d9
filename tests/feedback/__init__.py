from . import test_due
from . import test_visit
from . import test_improvement

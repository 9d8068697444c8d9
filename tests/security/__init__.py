from . import test_security_rights
from . import test_security_methods
from . import test_security_guarded

from . import test_security_rights
from . import test_security_methods
from . import test_security_guarded
from . import test_security_commands
from . import test_security_branches
from . import test_security_contacts
from . import test_security_roles

from . import test_upload
from . import test_application
from . import test_application_send
from . import test_application_expiry
from . import test_application_invite
from . import test_apply_pages
from . import test_apply_form

from . import test_qualification
from . import test_volunteer
from . import test_volunteer_hours
from . import test_certificate
from . import test_profile_portal

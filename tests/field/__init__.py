from . import test_event
from . import test_event_eligibility
from . import test_invitation
from . import test_invitation_page
from . import test_invitation_seats

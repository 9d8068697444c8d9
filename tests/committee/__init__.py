from . import test_committee_decision
from . import test_committee_member
from . import test_committee_vote
from . import test_meeting
from . import test_meeting_agenda
from . import test_meeting_certify

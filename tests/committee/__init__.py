from . import test_committee_decision
from . import test_committee_member
from . import test_committee_vote

from . import committee
from . import committee_member
from . import committee_item
from . import committee_vote

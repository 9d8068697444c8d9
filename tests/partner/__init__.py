from . import test_partner_case
from . import test_partner_entity
from . import test_partner_mechanism
from . import test_partner_pages
from . import test_partner_attack
from . import test_partner_reminder

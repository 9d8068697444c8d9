from . import test_complaint
from . import test_complaint_mail
from . import test_complaint_pages
from . import test_complaint_tour
from . import test_complaint_unknown
from . import test_complaint_attack

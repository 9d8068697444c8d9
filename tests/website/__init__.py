from . import common
from . import test_services_page
from . import test_program_page
from . import test_policy_page
from . import test_website_readonly
from . import test_inquiry_form
from . import test_program_questions
from . import test_website_tour

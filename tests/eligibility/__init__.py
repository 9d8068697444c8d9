from . import test_criterion
from . import test_eligibility
from . import test_program_criteria
from . import test_eligibility_facts

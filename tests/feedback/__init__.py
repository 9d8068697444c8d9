from . import test_due
from . import test_visit
from . import test_improvement

# rounds
from . import test_survey_round
from . import test_survey_page
from . import test_answers
from . import test_answers_attack
from . import test_atoms

# rounds
from . import test_survey_round
from . import test_survey_page

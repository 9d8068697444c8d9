# rounds
from . import test_survey_round
from . import test_survey_page

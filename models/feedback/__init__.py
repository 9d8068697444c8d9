# rounds
from . import survey_survey
from . import survey_question
from . import round
from . import round_draw
from . import round_flow
from . import round_run
from . import round_sample
from . import round_sample_ask
from . import round_sample_tell
from . import round_delivery
from . import round_measure
from . import survey_user_input

# the plan of measures, visits and improvements
from . import task_mixin
from . import due
from . import due_plan
from . import due_cron
from . import visit_check
from . import visit
from . import visit_line
from . import visit_flow
from . import watch
from . import watch_row
from . import improvement
from . import improvement_flow
from . import improvement_effect
from . import improvement_cause

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

# the plan and the improvements, where they meet rounds and figures
from . import due_round
from . import improvement_figure

# answers
from . import answer_guard
from . import survey_rounds
from . import answer_person
from . import cell
from . import cell_cut
from . import comment
from . import round_publish
from . import rating_cell
from . import delivery_rating
from . import program

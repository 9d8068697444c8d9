# the plan of measures, visits and improvements
from . import task_mixin
from . import due
from . import due_plan
from . import due_cron
from . import due_policy
from . import visit_check
from . import visit
from . import visit_line
from . import due_visit
from . import visit_flow
from . import watch
from . import watch_barred
from . import watch_row
from . import improvement
from . import improvement_flow
from . import improvement_effect
from . import improvement_complaint
from . import improvement_visit
from . import improvement_finding

# rounds
from . import survey_survey
from . import survey_question
from . import company
from . import survey_settled
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

# answers
from . import answer_guard
from . import answer_line_guard
from . import rating_guard
from . import survey_rounds
from . import answer_person
from . import round_secret
from . import published_mixin
from . import cell
from . import cell_cut
from . import comment
from . import round_publish
from . import rating_cell
from . import delivery_rating
from . import sample_rating
from . import program

# the plan and the improvements, where they meet rounds, figures and answers
from . import due_round
from . import due_round_measure
from . import due_round_survey
from . import improvement_figure
from . import improvement_answer

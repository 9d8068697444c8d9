from . import report_mixin
from . import requirements_mixin
from . import request_requirements
from . import program_requirements
from . import request_form
from . import delivery_receipt
from . import agreement_paper

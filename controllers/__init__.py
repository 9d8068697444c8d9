from . import agreement
from . import apply
from . import apply_form

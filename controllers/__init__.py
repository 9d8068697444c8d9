from . import agreement
from . import services
from . import inquiry_form

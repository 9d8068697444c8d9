from . import agreement
from . import services
from . import inquiry_form
from . import my_file
from . import track

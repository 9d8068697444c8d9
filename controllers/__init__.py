from . import agreement
from . import my_file
from . import track

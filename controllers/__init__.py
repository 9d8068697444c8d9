from . import agreement
from . import services
from . import inquiry_form
from . import my_file
from . import track
from . import apply
from . import requests
from . import request_steps

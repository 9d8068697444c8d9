from . import agreement
from . import apply
from . import requests
from . import request_steps

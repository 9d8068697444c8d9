from . import agreement
from . import apply

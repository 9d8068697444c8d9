from . import document_type
from . import program

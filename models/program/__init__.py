from . import document_type
from . import opened_mixin
from . import program_part_mixin
from . import program
from . import program_clock
from . import program_apply

from . import test_answers
from . import test_answers_attack
from . import test_atoms

from . import category
from . import branch
from . import beneficiary
from . import beneficiary_contact
from . import beneficiary_search
from . import beneficiary_duplicate
from . import family_member

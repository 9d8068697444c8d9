from . import guarded_mixin
from . import frozen_mixin
from . import thread_mixin
from . import notified_mixin
from . import case_mixin
from . import tracked_mixin
from . import portal_mixin

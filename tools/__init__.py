from . import arabic, hijri, identity, worktime

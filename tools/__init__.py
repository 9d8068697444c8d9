from . import arabic, hijri, identity

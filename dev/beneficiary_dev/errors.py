"""The one kind of failure that is told to people."""


class DevError(Exception):
    """Something a person can act on: its text is printed as it is, without a traceback."""

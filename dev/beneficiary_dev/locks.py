"""Two runs at once wait for each other instead of colliding."""

import contextlib
import fcntl

from .progress import say
from .settings import work


@contextlib.contextmanager
def lock(name):
    """Hold the lock ``name`` of the work folder; the system frees it even after a crash."""
    folder = work() / "locks"
    folder.mkdir(exist_ok=True)
    with open(folder / name, "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Another run holds “{name}”: waiting for it …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield

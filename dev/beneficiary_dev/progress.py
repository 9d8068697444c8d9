"""Tells what a long step does, how big it has become and how long it took."""

import contextlib
import os
import sys
import threading
import time


def say(text=""):
    """Print one line at once, also when standard output is a pipe."""
    print(text, flush=True)


def human_size(size):
    """Return ``size`` bytes as people write it: ``123 MB``."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def human_time(seconds):
    """Return a duration as people write it: ``4 s`` or ``2 min 5 s``."""
    seconds = round(seconds)
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60} s"


def folder_size(path):
    """Return the bytes of the files below ``path``; what vanishes meanwhile counts nothing."""
    total = 0
    for root, _folders, files in os.walk(path):
        for name in files:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(root, name)).st_size
    return total


@contextlib.contextmanager
def step(label, watch=None, total=None):
    """Announce a long step; ``watch`` is a folder that grows, ``total`` its expected bytes."""
    started = time.monotonic()
    live = sys.stdout.isatty()
    done = threading.Event()

    def state():
        parts = []
        if watch:
            size = human_size(folder_size(watch))
            parts.append(f"{size} of {human_size(total)}" if total and not done.is_set() else size)
        parts.append(human_time(time.monotonic() - started))
        return ", ".join(parts)

    def redraw():
        while not done.wait(0.5):
            print(f"\r\033[K{label} … {state()}", end="", flush=True)

    print(f"{label} … ", end="", flush=True)
    painter = threading.Thread(target=redraw, daemon=True) if live else None
    if painter:
        painter.start()
    try:
        yield
    except BaseException:
        done.set()
        if painter:
            painter.join()
        say("stopped")
        raise
    done.set()
    if painter:
        painter.join()
    say(f"\r\033[K{label} … {state()}" if live else state())

"""Where things are and what the environment asks for."""

import functools
import hashlib
import os
from pathlib import Path

from .errors import DevError

ADDON = "beneficiary"
CHECKOUT = Path(__file__).resolve().parents[2]
LANGUAGE = "ar_001"


def asked(name):
    """Tell whether a yes/no option such as ``FRESH=1`` is set."""
    return os.environ.get(name, "").strip().lower() not in ("", "0", "no", "false")


@functools.cache
def work():
    """Return the work folder: everything that is built lives there, never in the checkout."""
    cache = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(cache) if os.path.isabs(cache) else Path.home() / ".cache"
    folder = base / "beneficiary-dev"
    if folder == CHECKOUT or CHECKOUT in folder.parents:
        raise DevError(f"The work folder {folder} lies inside the checkout: set XDG_CACHE_HOME.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DevError(f"Cannot make the work folder {folder}: {error.strerror}.") from error
    return folder


def short_hash(*parts):
    """Return eight hexadecimal digits that stand for ``parts``."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:8]


@functools.cache
def instance():
    """Return the name of this checkout, so that two checkouts share one work folder safely."""
    return short_hash(CHECKOUT)[:6]


def home():
    """Return the part of the work folder that belongs to this checkout alone."""
    folder = work() / "checkouts" / instance()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def addons_link():
    """Return the folder ``beneficiary`` that Odoo sees: a link to the checkout."""
    link = home() / "addons" / ADDON
    link.parent.mkdir(exist_ok=True)
    if not link.is_symlink() or Path(os.readlink(link)) != CHECKOUT:
        fresh = link.with_name(f".{ADDON}.{os.getpid()}")
        fresh.symlink_to(CHECKOUT)
        fresh.replace(link)
    return link


def logs():
    """Return the folder of the logs."""
    folder = home() / "logs"
    folder.mkdir(exist_ok=True)
    return folder


def database(purpose):
    """Return the name of this checkout's database for ``purpose``."""
    return f"{ADDON}_{purpose}_{instance()}"

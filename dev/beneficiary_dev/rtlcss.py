"""rtlcss, with which Odoo turns its styles right to left; without it Arabic pages are laid out left to right."""

import hashlib
import shutil

from .errors import DevError
from .packages import ensure
from .process import run
from .progress import step
from .settings import CHECKOUT, logs, work

FILES = ("package.json", "package-lock.json")


def ready():
    """Return the folder that holds the command ``rtlcss``, or ``None`` when the machine has it anyway."""
    if shutil.which("rtlcss"):
        return None
    source = CHECKOUT / "dev" / "rtlcss"
    key = hashlib.sha256(b"".join((source / name).read_bytes() for name in FILES)).hexdigest()[:8]
    folder = work() / f"rtlcss-{key}"
    if not (folder / "ready").is_file():
        _build(source, folder)
    return folder / "node_modules" / ".bin"


def _build(source, folder):
    """Install the locked packages; the file ``ready`` is written last."""
    for stale in work().glob("rtlcss-*"):
        shutil.rmtree(stale, ignore_errors=True)
    ensure({"npm": lambda: bool(shutil.which("npm"))})
    folder.mkdir(parents=True)
    for name in FILES:
        shutil.copy(source / name, folder)
    with step("Installing rtlcss"):
        code = run(["npm", "ci", "--no-audit", "--no-fund", "--prefix", folder], log="rtlcss", cwd=folder)
    if code:
        raise DevError(f"npm cannot install rtlcss (log: {logs()}/rtlcss.log). Check the network and try again.")
    (folder / "ready").touch()

"""Programs of Node.js, each installed from the locked packages of its own folder in ``dev/``."""

import hashlib
import shutil

from .errors import DevError
from .packages import ensure
from .process import run
from .progress import step
from .settings import CHECKOUT, logs, work

FILES = ("package.json", "package-lock.json")


def ready(name):
    """Return the folder of an installed program; it holds ``node_modules``.

    :param str name: the program, and the folder in ``dev/`` that names its packages
    """
    source = CHECKOUT / "dev" / name
    key = hashlib.sha256(b"".join((source / file).read_bytes() for file in FILES)).hexdigest()[:8]
    folder = work() / f"{name}-{key}"
    if not (folder / "ready").is_file():
        _build(name, folder)
    return folder


def _build(name, folder):
    """Install the locked packages; the file ``ready`` is written last."""
    for stale in work().glob(f"{name}-*"):
        shutil.rmtree(stale, ignore_errors=True)
    ensure({"npm": lambda: bool(shutil.which("npm"))})
    folder.mkdir(parents=True)
    for file in FILES:
        shutil.copy(CHECKOUT / "dev" / name / file, folder)
    with step(f"Installing {name}"):
        code = run(["npm", "ci", "--no-audit", "--no-fund", "--prefix", folder], log=name, cwd=folder)
    if code:
        raise DevError(f"npm cannot install {name} (log: {logs()}/{name}.log). Check the network and try again.")
    (folder / "ready").touch()

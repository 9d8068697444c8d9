"""The Python environment: an existing interpreter, or a venv from the lock file."""

import hashlib
import os
import shutil
import sys
from pathlib import Path

from .errors import DevError
from .packages import ensure
from .process import capture, run
from .progress import step
from .settings import CHECKOUT, logs, work

LOCK = CHECKOUT / "dev" / "requirements.lock"
OLDEST, NEWEST = (3, 11), (3, 13)
PROBE = "import sys; print(*sys.version_info[:2])"


def ready():
    """Return the path of a Python that has everything Odoo, the tests and lint need."""
    given = os.environ.get("BENEFICIARY_PYTHON")
    if given:
        if not shutil.which(given):
            raise DevError(f"BENEFICIARY_PYTHON={given}: there is no such interpreter.")
        return Path(shutil.which(given)).absolute()
    base = _base()
    key = hashlib.sha256(LOCK.read_bytes() + os.fsencode(base)).hexdigest()[:8]
    folder = work() / f"venv-{key}"
    if not (folder / "ready").is_file():
        _build(base, folder)
    return folder / "bin" / "python"


def _base():
    """Return an interpreter of a version that the lock file serves."""
    wanted = [sys.executable, "python3", "/usr/bin/python3"]
    wanted += [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    for name in wanted:
        path = shutil.which(name or "")
        if not path:
            continue
        code, out, _err = capture([path, "-c", PROBE])
        if code == 0 and OLDEST <= tuple(map(int, out.split())) <= NEWEST:
            return path
    raise DevError("Python 3.11, 3.12 or 3.13 is needed. Run: sudo apt-get install python3")


def _build(base, folder):
    """Make the venv in its final place; the file ``ready`` is written last."""
    for stale in work().glob("venv-*"):
        shutil.rmtree(stale, ignore_errors=True)
    if base == "/usr/bin/python3":
        ensure({"python3-venv": lambda: capture([base, "-c", "import ensurepip"])[0] == 0})
    with step("Installing the Python packages", watch=folder):
        code = run([base, "-m", "venv", folder], log="venv")
        if code:
            shutil.rmtree(folder, ignore_errors=True)
            raise DevError(f"{base} -m venv fails (log: {logs()}/venv.log). Run: sudo apt-get install python3-venv")
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-compile"]
        pip += ["--disable-pip-version-check", "--no-input", "--only-binary", ":all:", "-r", LOCK]
        code = run(pip, log="pip")
        if code:
            shutil.rmtree(folder, ignore_errors=True)
            raise DevError(_pip_trouble())
    (folder / "ready").touch()


def _pip_trouble():
    """Return one line on why pip failed."""
    lines = (logs() / "pip.log").read_text(errors="replace").splitlines()
    reasons = [line for line in lines if "ERROR" in line] or lines[-1:] or ["no answer"]
    return f"pip could not install dev/requirements.lock: {reasons[-1][:200]}. Check the network."

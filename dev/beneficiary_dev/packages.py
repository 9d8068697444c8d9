"""Debian packages the machine itself must have."""

import os
import shutil
from pathlib import Path

from .errors import DevError
from .process import run
from .progress import say, step
from .settings import logs

BROWSERS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")


def has_browser():
    """Tell whether Odoo's tests find a browser on this machine."""
    return any(map(shutil.which, BROWSERS))


def has_arabic_fonts():
    """Tell whether the fonts for Arabic pages and PDFs are here."""
    fonts = Path("/usr/share/fonts")
    return any(fonts.glob("**/NotoNaskhArabic*"))


def ensure(wanted):
    """Install what is missing of ``{package: is it here?}`` as root, or say how."""
    missing = [package for package, present in wanted.items() if not present()]
    if not missing:
        return
    command = f"apt-get install -y {' '.join(missing)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise DevError(f"Missing on this machine: {', '.join(missing)}. Run: sudo {command}")
    if not _install(missing):
        say("  the package lists may be old: fetching them again")
        run(["apt-get", "update"], log="apt-update")
        if not _install(missing):
            raise DevError(
                f"Could not install {', '.join(missing)} (log: {logs()}/apt-install.log). "
                f"Check the network, then run: {command}"
            )
    still = [package for package in missing if not wanted[package]()]
    if still:
        raise DevError(f"Installed {', '.join(still)}, yet it is not found on this machine.")


def _install(names):
    """Install Debian packages without a question; return whether it worked."""
    environment = {
        **os.environ,
        "DEBIAN_FRONTEND": "noninteractive",
        "PG_CREATE_MAIN_CLUSTER": "0",
    }
    with step(f"Installing {', '.join(names)}"):
        code = run(
            ["apt-get", "install", "-y", "--no-install-recommends", *names],
            log="apt-install",
            env=environment,
        )
    return code == 0

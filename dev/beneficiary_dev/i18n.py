"""Exports the terms of the addon and merges them into the Arabic translation."""

from . import prepare, settings
from .errors import DevError
from .locks import lock
from .odoo import Odoo
from .process import capture, run
from .progress import say, step
from .settings import ADDON, CHECKOUT, home, logs

FOLDER = CHECKOUT / "i18n"
POT = FOLDER / f"{ADDON}.pot"
PO = FOLDER / "ar.po"


def export(odoo):
    """Export the terms from a database with the addon as it is; return the raw file."""
    db = prepare.ready(odoo)
    raw = home() / f"{ADDON}.raw.pot"
    with lock("databases"), step("Exporting the terms"):
        command = [*odoo.command("i18n export"), "-d", db, "-l", "pot", "-o", raw, ADDON]
        raw.unlink(missing_ok=True)
        code = run(command, log="i18n", env=odoo.environment, cwd=home())
        if code or not raw.is_file():
            raise DevError(f"The terms could not be exported (log: {logs()}/i18n.log).")
    return raw


def refresh():
    """Write i18n/beneficiary.pot and i18n/ar.po."""
    odoo = Odoo()
    raw = export(odoo)
    FOLDER.mkdir(exist_ok=True)
    merge = [odoo.python, "-m", "beneficiary_dev.po", "merge", raw, POT, PO]
    code, out, err = capture(merge, env=odoo.environment, cwd=settings.work())
    if code:
        raise DevError(f"The translations could not be merged: {err.strip()}")
    say(out.strip())

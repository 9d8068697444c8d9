"""Runs every test: pytest with a live HTTP server and a browser, then the life cycle."""

import os
import re
import shlex
import shutil

from . import database, lifecycle, packages, prepare
from .errors import DevError
from .locks import lock
from .odoo import Odoo
from .process import show
from .progress import say, step
from .settings import ADDON, addons_link, asked, home
from .settings import database as named

NO_TESTS = 5
INI = """[pytest]
python_files = test_*.py
python_classes = Test*
filterwarnings =
    ignore::DeprecationWarning
    ignore::PendingDeprecationWarning
    ignore::SyntaxWarning
"""


def test():
    """Run pytest and the life-cycle checks; return the exit code."""
    packages.ensure(
        {
            "chromium": packages.has_browser,
            "wkhtmltopdf": lambda: bool(shutil.which("wkhtmltopdf")),
            "fonts-noto-core": packages.has_arabic_fonts,
        }
    )
    odoo = Odoo()
    name = _database_name()
    with lock(f"test-{name}"):
        _prepare(odoo, name)
        code = show(_pytest(odoo, name), env=odoo.environment, cwd=home())
        if code == NO_TESTS:
            raise DevError("No test was run: look at ARGS and at tests/.")
        if code:
            raise DevError(f"The tests failed (pytest exit code {code}).")
    if os.environ.get("LIFECYCLE", "1") != "0":
        lifecycle.check(odoo)
    return 0


def _database_name():
    """Return the test database; ``DB=name`` gives a second run one of its own."""
    given = os.environ.get("DB", "")
    if not re.fullmatch(r"[a-z0-9_]{0,20}", given):
        raise DevError("DB takes up to 20 small letters, digits and underscores.")
    return named("test") + (f"_{given}" if given else "")


def _prepare(odoo, name):
    """Make the test database anew, or with ``KEEP=1`` bring the last one up to date."""
    found = database.key(name)
    wanted = prepare.state(odoo)
    if not asked("KEEP") or not found:
        prepare.fresh_copy(odoo, name)
    elif found != wanted:
        with step("Upgrading the addon in the kept test database"):
            odoo.change(name, "-u", ADDON, log="test-upgrade")
            database.mark(name, wanted)


def _pytest(odoo, name):
    """Return the command line of pytest."""
    ini = home() / "pytest.ini"
    ini.write_text(INI)
    link = addons_link()
    command = [odoo.python, "-m", "pytest", "-c", ini, f"--rootdir={link}"]
    command += ["-p", "no:cacheprovider", "-p", "beneficiary_dev.pytest_plugin"]
    command += [f"--odoo-config={odoo.conf}", f"--odoo-database={name}", "--odoo-http"]
    given = shlex.split(os.environ.get("ARGS", ""))
    paths = [link / part for part in given if part.startswith("tests")]
    rest = [part for part in given if not part.startswith("tests")]
    say(f"Testing on the database {name}")
    return [*command, *rest, *(paths or [link / "tests"])]

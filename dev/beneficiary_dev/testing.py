"""Runs every test: pytest with a live HTTP server and a browser, then the life cycle."""

import contextlib
import os
import re
import shlex
import shutil
import socket
import tempfile
from concurrent.futures import ThreadPoolExecutor

from . import assets, database, lifecycle, node, packages, prepare
from .errors import DevError
from .locks import lock
from .odoo import Odoo
from .process import run, show
from .progress import say, step
from .settings import ADDON, addons_link, asked, home, logs
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
    count = _shards()
    databases = [name, *(f"{name}_{number}" for number in range(2, count + 1))]
    with contextlib.ExitStack() as locks:
        for database_name in databases:
            locks.enter_context(lock(f"test-{database_name}"))
        _prepare(odoo, name)
        if not _arguments():
            assets.compile_in(odoo, name)
        for other in databases[1:]:
            database.copy(name, other)
        codes = _run(odoo, databases)
        if set(codes) == {NO_TESTS}:
            raise DevError("No test was run: look at ARGS and at tests/.")
        if failed := set(codes) - {0, NO_TESTS}:
            raise DevError(f"The tests failed (pytest exit code {min(failed)}).")
    if os.environ.get("LIFECYCLE", "1") != "0":
        lifecycle.check(odoo)
    return 0


def _arguments():
    """Return what ``ARGS`` gives to pytest: some tests are chosen, or all of them run."""
    return shlex.split(os.environ.get("ARGS", ""))


def _shards():
    """Return in how many parts the tests run side by side: ``JOBS``, or one for each processor, four at most."""
    given = os.environ.get("JOBS", "")
    if given:
        if not re.fullmatch(r"[1-8]", given):
            raise DevError("JOBS takes a number from 1 to 8.")
        return int(given)
    return 1 if _arguments() else min(4, os.cpu_count() or 1)


def _run(odoo, databases):
    """Run the tests, a part of them on each of ``databases``; return pytest's exit codes.

    The first part writes to the terminal. The others write to a log, which is shown when they are done.
    """
    say(f"Testing on {', '.join(databases)}")
    commands = [_pytest(odoo, name, number) for number, name in enumerate(databases, 1)]
    axe = node.ready("axe") / "node_modules" / "axe-core" / "axe.min.js"
    environment = odoo.environment | {"BENEFICIARY_AXE": str(axe)}
    with contextlib.ExitStack() as parts:
        if len(databases) > 1:
            environment["BENEFICIARY_PARTS"] = parts.enter_context(tempfile.TemporaryDirectory())
        codes = _side_by_side(commands, environment)
    for number in range(2, len(databases) + 1):
        say(f"Part {number} of {len(databases)}:")
        say((logs() / f"test-{number}.log").read_text(errors="replace").rstrip())
    return codes


def _side_by_side(commands, environment):
    """Run commands at the same time; return their exit codes. All but the first write to logs."""
    with ThreadPoolExecutor() as pool:
        others = [
            pool.submit(run, command, log=f"test-{number}", env=environment, cwd=home())
            for number, command in enumerate(commands[1:], 2)
        ]
        return [show(commands[0], env=environment, cwd=home()), *(other.result() for other in others)]


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


def _pytest(odoo, name, number):
    """Return the command line of pytest for one part of the tests."""
    ini = home() / "pytest.ini"
    ini.write_text(INI)
    link = addons_link()
    command = [odoo.python, "-m", "pytest", "-c", ini, f"--rootdir={link}"]
    command += ["-p", "no:cacheprovider", "-p", "beneficiary_dev.pytest_plugin"]
    command += [f"--odoo-config={_conf(odoo, number)}", f"--odoo-database={name}", "--odoo-http"]
    given = _arguments()
    paths = [link / part for part in given if part.startswith("tests")]
    rest = [part for part in given if not part.startswith("tests")]
    return [*command, *rest, *(paths or [link / "tests"])]


def _conf(odoo, number):
    """Return a configuration whose server has a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = odoo.conf.with_name(f"odoo-test-{number}.conf")
    path.write_text(f"{odoo.conf.read_text()}http_port = {port}\n")
    return path

"""The commands behind the Makefile's targets."""

import os
import shutil
import signal
import sys

from . import postgres
from .errors import DevError
from .process import show
from .progress import say
from .settings import home, work


def demo():
    """Serve the demo."""
    from .demo import demo as serve

    serve()


def test():
    """Run every test."""
    from .testing import test as run_tests

    return run_tests()


def lint():
    """Check the sources."""
    from .lint import lint as check

    return check()


def i18n():
    """Refresh the translation files."""
    from .i18n import refresh

    refresh()


def bench():
    """Print the figures of the benchmark."""
    from .benchmark import benchmark

    benchmark()


def shell():
    """Open an Odoo shell on the demo database."""
    from .demo import database_for_shell
    from .odoo import Odoo

    odoo = Odoo()
    db = database_for_shell(odoo)
    return show(odoo.command("shell", "-d", db, "--no-http"), env=odoo.environment, cwd=home())


def stop():
    """Stop the private PostgreSQL."""
    say("PostgreSQL is stopped." if postgres.stop() else "PostgreSQL was not running.")


def clean():
    """Remove everything that was built."""
    folder = work()
    postgres.remove()
    shutil.rmtree(folder)
    say(f"Removed {folder} and its PostgreSQL cluster.")


COMMANDS = {command.__name__: command for command in (demo, test, lint, i18n, bench, shell, stop, clean)}


def main(args):
    """Run one command; return the exit code."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also below a shell's “&”
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if len(args) != 1 or args[0] not in COMMANDS:
        say(f"Usage: run.py {'|'.join(COMMANDS)}")
        return 2
    os.umask(0o022)
    try:
        return COMMANDS[args[0]]() or 0
    except DevError as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted: run the same command again to go on.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 1

"""Checks the sources: style, data files, translations, and Odoo's own rules."""

import shutil
from concurrent.futures import ThreadPoolExecutor

from . import files, i18n, node, prepare
from .errors import DevError
from .locks import lock
from .odoo import Odoo
from .process import capture
from .progress import say, step
from .settings import CHECKOUT, addons_link, home, work

PYPROJECT = CHECKOUT / "pyproject.toml"
# The checkers that Odoo's test_pylint runs on all of Odoo; here they look at us.
ODOO_PLUGINS = "_pylint_path_setup,_odoo_checker_sql_injection,_odoo_checker_gettext,_odoo_checker_unlink_override"
ODOO_MESSAGES = (
    "used-before-assignment,undefined-variable,eval-used,unreachable,function-redefined,"
    "sql-injection,missing-gettext,gettext-variable,gettext-placeholders,gettext-repr,raise-unlink-override"
)


def lint():
    """Run every check, tell what each found, and return the exit code."""
    odoo = Odoo()
    with ThreadPoolExecutor(max_workers=1) as aside:
        # pylint is slow and needs no database: the other checks prepare theirs meanwhile
        found_aside = {name: aside.submit(_problems, check) for name, check in _slow_checks(odoo).items()}
        failed = [name for name, check in _checks(odoo).items() if _tell(name, _problems(check))]
        failed += [name for name, found in found_aside.items() if _tell(name, found.result())]
    if failed:
        raise DevError(f"Lint failed: {', '.join(failed)}.")
    say("Lint: all good.")


def _checks(odoo):
    return {
        "ruff check": lambda: _ruff(odoo, "check", "--quiet", "--output-format=concise"),
        "ruff format": lambda: _ruff_format(odoo),
        "ESLint": lambda: _eslint(odoo),
        "texts": files.check_texts,
        "manifest": files.check_manifest,
        "data files": files.check_data,
        "Odoo's lint tests": lambda: _odoo_rules(odoo),
        "translations": lambda: _translations(odoo),
    }


def _slow_checks(odoo):
    return {
        "pylint-odoo": lambda: _oca_pylint(odoo),
        "Odoo's pylint checkers": lambda: _odoo_pylint(odoo),
    }


def _problems(check):
    """Return what a check found, a line each."""
    try:
        return list(check())
    except DevError as error:
        return [str(error)]


def _tell(name, problems):
    """Say what a check found; return whether it found something."""
    say(f"{'✗' if problems else '✓'} {name}")
    for problem in problems[:200]:
        say(f"    {problem}")
    if len(problems) > 200:
        say(f"    … and {len(problems) - 200} more lines")
    return bool(problems)


def _run(command, environment, cwd):
    """Return the lines a checker printed, or nothing when it is content."""
    code, out, err = capture(command, env=environment, cwd=cwd)
    lines = (out + err).strip().splitlines()
    return (lines or [f"exit code {code}, without a word"]) if code else []


def _ruff(odoo, *args):
    """Run ruff on the sources; it writes no cache."""
    return _run([odoo.python, "-m", "ruff", *args, "--no-cache", "."], odoo.environment, CHECKOUT)


def _ruff_format(odoo):
    """Return the files whose layout is not ruff's own."""
    lines = _ruff(odoo, "format", "--diff", "--quiet")
    changed = [line[4:] for line in lines if line.startswith("--- ")]
    return [f"{path}: ruff format would change it" for path in changed] or lines


def _eslint(odoo):
    """Run ESLint on the addon's scripts. The rules lie beside the installed packages, for they import one of them."""
    folder = node.ready("eslint")
    rules = folder / "eslint.config.mjs"
    shutil.copy(CHECKOUT / "dev" / "eslint" / rules.name, rules)
    command = ["node", folder / "node_modules/eslint/bin/eslint.js", "--config", rules, "--max-warnings=0", "static"]
    return _run(command, odoo.environment, CHECKOUT)


def _oca_pylint(odoo):
    """Run OCA's checks; what only tests say needs no translation."""
    options = (f"--rcfile={PYPROJECT}", "--ignore=.git,dev,tests")
    problems = _pylint(odoo, *options)
    if (CHECKOUT / "tests").is_dir():
        options = (f"--rcfile={PYPROJECT}", "--disable=translation-required")
        problems += _pylint(odoo, *options, folder="tests")
    return problems


def _pylint(odoo, *args, plugins="", folder="."):
    """Run pylint on the addon under its own name, so the folder it is linked in is a source root."""
    link = addons_link()
    environment = dict(odoo.environment)
    environment["PYTHONPATH"] += f":{link.parent}:{plugins}"
    return _run([odoo.python, "-m", "pylint", *args, link / folder], environment, home())


def _odoo_pylint(odoo):
    """Run the pylint checkers that Odoo writes for its own addons."""
    roots = (odoo.source.path / "odoo" / "addons", odoo.source.path / "addons")
    plugins = next((root / "test_lint/tests" for root in roots if (root / "test_lint").is_dir()), None)
    if not plugins:
        raise DevError("This Odoo has no addon test_lint.")
    options = ["--rcfile=/dev/null", "--disable=all", f"--enable={ODOO_MESSAGES}", f"--load-plugins={ODOO_PLUGINS}"]
    return _pylint(odoo, *options, "--reports=n", "--score=n", "--ignore=dev,.git", plugins=plugins)


def _odoo_rules(odoo):
    """Run Odoo's test_lint on our addon alone."""
    db = prepare.ready(odoo)
    with lock("databases"):
        return _run([odoo.python, "-m", "beneficiary_dev.odoo_rules", odoo.conf, db], odoo.environment, home())


def _translations(odoo):
    """Compare the committed translation files with the terms of the addon."""
    raw = i18n.export(odoo)
    with step("Comparing the translations"):
        command = [odoo.python, "-m", "beneficiary_dev.po", "check", raw, i18n.POT, i18n.PO]
        return _run(command, odoo.environment, work())

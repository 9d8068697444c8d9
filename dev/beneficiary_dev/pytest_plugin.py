"""Loaded by pytest: takes its part of the tests, and fails for a skipped one unless it is named in ALLOW_SKIP."""

import hashlib
import os
from pathlib import Path

import pytest

SKIPPED = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    """Run what no other part has taken: each class by the part that comes to it first, so that none waits long.

    ``BENEFICIARY_PARTS`` names the folder, empty at first, in which the parts leave a file for every class they take.
    """
    folder = os.environ.get("BENEFICIARY_PARTS")
    if not folder or session.config.option.collectonly or session.testsfailed:
        return None
    groups = {}
    for item in session.items:
        groups.setdefault(item.nodeid.rsplit("::", 1)[0], []).append(item)
    ours = (item for name, items in groups.items() if _take(Path(folder), name) for item in items)
    item = next(ours, None)
    while item:
        following = next(ours, None)  # what is torn down after a test depends on the next one
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.shouldfail:
            raise session.Failed(session.shouldfail)
        if session.shouldstop:
            raise session.Interrupted(session.shouldstop)
        item = following
    return True


def _take(folder, name):
    """Take a class for this part; tell whether no other part had it."""
    try:
        (folder / hashlib.sha256(name.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _note(report):
    if not report.skipped or hasattr(report, "wasxfail"):
        return
    allowed = os.environ.get("ALLOW_SKIP", "").replace(",", " ").split()
    if not any(name in report.nodeid for name in allowed):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        SKIPPED.append(f"{report.nodeid}: {reason}")


def pytest_runtest_logreport(report):
    """Note a test that was skipped."""
    _note(report)


def pytest_collectreport(report):
    """Note a file that was skipped."""
    _note(report)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Turn skipped tests into a failure."""
    if SKIPPED and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    """Name the skipped tests."""
    if SKIPPED:
        terminalreporter.section("skipped, which counts as failed (see ALLOW_SKIP)", red=True)
        for line in SKIPPED:
            terminalreporter.line(line)

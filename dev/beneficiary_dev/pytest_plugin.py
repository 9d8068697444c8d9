"""Loaded by pytest: takes its part of the tests, and fails for a skipped one unless it is named in ALLOW_SKIP."""

import os

import pytest

SKIPPED = []


def pytest_collection_modifyitems(config, items):
    """Keep every n-th class where ``BENEFICIARY_SHARD`` says "1/2": neighbours take about the same time."""
    number, count = (int(part) for part in os.environ.get("BENEFICIARY_SHARD", "1/1").split("/"))
    order = {}
    for item in items:
        order.setdefault(item.nodeid.rsplit("::", 1)[0], len(order))
    ours = [item for item in items if order[item.nodeid.rsplit("::", 1)[0]] % count == number - 1]
    config.hook.pytest_deselected(items=list(set(items) - set(ours)))
    items[:] = ours


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

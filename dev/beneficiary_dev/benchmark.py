"""Measures what must stay quick and small with many records, on databases of its own that are dropped afterwards."""

import json

from . import benchmark_workbook, database, prepare
from .errors import DevError
from .locks import lock
from .odoo import Odoo
from .process import capture
from .progress import say, step
from .settings import database as named

ELIGIBILITY = """
import json
from beneficiary_dev import benchmark_eligibility
print("RESULT:" + json.dumps(benchmark_eligibility.measure(env)))
"""
FILL = """
from beneficiary_dev import benchmark_workbook
benchmark_workbook.many_requests(env)
print("RESULT:")
"""
REGISTER = """
import json
from beneficiary_dev import benchmark_workbook
print("RESULT:" + json.dumps(benchmark_workbook.register(env)))
"""


def benchmark():
    """Print the figures."""
    odoo = Odoo()
    name = named("benchmark")
    with lock(f"benchmark-{name}"):
        prepare.fresh_copy(odoo, name)
        try:
            with step("Measuring the eligibility of many people"):
                lines = json.loads(odoo.script(name, ELIGIBILITY, log="benchmark"))
            with step("Measuring workbooks of many rows"):
                lines += workbooks(odoo, name)
        finally:
            database.drop(name)
    for line in lines:
        say(line)


def workbooks(odoo, name):
    """Return the figures of the workbooks as lines of text."""
    bare, own = (_alone(odoo, way) for way in ("bare", "own"))
    odoo.script(name, FILL, log="benchmark")
    seconds, before, most, size, queries, columns = json.loads(odoo.script(name, REGISTER, log="benchmark"))
    return [
        f"A workbook of {benchmark_workbook.ROWS:,} rows, ten columns, both calendars",
        f"  bare xlsxwriter loop: {bare[0]:.0f} s, {bare[1]:.0f} MB of memory, a file of {bare[2]:.0f} MB",
        f"  the addon's writer: {own[0]:.0f} s ({own[0] / bare[0]:.2f} times as long), {own[1]:.0f} MB of memory",
        f"  a register of requests from the database, {columns} columns: {seconds:.0f} s, "
        f"{most:.0f} MB of memory ({most - before:.0f} MB more than Odoo before it), {queries:,} queries, "
        f"a file of {size:.0f} MB",
    ]


def _alone(odoo, way):
    """Return (seconds, MB, size in MB) of a way to write the rows, measured in a Python of its own."""
    code, out, err = capture([odoo.python, benchmark_workbook.__file__, way], env=odoo.environment)
    found = [line[7:].split() for line in out.splitlines() if line.startswith("RESULT:")]
    if code or not found:
        raise DevError(f"The benchmark of workbooks failed:\n{err}")
    return [float(number) for number in found[0]]

"""Measures what must stay quick with many records, on a database of its own that is dropped afterwards."""

import json

from . import database, prepare
from .locks import lock
from .odoo import Odoo
from .progress import say, step
from .settings import database as named

CODE = """
import json
from beneficiary_dev import benchmark_eligibility
print("RESULT:" + json.dumps(benchmark_eligibility.measure(env)))
"""


def benchmark():
    """Print the figures."""
    odoo = Odoo()
    name = named("benchmark")
    with lock(f"benchmark-{name}"):
        prepare.fresh_copy(odoo, name)
        try:
            with step("Measuring the eligibility of many people"):
                lines = json.loads(odoo.script(name, CODE, log="benchmark"))
        finally:
            database.drop(name)
    for line in lines:
        say(line)

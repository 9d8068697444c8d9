"""A workbook of 500,000 rows: a bare loop, the writer of the addon, and a register of requests from the database.

The first two run alone in a Python of their own, the last in an Odoo shell of its own, so that the memory is theirs.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

ROWS = int(os.environ.get("ROWS") or 500_000)
# the columns that both loops write: two of them are dates, which the addon writes in both calendars
COLUMNS = ("text", "text", "text", "moment", "date", "money", "number", "text")
START = datetime(2024, 1, 1, 8, 30)


def peak():
    """Return the most memory that this process has used so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def made_up(count):
    """Yield ``count`` rows."""
    for n in range(count):
        moment = START + timedelta(minutes=n)
        yield (
            f"REQ/2026/{n:06}", f"Applicant {n}", "Support for orphans",
            moment, moment.date(), n * 1.25, n % 90, "Approved",
        )  # fmt: skip


def bare(target, count):
    """Write the rows with nothing but ``xlsxwriter``, the Hijri dates as texts that are there already."""
    import xlsxwriter

    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        shown = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        for row, values in enumerate(made_up(count)):
            column = 0
            for kind, value in zip(COLUMNS, values, strict=True):
                if kind in ("moment", "date"):
                    sheet.write_datetime(row, column, value, shown)
                    column += 1
                    sheet.write_string(row, column, "1447/07/15")
                elif kind == "text":
                    sheet.write_string(row, column, value)
                else:
                    sheet.write_number(row, column, value)
                column += 1


def own(target, count):
    """Write the rows with the writer of the addon."""
    from tools.workbook import Column, Workbook

    with Workbook(target, rtl=True) as book:
        book.sheet("Requests").table([Column(f"{kind} {n}", kind) for n, kind in enumerate(COLUMNS)], made_up(count))


def measure(way):
    """Return (seconds, MB, size of the file in MB) of one way to write the rows."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as target:
        start = time.perf_counter()
        way(target.name, ROWS)
        return time.perf_counter() - start, peak(), os.path.getsize(target.name) / 1_000_000


def register(env):
    """Make a register of all requests as a cron does.

    :return: seconds, MB before, MB at most, size in MB, queries, columns
    """
    order = env["beneficiary.register"].with_user(env.ref("base.user_admin")).create({"kind": "requests"})
    env.cr.commit()
    order, before, queries = order.sudo(), peak(), env.cr.sql_log_count
    start = time.perf_counter()
    order._make()
    env.cr.commit()
    seconds = time.perf_counter() - start
    if order.state != "done" or order.row_count != ROWS:
        raise AssertionError(f"{order.state}: {order.problem} {order.row_count}")
    file = order._attachment("workbook")
    columns = len(order._kinds()["requests"][-1])
    return seconds, before, peak(), file.file_size / 1_000_000, env.cr.sql_log_count - queries, columns


def many_requests(env):
    """Multiply one request in SQL and commit it; the database is dropped afterwards."""
    user, company = env.ref("base.user_admin"), env.company
    user.group_ids += env.ref("beneficiary.group_manager")
    policy = env.ref("beneficiary.policy_template_awn").action_adopt()
    policy.sudo().write({"state": "in_force"})
    company.beneficiary_policy_id = policy
    people = env["beneficiary.beneficiary"].create(
        [{"name": f"Person {n}", "identity_type": "none", "agreed_medium": "phone"} for n in range(2_000)]
    )
    program = env["beneficiary.program"].create({"name": "Benchmark"})
    seed = env["beneficiary.request"].create(
        {"beneficiary_id": people[0].id, "program_id": program.id, "channel_id": policy.channel_ids[0].id}
    )
    env.flush_all()
    kept = [
        name
        for name, field in seed._fields.items()
        if field.store and field.column_type and name not in ("id", "name", "beneficiary_id", "date_submitted")
    ]
    columns = ", ".join(f'"{name}"' for name in kept)
    env.cr.execute(
        f"""
        INSERT INTO beneficiary_request (name, beneficiary_id, date_submitted, {columns})
        SELECT 'REQ/2026/' || n, %s + n %% 2000, timestamp '2024-01-01 08:30' + n * interval '1 minute', {columns}
          FROM beneficiary_request r, generate_series(1, %s) n WHERE r.id = %s
        """,
        (people[0].id, ROWS, seed.id),
    )
    env.cr.commit()
    env.cr.execute("ANALYZE beneficiary_request")
    env.cr.commit()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    print("RESULT:" + " ".join(map(str, measure({"bare": bare, "own": own}[sys.argv[1]]))))

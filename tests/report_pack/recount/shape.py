"""What all recounts share: rows with a day, whether each keeps the promise, and what is averaged."""

from typing import NamedTuple

COMPANY = """
SELECT coalesce(own.tz, usual.tz) AS zone,
       (SELECT p.id FROM beneficiary_policy p WHERE p.company_id = c.id AND p.state = 'in_force') AS policy
  FROM res_company c
  LEFT JOIN resource_calendar own ON own.id = c.beneficiary_calendar_id
  LEFT JOIN ir_model_data known ON known.module = 'beneficiary' AND known.name = 'resource_calendar_sun_thu'
  LEFT JOIN resource_calendar usual ON usual.id = known.res_id
 WHERE c.id = %(company_id)s
"""
COUNTED = """
SELECT count(*) FILTER (WHERE kept), count(*), sum(amount)::float8, sum(weight)::float8
  FROM (SELECT {day} AS day, {kept} AS kept, {amount} AS amount, {weight} AS weight FROM {rows}) AS found
 WHERE {inside}
"""
# sent by whatever medium: it left the house, or was handed over
ARRIVED = "('sent', 'delivered', 'handed_over')"


class Recount(NamedTuple):
    """How one figure is counted again.

    ``rows`` is what stands after FROM, ``kept`` tells of a row whether it keeps the promise, ``day`` is the day on
    which it counts (none: what there is at present). A ``kind`` is a share, a count or an average of ``amount``, per
    ``weight`` where the rows are sums.
    """

    kind: str
    rows: str
    kept: str = "TRUE"
    day: str = ""
    amount: str = "0"
    weight: str = "1"


def local(moment):
    """Return SQL of the day on which a moment (stored in UTC) fell where the association is."""
    return f"({moment} AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date"


def share(rows, kept, day=""):
    """Of these rows, those that keep the promise, in percent."""
    return Recount("share", rows, kept, day)


def count(rows, day=""):
    """How many rows there are."""
    return Recount("count", rows, day=day)


def average(rows, amount, day="", weight="1"):
    """The average of an amount, each row weighing as much as it says."""
    return Recount("average", rows, day=day, amount=amount, weight=weight)


def counted(cursor, recount, company_id, first, last, now):
    """Return (kept, all, value) of one figure; the value is ``None`` where there is nothing to take a share of."""
    params = {"company_id": company_id, "first": first, "last": last, "now": now}
    cursor.execute(COMPANY, params)
    zone, policy = cursor.fetchone()
    query = COUNTED.format(
        day=recount.day or "NULL::date",
        kept=recount.kept,
        amount=recount.amount,
        weight=recount.weight,
        rows=recount.rows,
        inside="day BETWEEN %(first)s AND %(last)s" if recount.day else "TRUE",
    )
    cursor.execute(query, {**params, "zone": zone, "policy": policy})
    kept, total, amount, weight = cursor.fetchone()
    if recount.kind == "count":
        return kept, total, float(total)
    if recount.kind == "share":
        return kept, total, 100.0 * kept / total if total else None
    return kept, total, amount / weight if weight else None

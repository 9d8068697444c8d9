"""What follows from the complaints of the demo: clocks, notices, and what is to be done next."""

from . import complaint_times as times
from .clocks import _hours
from .complaint_words import COMPLAINTS, NEW, UPHELD
from .markup import call, element, function, named, record

COMPLAINT, NOTICE, CLOCK = "beneficiary.complaint", "beneficiary.notice", "beneficiary.clock"
TARGETS = {"complaint": (8, 15), "dispute": (8, 30), "technical": (4, 3), "suggestion": (16, 20)}  # as routes have them
LATE = (
    "obj().search([('complaint_id', '!=', False), ('state', '=', 'running'), ('deadline', '&lt;', DateTime.now())]).ids"
)


def clocks():
    """Write the clocks anew, as with requests: those that began while loading know nothing of the days before."""
    rows = [row for key, case in COMPLAINTS.items() for row in _clock_rows(key, case)]
    text = function(CLOCK, "unlink", "obj().search([('complaint_id', '!=', False)]).ids")
    lines = "".join(f"            {row},\n" for row in rows)
    text += f'    <function model="{CLOCK}" name="create" eval="[[\n{lines}        ]]"/>\n'
    text += function(CLOCK, "_plan", "obj().search([('complaint_id', '!=', False)]).ids")
    late = "obj().search([('complaint_id', '!=', False), ('state', '=', 'met')])"
    late += ".filtered(lambda clock: clock.stopped_on &gt; clock.deadline).ids"
    text += function(CLOCK, "write", late, "{'state': 'met_late'}")
    text += function(CLOCK, "_mark_late", LATE)
    return text + function(
        CLOCK, "_escalate", "obj().search([('complaint_id', '!=', False), ('state', '=', 'late')]).ids"
    )


def _clock_rows(key, case):
    hours, days = TARGETS[case["kind"]]
    received, end = times.received(case), times.end(case)
    met = "met" if "resolved" in case else "stopped"
    yield _clock(key, "acknowledge", hours, "hour", received, times.acknowledged(case), "met")
    yield _clock(key, "resolve", days, "day", received, end, met)


def _clock(key, kind, target, unit, start, stop, ended):
    values = (
        f"'res_model': '{COMPLAINT}', 'res_id': {times.ref(key)}, 'kind': '{kind}', 'target': {target},"
        f" 'unit': '{unit}', 'state': '{ended if stop else 'running'}', 'started_on': {start}"
    )
    if stop:
        values += f", 'stopped_on': {stop}, 'elapsed_hours': {_hours(start, stop)}"
    return f"{{{values}}}"


# --------------------------------------------------------------------- notices
def notices():
    """Write what the complainants were told, sent long ago."""
    told = []
    for key, case in COMPLAINTS.items():
        if times.acknowledged(case) and not case.get("anonymous"):
            told.append((key, "complaint_ack", times.acknowledged(case)))
            if "resolved" in case:
                told.append((key, "complaint_resolved", times.end(case).earlier(-10)))
    ids = {(key, kind): times.xmlid(f"{key}_{kind}", "notice") for key, kind, _moment in told}
    made = [
        (ids[key, kind], f"obj({times.ref(key)})._send_notice('{kind}', occasion='demo')") for key, kind, _m in told
    ]
    text = named(COMPLAINT, made)
    for key, kind, moment in told:
        text += record(
            ids[key, kind],
            NOTICE,
            element("create_date", expression=moment),
            element("claimed_on", expression=moment),
            element("attempts", expression=1),
            element("state", text="sent"),
            element("date_sent", expression=moment.earlier(-2)),
        )
    messages = [
        (f"message_{xmlid}", f"obj().env['{NOTICE}'].browse(ref('{xmlid}')).message_id") for xmlid in ids.values()
    ]
    text += named("mail.message", messages)
    for (key, kind), xmlid in ids.items():
        moment = next(m for k, n, m in told if (k, n) == (key, kind))
        text += record(f"message_{xmlid}", "mail.message", element("date", expression=moment))
    return text


def next_steps():
    """Ask the officer to do what is next, and the finance team to approve the first compensation."""
    text = "".join(
        call(COMPLAINT, "_ask_responsible", [times.xmlid(key)], f"'{NEW}'") for key in ("samtah_01", "samtah_02")
    )
    text += call(COMPLAINT, "_ask_responsible", [times.xmlid("samtah_07")], f"'{UPHELD}'")
    prepare = call(COMPLAINT, "action_prepare_compensation", [times.xmlid("samtah_07")])
    text += prepare.replace("    <function\n", '    <function\n        uid="user_officer_demo"\n')
    found = f"obj().search([('complaint_id', '=', {times.ref('samtah_07')})])"
    text += named("beneficiary.compensation", [("compensation_samtah_07_demo", found)])
    ask = call("beneficiary.compensation", "action_request_approval", ["compensation_samtah_07_demo"])
    return text + ask.replace("    <function\n", '    <function\n        uid="user_officer_demo"\n')

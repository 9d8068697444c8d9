"""The clocks of the requests: met in time mostly, some late, some that run."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from .files import write
from .markup import HEAD, function, named
from .moments import FRIDAY, LAST_DAY, Moment, working

CLOCK = "beneficiary.clock"
BEGIN, END = 5, 13  # the working day in UTC
TARGETS = {"first_answer": (8, "hour"), "update": (10, "day"), "decision": (15, "day")}
DECISION = {"awn": 30, "qader": 40, "makarem": 30, "wim": 30}  # as their companies have it
SUNDAY = date(2026, 1, 4)  # day 0 of the grid, to count with


def write_clocks(requests):
    """Write the clocks of the requests anew: those that began when the demo was loaded know nothing of its days."""
    companies = ", ".join(f"ref('company_{company}_demo')" for company in requests)
    rows, paused = [], []
    for own in requests.values():
        waiting = [r for r in own if r.state in ("complete", "review")]
        for request in own:
            rows += _clocks(request)
        paused += [r for r in waiting if r.complete.day > -14][:1]
    text = HEAD + function(
        CLOCK, "unlink", f"obj().search([('request_id', '!=', False), ('company_id', 'in', [{companies}])]).ids"
    )
    lines = "".join(f"            {row},\n" for row in rows)
    text += f'    <function model="{CLOCK}" name="create" eval="[[\n{lines}        ]]"/>\n'
    text += function(CLOCK, "_plan", "obj().search([]).ids")
    text += function(
        CLOCK,
        "write",
        "obj().search([('stopped_on', '!=', False), ('state', '=', 'met')])"
        ".filtered(lambda clock: clock.stopped_on &gt; clock.deadline).ids",
        "{'state': 'met_late'}",
    )
    text += _pauses(paused)
    text += "\n    <!-- the managers were told of what is late -->\n"
    late = "obj().search([('state', '=', 'running'), ('deadline', '&lt;', DateTime.now())]).ids"
    text += function(CLOCK, "_mark_late", late)
    text += function(CLOCK, "_escalate", "obj().search([('state', '=', 'late')]).ids")
    write("beneficiary_clock_demo.xml", text)


def answered(request):
    """Return when the applicant first heard from the association; one in seven had to wait too long."""
    if request.created.hours_ago or not request.submitted:
        return None
    if request.number % 7 == 5:
        return request.submitted.after(2, 8, 20)
    return replace(request.submitted, hour=9 + request.number % 3, minute=25)


def last_news(request):
    """Return when the applicant of an open request heard from the association last; a few wait too long."""
    first = answered(request)
    if not first:
        return None
    if request.number % 16 == 9 and request.company in ("awn", "samtah"):
        return first
    recent = LAST_DAY - request.number % 4
    return replace(first, day=max(first.day, recent))


def _clocks(request):
    if not request.submitted:
        return
    end = request.decided
    first = answered(request)
    yield _row(request, "first_answer", request.submitted, first, first)
    closing = request.delivered or (end if request.state == "refused" else None)
    begun = last_news(request) or request.submitted
    if request.state == "cancelled":
        stop = request.submitted.after(6, 9, 10)
        yield _row(request, "update", first, stop, None, state="stopped")
        if request.complete:
            yield _row(
                request,
                "decision",
                request.complete,
                max(stop, request.complete, key=lambda m: m.order),
                None,
                state="stopped",
            )
        return
    if closing:
        heard = working(max(first.day, closing.day - 3 - request.number % 6))
        begun = replace(first, day=heard) if heard > first.day else first
        yield _row(request, "update", begun, closing, closing)
    else:
        yield _row(request, "update", begun, None, None)
    if request.complete:
        yield _row(request, "decision", request.complete, end, end)


def _row(request, kind, start, stop, met, state=""):
    target, unit = TARGETS[kind]
    if kind == "decision":
        target = DECISION.get(request.company, target)
    state = state or ("met" if met else "running")
    values = (
        f"'res_model': 'beneficiary.request', 'res_id': ref('{request.xmlid}'), 'kind': '{kind}', 'target': {target},"
        f" 'unit': '{unit}', 'state': '{state}', 'started_on': {start}"
    )
    if stop:
        values += f", 'stopped_on': {stop}, 'elapsed_hours': {_hours(start, stop)}"
    return f"{{{values}}}"


def _hours(start, stop):
    """Return the working hours between two moments, as the usual week has them."""
    begin, end = _at(start), _at(stop)
    seconds, day = 0, begin.date()
    while day <= end.date():
        if (day - SUNDAY).days % 7 < FRIDAY:
            opens, closes = (datetime.combine(day, datetime.min.time()) + timedelta(hours=h) for h in (BEGIN, END))
            seconds += max(0, (min(end, closes) - max(begin, opens)).total_seconds())
        day += timedelta(days=1)
    return round(seconds / 3600, 2)


def _at(moment):
    return datetime.combine(SUNDAY, datetime.min.time()) + timedelta(
        days=moment.day, hours=moment.hour, minutes=moment.minute
    )


def _pauses(requests):
    names = [(request, f"clock_{request.key}_decision_demo") for request in requests]
    text = named(
        CLOCK,
        [
            (name, f"obj().search([('request_id', '=', ref('{r.xmlid}')), ('kind', '=', 'decision')])")
            for r, name in names
        ],
    )
    reasons = ("سافر مقدم الطلب للعلاج، ويعود الأسبوع القادم.", "طلب مقدم الطلب مهلة لإحضار صك الطلاق من المحكمة.")
    for number, (_request, name) in enumerate(names):
        moment, reason = Moment(LAST_DAY, 8, 30), reasons[number % 2]
        text += (
            f'    <record id="{name}" model="{CLOCK}">\n'
            '        <field name="state">paused</field>\n'
            f'        <field name="paused_on" eval="{moment}"/>\n'
            f'        <field name="pause_reason">{reason}</field>\n'
            "    </record>\n"
            f'    <record id="pause_{name.removeprefix("clock_")}" model="beneficiary.clock.pause">\n'
            f'        <field name="clock_id" ref="{name}"/>\n'
            f'        <field name="reason">{reason}</field>\n'
            f'        <field name="paused_on" eval="{moment}"/>\n'
            '        <field name="paused_by" ref="user_officer_demo"/>\n'
            "    </record>\n"
        )
    return text

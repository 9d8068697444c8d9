"""What the applicants were told: notices made by the real step, then led to the end that each medium gives them."""

from dataclasses import replace

from . import words
from .clocks import answered
from .files import write
from .markup import HEAD, element, function, looked_up, named, record
from .meetings import FUTURE, agenda
from .moments import LAST_DAY, Moment

NOTICE = "beneficiary.notice"
SINCE = -100  # what is older was told before there were notices
FAILED = {  # medium → what went wrong
    "email": ("rejected", "550 5.1.1 User unknown"),
    "sms": ("rejected", "الرقم خارج الخدمة"),
}


class Told:
    """One notice: about which request, of which kind, when, and what the step needs to know."""

    def __init__(self, request, kind, moment, extra=""):
        self.request, self.kind, self.moment, self.extra = request, kind, moment, extra
        self.xmlid = f"notice_{request.key}_{kind}_demo"

    @property
    def made(self):
        record = f"obj(ref('{self.request.xmlid}'))"
        return f"{record}._send_notice('{self.kind}', occasion='demo'{self.extra.format(record=record)})"


def write_notices(requests):
    """Write the notices of all requests."""
    told = [notice for own in requests.values() for request in own for notice in _told(request)]
    for company, own in requests.items():
        if company in FUTURE:
            meeting = f", meeting=obj().env['beneficiary.committee.meeting'].browse(ref('meeting_{company}_next_demo'))"
            told += [Told(r, "committee_date", Moment(LAST_DAY, 9, 5), meeting) for r in agenda(own)]
    text = HEAD + named("beneficiary.request", [(notice.xmlid, notice.made) for notice in told])
    failures = dict.fromkeys(FAILED, 0)
    replaced = []
    for notice in sorted(told, key=lambda n: n.moment.order, reverse=True):
        medium = _medium(notice.request)
        wrong = medium in FAILED and notice.kind != "committee_date" and failures[medium] < 3
        text += _ended(notice, medium, wrong)
        if wrong:
            failures[medium] += 1
            if failures[medium] > 1:
                replaced.append(notice)
    text += _replaced(replaced)
    text += _waiting(told)
    text += named(
        "mail.message",
        [
            (f"message_{notice.xmlid}", f"obj().env['{NOTICE}'].browse(ref('{notice.xmlid}')).message_id")
            for notice in told
        ],
    )
    for notice in told:
        text += record(f"message_{notice.xmlid}", "mail.message", element("date", expression=notice.moment))
    write("beneficiary_notice_demo.xml", text)


def _told(request):
    first = answered(request)
    if not first or request.submitted.fixed or request.submitted.day < SINCE:
        return
    yield Told(request, "acknowledgement", request.submitted.earlier(-5))
    if request.state in ("approved", "refused"):
        yield Told(request, "decision", request.decided.earlier(-15))
    if request.delivered:
        yield Told(request, "delivery", request.delivered.earlier(-20), ", delivery={record}.delivery_ids[:1]")


def _medium(request):
    """Return the medium by which a person is told; nobody has a login for the portal yet."""
    return "email" if request.person.medium == "portal" else request.person.medium


def _ended(notice, medium, wrong):
    """Return the record of what became of a notice."""
    sent = notice.moment.earlier(-1)
    parts = [
        element("create_date", expression=notice.moment),
        element("claimed_on", expression=notice.moment),
        element("attempts", expression=1),
    ]
    if wrong:
        failure, reason = FAILED[medium]
        parts += [
            element("state", text="failed"),
            element("failure_type", text=failure),
            element("failure_reason", text=reason),
            element("date_failed", expression=sent),
        ]
    elif medium == "letter":
        parts += [
            element("state", text="handed_over"),
            _letter(notice.request.company),
            element("letter_date", expression=notice.moment.written("%Y-%m-%d")),
            element("date_handed", expression=_next_day(notice.moment).written("%Y-%m-%d")),
            element("handed_by", ref="user_officer_demo"),
            element("date_sent", expression=_next_day(notice.moment)),
        ]
    elif medium in ("sms", "phone") or notice.request.number % 4 == 1:
        delivered = _next_day(notice.moment) if medium == "phone" else sent.earlier(-1)
        parts += [
            element("state", text="delivered"),
            element("date_sent", expression=sent if medium != "phone" else delivered),
            element("date_delivered", expression=delivered),
        ]
    else:
        parts += [element("state", text="sent"), element("date_sent", expression=sent)]
    return record(notice.xmlid, NOTICE, *parts)


def _letter(company):
    number = f"obj().env['ir.sequence']._beneficiary_next('beneficiary.letter', ref('company_{company}_demo'), 1)[0]"
    return looked_up("letter_number", NOTICE, number)


def _next_day(moment):
    return replace(moment, day=moment.day + 1) if moment.day < LAST_DAY and moment.day % 7 < 4 else moment


def _replaced(notices):
    """Return the notices by the next medium, in the place of those that failed."""
    text = ""
    for notice in notices:
        text += function(NOTICE, "action_next_medium", f"[ref('{notice.xmlid}')]")
    text += named(
        NOTICE,
        [(_next(notice), f"obj(ref('{notice.xmlid}')).next_ids") for notice in notices],
    )
    for notice in notices:
        delivered = _next_day(notice.moment)
        text += record(
            _next(notice),
            NOTICE,
            element("create_date", expression=notice.moment.earlier(-30)),
            element("state", text="delivered"),
            element("claimed_on", expression=notice.moment.earlier(-30)),
            element("attempts", expression=1),
            element("date_sent", expression=delivered),
            element("date_delivered", expression=delivered),
        )
    return text


def _next(notice):
    return notice.xmlid.replace("_demo", "_next_demo")


def _waiting(told):
    """Return calls that still have to be made."""
    requests = [n.request for n in told if _medium(n.request) == "phone" and n.request.state == "complete"][-2:]
    text = ""
    for request in requests:
        notice = Told(request, "update", Moment(LAST_DAY, 9, 40), f", message='{words.NEWS}'")
        text += named("beneficiary.request", [(notice.xmlid, notice.made)])
        text += record(
            notice.xmlid, NOTICE, element("claimed_on", expression=notice.moment), element("attempts", expression=1)
        )
        text += function(NOTICE, "_transmit_phone", f"[ref('{notice.xmlid}')]", "None")
    return text

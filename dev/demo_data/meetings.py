"""The meetings of the committees: past, held, planned."""

from dataclasses import replace

from . import plan, words
from .files import write
from .markup import HEAD, call, element, function, html, looked_up, named, record, signature
from .moments import FRIDAY, LAST_DAY, Moment
from .requests import voters

QUIET = HEAD.replace("'tracking_disable': True", "'tracking_disable': True, 'dont_notify': True")
FUTURE = {"awn": Moment(9, 7, 30), "samtah": Moment(10, 8)}  # always in the week to come
RECENT = -30
UNTIL = {"awn": 4, "samtah": 3}


class Meeting:
    """A meeting that was held, and the requests that were decided in it."""

    def __init__(self, company, day, requests):
        self.company, self.day, self.requests = company, day, requests
        self.xmlid = ""
        self.certified = True

    @property
    def members(self):
        third = plan.THIRD[self.company]
        return ["chair", "committee", third]

    @property
    def presence(self):
        voted = {voter for request in self.requests for voter, _choice in voters(request)}
        present = {m: "present" if m in voted or m == "chair" else "excused" for m in self.members}
        if list(present.values()).count("present") < 2:
            present["committee"] = "present"
        return present

    @property
    def signers(self):
        present = [member for member, presence in self.presence.items() if presence == "present"]
        return present if self.certified else present[:1]


def hold(requests):
    """Let some of the decisions be taken in meetings: move them by some days to the days on which others are taken."""
    meetings = []
    for company, own in requests.items():
        left = [request for request in own if request.decided]
        for number in range(UNTIL.get(company, 2)):
            days = {day for request in left for day in _possible(request)}
            together = {day: [r for r in left if day in _possible(r)] for day in days}
            if not number:  # one of them not long ago
                together = {day: r for day, r in together.items() if day > RECENT and len(r) > 1} or together
            day = max(together, key=lambda d: (len(together[d]), d), default=None)
            if day is None or len(together[day]) < 2:
                break
            meetings.append(Meeting(company, day, together[day][:6]))
            left = [request for request in left if request not in meetings[-1].requests]
    meetings.sort(key=lambda meeting: meeting.day)
    for number, meeting in enumerate(meetings, 1):
        meeting.xmlid = f"meeting_{meeting.company}_{number:02}_demo"
        for request in meeting.requests:
            _move(request, meeting)
    last = [meeting for meeting in meetings if meeting.company == "awn"][-1]
    last.certified = False
    return meetings


def _possible(request):
    """Return the days on which a request may as well be decided, without changing whether it was early or late."""
    _starts, on_time, off_time = plan.WINDOWS[request.company]
    taken = request.decided.day - request.submitted.day
    first, last = next((w for w in (on_time, off_time) if w[0] <= taken <= w[1]), (taken, taken))
    return [
        day
        for day in range(request.decided.day - 9, request.decided.day + 10)
        if day % 7 < FRIDAY
        and day <= LAST_DAY - 1
        and first <= day - request.submitted.day <= last
        and day >= request.complete.day + 3
        and (not request.delivered or day < request.delivered.day)
    ]


def _move(request, meeting):
    request.decided = replace(request.decided, day=meeting.day)
    request.meeting = meeting.xmlid


def write_meetings(meetings):
    """Write the meetings before their agenda: who came, and that they were held."""
    text = QUIET
    for meeting in meetings:
        start = Moment(meeting.day, 10)
        text += record(
            meeting.xmlid,
            "beneficiary.committee.meeting",
            element("committee_id", ref=_committee(meeting.company)),
            element("start", expression=start),
            element("duration", expression=2.0),
            element("location", text=words.PLACES[meeting.company]),
            element("create_uid", ref="user_chair_demo"),
            element("create_date", expression=start.earlier(90)),
        )
        pairs = ", ".join(f"(ref('user_{member}_demo'), '{how}')" for member, how in meeting.presence.items())
        text += record(
            meeting.xmlid,
            "beneficiary.committee.meeting",
            looked_up(
                "attendee_ids",
                "beneficiary.committee.meeting",
                "[Command.update(attendee.id, {'presence': presence})"
                f" for attendee in obj(ref('{meeting.xmlid}')).attendee_ids"
                f" for user, presence in [{pairs}] if attendee.user_id.id == user]",
            ),
        )
        text += record(
            meeting.xmlid,
            "beneficiary.committee.meeting",
            element("state", text="held"),
            element("quorum", expression=2),
            element("held_on", expression=start.earlier(-5)),
        )
    write("beneficiary_committee_meeting_demo.xml", text)


def write_certificates(meetings, requests):
    """Write what comes after the agenda: minutes, signatures, and the meetings of next week."""
    text = QUIET
    attendee = "beneficiary.committee.attendee"
    text += named(
        attendee,
        [
            (
                _attendee(meeting, member),
                f"obj().search([('meeting_id', '=', ref('{meeting.xmlid}')),"
                f" ('user_id', '=', ref('user_{member}_demo'))])",
            )
            for meeting in meetings
            for member in meeting.members
        ],
    )
    for meeting in meetings:
        text += _certificate(meeting)
    for company, own in requests.items():
        if company in FUTURE:
            text += _planned(company, own)
    write("beneficiary_committee_minutes_demo.xml", text)


def _certificate(meeting):
    signed = Moment(meeting.day, 12, 40)
    text = ""
    for number, member in enumerate(meeting.signers, 1):
        text += record(
            _attendee(meeting, member),
            "beneficiary.committee.attendee",
            element("signer_name", text=words.STAFF[member]),
            signature(number),
            element("certified_on", expression=signed.earlier(-5 * number)),
        )
    text += record(
        meeting.xmlid,
        "beneficiary.committee.meeting",
        html("minutes", words.MINUTES),
        element("signed_count", expression=len(meeting.signers)),
    )
    if meeting.certified:
        text += record(
            meeting.xmlid,
            "beneficiary.committee.meeting",
            element("state", text="certified"),
            element("certified_on", expression=signed.earlier(-5 * len(meeting.signers))),
            looked_up(
                "content_hash",
                "beneficiary.committee.meeting",
                f"obj(ref('{meeting.xmlid}'))._hash(obj(ref('{meeting.xmlid}'))._content())",
            ),
        )
    else:
        text += call("beneficiary.committee.meeting", "_sync_activities", [meeting.xmlid])
        text += function(
            "mail.activity",
            "write",
            "obj().search([('res_model', '=', 'beneficiary.committee.meeting')]).ids",
            f"{{'summary': '{words.CERTIFY}'}}",
        )
    return text


def agenda(requests):
    """Return the requests that are on the agenda of the meeting to come: those on which nobody has voted yet."""
    return [request for request in requests if request.state == "review" and not voters(request)][:3]


def _planned(company, requests):
    xmlid = f"meeting_{company}_next_demo"
    text = record(
        xmlid,
        "beneficiary.committee.meeting",
        element("committee_id", ref=_committee(company)),
        element("start", expression=FUTURE[company]),
        element("duration", expression=1.5),
        element("location", text=words.PLACES[company]),
        element("create_uid", ref="user_chair_demo"),
    )
    return text + call(
        "beneficiary.committee.meeting",
        "add_items",
        [xmlid],
        f"[{', '.join(f'ref({chr(39)}item_{r.key}_demo{chr(39)})' for r in agenda(requests))}]",
    )


def _committee(company):
    return f"committee_{company}_{plan.COMMITTEES[company]}_demo"


def _attendee(meeting, member):
    return f"attendee_{meeting.xmlid.removeprefix('meeting_').removesuffix('_demo')}_{member}_demo"

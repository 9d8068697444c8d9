"""Inquiries, the contacts in which they were asked and answered, who answers them, and referrals."""

from dataclasses import replace
from itertools import cycle

from . import plan, questions
from .files import write
from .markup import HEAD, element, looked_up, record, user
from .moments import LAST_DAY, Moment, working

LEAD = "crm.lead"
QUIET = HEAD.replace("'tracking_disable': True", "'tracking_disable': True, 'mail_activity_quick_update': True")
STATES = {  # in the order of their days, the latest last
    "awn": "closed answered converted answered answered converted answered answered closed answered answered converted"
    " referred open answered open new new".split(),
    "qader": "answered answered converted answered open new".split(),
    "makarem": "answered converted answered referred open new".split(),
    "samtah": "answered closed answered answered open new".split(),
    "wim": "answered answered converted closed referred new".split(),
}
CHANNELS = {
    "awn": "interview phone social_media letter help_request volunteering website delegate".split(),
    "qader": "interview phone social_media letter help_request website".split(),
    "makarem": "interview phone social_media volunteering website letter".split(),
    "samtah": "interview phone letter website fax email".split(),
    "wim": "interview phone social_media website help_request delegate".split(),
}
LIVE = {"interview": 18, "phone": 7, "delegate": 25}
REFERRING = ("awn", "makarem", "wim")  # the policies that provide for it


def write_inquiries(people, requests):
    text = QUIET
    bank, strangers = cycle(questions.QUESTIONS), cycle(questions.STRANGERS)
    for company, states in STATES.items():
        text += f"\n    <!-- {company} -->\n"
        channels = cycle(CHANNELS[company])
        opened = iter([r for r in requests[company] if r.origin == "inquiry" and r.submitted])
        last = -4 * len(states)
        for number, state in enumerate(states, 1):
            day = working(min(LAST_DAY, last + 4 * number))
            channel, asked, stranger = next(channels), next(bank), next(strangers)
            person = people[company][(number * 5) % len(people[company])] if number % 5 not in (2, 4) else None
            request = None
            if state == "converted":
                request = next(opened, None)
                state = "converted" if request else "answered"
            text += Inquiry(company, number, state, day, channel, asked, person, stranger, request).xml()
    write("crm_lead_demo.xml", text)


class Inquiry:
    """One inquiry as records: as it came in, and what became of it."""

    def __init__(self, company, number, state, day, channel, asked, person, stranger, request):
        self.company, self.number, self.state, self.channel = company, number, state, channel
        self.field, self.category, self.question, self.answer = asked
        self.person, self.stranger, self.request = person, stranger, request
        self.at = Moment(day, 6 + number % 4, number * 7 % 60)
        if request:
            self.person, self.channel = request.person, request.channel
            self.question = request.description
            self.at = request.created.earlier(25)
        elif state == "new":
            self.at = Moment(0, minute=number, hours_ago=3 + number % 5)
        self.xmlid = f"inquiry_{company}_{number:02}_demo"

    @property
    def end(self):
        minutes = LIVE.get(self.channel, 0)
        return self.at.earlier(-minutes)

    def xml(self):
        name, phone, mail = self.stranger
        who = (
            [element("beneficiary_id", ref=self.person.xmlid)]
            if self.person
            else [
                element("contact_name", text=name),
                element("phone", text=phone) if phone else "",
                element("email_from", text=mail) if mail else "",
                element("category_id", ref=f"category_{self.category}") if self.category else "",
            ]
        )
        text = record(
            self.xmlid,
            LEAD,
            element("is_inquiry", expression="True"),
            element("company_id", ref=f"company_{self.company}_demo"),
            element("channel_id", ref=f"channel_{self.channel}"),
            element("name", text=self.question.split("،")[0].rstrip("؟")),
            element("question", text=self.question),
            element("work_field_id", ref=f"field_{self.field}"),
            *who,
            element("priority", text="2") if self.number % 9 == 4 else "",
            element("contact_start", expression=self.at),
            element("create_date", expression=self.at),
            element("create_uid", ref="user_officer_demo"),
        )
        return text + record(self.xmlid, LEAD, *self._became())

    def _became(self):
        waiting = self.state == "new"
        handled = "delegate" if self.channel == "delegate" else "officer"
        contacts = [f"Command.update(c.id, {self._first(handled)}) for c in obj(ref('{self.xmlid}')).contact_log_ids"]
        commands = f"[{contacts[0]}]"
        yield element("inquiry_state", text=self.state)
        if not waiting:
            yield user("user_id", handled)
        if self.state in ("answered", "closed") and not self._closed_unanswered:
            answered = self.answered
            yield element("answer", text=self.answer)
            yield element("first_answered_on", expression=answered)
            yield element("answered_on", expression=answered)
            yield element("answered_by", ref=f"user_{handled}_demo")
            if self.channel not in LIVE:
                commands += f" + [Command.create({self._back(handled, answered)})]"
        if self._closed_unanswered:
            yield element("close_reason", text=questions.CLOSED[self.number % 2])
        if self.request:
            yield element("request_id", ref=self.request.xmlid)
        yield looked_up("contact_log_ids", LEAD, commands)

    @property
    def _closed_unanswered(self):
        return self.state == "closed" and self.number % 2 == 1

    @property
    def answered(self):
        return self.end if self.channel in LIVE else replace(self.at, hour=11, minute=20)

    def _first(self, handled):
        """Return the values of the contact in which it was asked."""
        ended = self.channel not in LIVE or self.state != "new"
        values = f"'user_id': ref('user_{handled}_demo'), 'date_start': {self.at}"
        if ended:
            values += f", 'date_end': {self.end}"
        if self.state in ("answered", "closed") and self.channel in LIVE and not self._closed_unanswered:
            values += f", 'answer': '{self.answer}'"
        if self.request:
            values += f", 'request_id': ref('{self.request.xmlid}')"
        return f"{{{values}}}"

    def _back(self, handled, moment):
        channel = "phone" if self.person or self.stranger[1] else self.channel
        return (
            f"{{'channel_id': ref('channel_{channel}'), 'direction': 'out', 'user_id': ref('user_{handled}_demo'),"
            f" 'date_start': {moment.earlier(4)}, 'date_end': {moment}, 'answer': '{self.answer}'}}"
        )


def write_liaisons():
    """Write who answers whom. The researcher's and the delegate's role would not see the inquiries."""
    lines = [
        ("awn", "", "", "officer", "manager"),
        ("awn", "", "donations", "manager", "officer"),
        ("awn", "", "membership", "manager", ""),
        ("awn", "widow", "", "officer", "manager"),
        ("awn", "widow", "housing", "manager", "officer"),
        ("awn", "volunteer", "volunteering", "officer", "manager"),
    ]
    lines += [(company, "", "", "officer", "manager") for company in plan.CHANNELS if company != "awn"]
    text = HEAD
    for number, (company, category, field, officer, substitute) in enumerate(lines, 1):
        text += record(
            f"liaison_{number:02}_demo",
            "beneficiary.liaison",
            element("company_id", ref=f"company_{company}_demo"),
            element("category_id", ref=f"category_{category}") if category else "",
            element("work_field_id", ref=f"field_{field}") if field else "",
            user("user_id", officer),
            user("substitute_id", substitute) if substitute else "",
        )
    write("beneficiary_liaison_demo.xml", text)


def write_referrals(requests):
    """Write the referrals: of requests in every state, and of the inquiries that are referred."""
    text, number = QUIET, 0
    for company in REFERRING:
        waiting = [r for r in requests[company] if r.state in ("submitted", "complete") and not r.created.hours_ago]
        known = [r for r in requests[company] if r.state in ("approved", "review")]
        states = ("open", "accepted", "answered", "declined", "answered") if company == "awn" else ("answered", "open")
        for state in states:
            request = (known if state == "answered" else waiting).pop(0)
            number += 1
            text += _referral(number, "request_id", request.xmlid, request.submitted.after(1, 10, 15), state)
        for place, state in enumerate(STATES[company], 1):
            if state == "referred":
                number += 1
                lead = f"inquiry_{company}_{place:02}_demo"
                text += _referral(
                    number, "lead_id", lead, Moment(LAST_DAY - 1, 9, 30), "open" if place % 2 else "accepted"
                )
    write("beneficiary_referral_demo.xml", text)


def _referral(number, case, xmlid, moment, state):
    reason, question, answer = questions.REFERRALS[number % len(questions.REFERRALS)]
    name = f"referral_{number:02}_demo"
    closed = moment.after(2, 11, 40)
    text = record(
        name,
        "beneficiary.referral",
        element(case, ref=xmlid),
        element("reason", text=reason),
        element("question", text=question),
        element("referred_by", ref="user_officer_demo"),
        element("create_uid", ref="user_officer_demo"),
        element("create_date", expression=moment),
        element("user_id", ref="user_researcher_demo") if state == "open" and number % 2 else "",
    )
    if state == "open":
        return text
    parts = [
        element("state", text=state),
        element("user_id", ref="user_researcher_demo"),
        element("date_accepted", expression=moment.after(1, 8)) if state != "declined" else "",
    ]
    if state == "answered":
        parts.append(element("answer", text=answer))
    elif state == "declined":
        parts.append(element("decline_reason", text=questions.DECLINED))
    if state in ("answered", "declined"):
        parts.append(element("date_closed", expression=closed))
    return text + record(name, "beneficiary.referral", *parts)

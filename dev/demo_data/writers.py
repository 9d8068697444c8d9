"""Writes the requests and what surrounds them: registration, messages and activities."""

from datetime import date
from itertools import cycle
from xml.sax.saxutils import escape

from . import words
from .files import write
from .markup import HEAD, call, element, record
from .story import Story

QUIET = "{'tracking_disable': True, 'mail_activity_quick_update': True}"


def write_requests(name, requests, rng, company=None):
    """Write the requests of one file; then say where the company's own numbering goes on."""
    stories = "\n".join(Story(request, rng).xml() for request in requests)
    if company:
        stories += f"""
    <!-- the numbers above are taken -->
    <function model="ir.sequence" name="write">
        <value
            model="ir.sequence"
            eval="obj().search([
                ('code', '=', 'beneficiary.request'),
                ('company_id', '=', ref('company_{company}_demo')),
            ]).ids"
        />
        <value eval="{{'number_next': {requests[-1].number + 1}}}"/>
    </function>
"""
    write(f"request/beneficiary_request_{name}_demo.xml", f"{HEAD}{stories}")


def write_registration(people):
    """Write since when people have their files; then register them through the gate that gives the file numbers."""
    text, registered = HEAD, []
    for person in (p for company in people.values() for p in company):
        parts = []
        if person.requests:
            first = min(person.requests, key=lambda r: (not r.created.fixed, r.created.order))
            created = first.created
            parts.append(element("create_date", expression=created.earlier(10)))
        done = [r for r in person.requests if r.state == "done"]
        if person.status in "rsc":
            first = min(done, key=lambda r: (not r.created.fixed, r.created.order))
            registered.append((not first.created.fixed, first.decided.order, first.created.fixed or date.max, person))
            parts.append(element("date_registered", expression=first.decided))
        if parts:
            text += record(person.xmlid, "beneficiary.beneficiary", *parts)
    registered.sort(key=lambda row: (row[0], row[2], row[1]))
    text += "\n    <!-- in the order of their registration -->\n" + call(
        "beneficiary.beneficiary", "action_register", [row[-1].xmlid for row in registered]
    )
    for status, action in (("s", "action_suspend"), ("c", "action_close")):
        xmlids = [row[-1].xmlid for row in registered if row[-1].status == status]
        text += call("beneficiary.beneficiary", action, xmlids)
    write("beneficiary_registration_demo.xml", text)


def write_messages(requests, rng):
    """Write some of the talk about the requests; what the applicants were told is in the notices."""
    text = HEAD
    spoken = [r for r in requests if r.submitted and r.number % 3 == 0][:30]
    for request in spoken:
        if request.complete:
            author, body = ("officer", rng.choice(words.NOTES[1:]))
            if request.program == "awn_rent":
                author, body = "researcher", words.NOTES[0]
            text += message(request, "note", "mt_note", author, request.complete.earlier(-20), body)
    write("mail_message_demo.xml", text)


def message(request, what, subtype, author, moment, body):
    return record(
        f"message_{request.key}_{what}_demo",
        "mail.message",
        element("model", text="beneficiary.request"),
        element("res_id", ref=request.xmlid),
        element("message_type", text="comment"),
        element("subtype_id", ref=f"mail.{subtype}"),
        element("author_id", ref=f"user_{author}_demo_res_partner"),
        element("date", expression=moment),
        f'        <field name="body" type="html"><p>{escape(body)}</p></field>\n',
    )


def write_activities(requests):
    """Write what waits to be done, some of it overdue."""
    text, days, seen = HEAD.replace("{'tracking_disable': True}", QUIET), cycle((0, 2, -1, 4, 1, -3)), {}
    for request in requests:
        wanted = words.ACTIVITIES.get(request.state)
        seen[request.company, request.state] = seen.get((request.company, request.state), 0) + 1
        if not wanted or seen[request.company, request.state] > 2:
            continue
        kind, summary = wanted
        day = next(days)
        text += record(
            f"activity_{request.key}_demo",
            "mail.activity",
            element("res_model_id", ref="model_beneficiary_request"),
            element("res_id", ref=request.xmlid),
            element("activity_type_id", ref=f"mail_activity_type_{kind}"),
            element("summary", text=summary),
            element("user_id", ref=f"user_{request.user or 'officer'}_demo"),
            element("date_deadline", expression=f"DateTime.now() + relativedelta(days={day})"),
        )
    write("mail_activity_demo.xml", text)

"""The complaints: taken in, settled, investigated, decided and answered; compensation follows in ``payouts.py``."""

import re

from . import complaint_times as times
from .complaint_told import clocks, next_steps, notices
from .complaint_words import COMPLAINTS, MINUTES, PLACE
from .files import write
from .markup import element, function, html, looked_up, named, record, signature
from .meetings import QUIET
from .moments import Moment, working
from .words import STAFF

COMPLAINT, ITEM, MEETING = "beneficiary.complaint", "beneficiary.committee.item", "beneficiary.committee.meeting"
SETTLEMENT = "beneficiary.settlement"
HELD, NEXT = Moment(-19, 8), Moment(11, 7, 30)
MEMBERS = ("chair", "committee", "researcher")
GRACE = {"complaint": 14, "dispute": 14, "technical": 7, "suggestion": 7}


def write_complaints():
    """Write the complaints of all associations, and everything that hangs on them."""
    text = QUIET + _routes() + _meeting("held", HELD) + _meeting("next", NEXT)
    for key, case in COMPLAINTS.items():
        text += f"    <!-- {case['subject']} -->\n" + _complaint(key, case) + _parts(key, case)
    text += _certified()
    for key, case in COMPLAINTS.items():
        text += _settled(key, case) + _ended(key, case)
    text += clocks() + notices() + next_steps()
    # a demo that is older than these records does without them: an upgrade would load only half of each
    write("complaint_demo.xml", re.sub(r'(<record id="[^"]+" model="[^"]+")', r'\1 forcecreate="0"', text))


def _routes():
    """Say who looks after the complaints, and which committee investigates them."""
    text = ""
    for company in ("samtah", "awn"):
        values = "{'user_id': ref('user_officer_demo'), 'substitute_id': ref('user_manager_demo')}"
        found = f"obj().search([('company_id', '=', ref('company_{company}_demo'))]).ids"
        text += function("beneficiary.complaint.route", "write", found, values)
    found = (
        "obj().search([('company_id', '=', ref('company_samtah_demo')), ('kind', 'in', ('complaint', 'dispute'))]).ids"
    )
    values = "{'committee_id': ref('committee_samtah_investigation_demo')}"
    return text + function("beneficiary.complaint.route", "write", found, values)


# ------------------------------------------------------------------- taken in
def _complaint(key, case):
    """Return the complaint, in the state in which what hangs on it is added."""
    company = key.split("_")[0]
    state = "amicable" if case.get("attempts") else "investigation" if case.get("decided") else None
    state = state or ("new" if "hours" in case else case.get("state", "acknowledged"))
    if state in ("closed", "resolved", "withdrawn"):
        state = "acknowledged"
    staff = case["channel"] != "website"
    return record(
        times.xmlid(key),
        COMPLAINT,
        element("company_id", ref=f"company_{company}_demo"),
        element("kind", text=case["kind"]),
        element("anonymous", expression="True") if case.get("anonymous") else "",
        looked_up("tracking_code", COMPLAINT, f"obj()._hash_code('{case['code']}')") if "code" in case else "",
        element("beneficiary_id", ref=f"beneficiary_{case['person']}_demo") if "person" in case else "",
        *(element(f"contact_{name}", text=case[name]) for name in ("name", "email", "phone") if name in case),
        element("channel_id", ref=f"channel_{case['channel']}"),
        element("user_id", ref="user_officer_demo"),
        element("create_uid", ref="user_officer_demo") if staff else "",
        element("create_date", expression=times.received(case)),
        element("date_received", expression=times.received(case)),
        element("subject", text=case["subject"]),
        element("description", text=case["description"]),
        element("wish", text=case["wish"]) if "wish" in case else "",
        _refs("accused_user_ids", case.get("accused"), "user_{}_demo"),
        _refs("cause_ids", case.get("causes"), "complaint_cause_{}"),
        element("state", text=state),
        element("date_acknowledged", expression=times.acknowledged(case)) if times.acknowledged(case) else "",
        element("skip_reason", text=case["skip"]) if "skip" in case else "",
        element("committee_id", ref="committee_samtah_investigation_demo") if _investigated(case) else "",
    )


def _refs(name, values, pattern):
    refs = ", ".join(f"ref('{pattern.format(value)}')" for value in values or ())
    return element(name, expression=f"[Command.set([{refs}])]") if refs else ""


def _investigated(case):
    return "decided" in case or case.get("next")


# ------------------------------------------------------------ what hangs on it
def _parts(key, case):
    text = "".join(_attempt(key, number, one) for number, one in enumerate(case.get("attempts", ()), 1))
    text += "".join(_evidence(key, number, case, *one) for number, one in enumerate(case.get("evidence", ()), 1))
    text += "".join(_hearing(key, number, one) for number, one in enumerate(case.get("hearings", ()), 1))
    if "ruling" in case:
        text += _ruling(key, *case["ruling"])
    if _investigated(case):
        text += _item(key, case)
    return text


def _attempt(key, number, one):
    return record(
        times.xmlid(f"{key}_{number}", "attempt"),
        "beneficiary.complaint.attempt",
        element("complaint_id", ref=times.xmlid(key)),
        element("date", expression=Moment(one["day"], 8, 15)),
        element("channel_id", ref=f"channel_{one['channel']}"),
        element("user_id", ref="user_officer_demo"),
        element("complainant_words", text=one["words"]),
        element("association_words", text=one["ours"]),
        element("outcome", text=one["outcome"]),
        element("note", text=one["note"]) if "note" in one else "",
    )


def _evidence(key, number, case, kind, source, name, description, person):
    file = times.xmlid(f"evidence_{key}_{number}", "attachment")
    return record(
        file,
        "ir.attachment",
        element("name", text=f"{name}.png"),
        '        <field name="datas" type="base64" file="beneficiary/demo/proof.png"/>\n',
    ) + record(
        times.xmlid(f"{key}_{number}", "evidence"),
        "beneficiary.evidence",
        element("complaint_id", ref=times.xmlid(key)),
        element("kind", text=kind),
        element("source", text=source),
        element("name", text=name),
        element("description", text=description),
        element("handed_in_by", text=person) if person else "",
        element("received_on", expression=Moment(working(case["day"] + 4), 7).written("%Y-%m-%d")),
        element("received_by", ref="user_officer_demo"),
        element("attachment_ids", expression=f"[Command.set([ref('{file}')])]"),
    )


def _hearing(key, number, one):
    xmlid, begin = times.xmlid(f"{key}_{number}", "hearing"), Moment(one["day"], 8)
    text = record(
        xmlid,
        "beneficiary.hearing",
        element("complaint_id", ref=times.xmlid(key)),
        element("role", text=one["role"]),
        element("person_name", text=one["person"]),
        element("date", expression=begin),
        element("location", text=PLACE),
        element("leader_id", ref="user_researcher_demo"),
        element("statement", text=one["words"]) if "words" in one else "",
    )
    if "words" in one:
        closed = element("closed_by", ref="user_researcher_demo") + element("closed_on", expression=begin.earlier(-50))
        text += record(xmlid, "beneficiary.hearing", closed)
        sealed = looked_up("content_hash", "beneficiary.hearing", f"obj(ref('{xmlid}'))._hash()")
        text += record(xmlid, "beneficiary.hearing", element("state", text="closed"), sealed)
    return text


def _ruling(key, day, authority, number, amount, summary):
    return record(
        times.xmlid(key, "ruling"),
        "beneficiary.ruling",
        element("complaint_id", ref=times.xmlid(key)),
        element("authority", text=authority),
        element("number", text=number),
        element("date", expression=Moment(day, 7).written("%Y-%m-%d")),
        element("amount", expression=amount),
        element("summary", text=summary),
        '        <field name="file" type="base64" file="beneficiary/demo/proof.png"/>\n',
        element("file_name", text="صك الحكم.png"),
        element("registered_by", ref="user_officer_demo"),
        element("registered_on", expression=Moment(day, 9)),
        element("final", expression="True"),
        element("confirmed_by", ref="user_manager_demo"),
        element("confirmed_on", expression=Moment(day, 10)),
    )


# ------------------------------------------------------------------- committee
def _meeting(name, start):
    xmlid = f"meeting_samtah_investigation_{name}_demo"
    text = record(
        xmlid,
        MEETING,
        element("committee_id", ref="committee_samtah_investigation_demo"),
        element("start", expression=start),
        element("duration", expression=2.0),
        element("location", text=PLACE),
        element("create_uid", ref="user_chair_demo"),
    )
    if name == "next":
        return text
    present = (
        f"[Command.update(attendee.id, {{'presence': 'present'}}) for attendee in obj(ref('{xmlid}')).attendee_ids]"
    )
    text += record(xmlid, MEETING, looked_up("attendee_ids", MEETING, present))
    opened = element("held_on", expression=start.earlier(-5))
    return text + record(xmlid, MEETING, element("state", text="held"), element("quorum", expression=2), opened)


def _item(key, case):
    found, xmlid = case.get("decided"), times.xmlid(key, "item")
    fault = "amount" in (found or {})
    text = record(
        xmlid,
        ITEM,
        element("committee_id", ref="committee_samtah_investigation_demo"),
        element("complaint_id", ref=times.xmlid(key)),
        element("meeting_id", ref=f"meeting_samtah_investigation_{'held' if found else 'next'}_demo"),
        element("sequence", expression=int(key[-2:])),
        element("create_uid", ref="user_officer_demo"),
        element("create_date", expression=Moment(min(case["day"] + 7, -20), 9)),
        element("association_at_fault", expression="True") if fault else "",
        element("damage", text=found["damage"]) if fault else "",
        element("damage_amount", expression=found["amount"]) if fault else "",
        _refs("cause_ids", case.get("causes") if fault else (), "complaint_cause_{}"),
        element("causes", text=found["causes"]) if fault else "",
        element("reason", text=found["reason"]) if found else "",
    )
    if not found:
        return text
    for number, member in enumerate(MEMBERS):
        against = not fault or (member == "committee" and key.endswith("09"))
        text += record(
            times.xmlid(f"{key}_{member}", "vote"),
            "beneficiary.committee.vote",
            element("item_id", ref=xmlid),
            element("user_id", ref=f"user_{member}_demo"),
            element("choice", text="against" if against else "for"),
            element("date", expression=HELD.earlier(-20 - number)),
        )
    return text + record(
        xmlid,
        ITEM,
        looked_up("cause_names", ITEM, f"obj(ref('{xmlid}'))._cause_names()"),
        element("outcome", text="upheld" if fault else "dismissed"),
        element("decided_by", ref="user_chair_demo"),
        element("decided_on", expression=HELD.earlier(-40)),
    )


def _certified():
    """Let those who were there sign the minutes of the meeting."""
    xmlid, attendee = "meeting_samtah_investigation_held_demo", "beneficiary.committee.attendee"
    ids = {member: f"attendee_samtah_investigation_{member}_demo" for member in MEMBERS}
    found = "obj().search([('meeting_id', '=', ref('{}')), ('user_id', '=', ref('user_{}_demo'))])"
    text = named(attendee, [(ids[member], found.format(xmlid, member)) for member in MEMBERS])
    text += record(xmlid, MEETING, html("minutes", MINUTES))
    for number, member in enumerate(MEMBERS, 1):
        signed = element("certified_on", expression=HELD.earlier(-110 - number))
        text += record(ids[member], attendee, element("signer_name", text=STAFF[member]), signature(number), signed)
    return text + record(
        xmlid,
        MEETING,
        element("signed_count", expression=len(MEMBERS)),
        element("state", text="certified"),
        element("certified_on", expression=HELD.earlier(-115)),
        looked_up("content_hash", MEETING, f"obj(ref('{xmlid}'))._hash(obj(ref('{xmlid}'))._content())"),
    )


# ------------------------------------------------------------------ settlement
def _settled(key, case):
    if "settlement" not in case:
        return ""
    day, amount, terms = case["settlement"]
    xmlid = times.xmlid(key, "settlement")
    own = f"obj(ref('{xmlid}')).with_context(bin_size=False)"
    party, ours = Moment(day, 9, 30), Moment(day, 10, 10)
    text = record(
        xmlid,
        SETTLEMENT,
        element("complaint_id", ref=times.xmlid(key)),
        element("terms", text=terms),
        element("amount", expression=amount),
        element("negotiated_by", ref="user_officer_demo"),
        element("create_uid", ref="user_officer_demo"),
    )
    text += record(
        xmlid,
        SETTLEMENT,
        element("state", text="offered"),
        element("date_offered", expression=Moment(day - 3 if day % 7 > 2 else day, 8)),
        looked_up("party_name", SETTLEMENT, f"{own}.harmed_name"),
        looked_up("association_name", SETTLEMENT, f"{own}.company_id.name"),
        signature(1).replace('"signature"', '"party_signature"'),
        signature(4).replace('"signature"', '"association_signature"'),
    )
    text += record(
        xmlid,
        SETTLEMENT,
        looked_up("party_signer", SETTLEMENT, f"{own}.party_name"),
        element("party_signed_on", expression=party.value()),
        looked_up("content", SETTLEMENT, f"{own}._content()"),
        looked_up(
            "content_hash",
            SETTLEMENT,
            f"{own}._party_hash({own}._content(), {own}.party_name, {own}.party_signature, {party.value()})",
        ),
    )
    name = f"'{STAFF['manager']}'"
    return text + record(
        xmlid,
        SETTLEMENT,
        element("association_user_id", ref="user_manager_demo"),
        element("association_signer", text=STAFF["manager"]),
        element("association_signed_on", expression=ours.value()),
        looked_up(
            "association_hash",
            SETTLEMENT,
            f"{own}._association_hash({own}._digest(), {name}, {own}.association_signature, {ours.value()})",
        ),
        element("date_signed", expression=ours.value()),
        element("state", text="signed"),
    )


# ------------------------------------------------------------------------- end
def _closed(case):
    """Return when a complaint was closed: after the days of grace, unless it ended at once."""
    if "closed" in case:
        return Moment(case["closed"], 8, 40)
    return Moment(case["resolved"] + GRACE[case["kind"]], 8, 40)


def _ended(key, case):
    end = times.end(case)
    if not end:
        return (
            record(times.xmlid(key), COMPLAINT, element("outcome", text=case["outcome"])) if "outcome" in case else ""
        )
    parts = [element("state", text=case["state"])]
    if "merged" in case:
        parts += [element("merged_into_id", ref=times.xmlid(case["merged"]))]
    if "withdraw" in case:
        parts += [element("withdraw_reason", text=case["withdraw"]), element("outcome", text="withdrawn")]
    if "resolved" in case:
        parts += [
            element("outcome", text=case["outcome"]),
            element("resolution", text=case["resolution"]),
            element("date_resolved", expression=end),
            element("grace_until", expression=Moment(case["resolved"] + GRACE[case["kind"]], 8, 40)),
        ]
    if case["state"] != "resolved":
        parts += [element("date_closed", expression=_closed(case))]
    return record(times.xmlid(key), COMPLAINT, *parts)

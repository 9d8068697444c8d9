"""Events of programmes, the checklist of their venues, invitations and attendance."""

from datetime import timedelta

from odoo import fields

from . import MANAGERS, STAFF, Method

EVENT, INVITATION = "beneficiary.field.event", "beneficiary.invitation"
CHECK, ANSWER, DOOR = "beneficiary.venue.check", "beneficiary.venue.answer", "beneficiary.attendance"
READERS = (*STAFF, "management")

RIGHTS = {
    EVENT: {"delegate": "rwc", "officer": "rwc", "management": "r", "manager": "rwcd"},
    INVITATION: {"delegate": "rw", "officer": "rw", "management": "r", "manager": "rw"},
    CHECK: {"delegate": "r", "officer": "r", "management": "r"} | dict.fromkeys(MANAGERS, "rwcd"),
    ANSWER: {"delegate": "rw", "officer": "rw", "management": "r", "manager": "rw"},
    DOOR: dict.fromkeys(STAFF, "rwcd"),
}
METHODS = {
    EVENT: {
        "action_announce": Method(STAFF, "event_planned"),
        "action_hold": Method(STAFF, "event_today"),
        "action_close": Method(STAFF, "event_held"),
        "action_cancel": Method(STAFF, "event_planned"),
        "action_invite": Method(STAFF, "event_announced"),
        "action_view_invitations": Method(READERS, "event_held"),
        "action_view_unreachable": Method(READERS, "event_held"),
        "action_take_attendance": Method(READERS, "event_held"),
        "action_check_in": Method(STAFF, "event_held"),
    },
    INVITATION: {
        "action_accept": Method(STAFF, "invitation_open"),
        "action_decline": Method(STAFF, "invitation_open"),
        "action_attended": Method(STAFF, "invitation_held"),
        "action_absent": Method(STAFF, "invitation_held"),
        "action_undo_attendance": Method(STAFF, "invitation_held"),
        "action_view_notices": Method(READERS, "invitation_held"),
    },
    DOOR: {"action_check_in": Method(STAFF, "wizard_attendance")},
    "beneficiary.program": {"action_view_events": Method(READERS, "program")},
    "beneficiary.beneficiary": {"action_view_invitations": Method(READERS, "person")},
}


def _vals(test, program=None):
    start = fields.Datetime.now() + timedelta(days=20)
    return {
        "name": "Family evening",
        "program_id": (program or test.program).id,
        "date_start": start,
        "date_end": start + timedelta(hours=2),
        "user_id": False,
    }


def event(test, state, people=None, env=None, program=None, branch=None):
    """Return an event that is in ``state``, with an invitation for each of ``people``."""
    branch = branch or test.env["beneficiary.branch"]
    record = (env or test.env)[EVENT].create(_vals(test, program) | {"branch_id": branch.id})
    record.write(
        {
            "announcement": "Come",
            "announcement_channel_ids": [(6, 0, test.channel.ids)],
            "venue_id": test.env["res.partner"].create({"name": "Hall"}).id,
        }
    )
    record = record.sudo()
    if people:
        people.sudo().write({"agreed_medium": "email", "email": "guest@home.test"})
    if state != "planned":
        record.action_announce()
        if people:
            record._invite(people)
    if state in ("today", "held"):
        record.date_start = fields.Datetime.now() + timedelta(minutes=5)
    if state == "held":
        record.action_hold()
    if state == "closed":
        record.date_start = fields.Datetime.now() + timedelta(minutes=5)
        record.action_hold()
        record.action_close()
    return record.sudo(False)


def prepare(test):
    for state in ("planned", "today"):
        setattr(test, f"event_{state}", event(test, state, branch=test.branch))
    test.event_announced = event(test, "announced", branch=test.branch)
    test.person.sudo().write({"agreed_medium": "email", "email": "guest@home.test"})
    test.invitation_open = event(test, "announced", test.person, branch=test.branch).invitation_ids
    test.event_held = event(test, "held", test.person, branch=test.branch)
    test.invitation_held = test.event_held.invitation_ids


def wizards(test):
    invitation = test.invitation_held
    return {"wizard_attendance": (DOOR, {"event_id": test.event_held.id, "number": invitation.number})}


def targets(test):
    record = event(test, "announced", test.person, branch=test.branch)
    own = test.env[CHECK].create({"name": "Shade", "company_id": test.company.id})
    free = test.env[CHECK].create({"name": "Light", "company_id": test.company.id})
    return {
        EVENT: (
            event(test, "planned", branch=test.branch),
            _vals(test) | {"branch_id": test.branch.id},
            {"description": "Changed"},
        ),
        INVITATION: (
            record.invitation_ids,
            {"event_id": record.id, "beneficiary_id": test.person.id, "number": "1"},
            {"companions": 0},
        ),
        CHECK: (own, {"name": "New", "company_id": test.company.id}, {"name": "Changed"}),
        ANSWER: (record.answer_ids[:1], {"event_id": record.id, "check_id": free.id}, {"note": "Changed"}),
        DOOR: (None, {"event_id": record.id, "number": "1"}, {"number": "2"}),
    }


def foreign(test, env, other):
    program, person = other["program"], other["person"]
    record = event(test, "announced", person, env, program)
    return {
        "event": record,
        "invitation": record.invitation_ids,
        "venue_answer": record.answer_ids[:1],
        "venue_check": env[CHECK].create({"name": "Theirs", "company_id": other["company"].id}),
    }


def frozen(test):
    record = event(test, "closed", test.person, branch=test.branch)
    return {EVENT: record, INVITATION: record.invitation_ids, ANSWER: record.answer_ids[:1]}

"""Meetings of committees: agenda, presence, minutes and certification."""

from . import MEMBERS, Method

READ_MEETINGS = ("officer", "researcher", "committee_member", "chair", "management", "manager")
RUN_MEETINGS = ("chair", "manager")
READ = {"officer": "r", "researcher": "r", "management": "r"}
RIGHTS = {
    "beneficiary.committee.meeting": READ | {"committee_member": "rwc", "manager": "rwc"},
    "beneficiary.committee.attendee": READ | {"committee_member": "rw", "manager": "rw"},
    "beneficiary.meeting.agenda": {"committee_member": "rwcd", "manager": "rwcd"},
    "beneficiary.meeting.certify": {"committee_member": "rwcd"},
    "beneficiary.item.step": {"committee_member": "rwcd"},
}
METHODS = {
    "beneficiary.committee.meeting": {
        "action_fill_agenda": Method(RUN_MEETINGS, "planned_meeting"),
        "add_items": Method(RUN_MEETINGS, "planned_meeting", ([],)),
        "action_announce": Method(RUN_MEETINGS, "planned_meeting"),
        "action_hold": Method(RUN_MEETINGS, "planned_meeting"),
        "action_cancel": Method(RUN_MEETINGS, "planned_meeting"),
        "action_certify": Method(MEMBERS, "held_meeting", ("Somebody", "signature")),
        "action_view_items": Method(READ_MEETINGS, "held_meeting"),
        "action_print_minutes": Method(READ_MEETINGS, "held_meeting"),
        "check_integrity": Method(READ_MEETINGS, "certified_meeting"),
        "action_check_integrity": Method(READ_MEETINGS, "certified_meeting"),
    },
    "beneficiary.meeting.agenda": {"action_add": Method(RUN_MEETINGS, "wizard_agenda")},
    "beneficiary.meeting.certify": {"action_sign": Method(MEMBERS, "wizard_certify")},
    "beneficiary.item.step": {"action_confirm": Method(MEMBERS, "wizard_step")},
}


def _meeting(test, held=False):
    vals = {"committee_id": test.committee.id, "start": test.env.cr.now().replace(microsecond=0)}
    meeting = test.env["beneficiary.committee.meeting"].with_user(test.chair).create(vals)
    meeting.attendee_ids.write({"presence": "present"})
    if held:
        meeting.action_hold()
    return meeting


def prepare(test):
    test.planned_meeting = _meeting(test)
    test.planned_meeting.add_items(test.steps._review(test._create_request(test.person)))
    test.on_agenda = test.planned_meeting.item_ids
    test.held_meeting = _meeting(test, held=True)
    test.certified_meeting = _meeting(test, held=True)
    for attendee in test.certified_meeting.attendee_ids:
        test.certified_meeting.with_user(attendee.user_id).action_certify("Somebody", test.signature)
    test.free_item = test.steps._review(test._create_request(test.person))


def wizards(test):
    return {
        "wizard_agenda": (
            "beneficiary.meeting.agenda",
            {"item_ids": [(6, 0, test.free_item.ids)], "meeting_id": test.planned_meeting.id},
        ),
        "wizard_certify": (
            "beneficiary.meeting.certify",
            {"meeting_id": test.held_meeting.id, "signer_name": "Somebody", "signature": test.signature},
        ),
        "wizard_step": (
            "beneficiary.item.step",
            {"item_ids": [(6, 0, test.free_item.ids)], "step": "for"},
        ),
    }


def targets(test):
    meeting = _meeting(test)
    base = {"committee_id": test.committee.id, "start": "2031-01-01 08:00:00"}
    item = test.env["beneficiary.committee.item"].sudo().search([], limit=1)
    return {
        "beneficiary.committee.meeting": (meeting, base, {"location": "Hall"}),
        "beneficiary.committee.attendee": (
            meeting.attendee_ids[:1],
            {"meeting_id": meeting.id, "user_id": test.outsider.id, "role": "member"},
            {"presence": "excused"},
        ),
        "beneficiary.meeting.agenda": (
            None,
            {"item_ids": [(6, 0, item.ids)], "meeting_id": meeting.id},
            {"item_ids": [(5, 0, 0)]},
        ),
        "beneficiary.meeting.certify": (None, {"meeting_id": meeting.id, "signer_name": "X"}, {"signer_name": "Y"}),
        "beneficiary.item.step": (None, {"item_ids": [(6, 0, item.ids)]}, {"text": "Changed"}),
    }


def foreign(test, env, other):
    meeting = env["beneficiary.committee.meeting"].create(
        {"committee_id": other["committee"].id, "start": "2031-01-01 08:00:00"}
    )
    return {"meeting": meeting, "attendee": meeting.attendee_ids[:1]}


def frozen(test):
    meeting = _meeting(test, held=True)
    for attendee in meeting.attendee_ids:
        meeting.with_user(attendee.user_id).action_certify("Somebody", test.signature)
    return {"beneficiary.committee.meeting": meeting, "beneficiary.committee.attendee": meeting.attendee_ids[:1]}

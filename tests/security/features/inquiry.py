"""Inquiries, the contacts on them and the liaison officers."""

from . import OFFICERS, READ_FILES, STAFF, Method
from .spine import INTERNAL

READERS = (*STAFF, "management")
CONFIGURATION = {"beneficiary.field", "beneficiary.liaison"}
RIGHTS = {
    "beneficiary.field": dict.fromkeys(INTERNAL, "r") | {"manager": "rwcd"},
    "beneficiary.liaison": {"delegate": "r", "officer": "r", "management": "r", "manager": "rwcd"},
    "beneficiary.contact.log": {"delegate": "rwc", "officer": "rwc", "management": "r", "manager": "rwcd"},
    "beneficiary.inquiry.request": {"officer": "rwcd", "manager": "rwcd"},
}
METHODS = {
    "crm.lead": {
        "action_take": Method(STAFF, "inquiry"),
        "action_link_person": Method(STAFF, "known_inquiry"),
        "action_answer": Method(STAFF, "answerable"),
        "action_answer_now": Method(STAFF, "answerable"),
        "action_open_request": Method(OFFICERS, "inquiry"),
        "action_close": Method(STAFF, "inquiry", ("Wrong number",)),
        "action_reopen": Method(STAFF, "answered"),
        "action_view_request": Method(READERS, "converted"),
        "action_view_person": Method(READERS, "converted"),
        "action_refer": Method(STAFF, "inquiry"),
        "action_view_referrals": Method(READERS, "converted"),
    },
    "beneficiary.contact.log": {"action_end": Method(STAFF, "open_contact")},
    "beneficiary.inquiry.request": {"action_open": Method(OFFICERS, "wizard_inquiry")},
    "beneficiary.beneficiary": {"action_view_inquiries": Method((*READ_FILES, "chair"), "person")},
    "beneficiary.request": {"action_view_inquiries": Method((*READ_FILES, "chair"), "reviewed")},
}


def inquiry(test, **vals):
    """Return an inquiry of the northern branch, taken in by an officer."""
    defaults = {
        "is_inquiry": True,
        "company_id": test.company.id,
        "branch_id": test.branch.id,
        "channel_id": test.channel.id,
        "contact_name": "Somebody",
        "question": "When is the rent paid?",
    }
    return test.env["crm.lead"].with_user(test.officer).create(defaults | vals)


def prepare(test):
    test.inquiry = inquiry(test)
    test.open_contact = test.inquiry.contact_log_ids
    test.known_inquiry = inquiry(test, phone=test.person.phone)
    test.known_inquiry.beneficiary_id = False
    test.answerable = inquiry(test, answer="On the first of the month")
    test.answered = inquiry(test, answer="On the first of the month")
    test.answered.action_answer_now()
    test.converted = inquiry(test, beneficiary_id=test.person.id)
    test.converted._open_request(test.program)


def wizards(test):
    return {
        "wizard_inquiry": (
            "beneficiary.inquiry.request",
            {"lead_id": test.inquiry.id, "program_id": test.program.id, "beneficiary_id": test.person.id},
        )
    }


def targets(test):
    test.inquiry = inquiry(test)
    company, name = {"company_id": test.company.id}, {"name": "Changed"}
    field = test.env["beneficiary.field"].create({"name": "Sport", **company})
    other = test.env["beneficiary.field"].create({"name": "Travel", **company})
    line = {"user_id": test.officer.id, **company}
    liaison = test.env["beneficiary.liaison"].create({"work_field_id": field.id, **line})
    contact = {"lead_id": test.inquiry.id, "channel_id": test.channel.id}
    wizard = {"lead_id": test.inquiry.id, "program_id": test.program.id}
    return {
        "beneficiary.field": (field, {"name": "New"}, name),
        "beneficiary.liaison": (
            liaison,
            {"work_field_id": other.id, **line},
            {"substitute_id": test.manager.id},
        ),
        "beneficiary.contact.log": (test.inquiry.contact_log_ids, contact, {"answer": "Changed"}),
        "beneficiary.inquiry.request": (None, wizard, {"beneficiary_id": test.person.id}),
    }


def foreign(test, env, other):
    field = env["beneficiary.field"].create({"name": "Theirs", "company_id": other["company"].id})
    lead = env["crm.lead"].create({"is_inquiry": True, "company_id": other["company"].id, "question": "Theirs"})
    return {
        "field": field,
        "liaison": env["beneficiary.liaison"].create({"company_id": other["company"].id, "user_id": other["user"].id}),
        "contact": lead.sudo().contact_log_ids,
    }

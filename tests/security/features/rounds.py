"""Survey rounds and the people who are asked."""

from odoo.fields import Command

from . import MANAGERS, OFFICERS, STAFF, Method

ROUND, SAMPLE = "beneficiary.survey.round", "beneficiary.survey.sample"
READERS = (*STAFF, "management")

RIGHTS = {
    ROUND: {"delegate": "r", "officer": "rwc", "management": "r"} | dict.fromkeys(MANAGERS, "rwcd"),
    SAMPLE: dict.fromkeys(STAFF, "rw"),
}
METHODS = {
    ROUND: {
        "action_open": Method(OFFICERS, "round_draft"),
        "action_close": Method(OFFICERS, "round_open"),
        "action_cancel": Method(OFFICERS, "round_draft"),
        "action_view_samples": Method(READERS, "round_open"),
        "action_preview": Method((*OFFICERS, "management"), "round_open"),
    },
    SAMPLE: {
        "action_ask": Method(STAFF, "sample_open"),
        "action_not_reached": Method(STAFF, "sample_open"),
        "action_leave": Method(STAFF, "sample_open"),
        "action_view_notices": Method(STAFF, "sample_open"),
    },
}


def _vals(test, company=None):
    survey = test.env.ref("beneficiary.survey_service")
    return {"name": "Spring", "survey_id": survey.id, "company_id": (company or test.company).id, "sample_size": 0}


def ask(test, people, env=None, company=None):
    """Return a round that is open and asks ``people``."""
    company = company or test.company
    vals = {
        "state": "open",
        "sample_ids": [
            Command.create({"company_id": company.id, "partner_id": p.partner_id.id, "beneficiary_id": p.id})
            for p in people.sudo()
        ],
    }
    return (env or test.env)[ROUND].sudo().create(_vals(test, company) | vals).sudo(False)


def prepare(test):
    test.round_draft = test.env[ROUND].create(_vals(test))
    test._registered("S-1")  # somebody who can be drawn
    test.round_open = ask(test, test.person)
    test.sample_open = test.round_open.sudo().sample_ids.sudo(False)


def targets(test):
    record = ask(test, test.person)
    sample = {"round_id": record.id, "company_id": test.company.id, "partner_id": test.person.partner_id.id}
    return {
        ROUND: (test.env[ROUND].create(_vals(test)), _vals(test), {"name": "Autumn"}),
        # every field of it is set by its own steps
        SAMPLE: (record.sudo().sample_ids.sudo(False), sample, {"message_follower_ids": []}),
    }


def foreign(test, env, other):
    record = ask(test, other["person"], env, other["company"])
    return {"survey_round": record, "survey_sample": record.sudo().sample_ids.sudo(False)}


def frozen(test):
    record = ask(test, test.person)
    record.sudo()._close()
    return {ROUND: record}

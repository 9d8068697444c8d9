"""Consents of people, and outreach to those who gave theirs."""

from . import MANAGERS, STAFF, Method

CONSENT, PURPOSE, OUTREACH = "beneficiary.consent", "beneficiary.consent.purpose", "beneficiary.outreach"
CONFIGURATION = {PURPOSE}
SHARED = {PURPOSE}
RIGHTS = {
    CONSENT: {"delegate": "rwc", "officer": "rwc", "management": "r", "manager": "rwcd"},
    PURPOSE: {"delegate": "r", "officer": "r", "management": "r", "manager": "rwcd"},
    OUTREACH: {"officer": "r", "management": "r", "manager": "rwcd"},
}
METHODS = {
    CONSENT: {"action_withdraw": Method(STAFF, "consent")},
    OUTREACH: {
        "action_view_candidates": Method(MANAGERS, "outreach"),
        "action_view_requests": Method(("officer", "management", "manager"), "outreach"),
        "action_start": Method(MANAGERS, "outreach_found"),
        "action_stop": Method(MANAGERS, "outreach_running"),
    },
}


def _purpose(test):
    return test.env.ref("beneficiary.consent_purpose_offer")


def _vals(program, company):
    return {"name": "Rent", "program_id": program.id, "company_id": company.id}


def _outreach(test, state="draft"):
    outreach = test.env[OUTREACH].create(_vals(test.program, test.company))
    outreach.sudo().state = state
    return outreach


def give_consent(test, person=None):
    return test.env[CONSENT].create({"beneficiary_id": (person or test.person).id, "purpose_id": _purpose(test).id})


def prepare(test):
    test.consent = give_consent(test)
    test.outreach = _outreach(test)
    test.outreach_running = _outreach(test, "running")
    test.outreach_found = _outreach(test)
    found = test._create_beneficiary("Found")
    found.sudo().write({"state": "registered"})
    give_consent(test, found)


def targets(test):
    purpose = test.env[PURPOSE].create({"name": "Being called"})
    consent = {"beneficiary_id": test.person.id, "purpose_id": purpose.id, "method": "spoken"}
    return {
        CONSENT: (give_consent(test), consent, {"note": "Folder 7"}),
        PURPOSE: (purpose, {"name": "Being photographed"}, {"name": "Being visited"}),
        OUTREACH: (_outreach(test), _vals(test.program, test.company), {"name": "Other"}),
    }


def foreign(test, env, other):
    return {
        "consent": env[CONSENT].create({"beneficiary_id": other["person"].id, "purpose_id": _purpose(test).id}),
        "outreach": env[OUTREACH].create(_vals(other["program"], other["company"])),
    }

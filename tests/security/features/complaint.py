"""Complaints, their routes and causes, and the log of who looked."""

from . import MEMBERS, OFFICERS, STAFF, Method
from .spine import INTERNAL

COMPLAINT, ATTEMPT, STEP = "beneficiary.complaint", "beneficiary.complaint.attempt", "beneficiary.complaint.step"
CAUSE, ROUTE, LOG = "beneficiary.complaint.cause", "beneficiary.complaint.route", "beneficiary.access.log"
READERS = (*STAFF, *MEMBERS, "management")
MANAGEMENT = ("management", "manager")
SCREEN = dict.fromkeys(("delegate", "officer", "committee_member", "management", "manager"), "rwcd")
RIGHTS = {
    COMPLAINT: {"delegate": "rc", "officer": "rwc", "committee_member": "r", "management": "r", "manager": "rwc"},
    ATTEMPT: {"officer": "rc", "committee_member": "r", "management": "r", "manager": "rc"},
    CAUSE: dict.fromkeys(INTERNAL, "r") | {"manager": "rwcd"},
    ROUTE: {"officer": "r", "management": "r", "manager": "rw"},
    LOG: dict.fromkeys(MANAGEMENT, "r"),
    STEP: SCREEN,
}
# filled by `prepare`: the id of the complaint into which others are merged
MAIN = []
METHODS = {
    COMPLAINT: {
        "action_acknowledge": Method(OFFICERS, "complaint_new"),
        "action_start_amicable": Method(OFFICERS, "complaint_acknowledged"),
        "action_log_attempt": Method(OFFICERS, "complaint_amicable"),
        "action_investigate": Method(OFFICERS, "complaint_acknowledged", ("He is afraid.",)),
        "action_resolve": Method(OFFICERS, "complaint_acknowledged", ("answered", "Here you are.")),
        "action_dismiss": Method(OFFICERS, "complaint_acknowledged", ("It was not so.",)),
        "action_close": Method(OFFICERS, "complaint_over"),
        "action_reopen": Method(OFFICERS, "complaint_resolved", ("Once more.",)),
        "action_withdraw": Method(OFFICERS, "complaint_new", ("At home.",)),
        "action_merge": Method(OFFICERS, "complaint_new", (MAIN,)),
        "action_recuse": Method(READERS, "complaint_new"),
        "action_view_similar": Method(READERS, "complaint_new"),
        "action_view_log": Method(MANAGEMENT, "complaint_new"),
    },
    "beneficiary.request": {"action_view_complaints": Method(READERS, "reviewed")},
    "beneficiary.beneficiary": {"action_view_complaints": Method(READERS, "person")},
    STEP: {"action_confirm": Method(READERS, "wizard_complaint_recuse")},
}


def _values(test, **vals):
    return {
        "subject": "Nobody called back",
        "channel_id": test.env.ref("beneficiary.channel_website").id,
        "company_id": test.company.id,
        "branch_id": test.branch.id,
        "contact_name": "Salim",
    } | vals


def take_in(test, user, branch):
    """Return a complaint that ``user`` took in for a branch."""
    return test.env[COMPLAINT].with_user(user).create(_values(test, branch_id=branch.id))


def _complaint(test, state="new", **vals):
    """Return a complaint that every role meets: taken in by the delegate, before a committee."""
    complaint = take_in(test, test.delegate, test.branch).sudo()
    complaint.write({"state": state, "committee_id": test.committee.id} | vals)
    return complaint.sudo(False).with_user(test.env.user)


def _attempt_values(test, complaint):
    return {
        "complaint_id": complaint.id,
        "channel_id": test.channel.id,
        "complainant_words": "I want my papers.",
        "association_words": "On Monday.",
        "outcome": "adjourned",
    }


def _attempt(test):
    return test.env[ATTEMPT].create(_attempt_values(test, _complaint(test, "amicable")))


def _log(test, complaint):
    vals = {
        "date": "2026-01-04 06:00:00",
        "user_id": test.officer.id,
        "what": "view",
        "res_model": COMPLAINT,
        "res_id": complaint.id,
    }
    return test.env[LOG].sudo().create(vals | {"company_id": complaint.company_id.id, "complaint_id": complaint.id})


def prepare(test):
    route = test.env[ROUTE].search([("company_id", "=", test.company.id), ("kind", "=", "complaint")])
    route.committee_id = test.committee
    test.complaint_new = _complaint(test)
    test.complaint_acknowledged = _complaint(test, "acknowledged")
    test.complaint_amicable = _complaint(test, "amicable")
    resolved = {"outcome": "answered", "resolution": "Yes", "date_resolved": "2026-01-04 06:00:00"}
    test.complaint_resolved = _complaint(test, "resolved", **resolved, grace_until="2099-01-01")
    test.complaint_over = _complaint(test, "resolved", **resolved, grace_until="2026-01-05")
    MAIN[:] = _complaint(test).ids


def wizards(test):
    vals = {"complaint_ids": [(6, 0, test.complaint_new.ids)], "step": "recuse"}
    return {"wizard_complaint_recuse": (STEP, vals)}


def targets(test):
    complaint = _complaint(test)
    cause = test.env[CAUSE].create({"name": "Weather", "company_id": test.company.id})
    route = test.env[ROUTE].search([("company_id", "=", test.company.id)], limit=1)
    return {
        COMPLAINT: (complaint, _values(test), {"wish": "An answer"}),
        ATTEMPT: (_attempt(test), _attempt_values(test, _complaint(test, "amicable")), {"note": "x"}),
        CAUSE: (cause, {"name": "Another", "company_id": test.company.id}, {"name": "Rain"}),
        ROUTE: (route, {"kind": "complaint", "company_id": test.company.id}, {"grace_days": 3}),
        LOG: (
            _log(test, complaint),
            {"date": "2026-01-05 06:00:00", "user_id": test.officer.id, "what": "view", "res_model": "x", "res_id": 1},
            {"what": "export"},
        ),
        STEP: (None, {"complaint_ids": [(6, 0, complaint.ids)], "step": "recuse"}, {"text": "x"}),
    }


def foreign(test, env, other):
    company = other["company"]
    vals = _values(test, company_id=company.id, branch_id=other["branch"].id, state="amicable")
    complaint = env[COMPLAINT].create(vals)
    return {
        "complaint": complaint,
        "complaint_attempt": env[ATTEMPT].create(_attempt_values(test, complaint)),
        "complaint_cause": env[CAUSE].create({"name": "Weather", "company_id": company.id}),
        "complaint_route": env[ROUTE].search([("company_id", "=", company.id)], limit=1),
        "access_log": _log(test, complaint),
    }


def frozen(test):
    attempt = _attempt(test)
    return {ATTEMPT: attempt, LOG: _log(test, attempt.complaint_id)}

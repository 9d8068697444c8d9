"""Corrections that people ask for on the portal, and the tracking code of requests."""

from . import OFFICERS, READ_FILES, STAFF, Method

CORRECTION = "beneficiary.correction"
LINE, MEMBER = "beneficiary.correction.line", "beneficiary.correction.member"
DECIDED = {"delegate": "r", "officer": "rw", "management": "r", "manager": "rw"}
RIGHTS = {CORRECTION: DECIDED, LINE: DECIDED, MEMBER: DECIDED}
METHODS = {
    CORRECTION: {
        "action_approve": Method(OFFICERS, "correction"),
        "action_refuse": Method(OFFICERS, "correction", ("The papers say otherwise.",)),
    },
    "beneficiary.beneficiary": {"action_view_corrections": Method((*READ_FILES, "chair"), "person")},
    "beneficiary.request": {
        "action_new_tracking_code": Method(OFFICERS, "reviewed"),
        "action_print_tracking_slip": Method(STAFF, "reviewed"),
    },
}


def ask(env, person):
    """Return a correction with a line and a household proposal, as the portal records it."""
    return env[CORRECTION]._ask(
        person,
        person,
        {"city": "Abha", "street": "King Road 3"},
        [{"member": "new0", "name": "Hind", "relation": "daughter", "birth_date": "2015-01-01"}],
    )


def prepare(test):
    test.correction = ask(test.env, test.person)


def targets(test):
    correction = ask(test.env, test.person)
    return {
        CORRECTION: (
            correction,
            {"beneficiary_id": test.person.id, "asked_by_id": test.person.id},
            {"reason": "We have looked at it."},
        ),
        LINE: (
            correction.line_ids[0],
            {"correction_id": correction.id, "field_name": "city", "raw_value": "Taif"},
            {"accepted": False},
        ),
        MEMBER: (
            correction.member_ids,
            {"correction_id": correction.id, "action": "add", "name": "Sara", "relation": "other"},
            {"accepted": False},
        ),
    }


def foreign(test, env, other):
    correction = ask(env, other["person"])
    return {
        "correction": correction,
        "correction_line": correction.line_ids[0],
        "correction_member": correction.member_ids,
    }


def frozen(test):
    correction = ask(test.env, test.stranger)
    correction.with_user(test.officer).action_approve()
    return {CORRECTION: correction, LINE: correction.line_ids[:1], MEMBER: correction.member_ids[:1]}

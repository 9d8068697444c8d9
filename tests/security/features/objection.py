"""Objections of applicants to decisions."""

from . import OFFICERS, READ_FILES, Method

OBJECTION = "beneficiary.objection"
RIGHTS = {
    OBJECTION: {
        "delegate": "rc",
        "officer": "rwc",
        "committee_member": "r",
        "management": "r",
        "manager": "rwc",
    },
}
METHODS = {
    OBJECTION: {
        "action_dismiss": Method(OFFICERS, "objection", ("It stays.",)),
        "action_reconsider": Method(OFFICERS, "objection", ("Once more.",)),
        "action_open_request": Method(
            ("delegate", "officer", "committee_member", "management", "manager", "chair"), "objection"
        ),
    },
    "beneficiary.request": {"action_view_objections": Method((*READ_FILES, "chair"), "reviewed")},
}


def _decided(test):
    """Return a decided request that none of the officers handled."""
    case = test._create_request(test.person, user=test.delegate)
    return test.steps._approve(case.with_user(test.officer))


def _objection(test):
    return test.env[OBJECTION].sudo().create({"request_id": _decided(test).id, "text": "Too little"})


def prepare(test):
    test.objection = _objection(test)


def targets(test):
    return {
        OBJECTION: (
            _objection(test),
            {"request_id": _decided(test).id, "text": "I do not agree"},
            {"answer": "It stays."},
        ),
    }


def foreign(test, env, other):
    case = env["beneficiary.request"].create(
        {
            "beneficiary_id": other["person"].id,
            "program_id": other["program"].id,
            "channel_id": test.channel.id,
            "company_id": other["company"].id,
        }
    )
    case.sudo().write({"state": "refused", "date_decided": test.env.cr.now(), "decision_reason": "No"})
    return {"objection": env[OBJECTION].create({"request_id": case.id, "text": "Why?"})}


def frozen(test):
    objection = _objection(test)
    objection.write({"state": "dismissed", "answer": "It stays."})
    return {OBJECTION: objection}

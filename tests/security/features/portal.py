"""What beneficiaries reach on the portal, seen from the backend: guardians, confirmation of who somebody is."""

from . import OFFICERS, READ_FILES, Method

GUARDIAN, CONFIRMATION, LIMIT = "beneficiary.guardian", "beneficiary.confirmation", "beneficiary.rate.limit"
SHARED = {LIMIT}
RIGHTS = {
    GUARDIAN: {"delegate": "rwc", "officer": "rwc", "researcher": "r", "management": "r", "manager": "rwcd"},
    CONFIRMATION: {"officer": "rwcd", "manager": "rwcd"},
    LIMIT: {},
}
METHODS = {
    GUARDIAN: {
        "action_verify": Method(OFFICERS, "guardianship"),
        "action_end": Method(OFFICERS, "guardianship", ("Of age",)),
    },
    CONFIRMATION: {"action_confirm": Method(OFFICERS, "wizard_confirmation")},
    "beneficiary.beneficiary": {"action_open_confirmation": Method((*READ_FILES, "chair"), "person")},
    "beneficiary.request": {"action_open_confirmation": Method((*READ_FILES, "chair"), "reviewed")},
}


def _vals(test, ward=None):
    ward = ward or test.person
    guardian = test._create_beneficiary(
        "هند", company_id=ward.company_id.id, branch_id=ward.branch_id.id, user=test.env.user
    )
    return {"beneficiary_id": ward.id, "guardian_id": guardian.id, "deed_number": "7", "date_from": "2026-01-01"}


def _unconfirmed(test):
    person = test._create_beneficiary("سارة")
    person.sudo().is_confirmed = False
    return person


def prepare(test):
    test.guardianship = test.env[GUARDIAN].with_user(test.officer).create(_vals(test))


def wizards(test):
    return {"wizard_confirmation": (CONFIRMATION, {"beneficiary_id": _unconfirmed(test).id, "answer": "new"})}


def targets(test):
    guardianship = test.env[GUARDIAN].with_user(test.officer).create(_vals(test))
    return {
        GUARDIAN: (guardianship, _vals(test), {"date_to": "2099-01-01"}),
        CONFIRMATION: (None, {"beneficiary_id": _unconfirmed(test).id, "answer": "new"}, {"take_over": False}),
        LIMIT: (
            test.env[LIMIT].sudo().create({"scope": "track", "key": "k"}),
            {"scope": "track", "key": "x"},
            {"scope": "other"},
        ),
    }


def foreign(test, env, other):
    guardian = env["beneficiary.beneficiary"].create(
        {"name": "Hind", "identity_type": "none", "company_id": other["company"].id}
    )
    vals = {"beneficiary_id": other["person"].id, "guardian_id": guardian.id, "date_from": "2026-01-01"}
    return {"guardian": env[GUARDIAN].create(vals)}

"""Referrals of requests and inquiries to social researchers."""

from . import Method

READERS = ("delegate", "officer", "researcher", "management", "manager")
RESEARCHERS = ("researcher", "manager")
RIGHTS = {
    "beneficiary.referral": {
        "delegate": "rwc",
        "officer": "rwc",
        "researcher": "rw",
        "management": "r",
        "manager": "rwcd",
    },
    "beneficiary.referral.reply": dict.fromkeys(("delegate", "officer", "researcher", "manager"), "rwcd"),
}
METHODS = {
    "beneficiary.referral": {
        "action_accept": Method(RESEARCHERS, "referral"),
        "action_answer": Method(RESEARCHERS, "referral", ("Her brother is the guardian",)),
        "action_decline": Method(RESEARCHERS, "referral", ("Not my field",)),
        "action_revoke": Method(("officer", "manager"), "referral", ("No longer needed",)),
        "action_open_case": Method(READERS, "referral"),
    },
    "beneficiary.referral.reply": {
        "action_confirm": Method(RESEARCHERS, "wizard_referral_reply"),
    },
}


def _refer(test, request):
    referrals = test.env["beneficiary.referral"].with_user(test.officer)
    return referrals.create({"request_id": request.id, "reason": "Unclear", "question": "Who is the guardian?"})


def prepare(test):
    test.referral = _refer(test, test.north)


def wizards(test):
    return {
        "wizard_referral_reply": (
            "beneficiary.referral.reply",
            {"referral_id": test.referral.id, "step": "answer", "text": "Her brother"},
        )
    }


def targets(test):
    test.referral = _refer(test, test.north)
    values = {"request_id": test.fresh.id, "reason": "Unclear", "question": "Who is the guardian?"}
    reply = {"referral_id": test.referral.id, "text": "Her brother"}
    return {
        "beneficiary.referral": (test.referral, values, {}),
        "beneficiary.referral.reply": (None, reply, {"text": "Changed"}),
    }


def foreign(test, env, other):
    values = {"request_id": other["request"].id, "reason": "Unclear", "question": "Who is the guardian?"}
    return {"referral": env["beneficiary.referral"].create(values)}


def frozen(test):
    referral = _refer(test, test.north)
    referral.with_user(test.researcher).action_accept()
    referral.with_user(test.researcher).action_answer("Her brother")
    return {"beneficiary.referral": referral}

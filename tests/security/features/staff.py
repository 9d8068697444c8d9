"""The staff's duties around a policy: signatures, copies, exemptions, reviews, announcements, settings."""

from ..common import ROLES
from . import MANAGERS, OFFICERS, READ_CONFIGURATION, Method

ACK = "beneficiary.policy.acknowledgement"
SIGN = "beneficiary.policy.acknowledgement.sign"
INTERNAL = (*ROLES, "plain")
KEEPERS = {"management": "r", "manager": "rwcd"}
TOLD = {"officer": "r", "management": "r", "manager": "r"}
RIGHTS = {
    ACK: dict.fromkeys(INTERNAL, "r") | {"manager": "rw"},
    "beneficiary.policy.exemption": KEEPERS,
    "beneficiary.policy.distribution": KEEPERS,
    "beneficiary.policy.review": {"management": "r", "manager": "rc"},
    "beneficiary.policy.announcement": TOLD,
    "beneficiary.policy.announcement.line": TOLD,
    SIGN: dict.fromkeys(INTERNAL, "rwcd"),
    "beneficiary.policy.exempt": {"manager": "rwcd"},
    "beneficiary.policy.announce": {"manager": "rwcd"},
    "beneficiary.association.settings": {"manager": "rwcd"},
}
OVERSEERS = ("management", "manager")
OWNER = ("chair",)  # whose acknowledgement is tried; any employee may be it
READERS = ("officer", "management", "manager")
METHODS = {
    ACK: {
        "action_sign": Method(OWNER, "own_acknowledgement"),
        "sign": Method(OWNER, "own_acknowledgement", ("Chair", "signature")),
        "action_exempt": Method(MANAGERS, "acknowledgement", ("Special policy",)),
        "action_exempt_with_reason": Method(MANAGERS, "acknowledgement"),
        "action_withdraw_exemption": Method(MANAGERS, "exempted_acknowledgement"),
        "action_remind": Method(MANAGERS, "acknowledgement"),
        "check_integrity": Method(OVERSEERS, "signed_acknowledgement"),
    },
    "beneficiary.policy": {
        "action_view_acknowledgements": Method(OVERSEERS, "policy"),
        "action_view_distribution": Method(OVERSEERS, "policy"),
        "action_my_acknowledgement": Method(READ_CONFIGURATION, "policy"),
        "action_review": Method(MANAGERS, "policy"),
        "action_announce": Method(MANAGERS, "policy", ("We answer sooner",)),
        "action_prepare_announcement": Method(MANAGERS, "policy"),
        "action_view_announcements": Method((*OFFICERS, "management"), "policy"),
    },
    "beneficiary.policy.distribution": {
        "action_hand_over": Method(MANAGERS, "copy_line"),
    },
    "beneficiary.policy.announcement": {
        "action_view_lines": Method(READERS, "announcement"),
        "action_retry": Method(MANAGERS, "failed_announcement"),
    },
    SIGN: {"action_sign": Method(OWNER, "wizard_acknowledge")},
    "beneficiary.policy.exempt": {"action_confirm": Method(MANAGERS, "wizard_exempt")},
    "beneficiary.policy.announce": {"action_announce": Method(MANAGERS, "wizard_announce")},
    "beneficiary.association.settings": {"action_save": Method(MANAGERS, "wizard_settings")},
}


def _acknowledgement(test, employee):
    return test.env[ACK].search([("policy_id", "=", test.policy.id), ("employee_id", "=", employee.id)])


def _employee(test, name, user=None):
    vals = {"name": name, "company_id": test.company.id, "user_id": user.id if user else False}
    return test.env["hr.employee"].create(vals)


def _announcement(env, policy, person):
    """Return an announcement that is sent, with the person who was told."""
    announcement = (
        env["beneficiary.policy.announcement"]
        .sudo()
        .create({"policy_id": policy.id, "text": "Changed", "to_staff": False})
    )
    env["beneficiary.policy.announcement.line"].sudo().create(
        {"announcement_id": announcement.id, "beneficiary_id": person.id}
    )
    return announcement


def _copy(env, policy, department, **vals):
    return env["beneficiary.policy.distribution"].create(
        {"policy_id": policy.id, "department_id": department.id, **vals}
    )


def prepare(test):
    test.own_acknowledgement = _acknowledgement(test, _employee(test, "Chair", test.chair))
    test.acknowledgement = _acknowledgement(test, _employee(test, "Somebody", test._create_user("somebody", "finance")))
    test.exempted_acknowledgement = _acknowledgement(test, _employee(test, "Exempted"))
    test.exempted_acknowledgement.with_user(test.manager).action_exempt("Special policy")
    test.signed_acknowledgement = _acknowledgement(test, _employee(test, "Signed"))
    test.signed_acknowledgement.with_user(test.manager).sign("Signed", test.signature)
    department = test.env["hr.department"].create({"name": "Services", "company_id": test.company.id})
    test.copy_line = _copy(test.env, test.policy, department, receiver_name="Huda")
    test.announcement = _announcement(test.env, test.policy, test.person)
    test.announcement.state = "sent"
    test.failed_announcement = _announcement(test.env, test.policy, test.stranger)
    test.failed_announcement.line_ids.state = "failed"
    test.failed_announcement.state = "sent"


def wizards(test):
    return {
        "wizard_acknowledge": (
            SIGN,
            {
                "acknowledgement_id": test.own_acknowledgement.id,
                "signer_name": "Chair",
                "signature": test.signature,
            },
        ),
        "wizard_exempt": (
            "beneficiary.policy.exempt",
            {"acknowledgement_ids": [(6, 0, test.acknowledgement.ids)], "reason": "Special policy"},
        ),
        "wizard_announce": (
            "beneficiary.policy.announce",
            {"policy_id": test.policy.id, "text": "We answer sooner"},
        ),
        "wizard_settings": ("beneficiary.association.settings", {}),
    }


def targets(test):
    department, other = test.env["hr.department"].create(
        [{"name": name, "company_id": test.company.id} for name in ("Services", "Projects")]
    )
    announcement = _announcement(test.env, test.policy, test.person)
    owned = {role: _acknowledgement(test, _employee(test, role, getattr(test, role))) for role in INTERNAL}
    nobody = _acknowledgement(test, _employee(test, "Nobody"))
    newcomer = _employee(test, "Newcomer")
    _acknowledgement(test, newcomer).unlink()
    review = {"policy_id": test.policy.id, "note": "Read"}
    exemption = {"employee_type": "student", "reason": "Their school's policy"}
    line = {"announcement_id": announcement.id, "beneficiary_id": test.stranger.id}
    return {
        # everyone meets his own
        ACK: lambda role: (
            owned.get(role, nobody),
            {"policy_id": test.policy.id, "employee_id": newcomer.id},
            {"message_main_attachment_id": False} if "message_main_attachment_id" in nobody else {},
        ),
        SIGN: lambda role: (None, {"acknowledgement_id": owned.get(role, nobody).id}, {"signer_name": "Changed"}),
        "beneficiary.policy.exemption": (
            test.env["beneficiary.policy.exemption"].create(exemption),
            exemption,
            {"reason": "Changed"},
        ),
        "beneficiary.policy.distribution": (
            _copy(test.env, test.policy, department),
            {"policy_id": test.policy.id, "department_id": other.id},
            {"receiver_name": "Changed"},
        ),
        "beneficiary.policy.review": (
            test.env["beneficiary.policy.review"].with_user(test.manager).create(review),
            review,
            {"note": "Changed"},
        ),
        "beneficiary.policy.announcement": (
            announcement,
            {"policy_id": test.policy.id, "text": "Another"},
            {"text": "Changed"},
        ),
        "beneficiary.policy.announcement.line": (announcement.line_ids, line, {"error": "Changed"}),
        "beneficiary.policy.exempt": (
            None,
            {"acknowledgement_ids": [(6, 0, nobody.ids)], "reason": "Special policy"},
            {"reason": "Changed"},
        ),
        "beneficiary.policy.announce": (None, {"policy_id": test.policy.id, "text": "New"}, {"text": "Changed"}),
        "beneficiary.association.settings": (None, {}, {}),
    }


def foreign(test, env, other):
    department = env["hr.department"].create({"name": "Foreign", "company_id": other["company"].id})
    employee = env["hr.employee"].create({"name": "Foreign", "company_id": other["company"].id})
    announcement = _announcement(env, other["policy"], other["person"])
    return {
        "acknowledgement": employee.beneficiary_acknowledgement_ids,
        "copy_line": _copy(env, other["policy"], department),
        "exemption": env["beneficiary.policy.exemption"].create(
            {"employee_type": "student", "reason": "Their school's policy", "company_id": other["company"].id}
        ),
        "review": env["beneficiary.policy.review"].create({"policy_id": other["policy"].id, "note": "Read"}),
        "announcement": announcement,
        "announcement_line": announcement.line_ids,
    }


def frozen(test):
    signed = _acknowledgement(test, _employee(test, "Signed"))
    signed.with_user(test.manager).sign("Signed", test.signature)
    department = test.env["hr.department"].create({"name": "Services", "company_id": test.company.id})
    copy = _copy(test.env, test.policy, department, receiver_name="Huda")
    copy.sudo().state = "handed"
    announcement = _announcement(test.env, test.policy, test.person)
    announcement.line_ids.state = "sent"
    announcement.state = "sent"
    return {
        ACK: signed,
        "beneficiary.policy.distribution": copy,
        "beneficiary.policy.announcement": announcement,
        "beneficiary.policy.announcement.line": announcement.line_ids,
        "beneficiary.policy.review": test.env["beneficiary.policy.review"].create(
            {"policy_id": test.policy.id, "note": "Read"}
        ),
    }

"""Agreements, their rights and duties, their templates, and works."""

from . import OFFICERS, STAFF, Method

READERS = (*STAFF, "management")
AGREEMENT, LINE, WORK = "beneficiary.agreement", "beneficiary.agreement.line", "beneficiary.work"
TEMPLATE, TEMPLATE_LINE = "beneficiary.agreement.template", "beneficiary.agreement.template.line"
SIGN, STEP = "beneficiary.agreement.sign", "beneficiary.agreement.step"

RIGHTS = {
    AGREEMENT: {"delegate": "rwc", "officer": "rwc", "management": "r", "manager": "rwcd"},
    LINE: {"delegate": "rwcd", "officer": "rwcd", "management": "r", "manager": "rwcd"},
    WORK: {"delegate": "rwc", "officer": "rwc", "management": "r", "manager": "rwcd"},
    TEMPLATE: {"delegate": "r", "officer": "r", "management": "r", "manager": "rwcd"},
    TEMPLATE_LINE: {"delegate": "r", "officer": "r", "management": "r", "manager": "rwcd"},
    SIGN: dict.fromkeys(STAFF, "rwcd"),
    STEP: dict.fromkeys(STAFF, "rwcd"),
}
METHODS = {
    AGREEMENT: {
        "action_send": Method(STAFF, "agreement_draft"),
        "action_draft": Method(STAFF, "agreement_sent"),
        "action_cancel": Method(STAFF, "agreement_sent", ("Not wanted",)),
        "action_sign_on_screen": Method(STAFF, "agreement_sent"),
        "action_sign_for_association": Method(STAFF, "agreement_sent"),
        "sign_party": Method(STAFF, "agreement_sent", ("Fatimah", "signature")),
        "sign_association": Method(OFFICERS, "agreement_sent", ("signature",)),
        "check_integrity": Method(READERS, "agreement_active"),
        "action_terminate": Method(OFFICERS, "agreement_active", ("Both want it",)),
        "action_renew": Method(STAFF, "agreement_active"),
        "action_amend": Method(STAFF, "agreement_active"),
        "action_preview": Method(READERS, "agreement_active"),
        "action_view_works": Method(READERS, "agreement_active"),
        "action_view_next": Method(READERS, "agreement_active"),
        "action_view_previous": Method(READERS, "agreement_active"),
    },
    LINE: {
        "action_perform": Method(STAFF, "line_open", ("Done",)),
        "action_record_default": Method(OFFICERS, "line_open", ("Pay",)),
        "action_remedy": Method(OFFICERS, "line_missed", ("Paid",)),
        "action_waive": Method(OFFICERS, "line_open", ("Forgiven",)),
    },
    WORK: {
        "action_publish": Method(OFFICERS, "work_signed"),
        "action_unpublish": Method(OFFICERS, "work_signed"),
        "action_withdraw_consent": Method(STAFF, "work_signed", ("Changed her mind",)),
    },
    SIGN: {"action_sign": Method(STAFF, "wizard_agreement_sign")},
    STEP: {"action_confirm": Method(STAFF, "wizard_agreement_step")},
}


def _vals(test, person=None):
    return {
        "subject": "Rent support",
        "partner_id": (person or test.person).partner_id.id,
        "company_id": test.company.id,
        "text": "<p>We support the rent.</p>",
        "dispute_path": "Amicably",
        "date_start": "2026-01-01",
        "date_end": "2099-12-31",
        "line_ids": [(0, 0, {"description": "Rent", "due_date": "2026-02-01", "whose": "party"})],
    }


def _agreement(test, state, person=None):
    """Return an agreement that was brought to ``state`` as people do it, with a work that its owner lets publish."""
    agreement = test.env[AGREEMENT].with_user(test.officer).create(_vals(test, person))
    test.env[WORK].with_user(test.officer).create(
        {"name": "Painting", "agreement_id": agreement.id, "consent_to_publish": True}
    )
    if state != "draft":
        agreement.action_send()
    if state == "active":
        agreement.sign_party("Fatimah", test.signature)
        agreement.sign_association(test.signature)
    return agreement


def prepare(test):
    test.agreement_draft = _agreement(test, "draft")
    test.agreement_sent = _agreement(test, "sent")
    test.agreement_active = _agreement(test, "active")
    test.line_open = test.agreement_active.line_ids
    test.line_missed = _agreement(test, "active").line_ids
    test.line_missed.sudo().write({"state": "missed", "missed_on": "2026-02-02", "remedy": "Pay"})
    test.work_signed = test.agreement_active.work_ids


def wizards(test):
    return {
        "wizard_agreement_sign": (
            SIGN,
            {"agreement_id": test.agreement_sent.id, "signer_name": "Fatimah", "signature": test.signature},
        ),
        "wizard_agreement_step": (
            STEP,
            {"step": "cancel", "agreement_ids": [(6, 0, test.agreement_sent.ids)], "note": "Not wanted"},
        ),
    }


def targets(test):
    agreement, sent = _agreement(test, "draft"), _agreement(test, "sent")
    template = test.env[TEMPLATE].create(
        {"name": "Usual", "company_id": test.company.id, "line_ids": [(0, 0, {"description": "Report"})]}
    )
    vals = _vals(test) | {"branch_id": test.branch.id, "line_ids": []}
    return {
        AGREEMENT: (agreement, vals, {"subject": "Changed"}),
        LINE: (
            agreement.line_ids,
            {"agreement_id": agreement.id, "description": "More"},
            {"description": "Changed"},
        ),
        WORK: (agreement.work_ids, {"agreement_id": agreement.id, "name": "Poem"}, {"name": "Changed"}),
        TEMPLATE: (template, {"name": "New", "company_id": test.company.id}, {"name": "Changed"}),
        TEMPLATE_LINE: (
            template.line_ids,
            {"template_id": template.id, "description": "New"},
            {"description": "Changed"},
        ),
        SIGN: (None, {"agreement_id": sent.id}, {"signer_name": "Changed"}),
        STEP: (None, {"step": "cancel", "agreement_ids": [(6, 0, sent.ids)]}, {"note": "Changed"}),
    }


def foreign(test, env, other):
    vals = _vals(test, other["person"]) | {"company_id": other["company"].id}
    agreement = env[AGREEMENT].create(vals)
    template = env[TEMPLATE].create(
        {"name": "Theirs", "company_id": other["company"].id, "line_ids": [(0, 0, {"description": "Report"})]}
    )
    return {
        "agreement": agreement,
        "agreement_line": agreement.line_ids,
        "work": env[WORK].create({"name": "Painting", "agreement_id": agreement.id}),
        "agreement_template": template,
        "agreement_template_line": template.line_ids,
    }


def frozen(test):
    agreement = _agreement(test, "active")
    return {AGREEMENT: agreement, LINE: agreement.line_ids, WORK: agreement.work_ids}

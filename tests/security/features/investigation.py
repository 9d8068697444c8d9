"""Investigations of complaints: evidence, hearings, rulings and settlements."""

from . import MEMBERS, OFFICERS, Method

COMPLAINT, EVIDENCE, HEARING = "beneficiary.complaint", "beneficiary.evidence", "beneficiary.hearing"
RULING, SETTLEMENT, STEP = "beneficiary.ruling", "beneficiary.settlement", "beneficiary.settlement.step"
INVESTIGATORS = (*OFFICERS, *MEMBERS)
READERS = (*INVESTIGATORS, "management")

RIGHTS = {
    EVIDENCE: {"delegate": "rc", "officer": "rwc", "committee_member": "rwc", "management": "r", "manager": "rwcd"},
    HEARING: {"officer": "rwc", "committee_member": "rwc", "management": "r", "manager": "rwc"},
    RULING: {"officer": "rwc", "committee_member": "r", "management": "r", "manager": "rwcd"},
    SETTLEMENT: {"officer": "rwc", "committee_member": "r", "management": "r", "manager": "rwcd"},
    STEP: dict.fromkeys(OFFICERS, "rwcd"),
}
METHODS = {
    COMPLAINT: {
        "action_send_to_committee": Method(OFFICERS, "complaint_returned"),
        "action_view_items": Method(READERS, "complaint_investigated"),
        "action_view_evidence": Method(READERS, "complaint_investigated"),
        "action_view_hearings": Method(READERS, "complaint_investigated"),
        "action_view_rulings": Method(READERS, "complaint_investigated"),
        "action_view_settlements": Method(READERS, "complaint_investigated"),
        "action_print_investigation": Method(READERS, "complaint_investigated"),
    },
    EVIDENCE: {"check_integrity": Method(READERS, "evidence")},
    HEARING: {
        "action_invite": Method(INVESTIGATORS, "hearing"),
        "action_close": Method(INVESTIGATORS, "hearing"),
        "action_cancel": Method(INVESTIGATORS, "hearing"),
        "check_integrity": Method(READERS, "hearing"),
    },
    RULING: {
        "action_confirm_final": Method(("manager",), "ruling"),
        "check_integrity": Method(READERS, "ruling"),
    },
    SETTLEMENT: {
        "action_offer": Method(OFFICERS, "settlement_draft"),
        "action_draft": Method(OFFICERS, "settlement_offered"),
        "action_decline": Method(OFFICERS, "settlement_offered", ("Too little",)),
        "action_void": Method(("manager",), "settlement_offered", ("Wrong",)),
        "action_sign_on_screen": Method(OFFICERS, "settlement_offered"),
        "action_sign_on_paper": Method(OFFICERS, "settlement_offered"),
        "action_sign_for_association": Method(("manager",), "settlement_offered"),
        "action_preview": Method(READERS, "settlement_offered"),
        "sign_party": Method(OFFICERS, "settlement_offered", ("Fatimah", "signature")),
        "sign_party_on_paper": Method(OFFICERS, "settlement_offered", ("Fatimah", "signature", "scan.png")),
        "sign_association": Method(("manager",), "settlement_offered", ("signature",)),
        "check_integrity": Method(READERS, "settlement_offered"),
    },
    STEP: {"action_confirm": Method(OFFICERS, "wizard_settlement_step")},
}


def _panel(test):
    """Return the investigation committee, of which the chair and the committee member of the tests are members."""
    panel = test.env["beneficiary.committee"].search(
        [("company_id", "=", test.company.id), ("kind", "=", "investigation")], limit=1
    )
    if not panel:
        panel = panel.create({"name": "Investigation", "kind": "investigation", "company_id": test.company.id})
        roles = {test.chair: "chair", test.secretary: "secretary", test.committee_member: "member"}
        test.env["beneficiary.committee.member"].create(
            [{"committee_id": panel.id, "user_id": user.id, "role": role} for user, role in roles.items()]
        )
    return panel


def _vals(test, person=None, **vals):
    defaults = {
        "subject": "Nobody called back",
        "channel_id": test.env.ref("beneficiary.channel_website").id,
        "company_id": test.company.id,
        "beneficiary_id": (person or test.person).id,
    }
    return defaults | vals


def _investigated(test, person=None):
    """Return a complaint before the committee."""
    _panel(test)
    complaint = test.env[COMPLAINT].with_user(test.officer).create(_vals(test, person))
    complaint.action_acknowledge()
    complaint.action_investigate("Nothing to talk about")
    return complaint


def _evidence(env, complaint):
    return env[EVIDENCE].create({"complaint_id": complaint.id, "name": "Notice"})


def _hearing(env, complaint):
    vals = {"person_name": "Fatimah", "date": "2026-01-05 08:00:00", "statement": "I waited."}
    return env[HEARING].create(vals | {"complaint_id": complaint.id})


def _ruling_vals(test, complaint):
    vals = {"authority": "Court", "number": "77", "date": "2026-01-05", "file": test.signature}
    return vals | {"complaint_id": complaint.id}


def _settlement_vals(complaint):
    return {"complaint_id": complaint.id, "terms": "We pay.", "amount": 100}


def offered_settlement(test, person):
    """Return a settlement that ``person`` may sign, of a complaint before the committee."""
    complaint = _investigated(test, person)
    settlement = complaint.env[SETTLEMENT].create(_settlement_vals(complaint))
    settlement.action_offer()
    return settlement.with_env(test.env)


def prepare(test):
    env = test.env(user=test.officer)
    test.complaint_investigated = complaint = _investigated(test)
    test.complaint_returned = _investigated(test)
    test.complaint_returned.sudo().item_ids._withdraw("Papers missing")
    test.evidence, test.hearing = _evidence(env, complaint), _hearing(env, complaint)
    test.ruling = env[RULING].create(_ruling_vals(test, complaint))
    test.settlement_offered = env[SETTLEMENT].create(_settlement_vals(complaint))
    test.settlement_offered.action_offer()
    test.settlement_draft = env[SETTLEMENT].create(_settlement_vals(_investigated(test)))


def wizards(test):
    return {
        "wizard_settlement_step": (
            STEP,
            {"settlement_id": test.settlement_offered.id, "step": "decline", "reason": "Too little"},
        )
    }


def targets(test):
    complaint, other = _investigated(test), _investigated(test)
    env = test.env(user=test.officer)
    own = test.env[COMPLAINT].with_user(test.delegate).create(_vals(test))
    pieces = {"delegate": _evidence(test.env(user=test.delegate), own)}
    piece = _evidence(env, complaint)

    def evidence(role):
        record = pieces.get(role, piece)
        return record, {"complaint_id": record.complaint_id.id, "name": "More"}, {"description": "Changed"}

    hearing = _hearing(env, complaint)
    settlement = env[SETTLEMENT].create(_settlement_vals(complaint))
    return {
        EVIDENCE: evidence,
        HEARING: (
            hearing,
            {"complaint_id": complaint.id, "person_name": "Salim", "date": "2026-01-05 08:00:00"},
            {"location": "Hall"},
        ),
        RULING: (
            env[RULING].create(_ruling_vals(test, complaint)),
            _ruling_vals(test, complaint) | {"number": "78"},
            {"summary": "Changed"},
        ),
        SETTLEMENT: (settlement, _settlement_vals(other), {"terms": "Changed"}),
        STEP: (None, {"settlement_id": settlement.id, "step": "void"}, {"reason": "Changed"}),
    }


def foreign(test, env, other):
    complaint = env[COMPLAINT].create(_vals(test, other["person"], company_id=other["company"].id))
    complaint.sudo().write({"state": "investigation"})
    return {
        "complaint_investigated": complaint,
        "evidence": _evidence(env, complaint),
        "hearing": _hearing(env, complaint),
        "ruling": env[RULING].create(_ruling_vals(test, complaint)),
        "settlement": env[SETTLEMENT].create(_settlement_vals(complaint)),
    }


def frozen(test):
    env, complaint = test.env(user=test.officer), _investigated(test)
    hearing, piece = _hearing(env, complaint), _evidence(env, complaint)
    hearing.action_close()
    piece.sudo().item_id = complaint.sudo().item_ids
    ruling = env[RULING].create(_ruling_vals(test, complaint))
    ruling.with_user(test.manager).action_confirm_final()
    settlement = env[SETTLEMENT].create(_settlement_vals(complaint))
    settlement.action_offer()
    settlement.sign_party("Fatimah", test.signature)
    settlement.with_user(test.manager).sign_association(test.signature)
    return {EVIDENCE: piece, HEARING: hearing, RULING: ruling, SETTLEMENT: settlement}

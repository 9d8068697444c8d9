"""Refundable fees and penalty clauses."""

from ...deposit.common import DepositCommon
from . import OFFICERS, READ_FILES, STAFF, Method

DEPOSIT, PENALTY = "beneficiary.deposit", "beneficiary.penalty"
PAYMENT, SETTLEMENT, SIGN = "beneficiary.deposit.payment", "beneficiary.deposit.settlement", "beneficiary.penalty.sign"
FINANCE = ("finance", "manager")
READ_MONEY = (*STAFF, "finance", "management")
SIGNED = {"delegate": "r", "officer": "r", "management": "r", "manager": "r"}
SCREEN = {"finance": "rwcd", "manager": "rwcd"}
RIGHTS = {
    DEPOSIT: {"delegate": "r", "officer": "rwc", "finance": "r", "management": "r", "manager": "rwc"},
    PENALTY: SIGNED,
    PAYMENT: SCREEN,
    SETTLEMENT: SCREEN | {"officer": "rwcd"},
    SIGN: dict.fromkeys(STAFF, "rwcd"),
}
METHODS = {
    DEPOSIT: {
        "action_ask": Method(OFFICERS, "fee_draft"),
        "action_cancel": Method(OFFICERS, "fee_due"),
        "action_open_request": Method((*STAFF, "management"), "fee_due"),
        "action_print_receipt": Method(READ_MONEY, "fee_paid"),
        "action_register_payment": Method(FINANCE, "fee_due"),
        "action_propose_settlement": Method((*OFFICERS, "finance"), "fee_paid", (500,)),
        "action_withdraw_settlement": Method((*OFFICERS, "finance"), "fee_proposed"),
        "action_settle": Method(FINANCE, "fee_proposed"),
        # the entries are for those who have rights in Odoo's accounting, which no role of the addon has
        "action_view_moves": Method((), "fee_paid"),
    },
    PENALTY: {"check_integrity": Method((*STAFF, "management"), "penalty")},
    "beneficiary.request": {
        "action_ask_deposit": Method(OFFICERS, "fee_case"),
        "action_view_deposits": Method((*READ_FILES, "chair"), "reviewed"),
        "action_sign_penalty": Method((*READ_FILES, "chair"), "reviewed"),
        "sign_penalty": Method(STAFF, "fee_case", ("Fatimah", "signature")),
    },
    PAYMENT: {"action_register": Method(FINANCE, "wizard_fee_payment")},
    SETTLEMENT: {"action_propose": Method((*OFFICERS, "finance"), "wizard_fee_settlement")},
    SIGN: {"action_sign": Method(STAFF, "wizard_penalty_sign")},
}


def show_serious(test, case):
    """Record a fee that is not asked for yet and a signed clause, whatever the programme says."""
    test.env[DEPOSIT].create({"request_id": case.id, "amount": 5})
    values = {"request_id": case.id, "program_id": case.program_id.id, "beneficiary_id": case.beneficiary_id.id}
    signed = {"text": "I sign", "content_hash": "0", "signer_name": "Somebody", "signature": test.signature}
    test.env[PENALTY].sudo().create(values | signed)


def _program(env, company, committee):
    """Return a programme that asks for a fee or a clause."""
    return env["beneficiary.program"].create(
        {
            "name": "Course",
            "company_id": company.id,
            "committee_id": committee.id,
            "seriousness": "either",
            "fee_amount": 500,
            "fee_currency_id": company.currency_id.id,
            "fee_forfeit_terms": "Who leaves.",
            "penalty_clause": "Who withdraws pays.",
        }
    )


def _books(test):
    if not test.company.beneficiary_deposit_account_id:
        DepositCommon.__dict__["_load_books"].__func__(test, test.company)
        test.course = _program(test.env, test.company, test.committee)
        test.course.action_open()


def _case(test, person=None):
    _books(test)
    return test._create_request(person or test.person, program_id=test.course.id)


def _due(test, person=None):
    case = _case(test, person)
    case.with_user(test.officer).action_ask_deposit()
    return case.sudo().deposit_ids


def paid_fee(test, person=None):
    """Return a fee that was asked for and paid, of ``person`` or of the one that all know."""
    deposit = _due(test, person)
    deposit.with_user(test.finance).sudo(False).action_register_payment()
    return deposit


def _penalty(test):
    return _case(test).with_user(test.officer).sign_penalty("Fatimah", test.signature)


def prepare(test):
    test.fee_case = _case(test)
    test.fee_draft = test.env[DEPOSIT].create({"request_id": _case(test).id})
    test.fee_due = _due(test)
    test.fee_paid = paid_fee(test)
    test.fee_proposed = paid_fee(test)
    test.fee_proposed.action_propose_settlement(500)
    test.penalty = _penalty(test)


def wizards(test):
    return {
        "wizard_fee_payment": (PAYMENT, {"deposit_id": test.fee_due.id, "date": "2026-01-05"}),
        "wizard_fee_settlement": (SETTLEMENT, {"deposit_id": test.fee_paid.id}),
        "wizard_penalty_sign": (
            SIGN,
            {"request_id": test.fee_case.id, "signer_name": "Fatimah", "signature": test.signature},
        ),
    }


def targets(test):
    draft = test.env[DEPOSIT].create({"request_id": _case(test).id})
    due, paid, fresh, penalty = _due(test), paid_fee(test), _case(test), _penalty(test)
    return {
        DEPOSIT: (draft, {"request_id": _case(test).id}, {"amount": 600}),
        PENALTY: (
            penalty,
            {
                "request_id": fresh.id,
                "program_id": fresh.program_id.id,
                "beneficiary_id": fresh.beneficiary_id.id,
                "text": "I sign",
                "content_hash": "0",
                "signer_name": "Somebody",
                "signature": test.signature,
            },
            {"signer_name": "Changed"},
        ),
        PAYMENT: (None, {"deposit_id": due.id}, {"memo": "Changed"}),
        SETTLEMENT: (None, {"deposit_id": paid.id}, {"reason": "Changed"}),
        SIGN: (None, {"request_id": fresh.id}, {"signer_name": "Changed"}),
    }


def foreign(test, env, other):
    program = _program(env, other["company"], other["program"].committee_id)
    case = env["beneficiary.request"].create(
        {
            "beneficiary_id": other["person"].id,
            "program_id": program.id,
            "channel_id": test.channel.id,
            "company_id": other["company"].id,
        }
    )
    penalty = env[PENALTY]._sign(case, "Fatimah", test.signature)
    return {"deposit": env[DEPOSIT].create({"request_id": case.id}), "penalty": penalty}


def frozen(test):
    return {DEPOSIT: _due(test), PENALTY: _penalty(test)}

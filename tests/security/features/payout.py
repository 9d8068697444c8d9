"""Payments of aid, their batches, compensations, and who approves up to which amount."""

from types import SimpleNamespace

from ...payout.common import IBAN, CompensationCommon, PayoutCommon
from . import OFFICERS, READ_FILES, STAFF, Method

PAYMENT, BATCH, LIMIT = "beneficiary.payment", "beneficiary.payment.batch", "beneficiary.approval.limit"
COMPENSATION = "beneficiary.compensation"
REASON, PLAN, COLLECT = "beneficiary.payout.reason", "beneficiary.payment.plan", "beneficiary.payment.collect"
FINANCE = ("finance", "manager")
ASKERS = (*OFFICERS, "finance")
SEE_BATCHES = (*OFFICERS, "finance", "management")
SEE_PAYMENTS = (*STAFF, "finance", "management")
SEE_STORY = (*OFFICERS, "management")
OWNED = {"officer": "rwcd", "finance": "r", "management": "r", "manager": "rwcd"}
SCREEN = {"officer": "rwcd", "manager": "rwcd"}
RIGHTS = {
    PAYMENT: OWNED | {"delegate": "r"},
    BATCH: OWNED,
    COMPENSATION: OWNED,
    LIMIT: {"officer": "r", "finance": "r", "management": "r", "manager": "rwcd"},
    REASON: SCREEN | {"finance": "rwcd"},
    PLAN: SCREEN,
    COLLECT: SCREEN,
}
METHODS = {
    PAYMENT: {
        "action_request_approval": Method(OFFICERS, "pay_draft"),
        "action_approve": Method(FINANCE, "pay_asked"),
        "action_refuse": Method(FINANCE, "pay_asked", ("Too much",)),
        "action_cancel": Method(ASKERS, "pay_draft", ("Moved away",)),
        "action_create_bill": Method(FINANCE, "pay_approved"),
        # the books are for those who have rights in Odoo's accounting, which no role of the addon has
        "action_view_bill": Method((), "pay_billed"),
        "action_open_request": Method((*STAFF, "management"), "pay_draft"),
        "action_record_delivery": Method(OFFICERS, "pay_paid"),
    },
    BATCH: {
        "add_payments": Method(OFFICERS, "pay_batch", ([],)),
        "remove_payments": Method(OFFICERS, "pay_batch", ([],)),
        "action_request_approval": Method(OFFICERS, "pay_batch"),
        "action_approve": Method(FINANCE, "pay_batch_asked"),
        "action_create_bills": Method(FINANCE, "pay_batch_approved"),
        "action_post_bills": Method((), "pay_batch_approved"),
        "action_register_payment": Method((), "pay_batch_approved"),
        "action_view_bills": Method((), "pay_batch_approved"),
        "action_view_payments": Method(SEE_BATCHES, "pay_batch"),
        "action_bank_list": Method(FINANCE, "pay_batch_approved"),
    },
    COMPENSATION: {
        "action_request_approval": Method(OFFICERS, "comp_draft"),
        "action_approve": Method(("finance",), "comp_asked"),  # the manager signed the settlement
        "action_refuse": Method(FINANCE, "comp_asked", ("Too much",)),
        "action_cancel": Method(ASKERS, "comp_draft", ("Withdrawn",)),
        "action_create_bill": Method(FINANCE, "comp_approved"),
        "action_view_bill": Method((), "comp_approved"),
        "action_open_complaint": Method(SEE_STORY, "comp_draft"),
        "action_print_order": Method(SEE_BATCHES, "comp_approved"),
    },
    "beneficiary.request": {
        "action_prepare_payments": Method(OFFICERS, "pay_case"),
        "action_view_payments": Method((*READ_FILES, "chair"), "reviewed"),
    },
    "beneficiary.beneficiary": {"action_view_payments": Method((*READ_FILES, "chair"), "person")},
    "beneficiary.complaint": {
        "action_prepare_compensation": Method(OFFICERS, "comp_complaint"),
        "action_view_compensations": Method(SEE_STORY, "comp_complaint"),
    },
    REASON: {"action_confirm": Method(ASKERS, "wizard_payout_reason")},
    PLAN: {"action_create": Method(OFFICERS, "wizard_payment_plan")},
    COLLECT: {"action_collect": Method(OFFICERS, "wizard_payment_collect")},
}
MAKERS = (
    "_approved_request",
    "_draft",
    "_asked",
    "_approved",
    "_billed",
    "_as_accountant",
    "_posted",
    "_pay",
    "_paid",
    "_complaint",
    "_fault",
    "_settle",
    "_compensation",
)


class Maker:
    """The makers of the tests of payouts, on the fixture of another test."""

    def __init__(self, test):
        self.test = test

    def __getattr__(self, name):
        if name in MAKERS:
            for common in (PayoutCommon, CompensationCommon):
                if name in vars(common):
                    return vars(common)[name].__func__.__get__(self)
        return getattr(self.test, name)


def _maker(test):
    """Return the makers, with books and a payee who is paid."""
    if not getattr(test, "payout_maker", None):
        maker = test.payout_maker = Maker(test)
        maker.__dict__["chart"] = PayoutCommon.chart
        PayoutCommon.__dict__["_load_payout_books"].__func__(maker, test.company)
        maker.officer_2 = test.manager
        maker.accountant = test.env.user
        maker.person = test._create_beneficiary("Payee", branch_id=test.branch.id)
        maker.person.sudo().write({"state": "registered", "file_number": "PAYEE"})
        test.env["res.partner.bank"].create(
            {"partner_id": maker.person.partner_id.id, "acc_number": IBAN, "allow_out_payment": True}
        )
    return test.payout_maker


def _batch(maker, state="draft"):
    payment = {"draft": maker._draft, "asked": maker._asked, "approved": maker._approved}[state]()
    batch = maker.env[BATCH].create({"company_id": maker.company.id})
    payment.sudo().batch_id = batch
    return batch


def approved_compensation(test):
    """Return a compensation that may be billed, of somebody with books and a bank account."""
    maker = _maker(test)
    return maker._approved(maker._compensation()).with_env(test.env)


def prepare(test):
    maker = _maker(test)
    test.pay_case = maker._approved_request()
    test.pay_draft, test.pay_asked, test.pay_approved = maker._draft(), maker._asked(), maker._approved()
    test.pay_billed, test.pay_paid = maker._billed(), maker._paid()
    test.pay_batch, test.pay_batch_asked = _batch(maker), _batch(maker, "asked")
    test.pay_batch_approved = _batch(maker, "approved")
    test.comp_complaint = maker._complaint()
    maker._fault(test.comp_complaint)
    maker._settle(test.comp_complaint)
    test.comp_draft = maker._compensation()
    test.comp_asked = maker._asked(maker._compensation())
    test.comp_approved = maker._approved(maker._compensation())


def wizards(test):
    return {
        "wizard_payout_reason": (
            REASON,
            {"payment_ids": [(6, 0, test.pay_draft.ids)], "step": "cancel", "reason": "Moved away"},
        ),
        "wizard_payment_plan": (PLAN, {"request_id": test.pay_case.id, "amount": 10}),
        "wizard_payment_collect": (COLLECT, {"payment_ids": [(6, 0, test.pay_draft.ids)]}),
    }


def targets(test):
    maker = _maker(test)
    case = maker._approved_request()
    complaint = maker._complaint()
    maker._fault(complaint)
    maker._settle(complaint)
    company = {"company_id": test.company.id}
    limit = test.env[LIMIT].create({"role": "finance", "amount": 10, **company})
    return {
        PAYMENT: (maker._draft(), {"request_id": case.id, "amount": 5}, {"amount": 6}),
        BATCH: (
            test.env[BATCH].create({"title": "January", **company}),
            {"title": "February", **company},
            {"title": "Changed"},
        ),
        COMPENSATION: (maker._compensation(), {"complaint_id": complaint.id}, {"amount": 7}),
        LIMIT: (limit, {"role": "manager", "amount": 10, **company}, {"amount": 11}),
        REASON: (None, {"step": "cancel", "reason": "Because"}, {"reason": "Changed"}),
        PLAN: (None, {"request_id": case.id, "amount": 5}, {"count": 2}),
        COLLECT: (None, {"payment_ids": [(6, 0, maker._draft().ids)]}, {"title": "Changed"}),
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
    env.flush_all()
    env.cr.execute("UPDATE beneficiary_request SET state = 'approved', amount_approved = 10 WHERE id = %s", case.ids)
    env.invalidate_all()
    company = {"company_id": other["company"].id}
    complaint = env["beneficiary.complaint"].create(
        {
            "subject": "The rent was not paid",
            "channel_id": env.ref("beneficiary.channel_website").id,
            "beneficiary_id": other["person"].id,
            **company,
        }
    )
    complaint.sudo().state = "investigation"
    theirs = SimpleNamespace(env=env, committee=other["committee"], officer_2=env.user)
    for name in ("_fault", "_settle"):
        vars(CompensationCommon)[name].__func__(theirs, complaint)
    return {
        "compensation": env[COMPENSATION].create({"complaint_id": complaint.id}),
        "payment": env[PAYMENT].create({"request_id": case.id, "amount": 10}),
        "payment_batch": env[BATCH].create(company),
        "approval_limit": env[LIMIT].create({"role": "finance", "amount": 10, **company}),
    }


def frozen(test):
    maker = _maker(test)
    return {PAYMENT: maker._asked(), COMPENSATION: maker._asked(maker._compensation())}

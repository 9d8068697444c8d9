"""The books of the associations: a chart of accounts each, and where refundable fees are kept.

Runs in an Odoo shell on a database that has the addon with its demo data and the Saudi chart of accounts. The demo data
itself does without books, so that the addon can be installed with it where no chart of accounts is.
"""

from . import fees, payouts

CHART = "sa"
COMPANIES = ("awn", "qader", "makarem", "samtah", "wim")
HELD = {"code": "201040", "name": "Refundable fees", "account_type": "liability_current", "reconcile": True}
FORFEITED = {"code": "500040", "name": "Forfeited fees", "account_type": "income_other"}
AID = {"code": "400090", "name": "Aid to beneficiaries", "account_type": "expense"}
COMPENSATION = {"code": "400091", "name": "Compensation", "account_type": "expense"}
ARABIC = {
    "Aid to beneficiaries": "مساعدات المستفيدين",
    "Compensation": "تعويضات",
    "Refundable fees": "رسوم مستردة",
    "Forfeited fees": "رسوم غير مستردة",
}
HOW_TO_PAY = (
    "حوّل الرسم إلى حساب الجمعية في البنك واكتب رقم طلبك في خانة الغرض، أو ادفعه لأمين الصندوق من الأحد إلى الخميس."
)


def load(env):
    """Give every association of the demo its books and fees; what is there stays. Return what was done, in words."""
    companies = env["res.company"].union(*(env.ref(f"beneficiary.company_{name}_demo") for name in COMPANIES))
    bare = companies.filtered(lambda company: not company.beneficiary_deposit_account_id)
    for company in bare:
        _load_company(env, company)
    count = fees.make(env)
    paid = payouts.make(env)
    env.cr.commit()
    env["beneficiary.figure.snapshot"]._cron_snapshot()  # else the demo has no figures until the night
    return f"books of {len(bare)} associations, {count} fees, {paid} payouts, and the figures of a year"


def _load_company(env, company):
    """Load the chart of one association, and tell it where its fees are kept."""
    if not company.chart_template:
        env["account.chart.template"].try_loading(CHART, company=company, install_demo=False)
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    bank, purchase = (
        env["account.journal"].search([("type", "=", kind), ("company_id", "=", company.id)], limit=1)
        for kind in ("bank", "purchase")
    )
    company.write(
        {
            "beneficiary_deposit_account_id": _account(env, company, HELD).id,
            "beneficiary_deposit_income_account_id": _account(env, company, FORFEITED).id,
            "beneficiary_deposit_journal_id": bank.id,
            "beneficiary_deposit_note": HOW_TO_PAY,
            "beneficiary_payout_journal_id": purchase.id,
            "beneficiary_aid_account_id": _account(env, company, AID).id,
            "beneficiary_compensation_account_id": _account(env, company, COMPENSATION).id,
        }
    )


def _account(env, company, values):
    """Make an account, named in both languages."""
    account = env["account.account"].create({**values, "company_ids": [(6, 0, company.ids)]})
    account.with_context(lang="ar_001").name = ARABIC[values["name"]]
    return account

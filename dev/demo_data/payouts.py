"""What the associations of the demo pay out: compensations of complaints, and a batch of approved aid.

Every step is taken by the addon and by Odoo's accounting, as the person whose work it is. Needs the books of
``books.py``, and for the bills what prints the payment order.
"""

import random
from datetime import timedelta

from odoo.tools import SQL

from .numbers import iban

BILLED, PAID = "samtah_08", "samtah_09"
BATCH = "awn"
TITLE = "دعم الإيجار، الدفعة الأولى"
MOST = 8  # payments in the batch
STEPS = {"asked_on": 5, "first_approved_on": 4, "approved_on": 4}  # days ago


def make(env):
    """Make the payouts, unless there are some already. Return how many."""
    if env["beneficiary.payment.batch"].search_count([], limit=1):
        return 0
    env = env(context={**env.context, "tracking_disable": True, "mail_create_nosubscribe": True, "lang": "ar_001"})
    printable = env["ir.actions.report"].get_wkhtmltopdf_state() != "install"
    payouts = [_compensation(env, key) for key in (BILLED, PAID)]
    for payout in payouts:
        _approve(payout, "finance")
    if printable:
        for payout in payouts:
            payout.with_user(_user(env, "finance")).action_create_bill()
        _pay(payouts[-1])
    batch = _batch(env)
    _approve(batch, "manager")
    batch.with_user(_user(env, "finance")).action_bank_list()
    for payout in [*payouts, batch.payment_ids]:
        _date(payout)
    _send_nothing(env)
    return len(payouts) + len(batch.payment_ids)


def _compensation(env, key):
    """Prepare the compensation of a complaint, and ask for its approval."""
    complaint = env.ref(f"beneficiary.complaint_{key}_demo").with_user(_user(env, "officer"))
    _verify(complaint.sudo().partner_id.bank_ids)
    complaint.action_prepare_compensation()
    compensation = complaint.compensation_ids
    compensation.action_request_approval()
    return compensation


def _batch(env):
    """Collect payments of approved aid that is not delivered, and ask for the approval."""
    company = env.ref(f"beneficiary.company_{BATCH}_demo")
    officer = _user(env, "officer")
    requests = env["beneficiary.request"].search(
        [
            ("company_id", "=", company.id),
            ("state", "=", "approved"),
            ("beneficiary_id.state", "in", ("prospect", "registered")),
        ]
    )
    planned = requests._planned_amounts()
    requests = requests.filtered(lambda r: r.amount_approved > planned[r.id])[:MOST]
    _open_files(requests.beneficiary_id)
    _verify(requests.partner_id.bank_ids[1:])  # one account still has to be looked at
    requests.with_user(officer).with_context(allowed_company_ids=company.ids).action_prepare_payments()
    payments = requests.payment_ids.with_user(officer).with_context(allowed_company_ids=company.ids)
    wizard = payments.env["beneficiary.payment.collect"].create({"title": TITLE, "payment_ids": payments.ids})
    batch = payments.env["beneficiary.payment.batch"].browse(wizard.action_collect()["res_id"])
    batch.action_request_approval()
    return batch


def _open_files(people):
    """Give those who wait for their first aid a file number and a bank account."""
    rng = random.Random("payouts")
    accounts = people.env["res.partner.bank"].sudo()
    bank = people.env.ref("beneficiary.bank_rajhi_demo")
    for person in people:
        if not person.bank_ids:
            accounts.create({"partner_id": person.partner_id.id, "acc_number": iban(rng, "80"), "bank_id": bank.id})
        if person.state == "prospect":
            person.with_user(_user(people.env, "officer")).action_register()


def _approve(payout, role):
    payout.with_user(_user(payout.env, role)).action_approve()


def _pay(payout):
    """Post the bill and pay it, with Odoo's own screens."""
    company = payout.sudo().company_id
    bill = payout.sudo().move_id.with_user(_user(payout.env, "accountant"))
    bill = bill.with_context(allowed_company_ids=company.ids)
    bill.action_post()
    action = bill.action_register_payment()
    bill.env["account.payment.register"].with_context(**action["context"]).create({}).action_create_payments()


def _verify(accounts):
    """Say of bank accounts that accounting has checked them."""
    accounts.sudo().with_user(accounts.env.ref("base.user_root")).allow_out_payment = True


def _user(env, role):
    return env.ref(f"beneficiary.user_{role}_demo")


def _date(payouts):
    """Set back the moments of the approval, which nobody can write."""
    env = payouts.env
    env.flush_all()
    for name, days in STEPS.items():
        column = SQL.identifier(name)
        env.cr.execute(
            SQL(
                "UPDATE %s SET %s = %s - %s WHERE id IN %s AND %s IS NOT NULL",
                SQL.identifier(payouts._table),
                column,
                column,
                timedelta(days=days),
                tuple(payouts.ids),
                column,
            )
        )
    payouts.invalidate_recordset()


def _send_nothing(env):
    """Leave nothing to send: a demo sends no e-mail."""
    kinds = ("payment", "compensation")
    env["beneficiary.notice"].search([("kind", "in", kinds), ("state", "=", "queued")])._delivered()

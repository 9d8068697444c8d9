from unittest.mock import patch

from odoo.tests import tagged

from .common import PayoutCommon


@tagged("post_install", "-at_install")
class TestPaymentLedger(PayoutCommon):
    """What accounting does with the bill is what the payout says, and what the ledger says."""

    def assertLedger(self, payout, expense, payable, liquid):
        self.assertEqual(
            (self._balance(self.aid_account), self._payable(payout), self._liquid()), (expense, payable, liquid)
        )

    def test_posted_and_paid(self):
        payment = self._posted()
        self.assertPayout(payment, "billed", payment_state="not_paid")
        self.assertLedger(payment, 1000, -1000, 0)
        paid = self._pay(self._as_accountant(payment))
        self.assertEqual((paid.partner_bank_id, paid.amount), (payment.sudo().partner_bank_id, 1000))
        self.assertPayout(payment, "paid", 1000, "paid")
        self.assertLedger(payment, 1000, 0, -1000)

    def test_paid_in_part(self):
        payment = self._posted()
        bill = self._as_accountant(payment)
        self._pay(bill, 300)
        self.assertPayout(payment, "billed", 300, "partial")
        self.assertLedger(payment, 1000, -700, -300)
        self._pay(bill)
        self.assertPayout(payment, "paid", 1000, "paid")

    def test_on_its_way_to_the_bank(self):
        """Where accounting keeps what is not on a statement yet apart, the payout is not paid before it is."""
        with self.patch_in_payment():
            payment = self._paid()
            self.assertPayout(payment, "billed", 1000, "in_payment")

    def patch_in_payment(self):
        return patch.object(type(self.env["account.move"]), "_get_invoice_in_payment_state", lambda _self: "in_payment")

    def test_payment_taken_back(self):
        payment = self._posted()
        paid = self._pay(self._as_accountant(payment))
        paid.action_draft()
        self.assertPayout(payment, "billed", 0, "in_payment")
        paid.action_cancel()
        self.assertPayout(payment, "billed", 0, "not_paid")
        self.assertLedger(payment, 1000, -1000, 0)
        self._pay(self._as_accountant(payment))
        self.assertPayout(payment, "paid", 1000, "paid")

    def test_person_is_told_once(self):
        payment = self._posted()
        notices = self.env["beneficiary.notice"]
        about = [("request_id", "=", payment.request_id.id), ("kind", "=", "payment")]
        bill = self._as_accountant(payment)
        self._pay(bill, 300)
        self.assertFalse(notices.search(about), "only a part is paid")
        paid = self._pay(bill)
        notice = notices.search(about)
        self.assertEqual((len(notice), notice.partner_id), (1, self.person.partner_id))
        for text in (payment.request_id.name, "1,000.00", payment.sudo().iban[-4:]):
            self.assertIn(text, notice.body)
        self.assertNotIn(payment.sudo().iban, notice.body)
        self.assertEqual(notice.message_id.author_id, self.company.partner_id, "the accountant has no part in it")
        paid.action_draft()
        paid.action_cancel()
        self._pay(bill)
        self.assertPayout(payment, "paid", 1000, "paid")
        self.assertEqual(notices.search(about), notice)

    def test_bill_reset_and_cancelled(self):
        payment = self._posted()
        bill = self._as_accountant(payment)
        bill.button_draft()
        self.assertPayout(payment, "billed")
        bill.button_cancel()
        self.assertPayout(payment, "approved")
        self.assertLedger(payment, 0, 0, 0)
        payment.with_user(self.finance).action_create_bill()
        self.assertPayout(payment, "billed")
        with self.assertRefused(payment.name, "one bill in force only"):
            bill.button_draft()

    def test_draft_bill_deleted(self):
        payment = self._billed()
        self._as_accountant(payment).unlink()
        self.assertPayout(payment, "approved")
        payment.with_user(self.finance).action_create_bill()
        self.assertPayout(payment, "billed")

    def test_reversed_before_it_is_paid(self):
        payment = self._posted()
        note = self._credit(payment)
        self.assertPayout(payment, "billed", payment_state="not_paid")
        note.action_post()
        self.assertPayout(payment, "approved")
        self.assertLedger(payment, 0, 0, 0)
        payment.with_user(self.finance).action_cancel("Moved away")
        with self.assertRefused(payment.name, "one bill in force only"):
            note.button_draft()

    def test_reversed_and_made_anew(self):
        """The new bill is of the same payment, so that nobody prepares a second one."""
        payment = self._posted()
        old = self._as_accountant(payment)
        new = self._credit(payment, modify=True)
        self.assertEqual(old.payment_state, "reversed")
        self.assertEqual(new.sudo().beneficiary_payment_id, payment)
        self.assertEqual(payment.sudo().move_id, new)
        self.assertPayout(payment, "billed")
        with self.assertRefused("Billed"):
            payment.with_user(self.finance).action_create_bill()
        new.write({"invoice_date": "2026-01-15", "partner_bank_id": payment.sudo().partner_bank_id.id})
        new.action_post()
        self._pay(new)
        self.assertPayout(payment, "paid", 1000, "paid")
        self.assertLedger(payment, 1000, 0, -1000)

    def test_money_comes_back_after_it_was_paid(self):
        """The bank of the payee sends it back: credit note and refund, then it may be paid again."""
        payment = self._paid()
        note = self._credit(payment)
        note.action_post()
        self.assertPayout(payment, "paid", 1000, "paid")
        self._pay(note, 400)
        self.assertPayout(payment, "paid", 600, "paid")
        self._pay(note)
        self.assertPayout(payment, "approved")
        self.assertLedger(payment, 0, 0, 0)
        payment.with_user(self.finance).action_create_bill()
        self._as_accountant(payment).action_post()
        self._pay(self._as_accountant(payment))
        self.assertPayout(payment, "paid", 1000, "paid")
        self.assertLedger(payment, 1000, 0, -1000)

    def test_part_is_credited(self):
        payment = self._posted()
        note = self._credit(payment)
        note.invoice_line_ids.price_unit = 400
        note.action_post()
        (note | payment.sudo().move_ids).line_ids.filtered(lambda x: x.account_type == "liability_payable").reconcile()
        self.assertPayout(payment, "billed", 0, "partial")
        self._pay(self._as_accountant(payment))
        self.assertPayout(payment, "paid", 600, "paid")
        self.assertLedger(payment, 600, 0, -600)

    def test_bill_says_what_was_approved(self):
        payment = self._billed()
        bill = self._as_accountant(payment)
        bill.invoice_line_ids.price_unit = 5000
        with self.assertRefused("Total", "1,000"):
            bill.action_post()
        bill.invoice_line_ids.price_unit = 1000
        bill.partner_bank_id = False
        with self.assertRefused("Recipient Bank", "SA03"):
            bill.action_post()
        bill.partner_bank_id = payment.sudo().partner_bank_id
        bill.partner_id = self.company.partner_id
        with self.assertRefused("Partner", self.person.name):
            bill.action_post()
        self.assertPayout(payment, "billed")

    def test_copy_of_the_bill_is_not_the_payment(self):
        payment = self._posted()
        copy = self._as_accountant(payment).copy()
        self.assertFalse(copy.sudo().beneficiary_payment_id)
        self.assertEqual(payment.sudo().move_ids, payment.sudo().move_id)

    def test_receipt_closes_the_request(self):
        payment = self._posted()
        paid = self._pay(self._as_accountant(payment))
        case = payment.request_id.with_user(self.officer)
        delivery = case.delivery_ids
        self.assertEqual((delivery.state, delivery.kind, delivery.amount), ("draft", "cash", 1000))
        self.assertEqual(delivery.payment_id, payment)
        action = payment.with_user(self.officer).action_record_delivery()
        self.assertEqual(action["res_id"], delivery.id)
        delivery.with_user(self.officer).signature = self.signature
        paid.action_draft()
        with self.assertRefused(payment.name, "not paid any more"):
            delivery.with_user(self.officer).action_sign_and_deliver()
        paid.action_cancel()
        self._pay(self._as_accountant(payment))
        self.assertEqual(len(case.delivery_ids), 1, "proposed once, however often it is paid")
        delivery.with_user(self.officer).action_sign_and_deliver()
        self.assertEqual(case.state, "done")
        self.assertTrue(payment.receipt_signed)

    def test_request_stays_open_until_the_last_instalment(self):
        case = self._approved_request()
        first, _second = self._draft(case, 400), self._draft(case, 600)
        self._paid(first)
        delivery = case.delivery_ids
        delivery.with_user(self.officer).signature = self.signature
        with self.assertRefused("is not paid yet"):
            delivery.with_user(self.officer).action_sign_and_deliver()
        delivery.with_user(self.officer).action_sign_part()
        self.assertEqual((delivery.state, case.state), ("signed", "approved"))

    def test_season_counts_the_receipt(self):
        season = self.env["beneficiary.program.season"].create(
            {
                "name": "Now",
                "program_id": self.program.id,
                "date_from": "2020-01-01",
                "date_to": "2090-12-31",
                "budget": 1500,
            }
        )
        season.action_open()
        case = self._approved_request()
        case.sudo().season_id = season
        payment = self._paid(self._draft(case))
        self.env.invalidate_all()
        self.assertEqual((season.committed, season.spent, season.remaining), (1000, 0, 500))
        case.delivery_ids.with_user(self.officer).signature = self.signature
        case.delivery_ids.with_user(self.officer).action_sign_and_deliver()
        self.env.invalidate_all()
        self.assertEqual((season.committed, season.spent, season.remaining), (0, 1000, 500))
        self.assertPayout(payment, "paid", 1000, "paid")


@tagged("post_install", "-at_install")
class TestPaymentLedgerSaudi(PayoutCommon):
    """The same with the Saudi chart of accounts, whose purchase taxes must not come onto aid."""

    chart = "sa"

    def test_paid_and_reversed(self):
        payment = self._paid()
        bill = payment.sudo().move_id
        self.assertEqual((bill.amount_tax, bill.amount_total), (0, 1000))
        self.assertEqual(self.company.currency_id, self.env.ref("base.SAR"))
        self.assertPayout(payment, "paid", 1000, "paid")
        self.assertEqual((self._balance(self.aid_account), self._payable(payment), self._liquid()), (1000, 0, -1000))
        note = self._credit(payment)
        note.action_post()
        self._pay(note)
        self.assertPayout(payment, "approved")
        self.assertEqual((self._balance(self.aid_account), self._payable(payment), self._liquid()), (0, 0, 0))

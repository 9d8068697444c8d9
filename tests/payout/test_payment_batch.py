import io

from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import IBAN, PayoutCommon


@tagged("post_install", "-at_install")
class TestPaymentBatch(PayoutCommon):
    """Payments are approved, billed and paid together."""

    def _collect(self, count=3, amount=100.0):
        payments = self.env["beneficiary.payment"]
        for _number in range(count):
            payments |= self._draft(self._approved_request(amount=amount))
        wizard = self.env["beneficiary.payment.collect"].with_user(self.officer)
        action = wizard.create({"title": "January", "payment_ids": payments.ids}).action_collect()
        return self.env["beneficiary.payment.batch"].browse(action["res_id"]).with_user(self.officer)

    def test_whole_way(self):
        batch = self._collect()
        self.assertEqual((batch.state, batch.payment_count, batch.amount), ("draft", 3, 300))
        batch.action_request_approval()
        self.assertEqual(batch.state, "to_approve")
        self.assertEqual(self._asked_to_approve(batch), self.finance | self.finance_2)
        self.assertFalse(self._asked_to_approve(batch.payment_ids), "one activity for the whole batch")
        single = batch.payment_ids[0]
        batch.remove_payments(single.ids)
        self.assertEqual(self._asked_to_approve(single), self.finance | self.finance_2)
        batch.add_payments(single.ids)
        self.assertFalse(self._asked_to_approve(single))
        batch.with_user(self.finance).action_approve()
        self.assertEqual(batch.state, "approved")
        self.assertFalse(self._asked_to_approve(batch))
        batch.with_user(self.finance).action_create_bills()
        self.assertEqual(batch.state, "billed")
        with self.assertRefused("No payment of the batch is “Approved”"):
            batch.with_user(self.finance).action_create_bills()
        self.assertEqual(len(batch.sudo().payment_ids.move_ids), 3)
        self.accountant.group_ids += self.env.ref("beneficiary.group_finance")
        books = batch.with_user(self.accountant).with_context(allowed_company_ids=self.company.ids)
        with self.assertRefused("Post the bills first"):
            books.action_register_payment()
        books.action_post_bills()
        action = books.action_register_payment()
        wizard = books.env["account.payment.register"].with_context(**action["context"])
        wizard.create({"journal_id": self.bank.id, "group_payment": False}).action_create_payments()
        self.env.invalidate_all()
        self.assertEqual((batch.state, batch.amount_paid), ("paid", 300))
        self.assertEqual((self._balance(self.aid_account), self._liquid()), (300, -300))
        self.assertEqual(len(batch.sudo().payment_ids.delivery_ids), 3)

    def test_refused_together(self):
        """Who asked is told once for the batch, until nothing that was refused is left in it."""
        batch = self._collect(2)
        batch.action_request_approval()
        batch.payment_ids.with_user(self.finance).action_refuse("January is over")
        self.assertEqual(self._told_of_refusal(batch).user_id, self.officer)
        self.assertFalse(self._told_of_refusal(batch.payment_ids))
        first, second = batch.payment_ids
        first.with_user(self.officer).action_request_approval()
        self.assertTrue(self._told_of_refusal(batch))
        batch.remove_payments(second.ids)
        self.assertFalse(self._told_of_refusal(batch))

    def test_limit_counts_for_the_sum(self):
        limit = {"company_id": self.company.id, "role": "finance", "amount": 250}
        self.env["beneficiary.approval.limit"].create(limit)
        batch = self._collect()
        batch.action_request_approval()
        self.assertNotIn(self.finance, self._asked_to_approve(batch))
        with self.assertRefused("300", "250"):
            batch.with_user(self.finance).action_approve()
        with self.assertRefused("Finance", error=AccessError):
            batch.action_approve()
        batch.with_user(self.manager).action_approve()
        self.assertEqual(batch.state, "approved")

    def test_what_is_collected(self):
        batch = self._collect(2)
        other = self._collect(1)
        with self.assertRefused("is in another batch"):
            batch.add_payments(other.payment_ids.ids)
        with self.assertRefused("Billed"):
            batch.add_payments(self._billed().ids)
        batch.remove_payments(batch.payment_ids[0].ids)
        self.assertEqual(batch.payment_count, 1)

    def test_list_for_the_bank(self):
        self.person.name = "=1+1"
        batch = self._collect(2)
        with self.assertRefused("No payment of the batch is"):
            batch.with_user(self.finance).action_bank_list()
        batch.action_request_approval()
        batch.with_user(self.finance).action_approve()
        url = batch.with_user(self.finance).action_bank_list()["url"]
        attachment = self.env["ir.attachment"].browse(int(url.split("/")[3].split("?")[0]))
        sheet = load_workbook(io.BytesIO(attachment.raw)).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        self.assertEqual(rows[0][:3], ["Reference", "Payee", "IBAN"])
        self.assertEqual(rows[1][1:3] + rows[1][5:6], ["=1+1", IBAN, 100])
        self.assertEqual(sheet.cell(2, 2).data_type, "s", "a name is no formula")

    def test_bills_of_many_are_made_in_one_run(self):
        """What a batch needs besides Odoo's own work for each bill does not grow."""
        queries = {}
        for count in (2, 8):
            batch = self._collect(count)
            batch.action_request_approval()
            batch.with_user(self.finance).action_approve()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            batch.with_user(self.finance).action_create_bills()
            self.env.flush_all()
            queries[count] = self.env.cr.sql_log_count - before
        self.assertLess(queries[8] - queries[2], 6 * 4, queries)

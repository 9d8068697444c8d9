from odoo.tests import tagged

from .common import DepositCommon


@tagged("post_install", "-at_install")
class TestDepositSetBack(DepositCommon):
    """What accounting cancels or reverses sets the fee back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accountant = cls._create_user("accountant", "finance")
        cls.accountant.group_ids += cls.env.ref("account.group_account_manager")

    def _reverse(self, move):
        return (
            move.with_user(self.accountant)
            .with_context(allowed_company_ids=self.company.ids)
            ._reverse_moves([{"date": "2026-01-10"}], cancel=True)
        )

    def test_payment_set_to_draft(self):
        deposit = self._paid()
        move = self._moves(deposit).with_user(self.accountant)
        move.button_draft()
        self.assertMoney(deposit, "due")
        self.assertEqual(self.case._eligibility_fee()[self.case.id][0], "pending")
        move.action_post()
        self.assertMoney(deposit, "paid", paid=500)

    def test_payment_cancelled(self):
        deposit = self._paid()
        payment = self._moves(deposit).origin_payment_id.with_user(self.accountant)
        payment.action_draft()
        payment.action_cancel()
        self.assertMoney(deposit, "due")
        deposit.with_user(self.finance).action_register_payment()
        self.assertMoney(deposit, "paid", paid=500)

    def test_payment_reversed(self):
        deposit = self._paid()
        reversal = self._reverse(self._moves(deposit))
        self.assertEqual(reversal.beneficiary_deposit_id, deposit)
        self.assertMoney(deposit, "due")
        self.assertReconciled(deposit)
        self.assertEqual(self._balance(self.held), 0)

    def test_refund_reversed(self):
        """The bank sends the money back: the fee is held again, and may be paid back once more."""
        deposit = self._settled(500)
        self._reverse(self._moves(deposit, "refund"))
        self.assertMoney(deposit, "paid", paid=500)
        self.assertEqual(self._balance(self.held), -500)
        with self.assertRefused("Nothing is proposed"):
            deposit.with_user(self.finance).action_settle()
        self._settled(500, deposit=deposit)
        self.assertMoney(deposit, "refunded", paid=500, refunded=500)
        self.assertReconciled(deposit)

    def test_forfeit_reversed(self):
        deposit = self._settled(0, "Left")
        self._reverse(self._moves(deposit, "forfeit"))
        self.assertMoney(deposit, "paid", paid=500)
        self.assertEqual((self._balance(self.held), self._balance(self.income)), (-500, 0))

    def test_copy_of_an_entry_is_not_the_fee(self):
        deposit = self._paid()
        copy = self._moves(deposit).with_user(self.accountant).copy()
        self.assertFalse(copy.beneficiary_deposit_id)
        copy.action_post()
        self.assertMoney(deposit, "paid", paid=500)

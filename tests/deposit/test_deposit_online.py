from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged

from .common import DepositCommon


class OnlineCommon(DepositCommon):
    """The association has a payment provider of Odoo switched on (one without a bank behind it)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.method = cls.env.ref("payment.payment_method_unknown")
        form = cls.env["ir.ui.view"].create(
            {
                "name": "Test redirect form",
                "type": "qweb",
                "arch": '<form action="dummy" method="post"><input type="hidden" t-att-value="viewid"/></form>',
            }
        )
        cls.provider = cls.env["payment.provider"].create(
            {
                "name": "Test provider",
                "code": "none",
                "state": "test",
                "is_published": True,
                "company_id": cls.company.id,
                "payment_method_ids": [Command.set(cls.method.ids)],
                "allow_tokenization": True,
                "redirect_form_view_id": form.id,
            }
        )
        cls._add_payment_method()
        cls.method.write({"active": True, "support_tokenization": True})

    @classmethod
    def _add_payment_method(cls):
        """Give the provider its line in the bank journal, as the addon of a real one does when it is installed."""
        methods = cls.env["account.payment.method"]
        known = methods._get_payment_method_information() | {"none": {"mode": "electronic", "type": ("bank",)}}
        with patch.object(type(methods), "_get_payment_method_information", lambda self: known):
            methods.create({"name": "Test method", "code": "none", "payment_type": "inbound"})
            cls.provider.journal_id = cls.bank

    @classmethod
    def _transaction(cls, deposit, **vals):
        defaults = {
            "provider_id": cls.provider.id,
            "payment_method_id": cls.method.id,
            "reference": f"{deposit.name}-test",
            "amount": deposit.amount,
            "currency_id": deposit.currency_id.id,
            "partner_id": deposit.sudo().partner_id.id,
            "operation": "online_redirect",
            "beneficiary_deposit_id": deposit.id,
        }
        return cls.env["payment.transaction"].create(defaults | vals)


@tagged("post_install", "-at_install")
class TestDepositOnline(OnlineCommon):
    """What Odoo's payment providers report ends on the liability account, too."""

    def test_payment(self):
        deposit = self._due()
        transaction = self._transaction(deposit)
        transaction._set_done()
        transaction._post_process()
        self.assertMoney(deposit, "paid", paid=500)
        payment = transaction.payment_id
        self.assertEqual((payment.destination_account_id, payment.beneficiary_deposit_id), (self.held, deposit))
        self.assertEqual(payment.move_id.beneficiary_deposit_step, "payment")
        self.assertEqual(self._balance(self.held), -500)
        self.assertTrue(deposit.receipt_number)
        self.assertIn(transaction.reference, self._notes(deposit))

    def test_payment_that_is_on_its_way(self):
        deposit = self._due()
        transaction = self._transaction(deposit)
        transaction._set_pending()
        transaction._post_process()
        self.assertMoney(deposit, "due")
        self.assertEqual(deposit._pending_transactions(), transaction)

    def test_payment_that_fails(self):
        deposit = self._due()
        transaction = self._transaction(deposit)
        transaction._set_canceled()
        transaction._post_process()
        self.assertMoney(deposit, "due")
        self.assertFalse(deposit._pending_transactions())

    def test_refund_by_the_provider(self):
        deposit = self._due()
        transaction = self._transaction(deposit)
        transaction._set_done()
        transaction._post_process()
        refund = transaction._create_child_transaction(500, is_refund=True)
        self.assertEqual(refund.beneficiary_deposit_id, deposit)
        refund._set_done()
        refund._post_process()
        self.assertMoney(deposit, "refunded", paid=500, refunded=500)
        self.assertReconciled(deposit)
        self.assertEqual(self._balance(self.held), 0)

    def test_settlement_of_what_was_paid_online(self):
        deposit = self._due()
        transaction = self._transaction(deposit)
        transaction._set_done()
        transaction._post_process()
        self._settled(100, "Left", deposit)
        self.assertMoney(deposit, "refunded", paid=500, refunded=100, forfeited=400)
        self.assertReconciled(deposit)

    def test_money_that_comes_after_the_fee_was_cancelled(self):
        """It is not lost: the fee is held, and is paid back."""
        deposit = self._due()
        transaction = self._transaction(deposit)
        deposit.action_cancel()
        transaction._set_done()
        transaction._post_process()
        self.assertMoney(deposit, "paid", paid=500)
        self._settled(500, deposit=deposit)
        self.assertMoney(deposit, "refunded", paid=500, refunded=500)

    def test_fee_paid_twice_online_is_paid_back_whole(self):
        deposit = self._due()
        for number in (1, 2):
            transaction = self._transaction(deposit, reference=f"twice-{number}")
            transaction._set_done()
            transaction._post_process()
        self.assertMoney(deposit, "paid", paid=1000)
        self._settled(1000, deposit=deposit)
        self.assertReconciled(deposit)
        self.assertEqual(self._balance(self.held), 0)

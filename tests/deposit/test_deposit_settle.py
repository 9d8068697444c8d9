from odoo.tests import tagged

from .common import DepositCommon


@tagged("post_install", "-at_install")
class TestDepositSettle(DepositCommon):
    """A fee is paid back or forfeited, and nothing of it stays on the liability account."""

    def test_refund(self):
        deposit = self._settled(500)
        self.assertMoney(deposit, "refunded", paid=500, refunded=500)
        self.assertReconciled(deposit)
        self.assertEqual((self._balance(self.held), self._balance(self.income)), (0, 0))
        move = self._moves(deposit, "refund")
        self.assertEqual(move.origin_payment_id.payment_type, "outbound")
        self.assertEqual(move.origin_payment_id.partner_id, self.person.partner_id)
        self.assertEqual((deposit.step, deposit.settled_by_id), ("closed", self.finance_2))

    def test_forfeit(self):
        deposit = self._settled(0, "Left after the third lesson")
        self.assertMoney(deposit, "forfeited", paid=500, forfeited=500)
        self.assertReconciled(deposit)
        self.assertEqual((self._balance(self.held), self._balance(self.income)), (0, -500))
        self.assertFalse(self._moves(deposit, "refund"))

    def test_part_is_paid_back_the_rest_forfeited(self):
        deposit = self._settled(200, "Left in the middle")
        self.assertMoney(deposit, "refunded", paid=500, refunded=200, forfeited=300)
        self.assertReconciled(deposit)
        self.assertEqual((self._balance(self.held), self._balance(self.income)), (0, -300))

    def test_fee_in_another_currency(self):
        """The rate changes between payment and settlement; both currencies end at zero all the same."""
        foreign = self.env.ref("base.EUR")
        foreign.active = True
        self.env["res.currency.rate"].search([("currency_id", "=", foreign.id)]).unlink()
        self.env["res.currency.rate"].create(
            [
                {"currency_id": foreign.id, "name": day, "rate": rate, "company_id": self.company.id}
                for day, rate in (("2026-01-01", 0.25), ("2026-03-01", 0.20))
            ]
        )
        program = self._create_program("In euros", "fee", fee_currency_id=foreign.id, fee_amount=100)
        deposit = self._due(self._create_request(self.person, program_id=program.id)).with_user(self.finance)
        self.assertEqual(deposit.currency_id, foreign)
        deposit.action_register_payment("2026-01-05")
        self.assertEqual(self._balance(self.held), -400)
        deposit.action_propose_settlement(60, "Left in the middle")
        deposit.with_user(self.finance_2).action_settle("2026-03-05")
        self.assertMoney(deposit, "refunded", paid=100, refunded=60, forfeited=40)
        self.assertReconciled(deposit)
        self.assertEqual(self._balance(self.held), 0)

    def test_nobody_books_his_own_proposal(self):
        deposit = self._paid()
        deposit.action_propose_settlement(500)
        with self.assertRefused("proposed this yourself"):
            deposit.action_settle()
        self.assertMoney(deposit, "paid", paid=500)

    def test_officer_proposes_finance_books(self):
        deposit = self._paid()
        deposit.with_user(self.officer).action_propose_settlement(500)
        self.assertEqual(deposit.settle_asked_by_id, self.officer)
        deposit.action_settle()
        self.assertMoney(deposit, "refunded", paid=500, refunded=500)

    def test_nothing_is_booked_twice(self):
        deposit = self._settled(500)
        with self.assertRefused("Nothing is proposed"):
            deposit.with_user(self.finance).action_settle()
        with self.assertRefused("no money is held"):
            deposit.with_user(self.finance).action_propose_settlement(500)
        self.assertEqual(len(self._moves(deposit)), 2)

    def test_proposal_is_checked(self):
        deposit = self._paid()
        for amount in (-1, 500.01):
            with self.subTest(amount=amount), self.assertRefused("between 0 and"):
                deposit.action_propose_settlement(amount, "x")
        with self.assertRefused("reason"):
            deposit.action_propose_settlement(499.99, "  ")
        self.assertFalse(deposit.settle_asked_on)

    def test_proposal_is_withdrawn(self):
        deposit = self._paid()
        deposit.action_propose_settlement(0, "Left")
        deposit.action_withdraw_settlement()
        with self.assertRefused("Nothing is proposed"):
            deposit.with_user(self.finance_2).action_settle()
        with self.assertRefused("Nothing is proposed"):
            deposit.action_withdraw_settlement()
        self.assertMoney(deposit, "paid", paid=500)

    def test_forfeit_needs_its_account(self):
        deposit = self._paid()
        deposit.action_propose_settlement(0, "Left")
        self.company.beneficiary_deposit_income_account_id = False
        with self.assertRefused("Account of the forfeited fees"), self.env.cr.savepoint():
            deposit.with_user(self.finance_2).action_settle()
        self.assertMoney(deposit, "paid", paid=500)

    def test_screens(self):
        deposit = self._due().with_user(self.finance)
        payment = self.env["beneficiary.deposit.payment"].with_user(self.finance)
        payment.create({"deposit_id": deposit.id, "memo": "Transfer 17"}).action_register()
        self.assertIn("Transfer 17", self._moves(deposit).ref)
        screen = self.env["beneficiary.deposit.settlement"].with_user(self.finance)
        wizard = screen.create({"deposit_id": deposit.id, "outcome": "forfeit", "reason": "Left"})
        self.assertEqual(wizard.amount, 0)
        wizard.action_propose()
        self.assertEqual((deposit.settle_amount, deposit.settle_reason), (0, "Left"))

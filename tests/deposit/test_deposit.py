from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import DepositCommon


@tagged("post_install", "-at_install")
class TestDeposit(DepositCommon):
    """A fee is asked for, paid into a liability account, and read back from there (R-60)."""

    def test_fee_of_the_programme_is_asked_for(self):
        deposit = self._due()
        self.assertEqual((deposit.state, deposit.amount, deposit.currency_id), ("due", 500, self.company.currency_id))
        self.assertEqual(deposit.terms, "Who leaves after the second lesson.")
        self.assertEqual(deposit.asked_by_id, self.officer)
        self.assertTrue(deposit.name.startswith("FEE/"))
        notice = self.env["beneficiary.notice"].search(
            [("res_model", "=", "beneficiary.request"), ("res_id", "=", self.case.id), ("kind", "=", "deposit")]
        )
        self.assertEqual(len(notice), 1)
        self.assertIn("500", str(notice.body))

    def test_payment_ends_on_the_liability_account(self):
        deposit = self._paid()
        self.assertMoney(deposit, "paid", paid=500)
        move = self._moves(deposit)
        self.assertEqual((move.state, move.journal_id, move.beneficiary_deposit_step), ("posted", self.bank, "payment"))
        self.assertEqual(self._balance(self.held), -500)
        line = deposit._liability_lines()
        self.assertEqual((line.credit, line.partner_id, line.name), (500, self.person.partner_id, line.name))
        self.assertNotIn(self.person.partner_id.property_account_receivable_id, move.line_ids.account_id)
        self.assertEqual(deposit.sudo().move_ids.origin_payment_id.payment_type, "inbound")

    def test_receipt_number_is_drawn_when_it_is_paid(self):
        deposit = self._due()
        self.assertFalse(deposit.receipt_number)
        with self.assertRefused("is not paid"):
            deposit.action_print_receipt()
        deposit.with_user(self.finance).action_register_payment()
        self.assertTrue(deposit.receipt_number.startswith("RCT/"))

    def test_receipt_is_printed_in_both_languages(self):
        deposit = self._paid()
        report = self.env["ir.actions.report"].with_user(self.finance)
        page, _kind = report._render_qweb_html("beneficiary.report_deposit_receipt", deposit.ids)
        page = page.decode()
        self.assertIn(deposit.receipt_number, page)
        self.assertIn("Receipt of a refundable fee", page)
        self.assertIn("AH", page, "the date is given in both calendars")
        self.env["res.lang"]._activate_lang("ar_001")
        self.person.sudo().partner_id.lang = "ar_001"
        page, _kind = report._render_qweb_html("beneficiary.report_deposit_receipt", deposit.ids)
        self.assertIn('dir="rtl"', page.decode())

    def test_receipt_of_an_unpaid_fee_is_not_rendered(self):
        deposit = self._due()
        report = self.env["ir.actions.report"].with_user(self.finance)
        with self.assertRefused("is not paid"):
            report._render_qweb_html("beneficiary.report_deposit_receipt", deposit.ids)

    def test_missing_setting_is_named(self):
        self.company.beneficiary_deposit_account_id = False
        with self.assertRefused("Account of the refundable fees", self.company.name):
            self._due()
        self.company.beneficiary_deposit_account_id = self.held
        self.company.beneficiary_deposit_journal_id = False
        with self.assertRefused("Journal of the refundable fees"):
            self._due()

    def test_account_must_be_a_liability_that_is_reconciled(self):
        with self.assertRefused("Account of the refundable fees", "Allow Reconciliation"):
            self.company.beneficiary_deposit_account_id = self.income
        with self.assertRefused("Account of the forfeited fees", "income"):
            self.company.beneficiary_deposit_income_account_id = self.held
        self.assertEqual(self.company.beneficiary_deposit_account_id, self.held)

    def test_a_fee_that_is_due_keeps_its_account(self):
        """The setting is changed between asking and paying: the fee still ends where it was announced."""
        deposit = self._due()
        other = self.held.copy({"code": "259902"})
        self.company.beneficiary_deposit_account_id = other
        deposit.with_user(self.finance).action_register_payment()
        self.assertMoney(deposit, "paid", paid=500)
        self.assertEqual((self._balance(self.held), self._balance(other)), (-500, 0))

    def test_only_one_fee_in_force(self):
        deposit = self._due()
        with self.assertRefused("already asked for"):
            self.case.with_user(self.officer).action_ask_deposit()
        with self.assertDatabaseRefuses("beneficiary.deposit", "already asked for"):
            self.env["beneficiary.deposit"].create({"request_id": self.case.id, "amount": 5})
        deposit.action_cancel()
        self.assertEqual(deposit.state, "cancelled")
        self.assertEqual(self._due().state, "due")

    def test_paid_fee_is_not_cancelled_nor_paid_twice(self):
        deposit = self._paid()
        with self.assertRefused("is held"):
            deposit.with_user(self.officer).action_cancel()
        with self.assertRefused("Paid"):
            deposit.action_register_payment()
        self.assertEqual(len(self._moves(deposit)), 1)

    def test_amount_is_final_once_asked_for(self):
        deposit = self._due()
        with self.assertRefused("cannot be changed"):
            deposit.amount = 1
        with self.assertRefused("cannot be changed"):
            deposit.sudo().amount = 1
        self.assertEqual(deposit.amount, 500)

    def test_programme_without_fee(self):
        program = self._create_program("Test clause", "penalty")
        case = self._create_request(self.person, program_id=program.id)
        with self.assertRefused("asks for no fee"):
            case.action_ask_deposit()

    def test_programme_opens_only_with_fee_and_terms(self):
        for missing, label in (
            ({"fee_amount": 0}, "Fee"),
            ({"fee_forfeit_terms": False}, "The fee is forfeited when"),
            ({"penalty_clause": False}, "Penalty Clause"),
        ):
            with self.subTest(missing=missing), self.assertRefused(f"“{label}”"):
                self._create_program("Incomplete", "either", **missing)
        with self.assertRefused("“Fee”"):
            self.academic.fee_amount = 0

    def test_who_may(self):
        with self.assertRefused("Relations Officer", error=AccessError):
            self.case.with_user(self.delegate).action_ask_deposit()
        deposit = self._due()
        with self.assertRefused("Finance", error=AccessError):
            deposit.action_register_payment()
        self.assertMoney(deposit, "due")
        for name in ("state", "amount_paid", "receipt_number", "step"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                deposit.with_user(self.officer).write({name: deposit[name]})

    def test_finance_sees_the_money_and_not_the_story(self):
        deposit = self._due().with_user(self.finance)
        self.env.invalidate_all()
        [values] = deposit.read(["partner_id", "amount", "request_id"])
        self.assertEqual(values["partner_id"], (self.person.partner_id.id, self.person.partner_id.display_name))
        with self.assertRaises(AccessError):
            deposit.request_id.with_user(self.finance).read(["description"])

    def test_only_accounting_links_nothing_to_a_fee(self):
        """Somebody with accounting rights cannot make a fee look paid by naming it on an entry."""
        deposit = self._due()
        self.finance.group_ids += self.env.ref("account.group_account_manager")
        moves = self.env["account.move"].with_user(self.finance)
        with self.assertRefused("Refundable fee", error=AccessError):
            moves.create({"move_type": "entry", "beneficiary_deposit_id": deposit.id})
        move = moves.create({"move_type": "entry"})
        with self.assertRefused("Refundable fee", error=AccessError):
            move.beneficiary_deposit_id = deposit
        with self.assertRefused("Refundable fee", error=AccessError):
            self.env["account.payment"].with_user(self.finance).create(
                {"amount": 500, "journal_id": self.bank.id, "beneficiary_deposit_id": deposit.id}
            )
        self.assertMoney(deposit, "due")

    def test_eligibility(self):
        case = self.case
        self.assertEqual(case._eligibility_fee(), {case.id: ("pending", "")})
        deposit = self._due()
        self.assertEqual(case._eligibility_fee(), {case.id: ("pending", f"{deposit.name}: To be paid")})
        deposit.with_user(self.finance).action_register_payment()
        self.assertEqual(case._eligibility_fee(), {case.id: ("passed", f"{deposit.name}: Paid")})
        self.assertEqual(case.seriousness_state, "fee")
        self._settled(0, "Left after the third lesson", deposit)
        self.assertEqual(case._eligibility_fee(), {case.id: ("failed", f"{deposit.name}: Forfeited")})
        case.with_user(self.officer).sign_penalty("Fatimah", self.signature)
        self.assertEqual(case._eligibility_fee()[case.id][0], "passed")

    def test_eligibility_of_many_takes_the_same_queries(self):
        cases = self.case
        for _i in range(6):
            cases |= self._create_request(self._create_beneficiary(), program_id=self.academic.id)
        self._paid(cases[1])
        few = self._count_queries(cases[:2]._eligibility_fee)
        self.assertEqual(few, self._count_queries(cases._eligibility_fee))

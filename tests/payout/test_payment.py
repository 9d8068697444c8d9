from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import IBAN, IBAN_2, PayoutCommon


@tagged("post_install", "-at_install")
class TestPayment(PayoutCommon):
    """Aid is asked for, approved by somebody else within his limit, and billed to the account that was approved."""

    def test_from_draft_to_bill(self):
        payment = self._draft()
        self.assertEqual(
            (payment.partner_id, payment.partner_bank_id.sanitized_acc_number), (self.person.partner_id, IBAN)
        )
        self.assertTrue(payment.name.startswith("AID/"))
        self.assertPayout(payment, "draft")
        payment.action_request_approval()
        self.assertEqual((payment.asked_by_id, payment.iban), (self.officer, IBAN))
        self.assertPayout(payment, "to_approve")
        payment.with_user(self.finance).action_approve()
        self.assertEqual(payment.approved_by_id, self.finance)
        self.assertPayout(payment, "approved")
        payment.with_user(self.finance).action_create_bill()
        self.assertPayout(payment, "billed")
        bill = payment.sudo().move_id
        self.assertEqual((bill.move_type, bill.state, bill.journal_id), ("in_invoice", "draft", self.purchase))
        self.assertEqual((bill.partner_id, bill.amount_total, bill.ref), (self.person.partner_id, 1000, payment.name))
        self.assertEqual(bill.partner_bank_id, self.person.sudo().bank_ids)
        self.assertEqual(bill.beneficiary_payment_id, payment)
        line = bill.invoice_line_ids
        self.assertEqual((line.account_id, line.tax_ids.ids), (self.aid_account, []))
        self.assertEqual(line.analytic_distribution, {str(self.analytic.id): 100})
        self.assertIn("Draft bill prepared", self._notes(payment))
        with self.assertRefused("Billed"):
            payment.with_user(self.finance).action_create_bill()
        self.assertEqual(len(payment.sudo().move_ids), 1)

    def test_programme_names_its_own_account(self):
        other = self.aid_account.copy({"code": "659903"})
        self.program.payout_account_id = other
        self.assertEqual(self._billed().sudo().move_id.invoice_line_ids.account_id, other)
        with self.assertRefused("Expense account", "expense account"):
            self.program.payout_account_id = self.bank.default_account_id

    def test_missing_setting_is_named(self):
        payment = self._approved()
        self.company.beneficiary_payout_journal_id = False
        with self.assertRefused("Journal of the payouts", self.company.name):
            payment.with_user(self.finance).action_create_bill()
        with self.assertRefused("Journal of the payouts", "purchase"):
            self.company.beneficiary_payout_journal_id = self.bank
        self.assertPayout(payment, "approved")

    def test_nobody_approves_his_own(self):
        self.officer.group_ids += self.env.ref("beneficiary.group_finance")
        payment = self._asked()
        with self.assertRefused("Somebody else approves it"):
            payment.with_user(self.officer).action_approve()
        self.assertEqual(self._asked_to_approve(payment), self.finance | self.finance_2)
        payment.with_user(self.finance).action_refuse("The account is another one")
        self.assertFalse(self._asked_to_approve(payment))
        payment = self._draft()
        payment.with_user(self.officer_2).action_request_approval()
        with self.assertRefused("Somebody else approves it"):
            payment.with_user(self.officer).action_approve()
        with self.assertRefused("Finance", error=AccessError):
            payment.with_user(self.officer_2).action_approve()
        self.assertPayout(payment, "to_approve")

    def test_limit_of_the_role_and_of_the_person(self):
        limits = self.env["beneficiary.approval.limit"]
        limits.create({"company_id": self.company.id, "role": "finance", "amount": 400})
        payment = self._asked()
        with self.assertRefused("1,000", "above your approval limit", "400", "A manager"):
            payment.with_user(self.finance).action_approve()
        own = {"company_id": self.company.id, "user_id": self.finance_2.id, "amount": 1000}
        limits.create(own)
        payment.with_user(self.finance_2).action_approve()
        self.assertPayout(payment, "approved")
        payment = self._asked()
        payment.with_user(self.manager).action_approve()
        self.assertEqual(payment.approved_by_id, self.manager)
        with self.assertDatabaseRefuses("beneficiary.approval.limit", "has a limit already"):
            limits.create(own)

    def test_two_approve_together(self):
        limit = {"company_id": self.company.id, "role": "finance", "amount": 400, "amount_second": 1000}
        self.env["beneficiary.approval.limit"].create(limit)
        payment = self._asked()
        self.assertEqual(self._asked_to_approve(payment), self.finance | self.finance_2)
        payment.with_user(self.finance).action_approve()
        self.assertPayout(payment, "to_approve")
        self.assertEqual(self._asked_to_approve(payment), self.finance_2)
        self.assertEqual(payment.first_approved_by_id, self.finance)
        with self.assertRefused("The second is somebody else's"):
            payment.with_user(self.finance).action_approve()
        payment.with_user(self.finance_2).action_approve()
        self.assertEqual(payment.approved_by_id, self.finance_2)
        self.assertPayout(payment, "approved")
        self.assertFalse(self._asked_to_approve(payment), "it is decided")
        payment = self._asked(self._draft(self._approved_request(amount=1001)))
        self.assertIn(self.manager, self._asked_to_approve(payment))
        self.assertFalse(self._asked_to_approve(payment) & (self.finance | self.finance_2), "above their limits")
        with self.assertRefused("400", "1,000", "A manager"):
            payment.with_user(self.finance).action_approve()

    def test_what_is_asked_for_does_not_change(self):
        payment = self._asked()
        for vals in ({"amount": 1}, {"partner_bank_id": False}, {"date_due": "2026-01-01"}):
            with self.subTest(vals=vals), self.assertRefused("cannot be changed"):
                payment.sudo().write(vals)
        with self.assertRefused("cannot be changed"):
            payment.sudo().unlink()
        with self.assertRefused("Write the reason"):
            payment.with_user(self.finance).action_refuse(" ")
        payment.with_user(self.finance).action_refuse("Too much")
        self.assertEqual((payment.state, payment.refuse_reason, payment.iban), ("draft", "Too much", False))
        payment.amount = 900
        self.assertPayout(self._billed(payment), "billed")

    def test_who_asked_is_told_of_the_refusal(self):
        """He has an activity with the reason until he asks again, cancels, or ticks it off; nobody else has one."""
        payment = self._asked()
        payment.with_user(self.finance).action_refuse("Not <this> account")
        told = self._told_of_refusal(payment)
        self.assertEqual(told.user_id, self.officer)
        self.assertIn("Not &lt;this&gt; account", told.note)
        payment.with_user(self.officer_2).action_request_approval()
        self.assertFalse(self._told_of_refusal(payment), "a colleague has put it right")
        payment.with_user(self.finance).action_refuse("Too much")
        told = self._told_of_refusal(payment)
        self.assertEqual(told.user_id, self.officer_2, "who asked last")
        told.with_user(self.officer_2).action_feedback("Seen")
        self.assertFalse(self._told_of_refusal(payment))
        self._asked(payment).with_user(self.finance).action_refuse("Too much")
        payment.with_user(self.officer).action_cancel("Moved away")
        self.assertFalse(self._told_of_refusal(payment))
        payment = self._asked()
        self.officer.sudo().active = False
        payment.with_user(self.finance).action_refuse("He has left")
        self.assertFalse(self._told_of_refusal(payment))

    def test_account_must_be_verified_and_stay_what_it_was(self):
        person = self._create_payee(verified=False, iban=IBAN_2)
        payment = self._approved(self._draft(self._approved_request(person)))
        with self.assertRefused(person.name, "not verified", "Send Money"):
            payment.with_user(self.finance).action_create_bill()
        bank = person.sudo().bank_ids.with_user(self.env.user)
        with Form(bank.with_user(self.accountant)) as account:
            account.allow_out_payment = True
        # somebody changes the number in the file: the verification is lost, and with it the approval
        person.write({"bank_ids": [Command.update(bank.id, {"acc_number": "SA1720000001234567891235"})]})
        self.env.invalidate_all()
        self.assertFalse(bank.allow_out_payment)
        bank.allow_out_payment = True
        with self.assertRefused("the bank account was changed"):
            payment.with_user(self.finance).action_create_bill()
        self.assertFalse(payment.sudo().move_ids)

    def test_payee_without_account_or_file(self):
        person = self._create_beneficiary()
        payment = self._draft(self._approved_request(person))
        with self.assertRefused("has no bank account"):
            payment.action_request_approval()
        with self.assertRefused("belongs to somebody else"):
            payment.partner_bank_id = self.person.sudo().bank_ids
        with self.assertRefused("guardian"):
            payment.write({"partner_id": self.company.partner_id.id, "partner_bank_id": False})
        person.write({"bank_ids": [Command.create({"acc_number": IBAN_2})]})
        payment.partner_bank_id = person.sudo().bank_ids
        with self.assertRefused("file number"):
            payment.action_request_approval()
        self.assertPayout(payment, "draft")

    def test_guardian_is_paid(self):
        guardian = self._create_payee(iban=IBAN_2)
        values = {"beneficiary_id": self.person.id, "guardian_id": guardian.id, "deed_number": "12"}
        link = self.env["beneficiary.guardian"].with_user(self.officer).create(values)
        payment = self._draft()
        with self.assertRefused("guardian"):
            payment.partner_id = guardian.partner_id
        link.action_verify()
        self.env.invalidate_all()
        payment.partner_id = guardian.partner_id
        self.assertEqual(payment.partner_bank_id.sanitized_acc_number, IBAN_2)
        self.assertEqual(self._billed(payment).sudo().move_id.partner_id, guardian.partner_id)

    def test_never_more_than_approved(self):
        case = self._approved_request()
        self._draft(case, 600)
        with self.assertRefused("1,001", "only", "1,000"):
            self._draft(case, 401)
        second = self._draft(case, 400)
        with self.assertRefused("only"):
            second.amount = 500
        delivery = {"request_id": case.id, "amount": 1, "receiver_name": "Fatimah"}
        with self.assertRefused("only"):
            self.env["beneficiary.delivery"].with_user(self.officer).create(delivery)
        second.action_cancel("By hand")
        self.env["beneficiary.delivery"].with_user(self.officer).create(delivery | {"amount": 400})
        with self.assertRefused("only"):
            self._draft(case, 1)
        with self.assertDatabaseRefuses("beneficiary.payment", "more than zero"):
            self._draft(self._approved_request(), 0)

    def test_only_of_an_approved_request(self):
        with self.assertRefused("In committee"):
            case = self._approved_request()
            case.sudo().state = "review"
            self._draft(case, 10)
        payment = self._approved()
        with self.assertRefused(payment.name, "Cancel it first"):
            payment.request_id.with_user(self.officer).action_cancel("Moved away")

    def test_instalments(self):
        case = self._approved_request(amount=1000)
        plan = self.env["beneficiary.payment.plan"].with_user(self.officer)
        plan.create({"request_id": case.id, "count": 3, "date_first": "2026-01-31"}).action_create()
        payments = case.payment_ids.sorted("id")
        self.assertEqual(payments.mapped("amount"), [333.33, 333.33, 333.34])
        self.assertEqual([str(day) for day in payments.mapped("date_due")], ["2026-01-31", "2026-02-28", "2026-03-31"])
        self.assertEqual(case.payment_count, 3)
        with self.assertRefused("nothing of what is approved is left"):
            plan.create({"request_id": case.id}).action_create()
        with self.assertRefused("more than zero"):
            plan.create({"request_id": self._approved_request().id, "amount": 0}).action_create()
        with self.assertRefused("nothing of what is approved is left"):
            case.action_prepare_payments()

    def test_cancelled_with_its_draft_bill(self):
        payment = self._billed()
        bill = payment.sudo().move_id
        wizard = {"payment_ids": [Command.set(payment.ids)], "step": "cancel", "reason": "Died"}
        self.env["beneficiary.payout.reason"].with_user(self.officer).create(wizard).action_confirm()
        self.assertEqual((payment.state, payment.cancel_reason, bill.state), ("cancelled", "Died", "cancel"))
        with self.assertRefused(payment.name, "one bill in force only"):
            bill.with_user(self.accountant).button_draft()
        self._draft(payment.request_id)

    def test_only_the_payout_links_a_bill(self):
        payment = self._approved()
        moves = self.env["account.move"].with_user(self.accountant)
        with self.assertRaises(AccessError):
            moves.create({"move_type": "in_invoice", "beneficiary_payment_id": payment.id})
        self.accountant.group_ids += self.env.ref("beneficiary.group_finance")
        with self.assertRefused("Aid payment", error=AccessError):
            moves.create({"move_type": "in_invoice", "beneficiary_payment_id": payment.id})
        bill = moves.create({"move_type": "in_invoice"})
        with self.assertRefused("Aid payment", error=AccessError):
            bill.beneficiary_payment_id = payment
        self.assertPayout(payment, "approved")

    def test_accountant_without_a_role_sees_the_bill_and_no_more(self):
        payment = self._billed()
        bill = self._as_accountant(payment)
        self.assertEqual((bill.ref, bill.amount_total), (payment.name, 1000))
        for record in (payment, payment.request_id):
            with self.subTest(model=record._name), self.assertRaises(AccessError):
                record.with_user(self.accountant).read(["name"])
        with self.assertRaises(AccessError):
            bill.action_open_beneficiary_payout()
        self.assertEqual(
            payment.move_id.with_user(self.finance).sudo().action_open_beneficiary_payout()["res_id"], payment.id
        )

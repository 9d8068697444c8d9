from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import IBAN_2, CompensationCommon


@tagged("post_install", "-at_install")
class TestCompensation(CompensationCommon):
    """A compensation rests on fault, and minutes with a settlement or a final ruling; it is paid once (R-73…R-76)."""

    # ---------------------------------------------------------------- the gate
    def test_gate_names_what_is_missing(self):
        complaint = self._complaint()
        with self.assertRefused("at fault, in certified minutes", "a settlement signed by both sides"):
            complaint.action_prepare_compensation()
        self._settle(complaint, state="offered")
        item = self._fault(complaint, meeting_state="held")
        with self.assertRefused("certified minutes", "a settlement signed by both sides"):
            complaint.action_prepare_compensation()
        item.meeting_id.sudo().state = "certified"
        with self.assertRefused("Missing: a settlement signed by both sides"):
            complaint.action_prepare_compensation()
        ruling = self._rule(complaint, final=False)
        with self.assertRefused("Missing: a settlement signed by both sides"):
            complaint.action_prepare_compensation()
        self.assertFalse(complaint.may_compensate)
        ruling.sudo().final = True
        self.env.invalidate_all()
        self.assertTrue(complaint.may_compensate)
        complaint.action_prepare_compensation()
        compensation = complaint.compensation_ids
        self.assertEqual((compensation.basis, compensation.amount), ("ruling", 900))
        self.env.invalidate_all()
        self.assertFalse(complaint.may_compensate)

    def test_signed_papers_without_fault_pay_nothing(self):
        complaint = self._complaint()
        self._settle(complaint)
        self._rule(complaint)
        self._fault(complaint, association_at_fault=False)
        with self.assertRefused("Missing: a decision of the committee that the association is at fault"):
            complaint.action_prepare_compensation()
        self.assertFalse(complaint.compensation_ids)

    def test_amount_is_that_of_the_paper_and_never_more(self):
        compensation = self._compensation()
        self.assertEqual((compensation.basis, compensation.amount), ("minutes", 1200))
        self.assertEqual(compensation.partner_id, self.person.partner_id)
        with self.assertRefused("1,200.01", "1,200.00"):
            compensation.amount = 1200.01
        compensation.amount = 1000
        self._rule(compensation.complaint_id)
        with self.assertRefused("1,000.00", "900.00"):
            compensation.basis = "ruling"
        with self.assertRaises(AccessError):
            compensation.complaint_id = self._complaint()

    def test_gate_is_met_at_every_step(self):
        """What it rests on falls away while the payout is under way."""
        compensation = self._compensation()
        settlement = compensation.complaint_id.sudo().settlement_ids
        for user, step in (
            (self.officer, "action_request_approval"),
            (self.finance, "action_approve"),
            (self.finance, "action_create_bill"),
        ):
            self.env.flush_all()
            with self.subTest(step=step), self.env.cr.savepoint():
                self.env.cr.execute("UPDATE beneficiary_settlement SET state = 'void' WHERE id = %s", settlement.ids)
                self.env.invalidate_all()
                with self.assertRefused("settlement signed by both sides"):
                    getattr(compensation.with_user(user), step)()
                self.env.cr.execute("UPDATE beneficiary_settlement SET state = 'signed' WHERE id = %s", settlement.ids)
            self.env.invalidate_all()
            getattr(compensation.with_user(user), step)()
        self.assertPayout(compensation, "billed")

    # ---------------------------------------------------------------- only once
    def test_one_for_each_complaint(self):
        compensation = self._paid(self._compensation())
        complaint = compensation.complaint_id
        for values in ({"complaint_id": complaint.id}, {"complaint_id": complaint.id, "amount": 1}):
            with self.assertDatabaseRefuses("beneficiary.compensation", "Only one is paid"):
                self.env["beneficiary.compensation"].with_user(self.officer).create(values)
        with self.assertRefused("Paid"):
            compensation.with_user(self.officer).action_cancel("Again")
        self._credit(compensation).action_post()
        self._pay(compensation.sudo().move_ids.reversal_move_ids.with_user(self.accountant))
        self.assertPayout(compensation, "approved")
        with self.assertDatabaseRefuses("beneficiary.compensation", "Only one is paid"):
            self.env["beneficiary.compensation"].with_user(self.officer).create({"complaint_id": complaint.id})
        compensation.with_user(self.officer).action_cancel("The court changed its mind")
        complaint.action_prepare_compensation()
        self.assertEqual(complaint.compensation_count, 2)

    def test_merged_complaint_pays_nothing(self):
        compensation = self._compensation()
        compensation.complaint_id.sudo().merged_into_id = self._complaint()
        with self.assertRefused("merged"):
            compensation.action_request_approval()

    # ---------------------------------------------------------------- books
    def test_paid_through_the_books_without_the_story(self):
        compensation = self._billed(self._compensation())
        complaint = compensation.sudo().complaint_id
        bill = self._as_accountant(compensation)
        self.assertEqual((bill.amount_total, bill.partner_id), (1200, self.person.partner_id))
        self.assertEqual(bill.invoice_line_ids.account_id, self.compensation_account)
        attachment = self.env["ir.attachment"].search([("res_model", "=", "account.move"), ("res_id", "=", bill.id)])
        self.assertEqual(len(attachment), 1)
        texts = [str(value) for value in bill.sudo().read()[0].values()]
        texts += [str(value) for value in bill.sudo().invoice_line_ids.read()[0].values()]
        texts += [self._notes(bill), attachment.name, attachment.raw.decode(errors="ignore")]
        for secret in (complaint.name, complaint.subject, complaint.description, "landlord", "forgotten"):
            for text in texts:
                self.assertNotIn(secret, text)
        self.assertIn("1,200.00", attachment.raw.decode())
        self.assertIn(complaint.settlement_ids.name, attachment.raw.decode())
        self.assertIn(compensation.iban, attachment.raw.decode())
        bill.action_post()
        self._pay(bill)
        self.assertPayout(compensation, "paid", 1200, "paid")
        ledger = self._balance(self.compensation_account), self._payable(compensation), self._liquid()
        self.assertEqual(ledger, (1200, 0, -1200))
        notice = complaint.notice_ids.filtered(lambda n: n.kind == "compensation")
        self.assertEqual((len(notice), notice.partner_id, notice.request_id.id), (1, self.person.partner_id, False))
        self.assertIn("1,200.00", notice.body)

    def test_complainant_without_a_file(self):
        """Somebody who complained without a name says at the settlement where the money goes."""
        partner = self.env["res.partner"].create({"name": "Salim"})
        bank = self.env["res.partner.bank"].create(
            {"partner_id": partner.id, "acc_number": IBAN_2, "allow_out_payment": True}
        )
        complaint = self._complaint(anonymous=True, beneficiary_id=False)
        self._fault(complaint)
        self._settle(complaint, harmed_name="Salim")
        action = complaint.action_prepare_compensation()
        model = self.env["beneficiary.compensation"].with_user(self.officer).with_context(**action["context"])
        with Form(model) as form:
            self.assertEqual(form.amount, 1200)
            form.partner_id = partner
        compensation = form.record
        self.assertEqual(compensation.sudo().partner_bank_id, bank)
        self.assertPayout(self._paid(compensation), "paid", 1200, "paid")
        self.assertIn("1,200.00", complaint.message_ids[0].body, "he reads it with his code")

    # ---------------------------------------------------------------- who sees
    def test_finance_sees_the_money_and_not_the_story(self):
        compensation = self._asked(self._compensation()).with_user(self.finance)
        self.env.invalidate_all()
        [values] = compensation.read(["name", "partner_id", "amount", "iban", "state", "basis"])
        self.assertEqual((values["amount"], values["state"]), (1200, "to_approve"))
        for name in ("complaint_id", "cause_ids"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                compensation.read([name])
            with self.subTest(name=name), self.assertRaises(AccessError):
                compensation.search([(name, "in", [1])])
        with self.assertRaises(AccessError):
            compensation.sudo().complaint_id.with_user(self.finance).read(["subject"])
        with self.assertRaises(AccessError):
            compensation.action_open_complaint()

    def test_barred_see_nothing_whatever_their_roles(self):
        """The accused belongs to finance and management; the payout is not in any list or count of his."""
        compensation = self._asked(self._compensation())
        for user in (self.finance, self.management, self.manager, self.officer):
            model = self.env["beneficiary.compensation"].with_user(user)
            self.assertEqual(model.search_count([("id", "=", compensation.id)]), 1)
        message = compensation.with_user(self.manager).message_post(body="Paid by Sunday")
        self.assertEqual(message.search([("id", "=", message.id)]), message)
        compensation.complaint_id.sudo().accused_user_ids = self.finance | self.management | self.manager
        self.env.invalidate_all()
        self.assertFalse(message.with_user(self.manager).search([("id", "=", message.id)]), "who wrote it, too")
        for user in (self.finance, self.management, self.manager):
            with self.subTest(user=user.login):
                model = self.env["beneficiary.compensation"].with_user(user)
                self.assertFalse(model.search([]))
                self.assertEqual(model._read_group([], [], ["amount:sum", "__count"]), [(False, 0)])
                for call in ("read", "action_approve", "action_create_bill", "action_cancel", "action_print_order"):
                    with self.assertRaises(AccessError):
                        getattr(compensation.with_user(user), call)()
        with self.assertRaises(AccessError):
            compensation.complaint_id.with_user(self.manager).action_prepare_compensation()
        self.assertPayout(compensation, "to_approve")

    def test_barred_are_not_told_of_a_refusal(self):
        compensation = self._asked(self._compensation())
        compensation.with_user(self.finance).action_refuse("Too much")
        self.assertEqual(self._told_of_refusal(compensation).user_id, self.officer)
        compensation.complaint_id.sudo().accused_user_ids = self.officer
        self.assertFalse(self._told_of_refusal(compensation))
        compensation.complaint_id.sudo().accused_user_ids = False
        self._asked(compensation)
        compensation.complaint_id.sudo().accused_user_ids = self.officer
        compensation.with_user(self.finance).action_refuse("Too much")
        self.assertFalse(self._told_of_refusal(compensation))

    def test_accused_accountant_does_not_see_the_bill(self):
        """The books would tell who complained; whoever else keeps them sees all of them."""
        self.accountant.group_ids += self.env.ref("beneficiary.group_officer")
        other = self._create_accountant("accountant_2")
        usual = self._billed().sudo().move_id
        compensation = self._approved(self._compensation())
        complaint = compensation.complaint_id.sudo()
        complaint.accused_user_ids = self.accountant
        compensation.with_user(self.finance).action_create_bill()
        bill = compensation.sudo().move_id
        bill.with_user(other).action_post()
        credit = self._credit_as(other, bill)
        for user, found in ((self.accountant, usual), (other, usual | bill | credit)):
            with self.subTest(user=user.login):
                moves = self.env["account.move"].with_user(user).with_context(allowed_company_ids=self.company.ids)
                self.assertEqual(moves.search([("id", "in", (usual | bill | credit).ids)]), found)
                self.assertEqual(moves.line_ids.search([("move_id", "in", (usual | bill | credit).ids)]).move_id, found)
        for name in ("partner_id", "beneficiary_compensation_id"):
            with self.assertRaises(AccessError):
                bill.with_user(self.accountant).read([name])
        complaint.accused_user_ids = False
        self.assertEqual(bill.with_user(self.accountant).read(["partner_id"])[0]["partner_id"][0], bill.partner_id.id)

    def test_who_had_a_part_does_not_approve(self):
        compensation = self._compensation()
        complaint = compensation.complaint_id.sudo()
        complaint.user_id = self.manager
        self._asked(compensation)
        self.assertEqual(self._asked_to_approve(compensation), self.finance | self.finance_2)
        complaint.accused_user_ids = self.finance_2
        self.assertEqual(self._asked_to_approve(compensation), self.finance)
        with self.assertRefused("you had a part"):
            compensation.with_user(self.manager).action_approve()
        self.assertPayout(self._approved_by_finance(compensation), "approved")

    def test_figures_by_cause_and_branch(self):
        cause = self.env.ref("beneficiary.complaint_cause_delay")
        compensation = self._compensation()
        compensation.complaint_id.sudo().cause_ids = [Command.set(cause.ids)]
        self.env.flush_all()
        groups = (
            self.env["beneficiary.compensation"]
            .with_user(self.management)
            ._read_group([("company_id", "=", self.company.id)], ["cause_ids", "branch_id"], ["amount:sum"])
        )
        self.assertEqual(
            [(found.id, branch.id, amount) for found, branch, amount in groups], [(cause.id, self.branch.id, 1200)]
        )

from odoo import Command, fields

from ..common import BeneficiaryCommon

IBAN = "SA0380000000608010167519"
IBAN_2 = "SA4420000001234567891234"


class PayoutCommon(BeneficiaryCommon):
    """An association with a real chart of accounts, and people who ask, approve, prepare bills and keep the books."""

    chart = "generic_coa"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._load_payout_books(cls.company)
        cls.officer_2 = cls._create_user("officer_2", "officer")
        cls.finance_2 = cls._create_user("finance_2", "finance")
        cls.accountant = cls._create_accountant("accountant")
        cls.person = cls._create_payee()

    @classmethod
    def _create_accountant(cls, login):
        """Return an accountant who has none of the roles of the addon."""
        user = cls._create_user(login, "officer")
        groups = "base.group_user", "base.group_partner_manager", "account.group_account_manager"
        groups += ("account.group_validate_bank_account",)
        user.group_ids = [Command.set([cls.env.ref(group).id for group in groups])]
        return user

    @classmethod
    def _load_payout_books(cls, company):
        """Give a company a chart of accounts, and say where payouts are booked."""
        env = cls.env(context={"allowed_company_ids": company.ids})
        if not company.chart_template:
            env["account.chart.template"].try_loading(cls.chart, company=company, install_demo=False)
        journals = env["account.journal"]
        cls.purchase = journals.search([("type", "=", "purchase"), ("company_id", "=", company.id)], limit=1)
        cls.bank = journals.search([("type", "=", "bank"), ("company_id", "=", company.id)], limit=1)
        own = {"company_ids": [Command.set(company.ids)]}
        cls.aid_account, cls.compensation_account = env["account.account"].create(
            [
                {"name": "Aid", "code": "659901", "account_type": "expense"} | own,
                {"name": "Compensations", "code": "659902", "account_type": "expense"} | own,
            ]
        )
        plan = env["account.analytic.plan"].create({"name": "Test plan"})
        cls.analytic = env["account.analytic.account"].create(
            {"name": "Test aid", "plan_id": plan.id, "company_id": company.id}
        )
        company.write(
            {
                "beneficiary_payout_journal_id": cls.purchase.id,
                "beneficiary_aid_account_id": cls.aid_account.id,
                "beneficiary_aid_analytic_id": cls.analytic.id,
                "beneficiary_compensation_account_id": cls.compensation_account.id,
            }
        )

    @classmethod
    def _create_payee(cls, verified=True, iban=IBAN, **vals):
        """Return a registered beneficiary with a bank account."""
        person = cls._create_beneficiary(**vals)
        person.sudo().write({"state": "registered", "file_number": f"T{person.id}"})
        person.write({"bank_ids": [Command.create({"acc_number": iban})]})
        person.sudo().bank_ids.with_user(cls.env.user).allow_out_payment = verified
        return person

    @classmethod
    def _approved_request(cls, person=None, amount=1000.0):
        """Return an approved request, without the papers and votes that the whole way there needs."""
        case = cls._create_request(person or cls.person, amount_requested=amount)
        case.sudo().write({"state": "approved", "amount_approved": amount, "date_decided": fields.Datetime.now()})
        return case

    @classmethod
    def _draft(cls, case=None, amount=None):
        case = case or cls._approved_request()
        vals = {"request_id": case.id, "amount": case.amount_approved if amount is None else amount}
        return cls.env["beneficiary.payment"].with_user(cls.officer).create(vals)

    @classmethod
    def _asked(cls, payout=None):
        payout = payout or cls._draft()
        payout.with_user(cls.officer).action_request_approval()
        return payout

    @classmethod
    def _approved(cls, payout=None):
        payout = cls._asked(payout)
        payout.with_user(cls.finance).action_approve()
        return payout

    @classmethod
    def _billed(cls, payout=None):
        payout = cls._approved(payout)
        payout.with_user(cls.finance).action_create_bill()
        return payout

    @classmethod
    def _as_accountant(cls, payout):
        """Return the bill of a payout as the accountant sees it."""
        return payout.sudo().move_id.with_user(cls.accountant).with_context(allowed_company_ids=cls.company.ids)

    @classmethod
    def _posted(cls, payout=None):
        payout = cls._billed(payout)
        cls._as_accountant(payout).action_post()
        return payout

    @classmethod
    def _pay(cls, bills, amount=None, **vals):
        """Register the payment of posted bills or credit notes with Odoo's own screen; return the payments."""
        action = bills.action_register_payment()
        wizard = bills.env["account.payment.register"].with_context(**action["context"])
        vals |= {"journal_id": cls.bank.id}
        if amount is not None:
            vals["amount"] = amount
        return wizard.create(vals)._create_payments()

    @classmethod
    def _paid(cls, payout=None):
        payout = cls._posted(payout)
        cls._pay(cls._as_accountant(payout))
        return payout

    @classmethod
    def _credit(cls, payout, modify=False):
        """Reverse the bill of a payout with Odoo's own screen; return what it made."""
        return cls._credit_as(cls.accountant, payout.sudo().move_id, modify)

    @classmethod
    def _credit_as(cls, user, bill, modify=False):
        """Reverse a bill as ``user`` with Odoo's own screen; return what it made."""
        bill = bill.with_user(user).with_context(allowed_company_ids=cls.company.ids)
        wizard = (
            bill.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=bill.ids)
            .create({"reason": "Test", "journal_id": bill.journal_id.id, "date": fields.Date.today()})
        )
        wizard.reverse_moves(is_modify=modify)
        return wizard.new_move_ids

    def _asked_to_approve(self, record):
        """Return the users who have an activity to approve a payout or a batch."""
        kind = self.env.ref("beneficiary.mail_activity_type_payout")
        return record.sudo().activity_ids.filtered(lambda a: a.activity_type_id == kind).user_id

    def _told_of_refusal(self, record):
        """Return the activities of those who are told that a payout or a batch was refused."""
        kind = self.env.ref("beneficiary.mail_activity_type_payout_refused")
        return record.sudo().activity_ids.filtered(lambda a: a.activity_type_id == kind)

    def _balance(self, account):
        """Return what the posted entries of this company sum to on an account."""
        self.env.flush_all()
        [(balance,)] = self.env["account.move.line"]._read_group(
            [("account_id", "=", account.id), ("parent_state", "=", "posted"), ("company_id", "=", self.company.id)],
            [],
            ["balance:sum"],
        )
        return balance or 0.0

    def _payable(self, payout):
        """Return what is open on the payable account of the payee."""
        return self._balance(payout.sudo().partner_id.with_company(self.company).property_account_payable_id)

    def _liquid(self):
        """Return what left the bank, on its own account or on the way there."""
        lines = self.env["account.move.line"].search(
            [("journal_id", "=", self.bank.id), ("parent_state", "=", "posted")]
        )
        return sum(lines.filtered(lambda line: line.account_type != "liability_payable").mapped("balance"))

    def assertPayout(self, payout, state, paid=0.0, payment_state=False):
        self.env.flush_all()
        self.env.invalidate_all()
        payout = payout.sudo()
        self.assertEqual((payout.state, payout.amount_paid, payout.payment_state), (state, paid, payment_state))


class CompensationCommon(PayoutCommon):
    """Complaints with what a compensation rests on, without the whole way there, which other tests walk."""

    @classmethod
    def _complaint(cls, **vals):
        defaults = {
            "subject": "The rent was not paid",
            "description": "My landlord fined me.",
            "channel_id": cls.env.ref("beneficiary.channel_website").id,
            "company_id": cls.company.id,
            "branch_id": cls.branch.id,
            "beneficiary_id": cls.person.id,
        }
        complaint = cls.env["beneficiary.complaint"].with_user(cls.officer).create(defaults | vals)
        complaint.sudo().state = "investigation"
        return complaint

    @classmethod
    def _fault(cls, complaint, meeting_state="certified", **vals):
        """Return a decision of the committee about a complaint, in a meeting in this state."""
        meeting = (
            cls.env["beneficiary.committee.meeting"]
            .sudo()
            .create({"committee_id": cls.committee.id, "start": "2026-01-05 08:00:00"})
        )
        item = (
            cls.env["beneficiary.committee.item"]
            .sudo()
            .create(
                {
                    "committee_id": cls.committee.id,
                    "complaint_id": complaint.id,
                    "meeting_id": meeting.id,
                    "association_at_fault": True,
                    "reason": "The order was forgotten",
                }
                | vals
            )
        )
        cls.env.flush_all()
        cls.env.cr.execute("UPDATE beneficiary_committee_item SET outcome = 'upheld' WHERE id = %s", item.ids)
        cls.env.cr.execute(
            "UPDATE beneficiary_committee_meeting SET state = %s WHERE id = %s", (meeting_state, meeting.id)
        )
        cls.env.invalidate_all()
        return item

    @classmethod
    def _settle(cls, complaint, state="signed", **vals):
        defaults = {"complaint_id": complaint.id, "terms": "We pay the fine of the landlord.", "amount": 1200}
        settlement = cls.env["beneficiary.settlement"].with_user(cls.officer_2).create(defaults | vals)
        settlement.sudo().write({"state": state, "date_signed": "2026-01-06 08:00:00"})
        return settlement

    @classmethod
    def _rule(cls, complaint, final=True, **vals):
        defaults = {
            "complaint_id": complaint.id,
            "authority": "General Court",
            "number": "77",
            "date": "2026-01-05",
            "amount": 900,
            "file": cls.signature,
            "file_name": "ruling.png",
        }
        ruling = cls.env["beneficiary.ruling"].with_user(cls.officer_2).create(defaults | vals)
        ruling.sudo().final = final
        return ruling

    @classmethod
    def _compensation(cls, complaint=None):
        """Return the draft of a compensation that rests on minutes and a signed settlement."""
        if not complaint:
            complaint = cls._complaint()
            cls._fault(complaint)
            cls._settle(complaint)
        complaint.action_prepare_compensation()
        return complaint.compensation_ids

    @classmethod
    def _approved_by_finance(cls, payout):
        payout.with_user(cls.finance).action_approve()
        return payout

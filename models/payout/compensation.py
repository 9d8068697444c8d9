from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .program import ACCOUNTING

STORY = "beneficiary.group_officer,beneficiary.group_management"


class Compensation(models.Model):
    """What the association pays to somebody whom it harmed (R-73…R-76).

    One for each complaint, whatever happens. The finance team sees who gets how much, and nothing of the story: what
    leads to it is in fields that it cannot read, and whoever is barred from the complaint sees no compensation either.
    `compensation_gate.py` holds what it rests on.
    """

    _name = "beneficiary.compensation"
    _description = "Compensation"
    _inherit = ["beneficiary.payout.mixin"]
    _payout_code = "beneficiary.compensation"

    complaint_id = fields.Many2one(
        "beneficiary.complaint", required=True, index=True, check_company=True, ondelete="restrict", groups=STORY
    )
    company_id = fields.Many2one(
        related="complaint_id.company_id", store=True, precompute=True, index=True, related_sudo=True
    )
    branch_id = fields.Many2one(
        related="complaint_id.branch_id", store=True, precompute=True, index="btree_not_null", related_sudo=True
    )
    cause_ids = fields.Many2many(
        "beneficiary.complaint.cause",
        string="Root causes",
        compute="_compute_cause_ids",
        store=True,
        groups=STORY,
    )
    basis = fields.Selection(
        [("minutes", "Certified minutes and settlement"), ("ruling", "Final ruling")],
        required=True,
        compute="_compute_basis",
        store=True,
        precompute=True,
        readonly=False,
        tracking=True,
        help="What the amount comes from.",
    )
    currency_id = fields.Many2one(
        related="company_id.currency_id", store=True, precompute=True, required=False, readonly=True
    )
    amount = fields.Monetary(compute="_compute_amount", store=True, precompute=True, readonly=False)
    move_ids = fields.One2many("account.move", "beneficiary_compensation_id", "Bills", readonly=True, groups=ACCOUNTING)

    _one_per_complaint = models.UniqueIndex(
        "(complaint_id) WHERE step != 'cancelled'",
        "There is a compensation for this complaint already. Only one is paid; open it, or cancel it first.",
    )
    _company_recent = models.Index("(company_id, id DESC)")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"complaint_id"}

    # --------------------------------------------------------------- computes
    def _payout_beneficiary(self):
        return self.complaint_id.beneficiary_id

    def _payout_defaults(self):
        company = self.complaint_id.company_id
        account = company._beneficiary_books("beneficiary_compensation_account_id")
        return account, company.beneficiary_compensation_analytic_id

    @api.depends("complaint_id.cause_ids")
    def _compute_cause_ids(self):
        for compensation in self:
            compensation.cause_ids = compensation.sudo().complaint_id.cause_ids

    @api.depends("complaint_id")
    def _compute_basis(self):
        for compensation in self:
            compensation.basis = compensation.sudo().complaint_id._default_basis()

    @api.depends("complaint_id", "basis")
    def _compute_amount(self):
        for compensation in self:
            compensation.amount = compensation.amount or compensation.sudo()._basis_record().amount

    @api.depends("complaint_id")
    def _compute_payee_ids(self):
        super()._compute_payee_ids()
        for compensation in self:
            # a complainant whom the association knows by name only
            complaint = compensation.sudo().complaint_id
            compensation.payee_ids |= complaint.partner_id

    @api.depends("complaint_id")
    def _compute_partner_id(self):
        for compensation in self:
            compensation.partner_id = compensation.partner_id or compensation.sudo().complaint_id.partner_id

    @api.depends("complaint_id")
    def _compute_analytic_account_id(self):
        for compensation in self:
            analytic = compensation.sudo().company_id.beneficiary_compensation_analytic_id
            compensation.analytic_account_id = compensation.analytic_account_id or analytic

    def _payee_allowed(self):
        # whoever complained without a name says at the settlement where the money goes
        return not self.payee_ids or super()._payee_allowed()

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")
        complaints = self.env["beneficiary.complaint"].browse({vals["complaint_id"] for vals in vals_list})
        complaints.check_access("read")
        self.flush_model(["step"])  # one that was cancelled just now makes room for another
        for vals in vals_list:
            complaint = complaints.browse(vals["complaint_id"])
            complaint._check_may_compensate(vals.get("basis") or complaint._default_basis())
        if complaints.sudo().barred_user_ids:
            self.env.registry.clear_cache()  # record rules cache what a user is barred from
        return super().create(vals_list)

    @api.constrains("amount", "basis", "complaint_id")
    def _check_amount(self):
        for compensation in self.sudo():
            most = compensation._basis_record().amount
            if compensation.currency_id.compare_amounts(compensation.amount, most) > 0:
                raise ValidationError(
                    self.env._(
                        "%(name)s: %(amount)s is more than the %(most)s of “%(basis)s”. Correct “Amount”.",
                        name=compensation.name,
                        amount=compensation.currency_id.format(compensation.amount),
                        most=compensation.currency_id.format(most),
                        basis=dict(self._fields["basis"]._description_selection(self.env))[compensation.basis],
                    )
                )

    # ------------------------------------------------------------------ notice
    def _send_paid_notice(self):
        self.complaint_id._tell("compensation", payout=self, occasion=self.name)

    # ------------------------------------------------------------------- books
    def _bill_text(self):
        return self.env._("Payout %(name)s", name=self.name)

    def _attach_papers(self, bill):
        """Attach the payment order: who gets how much and on which paper, and nothing of the story."""
        report = self.env["ir.actions.report"].sudo().with_context(lang=self.company_id.partner_id.lang)
        content, _kind = report._render_qweb_pdf("beneficiary.report_compensation_order", self.ids)
        self.env["ir.attachment"].sudo().create(
            {
                "name": self.env._("Payment order %(name)s.pdf", name=self.name.replace("/", "-")),
                "raw": content,
                "res_model": "account.move",
                "res_id": bill.id,
            }
        )

    # ---------------------------------------------------------------- buttons
    def action_open_complaint(self):
        """Open the complaint, for those who may see it."""
        self.ensure_one()
        self._check_role(*STORY.split(","))
        self.check_access("read")
        self.complaint_id.check_access("read")
        return self.complaint_id.get_formview_action()

    def action_print_order(self):
        """Print the payment order.

        :raise UserError: when the compensation is not approved
        """
        self.check_access("read")
        self._check_state("approved", "billed", "paid")
        return self.env.ref("beneficiary.action_report_compensation_order").report_action(self)

from odoo import api, fields, models
from odoo.exceptions import UserError

from .terms import LINE_KINDS, RECURRENCES, SIDES


class AgreementLine(models.Model):
    """A right or duty of one side, its due date, and what became of it (R-02, R-04).

    What was agreed never changes once it is signed, and what was recorded is kept; `agreement_line_flow.py` holds how
    it is recorded.
    """

    _name = "beneficiary.agreement.line"
    _description = "Right or Duty"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "due_date, sequence, id"
    _rec_name = "description"

    agreement_id = fields.Many2one("beneficiary.agreement", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="agreement_id.company_id", store=True, precompute=True)
    branch_id = fields.Many2one(related="agreement_id.branch_id", store=True, precompute=True, index="btree_not_null")
    user_id = fields.Many2one(related="agreement_id.user_id", store=True, index="btree_not_null")
    partner_id = fields.Many2one(related="agreement_id.partner_id")
    agreement_state = fields.Selection(related="agreement_id.state", store=True, string="Agreement status")
    sequence = fields.Integer(default=10)
    kind = fields.Selection(LINE_KINDS, required=True, default="duty")
    whose = fields.Selection(SIDES, required=True, default="association", help="Whose right or duty it is.")
    description = fields.Char(required=True)
    due_date = fields.Date("Due")
    recurrence = fields.Selection(RECURRENCES, required=True, default="none")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary()
    state = fields.Selection(
        [
            ("open", "Open"),
            ("performed", "Performed"),
            ("missed", "In default"),
            ("remedied", "Remedied"),
            ("waived", "Waived"),
        ],
        default="open",
        required=True,
        readonly=True,
        copy=False,
    )
    previous_id = fields.Many2one(
        "beneficiary.agreement.line", "Repeats", readonly=True, copy=False, ondelete="restrict"
    )
    occurrence = fields.Integer(readonly=True, copy=False, help="How many times it came round before.")
    series_date = fields.Date("First due", readonly=True, copy=False)
    performed_on = fields.Date(readonly=True, copy=False)
    performed_by = fields.Many2one("res.users", readonly=True, copy=False)
    performed_note = fields.Text("How it was performed", readonly=True, copy=False)
    missed_on = fields.Date("In default since", readonly=True, copy=False)
    missed_by = fields.Many2one(
        "res.users", "Default recorded by", readonly=True, copy=False, help="Empty if the date passed."
    )
    remedy = fields.Text("Remedy due", readonly=True, copy=False)
    remedied_on = fields.Date(readonly=True, copy=False)
    remedied_by = fields.Many2one("res.users", readonly=True, copy=False)
    remedy_note = fields.Text("How it was remedied", readonly=True, copy=False)
    waived_on = fields.Date(readonly=True, copy=False)
    waived_by = fields.Many2one("res.users", readonly=True, copy=False)
    waive_reason = fields.Text(readonly=True, copy=False)
    reminded_on = fields.Date("Reminded on", readonly=True, copy=False)
    activity_id = fields.Many2one(
        "mail.activity", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )
    is_overdue = fields.Boolean(compute="_compute_is_overdue")

    # what the scheduled action and the lists of what is due look for
    _due = models.Index("(company_id, due_date, id) WHERE state = 'open' AND due_date IS NOT NULL")
    _in_default = models.Index("(agreement_id) WHERE state = 'missed'")
    _sorted = models.Index("(company_id, due_date, sequence, id)")
    _one_next = models.UniqueIndex("(previous_id) WHERE previous_id IS NOT NULL", "This line was repeated already.")
    _amount_positive = models.Constraint("CHECK (amount >= 0)", "The amount of a right or duty cannot be negative.")
    _recurrence_dated = models.Constraint(
        "CHECK (recurrence = 'none' OR due_date IS NOT NULL)", "What comes round again needs a first “Due” date."
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"agreement_id"}

    # ----------------------------------------------------------------- frozen
    def _is_frozen(self):
        return self.agreement_id.sudo()._is_frozen()

    def _frozen_message(self):
        return self.env._(
            "“%(line)s” belongs to a signed agreement and cannot be changed. Amend the agreement by a new one.",
            line=self.description,
        )

    def _frozen_except(self):
        names = super()._frozen_except() | {"state", "reminded_on", "activity_id"}
        # what was recorded once is kept
        for names_of_step, done in (
            ({"performed_on", "performed_by", "performed_note"}, self.performed_on),
            ({"missed_on", "missed_by"}, self.missed_on),
            ({"remedy"}, self.remedy),
            ({"remedied_on", "remedied_by", "remedy_note"}, self.remedied_on),
            ({"waived_on", "waived_by", "waive_reason"}, self.waived_on),
        ):
            if not done:
                names |= names_of_step
        return names

    @api.model
    def _term_fields(self):
        """Return the fields that both sides sign."""
        return {"sequence", "kind", "whose", "description", "due_date", "recurrence", "amount"}

    def _content(self):
        """Return what is signed of this line, as plain data."""
        return [
            self.kind,
            self.whose,
            self.description,
            str(self.series_date or self.due_date or ""),
            self.recurrence,
            f"{self.amount:.2f}",
        ]

    # --------------------------------------------------------------- computes
    @api.depends("due_date", "state")
    def _compute_is_overdue(self):
        today = {company: company.sudo()._beneficiary_today() for company in self.company_id}
        for line in self:
            late = line.due_date and line.company_id and line.due_date < today[line.company_id]
            line.is_overdue = bool(late and line.state == "open")

    @api.depends("description", "agreement_id.name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = (
                f"{line.agreement_id.name}: {line.description}" if line.agreement_id else line.description
            )

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self.env.su:
            for agreement in lines.agreement_id:
                agreement.check_access("write")
                agreement._check_draft()
        return lines

    def write(self, vals):
        if self._term_fields() & vals.keys():
            for line in self:
                line._check_not_frozen()
                line.agreement_id._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        for line in self:
            if line.agreement_id.state != "draft":
                raise UserError(line._frozen_message())

    def _copy_values(self, period):
        """Return the values of the same line in another agreement.

        :param relativedelta period: by how much later it is due
        """
        return {
            "sequence": self.sequence,
            "kind": self.kind,
            "whose": self.whose,
            "description": self.description,
            "due_date": self.due_date and self.due_date + period,
            "recurrence": self.recurrence,
            "amount": self.amount,
        }

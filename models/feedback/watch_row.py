from odoo import api, fields, models

SUBJECTS = [
    ("acknowledge", "Complaints: notice of receipt"),
    ("resolve", "Complaints: resolution"),
    ("first_answer", "Inquiries: first answer"),
    ("amicable", "Complaints settled amicably"),
    ("upheld", "Complaints upheld"),
    ("reopened", "Complaints reopened"),
    ("repeat", "Complaints that come again"),
    ("liaison", "Liaison officer"),
]


class VisitRow(models.Model):
    """One row of the figures that management looks at: numbers and no stories (R-85). Nobody writes one."""

    _name = "beneficiary.visit.row"
    _description = "Figures of a Watch"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "visit_id, sequence, id"

    visit_id = fields.Many2one("beneficiary.visit", required=True, readonly=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="visit_id.company_id", store=True, precompute=True, index=True)
    sequence = fields.Integer(readonly=True)
    subject = fields.Selection(SUBJECTS, required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Liaison officer", readonly=True, index="btree_not_null")
    received = fields.Integer("Came in", readonly=True, help="In the period.")
    done = fields.Integer("Answered", readonly=True, help="In the period, acknowledged or resolved as the row says.")
    in_time = fields.Integer("In time", readonly=True, help="Of those answered.")
    share = fields.Float("In time (%)", readonly=True, aggregator=None)
    hours = fields.Float("Hours taken", readonly=True, aggregator=None, help="Working hours on average.")
    waiting = fields.Integer("Waiting now", readonly=True)
    late = fields.Integer("Late now", readonly=True)

    def _is_frozen(self):
        return self.visit_id._is_frozen()

    def _frozen_message(self):
        return self.visit_id._frozen_message()

    @api.depends("subject", "user_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        subjects = dict(self._fields["subject"]._description_selection(self.env))
        for row in self:
            row.display_name = row.user_id.name or subjects.get(row.subject)

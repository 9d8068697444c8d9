from odoo import api, fields, models
from odoo.fields import Domain


class Consent(models.Model):
    """That a person agreed to something, from when, how, and until when. What was said once is not rewritten."""

    _name = "beneficiary.consent"
    _description = "Consent"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "id desc"
    _check_company_auto = True

    beneficiary_id = fields.Many2one("beneficiary.beneficiary", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="beneficiary_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="beneficiary_id.branch_id", store=True, precompute=True, index="btree_not_null")
    purpose_id = fields.Many2one("beneficiary.consent.purpose", required=True, index=True, ondelete="restrict")
    given_on = fields.Datetime(required=True, readonly=True, copy=False, default=fields.Datetime.now)
    method = fields.Selection(
        [("paper", "Signed on paper"), ("spoken", "Spoken, at the counter or by phone"), ("portal", "On the website")],
        "How",
        required=True,
        default="paper",
    )
    note = fields.Char(help="Where the signed paper is, or who heard it.")
    withdrawn_on = fields.Datetime(readonly=True, copy=False)

    _valid = models.Index("(purpose_id, beneficiary_id) WHERE withdrawn_on IS NULL")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"beneficiary_id", "purpose_id", "method"}

    @api.depends("purpose_id")
    def _compute_display_name(self):
        for consent in self:
            consent.display_name = consent.purpose_id.name

    @api.model_create_multi
    def create(self, vals_list):
        # whoever names a file here reads it
        files = {vals["beneficiary_id"] for vals in vals_list if vals.get("beneficiary_id")}
        self.env["beneficiary.beneficiary"].browse(files).check_access("read")
        return super().create(vals_list)

    @api.model
    def _valid_domain(self, purpose):
        """Return the domain of the consents to ``purpose`` that hold now."""
        return Domain("purpose_id", "=", purpose.id) & Domain("withdrawn_on", "=", False)

    def action_withdraw(self):
        """Record that the person withdrew; what was done before stays lawful, nothing more is done."""
        self._check_role("beneficiary.group_delegate")
        return self.filtered(lambda c: not c.withdrawn_on)._guarded_write({"withdrawn_on": fields.Datetime.now()})

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class Qualification(models.Model):
    """A qualification of a person, with its proof (R-60)."""

    _name = "beneficiary.qualification"
    _description = "Qualification"
    _inherit = ["beneficiary.claim.mixin"]
    _order = "beneficiary_id desc, date_awarded desc, id desc"
    _check_company_auto = True

    level_id = fields.Many2one(
        "beneficiary.qualification.level", required=True, index=True, check_company=True, ondelete="restrict"
    )
    rank = fields.Integer(related="level_id.rank")
    field_of_study = fields.Char(help="e.g. nursing, bookkeeping, computer science")
    institution = fields.Char("School or university")
    date_awarded = fields.Date("Awarded on")
    number = fields.Char("Certificate number")
    attachment_ids = fields.Many2many(
        "ir.attachment", "beneficiary_qualification_attachment_rel", string="Proof", copy=False
    )

    _to_verify = models.Index("(company_id, beneficiary_id DESC) WHERE state = 'claimed'")

    @api.model
    def _claimed_fields(self):
        return super()._claimed_fields() | {"level_id", "field_of_study", "institution", "date_awarded", "number"}

    @api.depends("level_id", "field_of_study")
    def _compute_display_name(self):
        for qualification in self:
            parts = (qualification.level_id.name, qualification.field_of_study)
            qualification.display_name = " – ".join(filter(None, parts))

    @api.constrains("date_awarded")
    def _check_date_awarded(self):
        today = fields.Date.context_today(self)
        for qualification in self:
            if qualification.date_awarded and qualification.date_awarded > today:
                raise ValidationError(
                    self.env._(
                        "“Awarded on” of “%(claim)s” lies in the future. Correct it.",
                        claim=qualification.display_name,
                    )
                )

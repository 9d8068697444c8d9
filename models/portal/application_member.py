from odoo import fields, models

from ..registry.family_member import RELATIONS


class ApplicationMember(models.Model):
    """A person of the household, as a visitor typed it."""

    _name = "beneficiary.application.member"
    _description = "Household on the website"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "id"

    application_id = fields.Many2one("beneficiary.application", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="application_id.company_id", store=True, precompute=True, index=True)
    name = fields.Char(required=True)
    relation = fields.Selection(RELATIONS, default="other", required=True)
    birth_date = fields.Date("Date of birth")
    national_id = fields.Char("ID / Iqama number")

from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    beneficiary_fax = fields.Char("Fax", help="Told to beneficiaries where the policy knows the channel “Fax” (R-70).")

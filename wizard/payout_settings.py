from odoo import models


class AssociationSettings(models.TransientModel):
    _name = "beneficiary.association.settings"
    _inherit = ["beneficiary.association.settings", "beneficiary.payout.settings.mixin"]

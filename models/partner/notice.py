from odoo import fields, models


class NoticePartner(models.Model):
    """What a partner entity is told."""

    _inherit = "beneficiary.notice"

    kind = fields.Selection(
        selection_add=[("partner_case", "Case to verify"), ("partner_reminder", "Reminder of a case")],
        ondelete={"partner_case": "cascade", "partner_reminder": "cascade"},
    )

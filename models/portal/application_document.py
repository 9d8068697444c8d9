from odoo import fields, models


class ApplicationDocument(models.Model):
    """A paper of an application: its files, and what is printed on it."""

    _name = "beneficiary.application.document"
    _description = "Paper on the website"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "application_id desc, id"

    application_id = fields.Many2one("beneficiary.application", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="application_id.company_id", store=True, precompute=True, index=True)
    type_id = fields.Many2one("beneficiary.document.type", required=True, ondelete="cascade")
    number = fields.Char()
    issue_date = fields.Date("Issued on")
    expiry_date = fields.Date("Valid until")
    attachment_ids = fields.One2many(
        "ir.attachment", "res_id", "Files", domain=[("res_model", "=", "beneficiary.application.document")]
    )

    _type_uniq = models.UniqueIndex("(application_id, type_id)", "This paper is there already.")

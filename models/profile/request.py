from odoo import fields, models


class Request(models.Model):
    """For which opportunities the applicant of a volunteering programme is proposed (R-61)."""

    _inherit = "beneficiary.request"

    volunteer_assignment_ids = fields.One2many(
        "beneficiary.volunteer.assignment",
        "request_id",
        "Volunteering",
        groups="beneficiary.group_delegate,beneficiary.group_researcher,beneficiary.group_management",
    )

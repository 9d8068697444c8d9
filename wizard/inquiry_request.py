from odoo import api, fields, models
from odoo.exceptions import ValidationError


class InquiryRequest(models.TransientModel):
    """Asks for the programme, and for the person where several are known, before an inquiry becomes a request."""

    _name = "beneficiary.inquiry.request"
    _description = "Open a request"

    lead_id = fields.Many2one("crm.lead", "Inquiry", required=True, domain="[('is_inquiry', '=', True)]")
    company_id = fields.Many2one(related="lead_id.company_id", related_sudo=False)
    known_ids = fields.Many2many(related="lead_id.known_ids", related_sudo=False)
    known_count = fields.Integer(related="lead_id.known_count", related_sudo=False)
    contact_name = fields.Char(related="lead_id.contact_name", related_sudo=False)
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary",
        "Person",
        domain="[('company_id', '=', company_id)]",
        help="Leave empty to make a new file of what was typed.",
    )
    program_id = fields.Many2one(
        "beneficiary.program",
        "Programme",
        required=True,
        domain="[('state', '=', 'open'), ('company_id', '=', company_id)]",
    )

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards._check_visible()
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self._check_visible()
        return result

    def _check_visible(self):
        """Raise unless the user may see what the screen shows. Not a constraint: those run with all rights."""
        for wizard in self:
            for record in (wizard.lead_id, wizard.beneficiary_id, wizard.program_id):
                record.check_access("read")
            if not wizard.lead_id.is_inquiry:
                raise ValidationError(self.env._("A request is opened out of an inquiry, not out of a sales lead."))

    def action_open(self):
        """Open the request and show it."""
        self.ensure_one()
        self.lead_id._check_inquiry("beneficiary.group_officer")
        self.beneficiary_id.check_access("read")
        self.program_id.check_access("read")
        return self.lead_id._open_request(self.program_id, self.beneficiary_id).get_formview_action()

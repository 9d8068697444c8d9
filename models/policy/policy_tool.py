from odoo import fields, models


class PolicyTool(models.Model):
    """A document that the relations officer works with (R-33…R-36), with its file, version and owner."""

    _name = "beneficiary.policy.tool"
    _description = "Policy Tool"
    _inherit = ["beneficiary.policy.part.mixin"]
    _order = "sequence, id"

    tool_type = fields.Selection(
        [
            ("bylaw", "Bylaw"),
            ("regulation", "Regulation"),
            ("policy", "Policy"),
            ("guide", "Guide"),
            ("form", "Form"),
            ("ethics", "Code of ethics"),
        ],
        required=True,
        default="guide",
    )
    version = fields.Char(default="1.0")
    owner_id = fields.Many2one("res.users", check_company=True, domain=[("share", "=", False)])
    file = fields.Binary(attachment=True)
    file_name = fields.Char()
    description = fields.Text(translate=True)

    def _frozen_except(self):
        if self.policy_id.is_template:
            return set()
        # the library lives on: a newer edition of a guide does not need a new policy
        return super()._frozen_except() | {"version", "owner_id", "file", "file_name"}

    def _text_type(self):
        """Return the kind of the tool in words."""
        return dict(self._fields["tool_type"]._description_selection(self.env))[self.tool_type]

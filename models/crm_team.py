from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

# what makes a team the one that takes in inquiries
FIXED = {"is_beneficiary", "company_id", "use_leads", "use_opportunities", "alias_defaults", "active"}


class CrmTeam(models.Model):
    """The team “Beneficiary Relations” of each association, whose leads are inquiries (R-17)."""

    _inherit = "crm.team"

    is_beneficiary = fields.Boolean(
        "Takes in inquiries", readonly=True, copy=False, index="btree_not_null", help="Its leads are inquiries."
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                vals["is_beneficiary"] = False
        return super().create(vals_list)

    def write(self, vals):
        fixed = FIXED & vals.keys() and ("is_beneficiary" in vals or any(team.is_beneficiary for team in self))
        if fixed and not self.env.su:
            raise AccessError(
                self.env._("The team of Beneficiary Relations is kept by the association's policy and settings.")
            )
        return super().write(vals)

    def _alias_get_creation_values(self):
        values = super()._alias_get_creation_values()
        if self.is_beneficiary:
            values["alias_defaults"] = dict(self._alias_default_values(values), type="inquiry")
        return values

    def _alias_default_values(self, values):
        defaults = values.get("alias_defaults") or {}
        return literal_eval(defaults) if isinstance(defaults, str) else defaults

    @api.model
    def _get_default_team_id(self, user_id=False, domain=False):
        # a sales lead that nobody has given a team must not become an inquiry
        sales = Domain("is_beneficiary", "=", False)
        team = super()._get_default_team_id(user_id=user_id, domain=Domain(domain or Domain.TRUE) & sales)
        return team.filtered(lambda t: not t.is_beneficiary)

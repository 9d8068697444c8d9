from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    def _beneficiary_figure_domain(self):
        """Return the domain of the numbers that this one user sees, for the record rule of the snapshots.

        Those for all; but those about complaints only where he is barred from none, and his own in their place. Rules
        cache it; :meth:`beneficiary.complaint._bar` clears the cache.
        """
        cases = [("barred_user_ids", "in", self.ids)]
        companies = [
            company.id for (company,) in self.env["beneficiary.complaint"].sudo()._read_group(cases, ["company_id"])
        ]
        common = Domain("user_id", "=", False)
        if not companies:
            return list(common)
        kept = Domain("company_id", "in", companies) & Domain(
            "figure_id", "in", self.env["beneficiary.figure"]._about_cases().ids
        )
        return list((common & ~kept) | (Domain("user_id", "=", self.id) & kept))

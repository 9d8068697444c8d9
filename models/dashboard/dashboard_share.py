from odoo import api, models
from odoo.exceptions import UserError


class DashboardShare(models.Model):
    """A dashboard of ours is not handed out by a link that anybody opens: it shows what only some roles may see."""

    _inherit = "spreadsheet.dashboard.share"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_not_confidential(vals["dashboard_id"] for vals in vals_list if vals.get("dashboard_id"))
        return super().create(vals_list)

    def write(self, vals):
        self._check_not_confidential([vals["dashboard_id"]] if vals.get("dashboard_id") else [])
        return super().write(vals)

    @api.model
    def _check_not_confidential(self, dashboard_ids):
        """Raise when one of these dashboards shows figures of beneficiaries.

        :raise UserError: with the name of the dashboard
        """
        group = self.env.ref("beneficiary.dashboard_group", raise_if_not_found=False)
        for dashboard in self.env["spreadsheet.dashboard"].browse(dashboard_ids):
            if group and dashboard.sudo().dashboard_group_id == group:
                raise UserError(
                    self.env._(
                        "“%(name)s” shows figures about beneficiaries and is not shared by a link. Colleagues who may "
                        "see it find it under Dashboards.",
                        name=dashboard.sudo().name,
                    )
                )

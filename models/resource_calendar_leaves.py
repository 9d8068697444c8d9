from odoo import api, models

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG


class ResourceCalendarLeaves(models.Model):
    _inherit = "resource.calendar.leaves"

    @api.model_create_multi
    def create(self, vals_list):
        leaves = super().create(vals_list)
        leaves._beneficiary_windows_changed()
        return leaves

    def write(self, vals):
        self._beneficiary_windows_changed()
        result = super().write(vals)
        self._beneficiary_windows_changed()
        return result

    def unlink(self):
        if self.env.context.get(MODULE_UNINSTALL_FLAG):
            return super().unlink()  # nothing waits any more when the addon itself goes
        companies = self._beneficiary_companies()
        result = super().unlink()
        self.env["beneficiary.request"]._recompute_open_windows(companies)
        return result

    def _beneficiary_companies(self):
        """Return the companies whose reply windows these days off move: those of holidays, not of one person."""
        holidays = self.sudo().filtered(lambda leave: not leave.resource_id)
        companies = self.env["res.company"].sudo()
        if holidays.filtered(lambda leave: not leave.company_id):
            return companies.search([("beneficiary_policy_id", "!=", False)])
        return holidays.company_id.filtered("beneficiary_policy_id")

    def _beneficiary_windows_changed(self):
        self.env["beneficiary.request"]._recompute_open_windows(self._beneficiary_companies())

from odoo import api, fields, models
from odoo.exceptions import AccessError


class AssociationSettings(models.TransientModel):
    """The settings of the association for its manager, who need not be Odoo's administrator.

    It writes the fields of the company that :meth:`_company_fields` names, and no others. To add one, declare it in
    ``beneficiary.settings.mixin`` with ``related="company_id.<name>", readonly=False`` and put it on the form.
    """

    _name = "beneficiary.association.settings"
    _description = "Association settings"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.settings.mixin"]
    _rec_name = "company_id"

    company_id = fields.Many2one(readonly=True)

    @api.model
    def _company_fields(self):
        """Return the names of the company's fields that a manager may set here."""
        return {
            name
            for name, field in self._fields.items()
            if field.related == f"company_id.{name}" and not field.readonly and name.startswith("beneficiary_")
        }

    @api.model_create_multi
    def create(self, vals_list):
        names = self._company_fields()
        company_vals = [{name: vals[name] for name in names & vals.keys()} for vals in vals_list]
        own = [{name: value for name, value in vals.items() if name not in names} for vals in vals_list]
        records = super().create(own)
        for record, vals in zip(records, company_vals, strict=True):
            record._write_company(vals)
        return records

    def write(self, vals):
        names = self._company_fields()
        self._write_company({name: vals[name] for name in names & vals.keys()})
        return super().write({name: value for name, value in vals.items() if name not in names})

    def _write_company(self, vals):
        """Set the whitelisted fields of the companies."""
        if not vals:
            return
        self._check_role("beneficiary.group_manager")
        self.check_access("write")
        if self.company_id - self.env.companies:
            raise AccessError(self.env._("Choose the association at the top before you change its settings."))
        for name, value in vals.items():
            field = self._fields[name]
            if field.type == "many2one" and value:
                self._check_own(self.env[field.comodel_name].browse(value))
        self.company_id.sudo().write(vals)

    def _check_own(self, record):
        """Raise unless ``record`` may be read, and belongs to this association or to all of them."""
        record.check_access("read")
        if record._name in ("account.account", "account.analytic.account", "account.journal"):
            # who keeps the books chooses where fees are kept and payouts are booked
            self._check_role("account.group_account_invoice")
            record = record.sudo()
        if "company_ids" in record._fields and self.company_id - record.company_ids:
            raise AccessError(self.env._("“%(name)s” belongs to another association.", name=record.display_name))
        if "company_id" in record._fields and record.company_id - self.company_id:
            raise AccessError(self.env._("“%(name)s” belongs to another association.", name=record.display_name))

    def action_save(self):
        """Close the screen; what was typed is saved by now."""
        self._check_role("beneficiary.group_manager")
        self.check_access("write")
        return {"type": "ir.actions.act_window_close"}

from odoo import api, models
from odoo.exceptions import AccessError


class GuardedMixin(models.AbstractModel):
    """Fields that only the model's own methods set.

    A button that is hidden, or a context key, guards nothing: RPC reaches ``create`` and ``write`` directly.
    So the state of a record, who decided and when are *guarded*: nobody writes them but a method of the model,
    which checks its gate and then calls :meth:`_guarded_write`.
    """

    _name = "beneficiary.guarded.mixin"
    _description = "Fields set only by their own actions"

    def _guarded_fields(self):
        """Return the names of the guarded fields."""
        return set()

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            guarded = self._guarded_fields()
            for vals in vals_list:
                self._check_guarded(name for name in guarded & vals.keys() if not self._is_default(name, vals[name]))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_guarded(self._guarded_fields() & vals.keys())
        return super().write(vals)

    def _guarded_write(self, vals):
        """Write guarded fields for a user who may write these records.

        :raise AccessError: when the user may not write them
        """
        self.check_access("write")
        return self.sudo().write(vals)

    def _is_default(self, name, value):
        field = self._fields[name]
        default = field.default(self) if field.default else False
        return not value or value == default

    def _check_guarded(self, names):
        for name in names:
            raise AccessError(
                self.env._(
                    "“%(field)s” of %(model)s is set by its own actions only. Use the buttons of the form.",
                    field=self._fields[name]._description_string(self.env),
                    model=self.env["ir.model"]._get(self._name).name,
                )
            )

    def _check_role(self, *groups):
        """Raise an ``AccessError`` unless the user belongs to one of ``groups`` (external ids)."""
        if self.env.su or any(self.env.user.has_group(group) for group in groups):
            return
        names = self.env["res.groups"].sudo()
        for group in groups:
            names |= self.env.ref(group).sudo()
        raise AccessError(
            self.env._(
                "Only these roles may do this: %(roles)s. Ask one of them, or ask your manager for the role.",
                roles=", ".join(names.mapped("name")),
            )
        )

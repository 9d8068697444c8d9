from odoo import api, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.models import MAGIC_COLUMNS
from odoo.tools import SQL
from odoo.tools.i18n import format_list


class GuardedMixin(models.AbstractModel):
    """``readonly=True`` that holds over RPC too.

    A button that is hidden, a field that is read-only in the form, a context key: none of them guards anything, for
    RPC reaches ``create`` and ``write`` directly. So what a stored field says with ``readonly=True`` is enforced
    here: nobody sets it but a method of the model, which checks its gate and then calls :meth:`_guarded_write`.
    Defaults of such a field come from the model alone, never from the context or from somebody's own defaults.
    """

    _name = "beneficiary.guarded.mixin"
    _description = "Fields set only by their own actions"

    def _guarded_fields(self):
        """Return the names of the fields that only the model's own methods set."""
        return {
            name for name, field in self._fields.items() if field.store and field.readonly and name not in MAGIC_COLUMNS
        }

    def _set_once_fields(self):
        """Return the names of the fields that are given at creation and do not change afterwards."""
        return set()

    def _free_on_create(self):
        """Return the names of guarded fields that a user may nevertheless give at creation."""
        return set()

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        for name in (self._guarded_fields() - self._free_on_create()) & values.keys():
            own = self._own_default(name)
            if own is None:
                del values[name]
            else:
                values[name] = own
        return values

    def copy_data(self, default=None):
        """Leave out what the user may not see: with it nobody but a few could duplicate anything."""
        hidden = {
            name: False
            for name, field in self._fields.items()
            if field.copy and not self._has_field_access(field, "read")
        }
        vals_list = super().copy_data(hidden | (default or {}))
        return [
            {name: value for name, value in vals.items() if name not in hidden or name in (default or {})}
            for vals in vals_list
        ]

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            guarded = self._guarded_fields() - self._free_on_create()
            for vals in vals_list:
                self._refuse_guarded(n for n in guarded & vals.keys() if vals[n] and vals[n] != self._own_default(n))
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_guarded((self._guarded_fields() | self._set_once_fields()) & vals.keys())
        return super().write(vals)

    def _guarded_write(self, vals):
        """Write guarded fields for a user who may write these records.

        :raise AccessError: when the user may not write them
        """
        self.check_access("write")
        return self.sudo().write(vals)

    def _own_default(self, name):
        field = self._fields[name]
        if not field.default:
            return None
        value = field.convert_to_cache(field.default(self), self, validate=False)
        return field.convert_to_write(field.convert_to_record(value, self), self)

    def _refuse_guarded(self, names):
        for name in names:
            raise AccessError(
                self.env._(
                    "“%(field)s” of %(model)s is set by its own actions only. Use the buttons of the form.",
                    field=self._fields[name]._description_string(self.env),
                    model=self.env["ir.model"]._get(self._name).name,
                )
            )

    # -------------------------------------------------------------------- locks
    def _lock_rows(self, *names):
        """Wait until nobody else holds these rows, then hold them until the transaction ends.

        ``lock_for_update`` does not wait: it fails on a row that somebody holds. Rows are locked in the order of their
        numbers. When a row was changed while one waited, the database says so, and Odoo begins again from the start.

        :param str names: fields that are to be read anew
        """
        if not self.ids:
            return
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                "SELECT id FROM %s WHERE id IN %s ORDER BY id FOR UPDATE",
                SQL.identifier(self._table),
                tuple(self.ids),
            )
        )
        if names:
            self.invalidate_recordset(names)

    def _hold_rows(self, message):
        """Hold these rows until the transaction ends, without waiting for whoever holds one; read them anew.

        :param str message: what the user is told
        :raise UserError: when somebody else holds one
        """
        try:
            self.sudo().lock_for_update(allow_referencing=True)
        except LockError:
            raise UserError(message) from None
        self.invalidate_recordset()

    # ------------------------------------------------------------------- gates
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
                roles=format_list(self.env, names.mapped("name"), style="unit"),
            )
        )

    def _check_state(self, *states):
        """Raise a ``UserError`` unless every record is in one of ``states``."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for record in self:
            if record.state not in states:
                raise UserError(
                    self.env._(
                        "%(name)s is “%(state)s”; this step needs “%(needed)s”.",
                        name=record.display_name,
                        state=labels[record.state],
                        needed="/".join(labels[state] for state in states),
                    )
                )

from odoo import api, models
from odoo.exceptions import UserError


class FrozenMixin(models.AbstractModel):
    """Records that cannot be changed or deleted once they are signed, voted, approved or sent.

    It holds for everyone, the superuser included; a correction is a new record that points to the old one.
    """

    _name = "beneficiary.frozen.mixin"
    _description = "Records that do not change once signed, voted, approved or sent"

    # the thread about a record goes on when the record itself is frozen
    _frozen_except_prefixes = ("message_", "activity_", "website_message_", "rating_", "access_token")

    def _is_frozen(self):
        """Tell whether this one record is final."""
        self.ensure_one()
        return False

    def _frozen_except(self):
        """Return the names of the fields that may still change on a frozen record."""
        return set()

    def _frozen_files(self):
        """Return the attachments that are part of a record, and so are final with it."""
        return self.env["ir.attachment"]

    def _check_file_kept(self, file):
        """Raise when ``file``, which belongs to this one record, must not be changed or deleted."""
        if file in self._frozen_files():
            self._check_not_frozen()

    def _frozen_message(self):
        """Return the sentence that says why the record cannot change and what to do instead."""
        return self.env._("“%(name)s” is final and cannot be changed.", name=self.display_name)

    def write(self, vals):
        changed = {name for name in vals if not name.startswith(self._frozen_except_prefixes)}
        for record in self if changed else ():
            if changed - record._frozen_except():
                record._check_not_frozen()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._check_not_frozen()

    def _check_not_frozen(self):
        for record in self:
            if record._is_frozen():
                raise UserError(record._frozen_message())

from odoo import models


class OpenedMixin(models.AbstractModel):
    """What a manager opens for requests, and closes again."""

    _name = "beneficiary.opened.mixin"
    _description = "Opened for requests, and closed"
    _inherit = ["beneficiary.guarded.mixin"]

    def _check_can_open(self):
        """Raise a ``UserError`` that says what this one record lacks before it opens."""
        self.ensure_one()

    def action_open(self):
        """Open the records: people apply, and the committee approves.

        :raise UserError: when something is missing
        """
        self._check_role("beneficiary.group_manager")
        for record in self:
            record._check_can_open()
        return self._guarded_write({"state": "open"})

    def action_close(self):
        """Close the records: nothing new is taken in; what is under way goes on."""
        self._check_role("beneficiary.group_manager")
        return self._guarded_write({"state": "closed"})

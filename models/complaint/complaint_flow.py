from odoo import fields, models


class ComplaintFlow(models.Model):
    """The path of a complaint and its gates (R-70…R-72)."""

    _inherit = "beneficiary.complaint"

    def action_acknowledge(self):
        """Tell the complainant that the complaint has arrived.

        :raise UserError: when a complaint is not new
        """
        self._check_may_handle()
        self._check_state("new")
        self._guarded_write({"state": "acknowledged", "date_acknowledged": fields.Datetime.now()})
        return True

    # ------------------------------------------------------------------ gates
    def _check_may_handle(self):
        """Only officers who may see and change the complaint take it on; the rules keep out who is barred."""
        self._check_role("beneficiary.group_officer")
        self.check_access("write")

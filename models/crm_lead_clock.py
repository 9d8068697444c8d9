from odoo import api, models
from odoo.fields import Domain
from odoo.tools.sql import column_exists, create_column

from .crm_lead import WAITING


class CrmLeadClock(models.Model):
    """The clock of an inquiry: how long who asked waits for the first answer (R-17, R-40).

    It runs from the arrival until an answer is sent, logged as a contact or written to who asked, and anew when the
    inquiry is taken up again. What ends without an answer, or goes on as a request, stops it.
    """

    _inherit = "crm.lead"

    _clock_due = models.Index("(clock_deadline) WHERE clock_state IN ('running', 'late')")

    def _auto_init(self):
        # the leads of sales have no clocks: nothing is computed for those that are there already
        for name, column_type in (("clock_state", "varchar"), ("clock_deadline", "timestamp")):
            if not column_exists(self.env.cr, self._table, name):
                create_column(self.env.cr, self._table, name, column_type)
        return super()._auto_init()

    def _clock_name(self):
        return self.inquiry_reference or super()._clock_name()

    def _inquiry_waits(self):
        """Tell whether this one lead is an inquiry that waits for its answer."""
        return self.is_inquiry and self.active and self.inquiry_state in WAITING

    def _clock_kinds(self):
        return {"first_answer"} if self._inquiry_waits() else set()

    def _clock_met(self, kind):
        return self.inquiry_state == "answered"

    @api.model
    def _clock_open_domain(self):
        return Domain("is_inquiry", "=", True) & Domain("inquiry_state", "in", WAITING)

    @api.model
    def _clock_trigger_fields(self):
        return {"inquiry_state", "active"}

    @api.model
    def _clock_target_fields(self):
        return set()  # an inquiry stays with its association

    def _clock_targets(self):
        return {lead: {"first_answer": lead.company_id.sudo().beneficiary_inquiry_hours} for lead in self}

    def _clock_is_answer(self, message):
        if not self.is_inquiry:
            return False
        message = message.sudo()
        written = message.message_type == "comment" and message.outgoing_email_to
        return bool(written and message.author_id and not message.author_id.partner_share)

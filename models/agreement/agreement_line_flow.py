from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.exceptions import UserError

from .terms import LIVE, MONTHS


class AgreementLineFlow(models.Model):
    """What is recorded about a right or duty: performed, in default, remedied, waived (R-02, R-04)."""

    _inherit = "beneficiary.agreement.line"

    # ---------------------------------------------------------------- actions
    def action_perform(self, note=None):
        """Record that what was due was done. What comes round again is due the next time.

        :param str note: how it was done
        """
        self._check_may_record("beneficiary.group_delegate")
        self._check_state("open")
        self._check_live()
        self._record("performed", "performed", {"performed_note": note or False}, note)
        self.sudo()._repeat()
        return True

    def action_record_default(self, remedy=None):
        """Record that what was due was not done, and what is due to remedy it.

        :param str remedy: what the side in default has to do
        :raise UserError: without a remedy, or before the due date
        """
        self._check_may_record("beneficiary.group_officer")
        self._check_state("open", "missed")
        self._check_live()
        self._check_note(remedy, self.env._("Write the remedy: what has to be done about the default."))
        for line in self:
            line._check_can_default()
        self.filtered(lambda line: line.state == "open")._record("missed", "missed", {"remedy": remedy}, remedy)
        self.filtered(lambda line: not line.remedy)._guarded_write({"remedy": remedy})
        self.sudo()._repeat()
        return True

    def action_remedy(self, note=None):
        """Record that a default was remedied.

        :param str note: how
        :raise UserError: without a note, or before the remedy is recorded
        """
        self._check_may_record("beneficiary.group_officer")
        self._check_state("missed")
        self._check_note(note, self.env._("Write how the default was remedied."))
        self._record("remedied", "remedied", {"remedy_note": note}, note)
        return True

    def action_waive(self, reason=None):
        """Record that nobody insists on it any more.

        :param str reason: why
        :raise UserError: without a reason
        """
        self._check_may_record("beneficiary.group_officer")
        self._check_state("open", "missed")
        self._check_live()
        self._check_note(reason, self.env._("Write the reason for which it is waived."))
        self._record("waived", "waived", {"waive_reason": reason}, reason)
        self.sudo()._repeat()
        return True

    # ------------------------------------------------------------------ gates
    def _check_may_record(self, group):
        self._check_role(group)
        self.check_access("write")
        self.agreement_id._check_not_party()

    def _check_live(self):
        for agreement in self.agreement_id:
            agreement._check_state(*LIVE)

    def _check_note(self, note, message):
        if not (note or "").strip():
            raise UserError(message)

    def _check_can_default(self):
        if self.remedy:
            raise UserError(self.env._("The default of “%(line)s” is recorded already.", line=self.description))
        today = self.company_id.sudo()._beneficiary_today()
        if self.due_date and self.due_date >= today:
            raise UserError(
                self.env._("“%(line)s” is due on %(date)s only.", line=self.description, date=self.due_date)
            )

    # -------------------------------------------------------------- recording
    def _record(self, state, step, values, note):
        """Write one step, who took it and when, and note it in the thread of the agreement."""
        for company, lines in self.grouped("company_id").items():
            lines._guarded_write(
                {
                    "state": state,
                    f"{step}_on": company.sudo()._beneficiary_today(),
                    f"{step}_by": self.env.uid,
                    **values,
                }
            )
        self.sudo().activity_id.unlink()
        labels = dict(self._fields["state"]._description_selection(self.env))
        for line in self:
            words = {"line": line.description, "state": labels[state], "note": note}
            body = self.env._("%(state)s: %(line)s", **words)
            if note:
                body = self.env._("%(state)s: %(line)s. %(note)s", **words)
            line.agreement_id.message_post(body=body, subtype_xmlid="mail.mt_note")

    def _close_open(self, reason):
        """Waive what is open because the agreement is over. Called in ``sudo``."""
        lines = self.filtered(lambda line: line.state == "open")
        if lines:
            lines._record("waived", "waived", {"waive_reason": reason}, reason)

    # -------------------------------------------------------------- recurrence
    def _repeat(self):
        """Make the next line of what comes round again, once, as long as the agreement lasts. Called in ``sudo``."""
        repeated = self.filtered(lambda line: line.recurrence != "none" and line.due_date)
        done = self.search([("previous_id", "in", repeated.ids)]).previous_id
        values = [line._next_values() for line in repeated - done]
        return self.create([vals for vals in values if vals])

    def _next_values(self):
        """Return the values of the next line, or ``None`` when the agreement does not last that long."""
        first, occurrence = self.series_date or self.due_date, self.occurrence + 1
        due = first + relativedelta(months=MONTHS[self.recurrence] * occurrence)
        agreement = self.agreement_id
        if agreement.state != "active" or (agreement.date_end and due > agreement.date_end):
            return None
        values = {"agreement_id": agreement.id, "previous_id": self.id, "occurrence": occurrence, "series_date": first}
        return self._copy_values(relativedelta()) | values | {"due_date": due}

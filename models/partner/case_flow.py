from odoo import fields, models
from odoo.exceptions import UserError

from .case import OPEN


class PartnerCaseFlow(models.Model):
    """The path of a case at a partner: received, then verified, returned or withdrawn (R-62)."""

    _inherit = "beneficiary.partner.case"

    # ------------------------------------------------------------------ staff
    def action_withdraw(self, reason=None):
        """Take cases back that are not answered. The entity sees them no more.

        :param str reason: why, for the file
        :raise UserError: without a reason, or when one is answered
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_state(*OPEN)
        self._check_text(reason, self.env._("Write why the case is withdrawn."))
        self.sudo()._withdraw(reason.strip())
        return True

    def _withdraw(self, reason):
        """Close those of these cases that still wait, in ``sudo``."""
        waiting = self.filtered(lambda case: case.state in OPEN)
        waiting.write({"state": "withdrawn", "withdraw_reason": reason, "answered_on": fields.Datetime.now()})
        waiting.activity_ids.unlink()
        waiting._eligibility_facts_changed()

    def action_record_verified(self, statement=None):
        """Record that the entity verified the cases on paper, for one that does not use the website.

        :param str statement: what the paper says
        :raise UserError: without a statement, or when a case is answered
        """
        return self._record_paper("verified", statement)

    def action_record_returned(self, reason=None):
        """Record that the entity returned the cases on paper, for one that does not use the website.

        :param str reason: what the paper says
        :raise UserError: without a reason, or when a case is answered
        """
        return self._record_paper("returned", reason)

    def _record_paper(self, state, text):
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_state(*OPEN)
        self._check_answer(state, text)
        self.sudo()._answer(state, text.strip(), on_paper=True)
        return True

    def action_remind(self):
        """Remind the entities of cases that are not answered, by e-mail, at once.

        :raise UserError: when one is answered, or its entity may not answer any more
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_state(*OPEN)
        for case in self.sudo():
            if not case.entity_id.in_force:
                raise UserError(
                    self.env._(
                        "%(entity)s cannot answer any more: its agreement is not in force. Withdraw %(name)s.",
                        entity=case.entity_id.name,
                        name=case.name,
                    )
                )
        self.sudo()._remind()
        return True

    def action_send_again(self):
        """Open the screen on which a new round about the same request is sent.

        :raise UserError: when this one is not answered yet
        """
        self.ensure_one()
        self._check_role("beneficiary.group_officer")
        self.check_access("read")
        self._check_state("verified", "returned", "withdrawn")
        action = self.request_id.action_send_to_partner()
        return action | {
            "context": action["context"] | {"default_entity_id": self.entity_id.id, "default_question": self.question}
        }

    def action_open_request(self):
        """Open the request that is verified."""
        self.ensure_one()
        self.check_access("read")
        return self.request_id.get_formview_action()

    # ----------------------------------------------------------------- answer
    def _answer(self, state, text, on_paper=False):
        """Close the cases with the answer of the entity, in ``sudo``; the user is who answers or records it.

        :param str state: "verified" or "returned"
        """
        now = fields.Datetime.now()
        for case in self:
            case.write(
                {
                    "state": state,
                    "verdict" if state == "verified" else "return_reason": text,
                    "received_on": case.received_on or now,
                    "received_by": case.received_by.id or self.env.uid,
                    "answered_on": now,
                    "answered_by": self.env.uid,
                    "on_paper": on_paper,
                }
            )
            case._note_on_request()
        self.activity_ids.unlink()
        self._eligibility_facts_changed()

    def _check_answer(self, state, text):
        messages = {
            "verified": self.env._("Write under “Statement” what you verified, and how."),
            "returned": self.env._("Write under “Reason” why the case is returned."),
        }
        self._check_text(text, messages[state])

    def _check_text(self, text, message):
        if not isinstance(text, str) or not text.strip():
            raise UserError(message)

    def _note_on_request(self):
        """Put on the request, for staff, what became of the case. Called in ``sudo``."""
        self.request_id.message_post_with_source(
            "beneficiary.partner_case_note",
            render_values={"partner_case": self},
            subtype_xmlid="mail.mt_note",
            author_id=self.env.user.partner_id.id,
        )

    def _after_sending(self):
        """Tell the entities, and put it on the requests."""
        cases = self.sudo()
        for case in cases:
            case._note_on_request()
        cases._send_notice("partner_case")
        self._eligibility_facts_changed()

    def _eligibility_facts_changed(self):
        """Called when what a partner says of requests changed: eligibility follows."""
        self.request_id.sudo()._refresh_eligibility()

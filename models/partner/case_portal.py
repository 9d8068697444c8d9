from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .case import OPEN

MAX_TEXT = 5000
SHOWN = (*OPEN, "verified", "returned")


class PartnerCasePortal(models.Model):
    """What a partner entity sees of its cases on its pages, and does there (R-62).

    The methods run in ``sudo`` on a case that the page found by :meth:`_portal_domain`; the user is who is logged in.
    """

    _inherit = "beneficiary.partner.case"

    @api.model
    def _portal_domain(self, user, company):
        """Return the domain of the cases that the pages of a logged-in ``user`` show.

        Those of his entity while its agreement is in force; never one about himself or his wards, nor a withdrawn one.
        """
        entities = self.env["beneficiary.partner.entity"]._portal_entities(user, company)
        if not entities:
            return Domain.FALSE
        own = self.env["beneficiary.beneficiary"]._portal_files(user, company)
        return (
            Domain("entity_id", "in", entities.ids)
            & Domain("company_id", "=", company.id)
            & Domain("state", "in", SHOWN)
            & Domain("beneficiary_id", "not in", own.ids)
        )

    @api.model
    def _portal_waiting_domain(self):
        """Return the domain of the cases that wait for the entity."""
        return Domain("state", "in", OPEN)

    def _portal_values(self):
        """Return all that a page shows of this one case. What is not here is not shown."""
        self.ensure_one()
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "state_text": states[self.state],
            "is_open": self.state in OPEN,
            "is_late": self.is_late,
            "person": self.shared_name,
            "identity": self.shared_identity,
            "categories": self.shared_categories,
            "program": self.program_id.name,
            "question": self.question,
            "due_date": self.due_date,
            "sent_on": self.sent_on,
            "answered_on": self.answered_on,
            "answered_by": self.answered_by.name if not self.on_paper else False,
            "answer": self.verdict or self.return_reason,
            "files": [{"id": file.id, "name": file.name} for file in self._portal_files()],
        }

    def _portal_files(self):
        """Return the files that the entity may download: those shared with it, until it has answered."""
        self.ensure_one()
        return self.attachment_ids if self.state in OPEN else self.attachment_ids.browse()

    def _portal_receive(self):
        """Confirm that the entity has the case and looks at it.

        :raise UserError: when it was received already
        """
        self.ensure_one()
        self._portal_lock()
        if self.state != "sent":
            raise UserError(self.env._("This case does not wait for that any more."))
        self.write({"state": "received", "received_on": fields.Datetime.now(), "received_by": self.env.uid})
        self._note_on_request()

    def _portal_verify(self, statement):
        """Verify the case, with a statement.

        :raise UserError: without a statement, or when the case is answered
        """
        self._portal_answer("verified", statement)

    def _portal_return(self, reason):
        """Return the case, with the reason.

        :raise UserError: without a reason, or when the case is answered
        """
        self._portal_answer("returned", reason)

    def _portal_answer(self, state, text):
        self.ensure_one()
        self._portal_lock()
        if self.state not in OPEN:
            raise UserError(self.env._("This case does not wait for an answer any more."))
        self._check_answer(state, text)
        if len(text) > MAX_TEXT:
            raise UserError(self.env._("Your text is too long. Write at most %(count)s letters.", count=MAX_TEXT))
        self._answer(state, text.strip())
        self._tell_responsible()

    def _portal_lock(self):
        """Let two people of the entity, or it and the association, not answer and withdraw at once."""
        if not self.try_lock_for_update():
            raise UserError(self.env._("Somebody else is working on this case just now. Load the page again."))
        self.invalidate_recordset(["state"])

    def _tell_responsible(self):
        """Give the responsible an activity: the answer has come. Called in ``sudo``."""
        texts = {
            "verified": lambda env: env._("%(entity)s verified %(name)s"),
            "returned": lambda env: env._("%(entity)s returned %(name)s"),
        }
        user = self._notice_responsible()
        if user:
            request = self.request_id.with_context(lang=user.lang)
            summary = texts[self.state](request.env) % {"entity": self.entity_id.name, "name": self.name}
            kind = self.env.ref("mail.mail_activity_data_todo")
            values = request._portal_activity_values(kind, user, summary)
            self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(values)

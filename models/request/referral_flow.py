from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class ReferralFlow(models.Model):
    """The path of a referral: accepted, answered, declined or revoked (R-42)."""

    _inherit = "beneficiary.referral"

    # ------------------------------------------------------------- researcher
    def action_accept(self):
        """Take the referrals over as the researcher who will answer.

        :raise UserError: when they are not open, or are for somebody else
        """
        self._check_role("beneficiary.group_researcher")
        self._check_state("open")
        self._check_may_reply()
        return self._guarded_write(
            {"state": "accepted", "user_id": self.env.uid, "date_accepted": fields.Datetime.now()}
        )

    def action_answer(self, answer=None):
        """Answer the question. The answer goes on the case, and to the applicant where that was asked.

        :param str answer: what the officer, and perhaps the applicant, reads
        :raise UserError: without an answer, or when somebody else is asked
        """
        self._check_role("beneficiary.group_researcher")
        self._check_state("open", "accepted")
        self._check_may_reply()
        self._check_text(answer, self.env._("Write the answer."))
        now = fields.Datetime.now()
        for referral in self:
            referral._guarded_write(
                {
                    "state": "answered",
                    "user_id": self.env.uid,
                    "answer": answer.strip(),
                    "date_accepted": referral.date_accepted or now,
                    "date_closed": now,
                }
            )
        self._after_closing()
        self.filtered("tell_applicant")._tell_applicants()
        return True

    def action_decline(self, reason=None):
        """Decline to answer.

        :param str reason: why, as the officer will read it
        :raise UserError: without a reason, or when somebody else is asked
        """
        self._check_role("beneficiary.group_researcher")
        self._check_state("open", "accepted")
        self._check_may_reply()
        self._check_text(reason, self.env._("Write why you decline: the officer needs it."))
        self._guarded_write(
            {
                "state": "declined",
                "user_id": self.env.uid,
                "decline_reason": reason.strip(),
                "date_closed": fields.Datetime.now(),
            }
        )
        self._after_closing()
        return True

    def _may_reply(self):
        """Tell whether the current user is a researcher who is asked; nobody answers his own question."""
        user = self.env.user
        return (
            self.state in ("open", "accepted")
            and user.has_group("beneficiary.group_researcher")
            and self.referred_by != user
            and (not self.user_id or self.user_id == user)
        )

    def _check_may_reply(self):
        for referral in self:
            if not self.env.su and not referral._may_reply():
                raise AccessError(
                    self.env._(
                        "The referral of %(name)s is for another social researcher than you, "
                        "and nobody answers his own question.",
                        name=referral.name,
                    )
                )

    # --------------------------------------------------------------- referrer
    def action_revoke(self, reason=None):
        """Take the referrals back.

        :param str reason: why, as the researcher will read it
        :raise UserError: without a reason, or for somebody who neither referred the case nor is a manager
        """
        self._check_role("beneficiary.group_delegate")
        self._check_state("open", "accepted")
        for referral in self:
            if not self.env.su and not referral._may_revoke():
                raise AccessError(
                    self.env._(
                        "%(user)s referred %(name)s. Only he or a manager takes it back.",
                        user=referral.referred_by.name,
                        name=referral.name,
                    )
                )
        self._check_text(reason, self.env._("Write why the referral is revoked."))
        self.check_access("write")
        self.sudo()._revoke(reason.strip())
        return True

    def _may_revoke(self):
        user = self.env.user
        return self.state in ("open", "accepted") and (
            self.referred_by == user or user.has_group("beneficiary.group_manager")
        )

    def _revoke(self, reason):
        """Close the referrals among these that still wait, in ``sudo``."""
        waiting = self.filtered(lambda r: r.state in ("open", "accepted"))
        waiting.write({"state": "revoked", "revoke_reason": reason, "date_closed": fields.Datetime.now()})
        waiting.activity_ids.unlink()
        waiting._cases_go_on()

    def _cases_go_on(self):
        for cases in self._get_cases():
            cases._referral_ended()

    # ----------------------------------------------------------- telling people
    def _schedule_for_researchers(self):
        """Give every researcher who is named an activity, in one batch."""
        self._schedule(
            (referral, referral.user_id, self.env._("Referred to you: %(name)s", name=referral.name))
            for referral in self
            if referral.user_id
        )

    def _after_closing(self):
        """Put what the researcher said on the cases, and tell those who asked."""
        self.sudo().activity_ids.unlink()
        self.sudo()._cases_go_on()
        texts = {
            "answered": self.env._("The researcher answered: %(name)s"),
            "declined": self.env._("The researcher declined: %(name)s"),
        }
        for referral in self:
            referral._get_case().sudo().message_post_with_source(
                "beneficiary.referral_reply",
                render_values={"referral": referral},
                subtype_xmlid="mail.mt_note",
                author_id=self.env.user.partner_id.id,
            )
        self._schedule(
            (r.sudo()._get_case(), r.referred_by, texts[r.state] % {"name": r.name}) for r in self if r.referred_by
        )

    def _schedule(self, tasks):
        """Create one activity for every task, a triple of a record, a user and a summary, in one batch."""
        todo = self.env.ref("mail.mail_activity_data_todo")
        models_ids = self.env["ir.model"]._get_id
        self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": todo.id,
                    "res_model_id": models_ids(record._name),
                    "res_id": record.id,
                    "user_id": user.id,
                    "summary": summary,
                    "date_deadline": fields.Date.context_today(self),
                }
                for record, user, summary in tasks
            ]
        )

    def _tell_applicants(self):
        """Tell the applicants; who asked and has no file is answered on the inquiry itself."""
        for referral in self.sudo():
            case = referral._get_case()
            if case._notice_partner():
                case._send_notice("referral", referral=referral)

    # ---------------------------------------------------------------- buttons
    def action_open_case(self):
        """Open the request or the inquiry."""
        self.check_access("read")
        return self._get_case().get_formview_action()

    # ---------------------------------------------------------------- helpers
    def _check_text(self, text, message):
        if not (text or "").strip():
            raise UserError(message)

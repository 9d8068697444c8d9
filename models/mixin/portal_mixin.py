from odoo import api, models
from odoo.exceptions import UserError

MAX_TEXT = 5000


class PortalMixin(models.AbstractModel):
    """A case whose person follows it on the website: what he reads of its thread, and how the staff hear of him."""

    _name = "beneficiary.portal.mixin"
    _description = "Followed by its person on the website"

    # ------------------------------------------------------------------- reading
    def _portal_messages(self, limit=50):
        """Return the messages that the person reads, newest first: comments and notices, never internal notes."""
        self.ensure_one()
        comment = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        return (
            self.env["mail.message"]
            .sudo()
            .search(
                [
                    ("model", "=", self._name),
                    ("res_id", "=", self.id),
                    ("subtype_id", "=", comment),
                    ("is_internal", "=", False),
                    ("message_type", "in", ("comment", "email", "email_outgoing", "auto_comment")),
                ],
                limit=limit,
                order="id desc",
            )
        )

    @api.model
    def _portal_step(self, title, moment=False, done=None, **values):
        """Return one step of the timeline; ``moment`` is UTC. Without ``done`` a step with a moment is done."""
        done = bool(moment) if done is None else done
        return {"title": title, "moment": moment, "state": "done" if done else "later", "note": ""} | values

    # ------------------------------------------------------------------- writing
    def _portal_check_text(self, text, empty):
        """Raise a ``UserError`` for a text that is too long, or ``empty`` for one without a word."""
        if not (text or "").strip():
            raise UserError(empty)
        if len(text) > MAX_TEXT:
            raise UserError(self.env._("Your text is too long. Write at most %(count)s letters.", count=MAX_TEXT))

    def _portal_tell(self, summary):
        """Give the responsibles an activity, unless they have the same already.

        :param summary: function that returns the summary for a case in the language of who is told
        """
        kind = self.env.ref("beneficiary.mail_activity_type_portal")
        activities = self.env["mail.activity"].sudo()
        known = {
            (activity.res_id, activity.user_id.id, activity.summary)
            for activity in activities.search(
                [("res_model", "=", self._name), ("res_id", "in", self.ids), ("activity_type_id", "=", kind.id)]
            )
        }
        values = []
        for case in self.sudo():
            user = case._portal_responsible()
            text = summary(case.with_context(lang=user.lang)) if user else None
            if user and (case.id, user.id, text) not in known:
                values.append(case._portal_activity_values(kind, user, text))
        return activities.with_context(mail_activity_quick_update=True).create(values)

    def _portal_activity_values(self, kind, user, summary):
        return {
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "res_id": self.id,
            "activity_type_id": kind.id,
            "summary": summary,
            "date_deadline": self.company_id._beneficiary_today(),
            "user_id": user.id,
        }

    def _portal_responsible(self):
        """Return who is told: the responsible, or who represents the branch."""
        users = self.user_id | self.branch_id.manager_id | self.branch_id.delegate_ids
        return users.filtered(lambda user: user.active and not user.share)[:1]

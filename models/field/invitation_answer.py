from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import arabic
from .event_flow import STAFF

ANSWERABLE = ("invited", "accepted", "declined")


class Invitation(models.Model):
    """What the person answers, and whether he came. The last place of an event is given to one person only."""

    _inherit = "beneficiary.invitation"

    def write(self, vals):
        if "companions" not in vals:
            return super().write(vals)
        events = self.event_id.sudo()
        events._lock_seats()
        result = super().write(vals)
        self._check_companions()
        events._recount_seats()
        return result

    def _check_companions(self):
        for invitation in self.sudo():
            if invitation.companions > invitation.event_id.max_companions:
                raise UserError(
                    self.env._(
                        "“Companions” of %(name)s: at most %(count)s may come along.",
                        name=invitation.beneficiary_id.name,
                        count=invitation.event_id.max_companions,
                    )
                )

    # ------------------------------------------------------------------ answer
    def action_accept(self):
        """Note that these people said, on the phone or at the counter, that they come.

        :raise UserError: when there is no place left, or the event is over
        """
        return self._answer_for("accepted")

    def action_decline(self):
        """Note that these people said that they do not come; their places are free again."""
        return self._answer_for("declined")

    def _answer_for(self, state):
        self._check_role(STAFF)
        self.check_access("write")
        self._answer(state, "staff", answer_user_id=self.env.uid)
        return True

    def _answer(self, state, answered_by, companions=None, **vals):
        """Record an answer, in ``sudo``: rights are checked by the caller.

        :param str state: ``accepted`` or ``declined``
        :param str answered_by: ``portal``, ``link`` or ``staff``
        :param int companions: how many people come along; ``None`` leaves it
        :raise UserError: when the event does not wait for answers, or is full
        """
        invitations = self.sudo()
        events = invitations.event_id
        events._lock_seats()
        invitations._check_answerable()
        if state == "declined":
            companions = 0
        vals = vals | {"state": state, "answered_by": answered_by, "answered_on": fields.Datetime.now()}
        if answered_by != "staff":
            vals["answer_user_id"] = False
        if companions is not None:
            vals["companions"] = companions
        invitations.write(vals)
        events._recount_seats()

    def _check_answerable(self):
        for invitation in self:
            if not invitation._is_answerable():
                raise UserError(
                    self.env._(
                        "“%(name)s” has begun or is called off: it takes no more answers.",
                        name=invitation.event_id.name,
                    )
                )

    def _is_answerable(self):
        """Tell whether this invitation still waits for an answer, or may get another one."""
        self.ensure_one()
        event = self.sudo().event_id
        return (
            self.state in ANSWERABLE and event.state in ("announced", "held") and event.date_end > fields.Datetime.now()
        )

    # -------------------------------------------------------------- attendance
    def action_attended(self):
        """Note that these people are here.

        :raise UserError: while attendance is not taken, or when somebody who had not accepted finds no place
        """
        self._check_attendance()
        vals = {"attended_on": fields.Datetime.now(), "attendance_user_id": self.env.uid}
        return self._set_attendance("attended", **vals)

    def action_absent(self):
        """Note that these people did not come."""
        self._check_attendance()
        return self._set_attendance("absent", attended_on=False, attendance_user_id=self.env.uid)

    def action_undo_attendance(self):
        """Take back what was tapped by mistake."""
        self._check_attendance()
        marked = self.filtered(lambda i: i.state in ("attended", "absent"))
        accepted = marked.filtered("answered_on")
        accepted._set_attendance("accepted", attended_on=False, attendance_user_id=False)
        (marked - accepted)._set_attendance("invited", attended_on=False, attendance_user_id=False)
        return True

    def _check_attendance(self):
        self._check_role(STAFF)
        self.check_access("write")
        self.event_id.sudo()._check_state("held")

    def _set_attendance(self, state, **vals):
        events = self.event_id.sudo()
        events._lock_seats()
        events._check_state("held")
        self._guarded_write(vals | {"state": state})
        events._recount_seats()
        return True

    @api.model
    def _check_in(self, event, number):
        """Mark who shows a number as present, with the rights of the user.

        :raise UserError: when the number is of no invitation to the event that the user sees
        """
        digits = arabic.ascii_digits(number or "").strip().replace(" ", "")
        invitation = self.search([("event_id", "=", event.id), ("number", "=", digits)], limit=1)
        if not digits or not invitation:
            raise UserError(self.env._("No invitation to “%(name)s” has this number. Read it again.", name=event.name))
        if invitation.state == "attended":
            raise UserError(
                self.env._("%(name)s is marked as present already.", name=invitation.beneficiary_id.sudo().name)
            )
        invitation.action_attended()
        return invitation

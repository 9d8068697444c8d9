from odoo import api, models

from .clock.clock import OPEN_STATES

ACTIVITY = "beneficiary.mail_activity_type_inquiry"


class CrmLeadActivity(models.Model):
    """Whoever is to answer an inquiry has one activity that says so, due when the clock is (R-83)."""

    _inherit = "crm.lead"

    def _answerer(self):
        """Return the user who is to answer this one inquiry now, or an empty record."""
        return self.user_id if self._inquiry_waits() else self.env["res.users"]

    @api.model
    def _answerer_fields(self):
        """Return the names of the fields by which :meth:`_answerer` goes."""
        return {"user_id", "inquiry_state", "active"}

    def _inquiries_created(self, starts):
        result = super()._inquiries_created(starts)
        self.sudo()._ask_for_answer()
        return result

    def write(self, vals):
        if not self._answerer_fields() & vals.keys():
            return super().write(vals)
        before = {lead: lead._answerer() for lead in self.sudo() if lead.is_inquiry}
        result = super().write(vals)
        changed = [lead.id for lead, user in before.items() if lead._answerer() != user]
        self.sudo().browse(changed)._ask_for_answer()
        return result

    def _ask_for_answer(self):
        """Bring the activity of these inquiries to whoever is to answer them now, in ``sudo``.

        An activity moves; where nobody is to answer any more it is done when the inquiry is answered, else taken away.
        """
        if not self:
            return
        existing = self._answer_activities()
        cases = {lead.id: lead for lead in self}
        for user, activities in existing.grouped(lambda activity: cases[activity.res_id]._answerer()).items():
            if user:
                activities.filtered(lambda a, user=user: a.user_id != user).write({"user_id": user.id})
                continue
            answered = activities.filtered(lambda a: cases[a.res_id].inquiry_state == "answered")
            (activities - answered).unlink()
            if answered:
                answered._action_done()
        missing = self - self.browse(existing.exists().mapped("res_id"))
        missing.filtered(lambda lead: lead._answerer())._schedule_answer()

    def _schedule_answer(self):
        """Give whoever is to answer these inquiries their activities: one batch for each person and day."""
        for (user, due), leads in self.grouped(lambda lead: (lead._answerer(), lead._answer_due())).items():
            # the list of activities shows it; an e-mail for each would be a flood
            leads.with_context(mail_activity_quick_update=True, lang=user.lang or self.env.lang).activity_schedule(
                ACTIVITY, date_deadline=due or leads.company_id[:1]._beneficiary_today(), user_id=user.id
            )

    def _answer_activities(self):
        """Return the activities that ask for the answers of these inquiries."""
        return self.with_context(mail_activity_quick_update=True).activity_search([ACTIVITY])

    def _answer_due(self):
        """Return the day on which the answer to this one inquiry is due, or ``None`` where no clock runs."""
        clock = self.clock_ids.filtered(lambda c: c.kind == "first_answer" and c.state in OPEN_STATES)
        return self.company_id._beneficiary_date(clock.deadline)

    def _clocks_planned(self):
        result = super()._clocks_planned()
        activities = self._answer_activities()
        for due, group in activities.grouped(lambda activity: self.browse(activity.res_id)._answer_due()).items():
            if due:
                group.filtered(lambda a, due=due: a.date_deadline != due).write({"date_deadline": due})
        return result

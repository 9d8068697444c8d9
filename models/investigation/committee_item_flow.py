from odoo import models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list

# what the votes give: for a request, and for a complaint
OUTCOMES = {"approved": "upheld", "refused": "dismissed"}


class CommitteeItemComplaintFlow(models.Model):
    """How a complaint is voted on and decided: always in a meeting, and never by whom it concerns (R-73)."""

    _inherit = "beneficiary.committee.item"

    # ------------------------------------------------------------- who decides
    def _is_involved(self, user):
        return self.complaint_id._has_part(user) if self.complaint_id else super()._is_involved(user)

    def _excluded_members(self):
        """Return the members of the committee who must see nothing of the case."""
        item = self.sudo()
        return item.complaint_id.barred_user_ids & item.committee_id.member_ids.user_id

    def action_vote_recuse(self):
        result = super().action_vote_recuse()
        # who recuses himself from a complaint does not see it any more, nor this screen
        return self._agenda_action() if self.sudo().complaint_id else result

    def _agenda_action(self):
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_committee_item_action") | {
            "target": "main"
        }

    # --------------------------------------------------------------- meeting
    def _check_needs_no_meeting(self):
        if self.sudo().complaint_id and not self.sudo().meeting_id:
            raise UserError(
                self.env._(
                    "%(name)s is a complaint: minutes of a meeting state the findings. Put it on the agenda of one.",
                    name=self.display_name,
                )
            )
        return super()._check_needs_no_meeting()

    def _leave_meeting(self):
        meetings = self.filtered("complaint_id").meeting_id
        result = super()._leave_meeting()
        # members who were kept out of the meeting because of it are members of the meeting again
        meetings.filtered(lambda m: m.state == "planned")._invite_again()
        return result

    # --------------------------------------------------------------- decision
    def _outcome_of_votes(self):
        outcome = super()._outcome_of_votes()
        return OUTCOMES[outcome] if self.complaint_id else outcome

    def action_waiting_list(self):
        for item in self:
            if item.complaint_id:
                raise UserError(
                    self.env._("%(name)s is a complaint: there is no waiting list for it.", name=item.display_name)
                )
        return super().action_waiting_list()

    def _conclude(self, outcome):
        for item in self.filtered("complaint_id"):
            if outcome != "returned":
                item._check_findings(outcome)
            item.sudo().cause_names = item._cause_names()
        return super()._conclude(outcome)

    def _check_findings(self, outcome):
        """Raise unless the findings go with the outcome, and say all that the minutes have to state (R-73)."""
        if not self.association_at_fault:
            return
        if outcome == "dismissed":
            raise UserError(
                self.env._(
                    "%(name)s: the votes dismiss it, so “The association is at fault” cannot be set.",
                    name=self.display_name,
                )
            )
        missing = self._missing_findings()
        if missing:
            raise UserError(
                self.env._(
                    "%(name)s: the association is at fault, so state what the minutes need. Missing: %(missing)s.",
                    name=self.display_name,
                    missing=format_list(self.env, missing, style="unit"),
                )
            )

    def _missing_findings(self):
        """Return what the committee has to find and has not, in words."""
        missing = []
        if not (self.damage or "").strip():
            missing.append(self.env._("the damage"))
        if not self.damage_amount and not (self.damage_extent or "").strip():
            missing.append(self.env._("its size, as an amount or in words"))
        if not self.cause_ids and not (self.causes or "").strip():
            missing.append(self.env._("its causes"))
        return missing

    def _apply_outcome(self):
        if self.complaint_id:
            return self.complaint_id._apply_committee_decision(self)
        return super()._apply_outcome()

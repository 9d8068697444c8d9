from odoo import api, fields, models
from odoo.exceptions import UserError

READERS = "beneficiary.group_researcher,beneficiary.group_committee_member"


class RequestResearch(models.Model):
    """The social research behind a request (R-14).

    Everybody who reads the request is told whether there is a research and how long it holds; what it says, the score
    included, is for those who may read the research itself.
    """

    _inherit = "beneficiary.request"

    assessment_ids = fields.Many2many(
        "beneficiary.assessment",
        "beneficiary_assessment_request_rel",
        "request_id",
        "assessment_id",
        "Social research",
        readonly=True,
        copy=False,
        groups=READERS,
    )
    research_state = fields.Selection(
        [("none", "Not asked for"), ("ongoing", "In progress"), ("done", "Completed")],
        "Research",
        compute="_compute_research",
        store=True,
        precompute=True,
        compute_sudo=True,
        copy=False,
    )
    research_valid_until = fields.Date(
        "Research valid until", compute="_compute_research", store=True, precompute=True, compute_sudo=True, copy=False
    )

    _research_ongoing = models.Index("(company_id, id DESC) WHERE research_state = 'ongoing'")

    @api.depends("assessment_ids.state", "assessment_ids.valid_until")
    def _compute_research(self):
        for request in self:
            assessments = request.assessment_ids
            states = set(assessments.mapped("state"))
            request.research_state = (
                "ongoing" if "draft" in states else "done" if states & {"done", "superseded"} else "none"
            )
            request.research_valid_until = max(filter(None, assessments.mapped("valid_until")), default=False)

    def _undecided_states(self):
        """Return the states in which a research may still be of use to the committee."""
        return ("draft", "submitted", "complete", "review")

    def _is_registrant(self, user):
        # who studied the need does not vote on it either
        return super()._is_registrant(user) or user in self.sudo().assessment_ids.user_id

    def action_request_research(self):
        """Ask for the social research of the applicants. One that is in progress or still valid is used (R-14, R-15).

        :raise UserError: when the request is decided, or has a research already
        """
        self._check_can_request_research()
        for request in self:
            if request.research_state != "none":
                raise UserError(request._research_known_message())
        self.env["beneficiary.assessment"].sudo()._open_for(self.sudo())
        return True

    def action_renew_research(self):
        """Ask for a new social research although the last one still holds, because the circumstances changed.

        :raise UserError: when the request is decided, or a research is in progress
        """
        self._check_can_request_research()
        for request in self:
            if request.research_state == "ongoing":
                raise UserError(request._research_known_message())
        self.env["beneficiary.assessment"].sudo()._open_for(self.sudo(), fresh=True)
        return True

    def _check_can_request_research(self):
        self._check_role("beneficiary.group_officer", "beneficiary.group_researcher")
        self.check_access("read")
        self._check_state(*self._undecided_states())

    def _research_known_message(self):
        if self.research_state == "ongoing":
            return self.env._("%(name)s: the social research is in progress already.", name=self.name)
        return self.env._(
            "%(name)s has a social research, valid until %(date)s. Ask for a new one if the circumstances changed.",
            name=self.name,
            date=self.research_valid_until,
        )

    def action_view_assessments(self):
        """Open the social research of these requests."""
        self._check_role(*READERS.split(","))
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_assessment_action")
        action |= {"domain": [("id", "in", self.assessment_ids.ids)], "context": {}}
        if len(self.assessment_ids) == 1:
            action |= {"res_id": self.assessment_ids.id, "views": [(False, "form")], "view_mode": "form"}
        return action

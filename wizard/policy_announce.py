from odoo import api, fields, models


class PolicyAnnounce(models.TransientModel):
    """The screen on which a change of the policy is announced: who is told is counted before it is sent (R-84)."""

    _name = "beneficiary.policy.announce"
    _description = "Announce a change of the policy"

    policy_id = fields.Many2one("beneficiary.policy", required=True, readonly=True)
    changes_html = fields.Html(related="policy_id.changes_html")
    text = fields.Text("What changed", required=True, help="People read this as it stands here.")
    audience = fields.Selection(
        selection=lambda self: self.env["beneficiary.policy.announcement"]._fields["audience"].selection,
        string="Tell",
        required=True,
        default="open_requests",
    )
    to_staff = fields.Boolean("And the staff", default=True)
    people_count = fields.Integer("People who will be told", compute="_compute_counts")
    without_medium_count = fields.Integer("Without an agreed medium", compute="_compute_counts")
    staff_count = fields.Integer("Staff who have still to sign", compute="_compute_counts")

    @api.depends("policy_id", "audience", "to_staff")
    def _compute_counts(self):
        for wizard in self:
            policy = wizard.policy_id
            policy._check_role("beneficiary.group_manager")
            people = self.env["beneficiary.beneficiary"]
            wizard.people_count = people.search_count(policy._audience_domain(wizard.audience))
            wizard.without_medium_count = people.search_count(
                policy._audience_domain(wizard.audience, with_medium=False)
            )
            wizard.staff_count = wizard.to_staff and policy.acknowledgement_pending

    def action_announce(self):
        """Announce it, and open the announcement."""
        self.ensure_one()
        announcement = self.policy_id.action_announce(self.text, self.audience, self.to_staff)
        return {
            "type": "ir.actions.act_window",
            "res_model": announcement._name,
            "res_id": announcement.id,
            "views": [(False, "form")],
        }

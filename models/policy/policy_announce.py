from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

OPEN_REQUESTS = ("submitted", "complete", "review", "approved")


class PolicyAnnounce(models.Model):
    """Changes of a policy are announced to those concerned (R-84)."""

    _inherit = "beneficiary.policy"

    announcement_ids = fields.One2many(
        "beneficiary.policy.announcement",
        "policy_id",
        "Announcements",
        readonly=True,
        copy=False,
        groups="beneficiary.group_officer,beneficiary.group_management",
    )

    def action_announce(self, text, audience="open_requests", to_staff=True):
        """Announce what changed with this policy, by the medium that was agreed with everyone.

        :param str text: what changed, as people will read it
        :param str audience: ``none``, ``open_requests`` or ``registered``; only people with an agreed medium are told
        :param bool to_staff: let the staff who have still to sign be reminded, and read the text
        :return: the ``beneficiary.policy.announcement``, which is sent in the background
        :raise UserError: when the policy is not in force, there is no text, or an announcement is still being sent
        """
        self.ensure_one()
        self._check_role("beneficiary.group_manager")
        self.check_access("write")
        self._check_can_announce(text, audience, to_staff)
        announcement = (
            self.env["beneficiary.policy.announcement"]
            .sudo()
            .create(
                {
                    "policy_id": self.id,
                    "text": text.strip(),
                    "audience": audience,
                    "to_staff": to_staff,
                    "user_id": self.env.uid,
                }
            )
        )
        announcement._begin(self.env["beneficiary.beneficiary"].sudo().search(self._audience_domain(audience)))
        return announcement.sudo(False)

    def _check_can_announce(self, text, audience, to_staff):
        self._check_state("in_force")
        if not (text or "").strip():
            raise UserError(self.env._("Write under “What changed” what people are told."))
        if audience not in dict(self.env["beneficiary.policy.announcement"]._fields["audience"].selection):
            raise UserError(self.env._("Choose who is told."))
        if audience == "none" and not to_staff:
            raise UserError(self.env._("Nobody would be told. Choose people, the staff, or both."))
        # two of these at once would make two announcements
        self.sudo().lock_for_update()
        if self.sudo().announcement_ids.filtered(lambda a: a.state == "sending"):
            raise UserError(self.env._("The last announcement is still being sent. Wait until it is done."))

    def _audience_domain(self, audience, with_medium=True):
        """Return the domain of the files whose people an announcement concerns.

        :param bool with_medium: only those with whom a medium is agreed; ``False`` for only those without
        """
        domain = Domain("company_id", "=", self.company_id.id) & Domain("active", "=", True)
        domain &= Domain("agreed_medium", "!=" if with_medium else "=", False)
        if audience == "registered":
            return domain & Domain("state", "=", "registered")
        if audience == "open_requests":
            return domain & Domain("request_ids", "any", [("state", "in", OPEN_REQUESTS)])
        return Domain.FALSE

    def action_prepare_announcement(self):
        """Open the screen on which an announcement is written."""
        self.ensure_one()
        self._check_role("beneficiary.group_manager")
        self.check_access("write")
        self._check_state("in_force")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_policy_announce_action") | {
            "context": {"default_policy_id": self.id}
        }

    def action_view_announcements(self):
        """Open what was announced about these policies."""
        self._check_role("beneficiary.group_officer", "beneficiary.group_management")
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_policy_announcement_action") | {
            "domain": [("policy_id", "in", self.ids)]
        }

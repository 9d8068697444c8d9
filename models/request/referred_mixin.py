from odoo import fields, models
from odoo.exceptions import UserError


class ReferredMixin(models.AbstractModel):
    """A case that may be referred to a social researcher, where the policy lets it (R-42).

    A model that inherits it has ``referral_ids``, and answers :meth:`_referral_policy` and :meth:`_referral_field`.
    """

    _name = "beneficiary.referred.mixin"
    _description = "Cases that may be referred"

    referral_allowed = fields.Boolean(
        "May be referred",
        compute="_compute_referral_allowed",
        help="The policy provides for it, the case is open, and no other referral of it waits for an answer.",
    )
    referral_count = fields.Integer("Number of referrals", compute="_compute_referral_count")

    def _referral_field(self):
        """Return the name of the field of ``beneficiary.referral`` that points to such a case."""
        raise NotImplementedError

    def _referral_policy(self):
        """Return the policy that decides whether this one case may be referred."""
        raise NotImplementedError

    def _referral_closed(self):
        """Tell whether this one case is closed, so that there is nothing left to ask."""
        return False

    def _referral_opened(self):
        """Hook: these cases were referred. In ``sudo``."""

    def _referral_ended(self):
        """Hook: the referrals of these cases were answered, declined or revoked. In ``sudo``."""

    def _compute_referral_allowed(self):
        field = self._referral_field()
        waiting = [(field, "in", self.ids), ("state", "in", ("open", "accepted"))]
        referred = {case.id for (case,) in self.env["beneficiary.referral"].sudo()._read_group(waiting, [field])}
        for case in self:
            case.referral_allowed = (
                bool(case._referral_policy().allow_referral)
                and not case._referral_closed()
                and case._origin.id not in referred
            )

    def _compute_referral_count(self):
        field = self._referral_field()
        counts = dict(
            self.env["beneficiary.referral"].sudo()._read_group([(field, "in", self.ids)], [field], ["__count"])
        )
        for case in self:
            case.referral_count = counts.get(case._origin.sudo(), 0)

    def _check_can_refer(self):
        """Gate of a new referral.

        :raise UserError: when the policy refers nothing, or the case is closed
        """
        for case in self:
            if case._referral_closed():
                raise UserError(self.env._("%(name)s is closed; it cannot be referred.", name=case.display_name))
            policy = case._referral_policy()
            if not policy.allow_referral:
                raise UserError(
                    self.env._(
                        "%(name)s cannot be referred: the policy in force does not provide for it.",
                        name=case.display_name,
                    )
                )

    def action_refer(self):
        """Open the screen on which the case is referred to a social researcher.

        :raise UserError: when it may not be referred
        """
        self.ensure_one()
        self._check_referrer()
        self._check_can_refer()
        action = self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_referral_action_refer")
        return action | {"context": {f"default_{self._referral_field()}": self.id}}

    def _check_referrer(self):
        self.env["beneficiary.referral"]._check_role("beneficiary.group_delegate")
        self.check_access("write")

    def action_view_referrals(self):
        """Open the referrals of this case."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_referral_action") | {
            "domain": [(self._referral_field(), "in", self.ids)],
            "context": {},
        }

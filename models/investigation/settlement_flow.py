from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list


class SettlementFlow(models.Model):
    """The path of a settlement: draft → offered → signed, declined or void."""

    _inherit = "beneficiary.settlement"

    def action_offer(self):
        """Offer drafts to the harmed persons, who read and sign them (R-75).

        :raise UserError: naming what is missing
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        for settlement in self:
            settlement._check_can_offer()
        for settlement in self:
            settlement._guarded_write(
                {
                    "state": "offered",
                    "date_offered": fields.Datetime.now(),
                    "party_name": settlement.harmed_name,
                    "association_name": settlement.company_id.sudo().name,
                }
            )
        self.sudo()._tell_harmed()
        return True

    def _check_can_offer(self):
        self._check_state("draft")
        self._check_complaint_open()
        missing = []
        if not (self.harmed_name or "").strip():
            missing.append(self.env._("the name of the harmed person"))
        if not (self.terms or "").strip():
            missing.append(self.env._("the terms"))
        if missing:
            raise UserError(
                self.env._(
                    "%(name)s cannot be offered yet. Still missing: %(missing)s.",
                    name=self.name,
                    missing=format_list(self.env, missing, style="unit"),
                )
            )

    def _tell_harmed(self):
        """Tell the complainants that a settlement is offered; somebody anonymous is told on the page of the code."""
        for settlement in self:
            occasion = f"{settlement.name}/{settlement.date_offered}"
            settlement.complaint_id._tell("settlement", settlement=settlement, occasion=occasion)

    def action_draft(self):
        """Take offers that nobody has signed back to draft, to change their terms."""
        self._check_role("beneficiary.group_officer")
        self._check_state("offered")
        self._check_not_frozen()
        return self._guarded_write({"state": "draft", "date_offered": False})

    def action_decline(self, reason=None):
        """Record that the harmed persons decline the offer.

        :param str reason: what they said
        :raise UserError: without a reason, or once they have signed
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_reason(reason)
        self.sudo()._decline(reason)
        return True

    def _decline(self, reason):
        """Close offers that were declined, in ``sudo``; whoever calls it has checked who declines."""
        self._check_state("offered")
        for settlement in self:
            if settlement.party_signed_on:
                raise UserError(self.env._("%(name)s is already signed.", name=settlement.name))
        self._close("declined", reason)
        for settlement in self:
            settlement.complaint_id._ask_responsible(
                settlement.env._("Settlement declined: %(name)s", name=settlement.name)
            )

    def action_void(self, reason=None):
        """Declare drafts and offers void that are not signed by both sides.

        :param str reason: why
        :raise UserError: without a reason, or when both have signed
        """
        self._check_role("beneficiary.group_manager")
        self.check_access("write")
        self._check_state("draft", "offered")
        self._check_reason(reason)
        self.sudo()._close("void", reason)
        return True

    def _close(self, state, reason):
        # the state last: from then on nothing changes
        self.write({"close_reason": reason, "date_closed": fields.Datetime.now(), "state": state})

    # ---------------------------------------------------------------- screens
    def action_sign_on_screen(self):
        """Open the screen on which the harmed person reads the settlement and signs it.

        :raise UserError: when it does not wait for this signature
        """
        self._check_can_sign_party()
        return self._step_screen("party", self.env._("Sign the settlement"))

    def action_sign_on_paper(self):
        """Open the screen that takes the scan of the paper that was signed by hand.

        :raise UserError: when it does not wait for this signature
        """
        self._check_can_sign_party()
        return self._step_screen("paper", self.env._("Signed on paper"))

    def action_sign_for_association(self):
        """Open the screen on which the association signs.

        :raise UserError: when it does not wait for this signature, or the user must not sign for the association
        """
        self._check_can_sign_association()
        return self._step_screen("association", self.env._("Sign for the association"))

    def _step_screen(self, step, name):
        self.ensure_one()
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        action = self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_settlement_step_action")
        return action | {"name": name, "context": {"default_settlement_id": self.id, "default_step": step}}

    def _render_content(self, lang=None):
        """Return the terms as HTML for the screen, in the language of the harmed person or ``lang``."""
        self.ensure_one()
        settlement = self.sudo()
        settlement = settlement.with_context(lang=lang or settlement._harmed_lang())
        values = {"settlement": settlement, "paper": settlement.env["beneficiary.report.mixin"]}
        return settlement.env["ir.qweb"]._render("beneficiary.settlement_content", values, minimal_qcontext=True)

    def _harmed_lang(self):
        """Return the language in which the settlement is read and printed."""
        return self.sudo().complaint_id._notice_lang()

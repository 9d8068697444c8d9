from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list

from .terms import LIVE


class AgreementFlow(models.Model):
    """The path of an agreement and the gate before each step."""

    _inherit = "beneficiary.agreement"

    # ------------------------------------------------------------------- send
    def action_send(self):
        """Send drafts to their parties, who read and sign them (R-02).

        :raise UserError: naming what is missing
        """
        self._check_role("beneficiary.group_delegate")
        for agreement in self:
            agreement._check_can_send()
        for agreement in self:
            agreement._guarded_write(
                {
                    "state": "sent",
                    "date_sent": fields.Datetime.now(),
                    "party_name": agreement.sudo().partner_id.name,
                    "association_name": agreement.company_id.sudo().name,
                }
            )
        self._send_notice("agreement")
        return True

    def _check_can_send(self):
        self._check_state("draft")
        missing = self._missing_terms()
        if missing:
            raise UserError(
                self.env._(
                    "%(name)s cannot be sent yet. Still missing: %(missing)s.",
                    name=self.display_name,
                    missing=format_list(self.env, missing, style="unit"),
                )
            )

    def _missing_terms(self):
        """Return what an agreement must say and does not, in words (R-02)."""
        missing = []
        if not (self.text or "").strip() or self.text == "<p><br></p>":
            missing.append(self.env._("the terms"))
        if not (self.dispute_path or "").strip():
            missing.append(self.env._("how disputes are settled"))
        if not self.line_ids:
            missing.append(self.env._("a right or duty"))
        return missing

    def action_draft(self):
        """Take agreements that nobody has signed back to draft, to change their terms."""
        self._check_role("beneficiary.group_delegate")
        self._check_state("sent", "cancelled")
        self._check_not_frozen()
        return self._guarded_write({"state": "draft", "date_closed": False, "close_reason": False})

    def action_cancel(self, reason=None):
        """Withdraw agreements that are not in force.

        :param str reason: why
        :raise UserError: without a reason
        """
        self._check_role("beneficiary.group_delegate")
        self._check_state("draft", "sent", "signed")
        return self._close("cancelled", reason)

    # ------------------------------------------------------------------- sign
    def action_sign_on_screen(self):
        """Open the screen on which the party reads the agreement and signs it."""
        self._check_can_open_screen()
        return self._sign_screen("party")

    def action_sign_for_association(self):
        """Open the screen on which the user signs for the association."""
        self._check_can_open_screen()
        return self._sign_screen("association")

    def _check_can_open_screen(self):
        self.ensure_one()
        self._check_role("beneficiary.group_delegate")
        self.check_access("write")

    def _sign_screen(self, side):
        action = self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_agreement_sign_action")
        name = self.env._("Sign for the association") if side == "association" else action["name"]
        return action | {"name": name, "context": {"default_agreement_id": self.id, "default_side": side}}

    def _put_in_force(self):
        """Let agreements that both sides have signed take effect. Called in ``sudo``."""
        self.write({"state": "active"})
        for agreement in self:
            agreement._succeed()
        self._send_notice("agreement")

    def _succeed(self):
        """Close the agreement that this one renews or amends."""
        old = self.previous_id
        if not old or old.state not in LIVE:
            return
        today = self.company_id._beneficiary_today()
        if self.succession == "amendment":
            old.write({"state": "amended", "date_closed": today})
            old.line_ids._close_open(self.env._("Amended by %(name)s.", name=self.name))
        else:
            old.write({"state": "renewed", "date_closed": today})
        old._forget_renewal()

    # ------------------------------------------------------------------ close
    def action_terminate(self, reason=None):
        """End agreements in force before their time.

        :param str reason: why
        :raise UserError: without a reason
        """
        self._check_role("beneficiary.group_officer")
        self._check_not_party()
        self._check_state("active")
        result = self._close("terminated", reason)
        self.sudo().line_ids._close_open(self.env._("The agreement was terminated: %(reason)s", reason=reason))
        return result

    def _close(self, state, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason: the file needs it."))
        today = self.company_id[:1].sudo()._beneficiary_today()
        result = self._guarded_write({"state": state, "date_closed": today, "close_reason": reason})
        self.sudo()._forget_renewal()
        return result

    # -------------------------------------------------------------- following
    def action_renew(self):
        """Draft the agreement for the next period, with the same rights and duties (R-04), and open it.

        :return: the action that opens the new agreement
        :raise UserError: when it was never in force, or is followed by another one already
        """
        return self._follow("renewal")

    def action_amend(self):
        """Draft a new agreement that takes the place of this one, and open it.

        :return: the action that opens the new agreement
        :raise UserError: when it is not in force, or is followed by another one already
        """
        return self._follow("amendment")

    def _follow(self, succession):
        self.ensure_one()
        self._check_role("beneficiary.group_delegate")
        self.check_access("write")
        self._check_can_follow(succession)
        new = self.sudo().copy(self._following_values(succession))
        return new.with_env(self.env).get_formview_action()

    def _check_can_follow(self, succession):
        self._check_state(*(("active", "ended") if succession == "renewal" else ("active",)))
        following = self.sudo().next_ids.filtered(lambda a: a.state != "cancelled")[:1]
        if following:
            raise UserError(
                self.env._(
                    "%(name)s is already followed by %(next)s. Open that one.",
                    name=self.display_name,
                    next=following.display_name,
                )
            )

    def _following_values(self, succession):
        """Return the values in which the next agreement differs from this one."""
        today = self.company_id.sudo()._beneficiary_today()
        values = {"previous_id": self.id, "succession": succession, "user_id": self.env.uid, "template_id": False}
        if succession == "amendment":
            return values | {"date_start": max(today, self.date_start), "date_end": self.date_end}
        start = self.date_end + relativedelta(days=1) if self.date_end else today
        period = relativedelta(start, self.date_start)
        end = self.date_end and start + period - relativedelta(days=1)
        return values | {"date_start": start, "date_end": end}

    def _copy_lines(self, source):
        """Take over the lines of ``source``: moved by the period for a renewal, what is still open for an amendment."""
        if self.succession == "amendment":
            lines, period = source.line_ids.filtered(lambda line: line.state == "open"), relativedelta()
        else:
            lines, period = source._signed_lines(), relativedelta(self.date_start, source.date_start)
        self.env["beneficiary.agreement.line"].create(
            [line._copy_values(period) | {"agreement_id": self.id} for line in lines]
        )

    # ------------------------------------------------------------------- open
    def action_view_works(self):
        """Open the works that were handed in under this agreement."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_work_action") | {
            "domain": [("agreement_id", "in", self.ids)],
            "context": {"default_agreement_id": self[:1].id},
        }

    def action_view_next(self):
        """Open the agreements that follow this one."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_agreement_action") | {
            "domain": [("previous_id", "in", self.ids)],
            "context": {"create": False},
        }

    def action_view_previous(self):
        """Open the agreement that this one follows."""
        self.ensure_one()
        self.check_access("read")
        return self.previous_id.get_formview_action()

    def _render_content(self, lang=None):
        """Return terms, rights and duties as HTML for the screen.

        :param str lang: the language of the headings; that of the party if not given
        """
        self.ensure_one()
        agreement = self.sudo()
        agreement = agreement.with_context(lang=lang or agreement.partner_id.lang or self.env.lang)
        values = {"agreement": agreement, "paper": agreement.env["beneficiary.report.mixin"]}
        return agreement.env["ir.qweb"]._render("beneficiary.agreement_content", values, minimal_qcontext=True)

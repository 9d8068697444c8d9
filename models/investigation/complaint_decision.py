from odoo import api, fields, models
from odoo.exceptions import UserError


class ComplaintDecision(models.Model):
    """The complaint before its committee: put on the agenda, decided, and handed back to the officer (R-73)."""

    _inherit = "beneficiary.complaint"

    may_send_again = fields.Boolean(compute="_compute_may_send_again")

    @api.depends("state", "outcome", "item_ids.outcome")
    def _compute_may_send_again(self):
        for complaint in self:
            open_items = complaint.sudo().item_ids.filtered(lambda i: i.outcome == "pending")
            complaint.may_send_again = complaint.state == "investigation" and not complaint.outcome and not open_items

    # ----------------------------------------------------------------- agenda
    def action_send_to_committee(self):
        """Put complaints under investigation on the agenda of the investigation and follow-up committee.

        :raise UserError: when a complaint is not under investigation, is on an agenda already, or there is no committee
        """
        self._check_may_handle()
        self._check_state("investigation")
        for complaint in self:
            complaint._put_on_agenda()
        return True

    def _put_on_agenda(self):
        """Make the item of the committee; the members read the complaint from now on."""
        complaint = self.sudo()
        if complaint.item_ids.filtered(lambda i: i.outcome == "pending"):
            raise UserError(self.env._("%(name)s is on the committee's agenda already.", name=self.name))
        committee = complaint._investigation_committee()
        if complaint.committee_id != committee:
            complaint.committee_id = committee
        complaint.item_ids.flush_recordset(["outcome"])  # the index of pending items reads the database
        items = self.env["beneficiary.committee.item"].sudo().with_context(mail_create_nosubscribe=True)
        return items.create({"committee_id": committee.id, "complaint_id": complaint.id})

    def _investigation_committee(self):
        """Return the committee that investigates this complaint, in ``sudo``: that of its route, if it may (R-73).

        :raise UserError: when there is none, or all of its members are barred from the complaint
        """
        complaint = self.sudo()
        chosen = complaint.committee_id | complaint.route_id.committee_id
        committee = chosen.filtered(lambda c: c.kind == "investigation")[:1]
        committee = committee or self.env["beneficiary.committee"].sudo().search(
            [("company_id", "=", complaint.company_id.id), ("kind", "=", "investigation")], limit=1
        )
        if not committee:
            raise UserError(
                self.env._(
                    "There is no investigation and follow-up committee. Let a manager create one, and choose it in the "
                    "route of the complaints."
                )
            )
        if len(committee.member_ids.user_id - complaint.barred_user_ids) < committee.quorum:
            raise UserError(
                self.env._(
                    "“%(name)s” has not enough members who may see this complaint: its quorum is %(quorum)s.",
                    name=committee.name,
                    quorum=committee.quorum,
                )
            )
        return committee

    def _withdraw_items(self, reason):
        """Take the complaint off the agenda, because it goes on without a decision of the committee."""
        self.sudo().item_ids.filtered(lambda i: i.outcome == "pending")._withdraw(reason)

    # ------------------------------------------------------------- own work
    def _has_part(self, user):
        """Tell whether ``user`` has a part in the complaint and so may not decide about it (house rule 4).

        The accused and the recused, who took it in, who is responsible for it, who led amicable attempts, who
        negotiates the settlement, and the complainant himself.
        """
        self.ensure_one()
        complaint = self.sudo()
        involved = (
            complaint.barred_user_ids
            | complaint.create_uid
            | complaint.user_id
            | complaint.attempt_ids.user_id
            | complaint.settlement_ids.negotiated_by
            | complaint.partner_id.user_ids
        )
        return user in involved

    # --------------------------------------------------------------- decision
    def _apply_committee_decision(self, item):
        """Take over what the committee decided; the officer settles or resolves then. Called in ``sudo``.

        :param item: the decided ``beneficiary.committee.item``
        """
        self.ensure_one()
        self._check_state("investigation")
        self.evidence_ids.filtered(lambda e: not e.item_id).item_id = item
        if item.outcome in ("upheld", "dismissed"):
            self.write({"outcome": item.outcome, "cause_ids": [(4, cause.id) for cause in item.cause_ids]})
        outcome = dict(item._fields["outcome"]._description_selection(self.env))[item.outcome]
        self.message_post(
            body=self.env._("The committee decided: %(outcome)s.", outcome=outcome), subtype_xmlid="mail.mt_note"
        )
        self._ask_responsible(self._decided_summary(item.outcome))

    def _decided_summary(self, outcome):
        """Return what the officer has to do next."""
        if outcome == "upheld":
            return self.env._("Upheld by the committee: settle or resolve it")
        if outcome == "dismissed":
            return self.env._("Dismissed by the committee: tell the complainant and resolve it")
        return self.env._("Returned by the committee: gather what is missing and send it again")

    def _check_can_resolve(self, outcome, resolution):
        super()._check_can_resolve(outcome, resolution)
        if self.state != "investigation" or outcome == "amicable" or self._final_ruling():
            return
        decided = self.sudo().outcome
        if decided not in ("upheld", "dismissed"):
            raise UserError(
                self.env._("%(name)s cannot be resolved: the committee has not decided about it.", name=self.name)
            )
        if decided != outcome:
            label = dict(self._fields["outcome"]._description_selection(self.env))[decided]
            raise UserError(
                self.env._(
                    "%(name)s cannot be resolved so: the committee decided “%(outcome)s”.",
                    name=self.name,
                    outcome=label,
                )
            )

    # --------------------------------------------------------------- following
    def _start_investigation(self):
        super()._start_investigation()
        for complaint in self:
            complaint._put_on_agenda()

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state", "investigation") != "investigation":
            self._withdraw_items(self.env._("It goes on without a decision of the committee."))
        return result

    def _bar(self):
        super()._bar()
        for item in self.item_ids:
            item.message_unsubscribe(item.complaint_id.barred_user_ids.partner_id.ids)
        self.item_ids.meeting_id._keep_out()

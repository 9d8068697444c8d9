from odoo import api, fields, models
from odoo.exceptions import UserError


class RequestResponse(models.Model):
    """What the applicant says to the decision: he accepts it, or objects and the committee looks at it again."""

    _inherit = "beneficiary.request"

    objection_ids = fields.One2many(
        "beneficiary.objection",
        "request_id",
        "Objections",
        groups="beneficiary.group_delegate,beneficiary.group_committee_member,beneficiary.group_management",
    )
    objection_count = fields.Integer(compute="_compute_objection_count")

    @api.depends("decision_response")
    def _compute_objection_count(self):
        counts = dict(
            self.env["beneficiary.objection"]
            .sudo()
            ._read_group([("request_id", "in", self.ids)], ["request_id"], ["__count"])
        )
        for request in self:
            request.objection_count = counts.get(request._origin.sudo(), 0)

    def action_view_objections(self):
        """Open the objections to the decisions on these requests."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_objection_action") | {
            "domain": [("request_id", "in", self.ids)],
            "context": {"default_request_id": self.id} if len(self) == 1 else {},
        }

    # ------------------------------------------------------------------- applicant
    def _portal_open_objection(self):
        """Return the objection that waits for its answer, in ``sudo``; may be empty."""
        return self.sudo().objection_ids.filtered(lambda o: o.state == "new")

    def _portal_may_respond(self):
        """Tell whether the applicant can still say whether he accepts the decision."""
        return self.state in ("approved", "refused") and not self.decision_response

    def _portal_may_object(self):
        """Tell whether the applicant can object now; he may do so after he has accepted, too."""
        until = self._portal_objection_until()
        return (
            bool(until)
            and self.company_id.sudo()._beneficiary_today() <= until
            and not self.sudo().objection_ids.filtered(lambda o: o.made_on >= self.date_decided)
        )

    def _check_may_object(self):
        """Raise unless there is a decision to which the applicant can object today."""
        self._check_state("approved", "refused")
        until = self._portal_objection_until()
        if not until:
            raise UserError(self.env._("%(name)s: the association takes no objections.", name=self.name))
        if self.company_id.sudo()._beneficiary_today() > until:
            raise UserError(self.env._("%(name)s: the time to object ended on %(date)s.", name=self.name, date=until))
        if self._portal_open_objection():
            raise UserError(self.env._("%(name)s: an objection waits for its answer already.", name=self.name))
        if not self._portal_may_object():
            raise UserError(self.env._("%(name)s: the objection to this decision was answered.", name=self.name))

    def _portal_accept(self):
        """Record that the applicant accepts the decision."""
        self.ensure_one()
        if not self._portal_may_respond():
            raise UserError(self.env._("Your answer to the decision is recorded already."))
        self._guarded_write({"decision_response": "accepted", "decision_response_on": fields.Datetime.now()})
        self._portal_log(self.env._("The applicant accepts the decision."))

    def _portal_object(self, text):
        """Record the applicant's objection to the decision; returns it.

        :raise UserError: when there is nothing to object to, the time is over, or the text is empty
        """
        self.ensure_one()
        self._portal_check_text(text, self.env._("Write why you do not agree with the decision."))
        values = {"request_id": self.id, "text": text.strip(), "made_by": self.env.user.partner_id.id}
        return self.env["beneficiary.objection"].sudo().create(values)

    # ------------------------------------------------------------- once more decided
    def _reconsider(self):
        """Put a decided request before its committee again. The former decision stays on its committee item."""
        self._check_state("approved", "refused")
        for request in self:
            if request.delivery_ids.filtered(lambda d: d.state == "signed"):
                raise UserError(
                    self.env._(
                        "%(name)s is delivered in part and cannot be decided again. File a new request.",
                        name=request.name,
                    )
                )
            request._check_committee()
        items = self.env["beneficiary.committee.item"].sudo().with_context(mail_create_nosubscribe=True)
        items.create(
            [{"request_id": request.id, "committee_id": request.program_id.committee_id.id} for request in self]
        )
        for committee, requests in self.grouped(lambda r: r.program_id.committee_id).items():
            requests.sudo().write(
                {
                    "state": "review",
                    "committee_id": committee.id,
                    "date_decided": False,
                    "decision_reason": False,
                    "amount_approved": 0.0,
                    "decision_response": False,
                    "decision_response_on": False,
                }
            )

    def _check_reply_window(self, reason):
        # the promise was about the first reply
        if not self.date_replied:
            super()._check_reply_window(reason)

    def _clock_started_on(self, kind):
        if kind == "decision" and self.date_replied:
            return fields.Datetime.now()
        return super()._clock_started_on(kind)

    def _clock_bounds(self, kind):
        if kind == "decision" and self.date_replied:
            return None, None
        return super()._clock_bounds(kind)

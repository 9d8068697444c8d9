from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list


class RequestFlow(models.Model):
    """The path of a request and the gate before each step."""

    _inherit = "beneficiary.request"

    # ----------------------------------------------------------------- submit
    def action_submit(self):
        """Submit the drafts: papers handed in and declaration signed (R-41, R-43, R-44).

        Where the policy takes in complete requests only, a request that has everything is complete at once.

        :raise UserError: naming what is missing
        """
        self._check_role("beneficiary.group_delegate")
        for request in self:
            request._check_can_submit()
        self._guarded_write(
            {
                "state": "submitted",
                "date_submitted": fields.Datetime.now(),
                "return_reason": False,
                "date_return_due": False,
            }
        )
        complete = self.filtered(lambda r: r.complete_on_receipt and not r._missing_for_completeness())
        complete._mark_complete()
        self._send_notice("acknowledgement")
        return True

    def _check_can_submit(self):
        self._check_state("draft")
        problems = []
        if self.program_id.state != "open":
            problems.append(self.env._("the programme “%(name)s” is not open", name=self.program_id.name))
        if self.beneficiary_id.state in ("suspended", "closed"):
            problems.append(self.env._("the file of %(name)s is not active", name=self.beneficiary_id.name))
        if not self.declaration_id:
            problems.append(self.env._("the declaration is not signed"))
        problems += self._expired_documents(self.company_id.sudo()._beneficiary_today())
        if problems:
            raise UserError(
                self.env._("%(name)s cannot be submitted: %(problems)s.", name=self.name, problems="; ".join(problems))
            )
        missing = self._missing_for_completeness()
        if self.complete_on_receipt and missing and not (self.incomplete_reason or "").strip():
            raise UserError(
                self.env._(
                    "%(name)s is not complete, and the policy takes requests in complete before the visitor leaves. "
                    "Still missing: %(missing)s. Complete it, or write under “Incomplete Reason” why it is left so.",
                    name=self.name,
                    missing=format_list(self.env, missing, style="unit"),
                )
            )

    # --------------------------------------------------------------- complete
    def action_complete(self):
        """Confirm that everything required is there and verified (R-41, R-48).

        :raise UserError: naming the papers that are missing or expired
        """
        self._check_role("beneficiary.group_officer")
        for request in self:
            request._check_can_complete()
        self._mark_complete()
        return True

    def _check_can_complete(self):
        self._check_state("submitted")
        self._check_complete()

    def _check_complete(self):
        """Raise unless everything required is there, verified and signed for."""
        missing = self._missing_for_completeness()
        if missing:
            raise UserError(
                self.env._(
                    "%(name)s is not complete. Still missing: %(missing)s.",
                    name=self.name,
                    missing=format_list(self.env, missing, style="unit"),
                )
            )

    def _mark_complete(self):
        if self:
            self._guarded_write({"state": "complete", "date_complete": fields.Datetime.now()})

    def _missing_for_completeness(self):
        """Return what completeness waits for, in words: papers, their validity, the declaration."""
        self.ensure_one()
        company = self.company_id.sudo()
        on_date = company._beneficiary_date(self.date_submitted) or company._beneficiary_today()
        # what the programme asks for, whatever lines are left of the checklist
        wanted = self.program_id.document_type_ids.filtered("required") - self.document_ids.type_id
        missing = wanted.mapped("name") + [
            document.type_id.name
            for document in self.document_ids
            if document.required and document.state != "verified"
        ]
        missing += self._expired_documents(on_date)
        if not self.declaration_id:
            missing.append(self.env._("the signed declaration"))
        if not self.beneficiary_id.is_confirmed:
            missing.append(self.env._("that the association confirms who the applicant is"))
        return missing

    def _expired_documents(self, on_date):
        """Return a sentence for every paper that is not valid on ``on_date`` (the date of submission)."""
        return [
            self.env._("%(paper)s expired on %(date)s", paper=document.type_id.name, date=document.valid_until)
            for document in self.document_ids
            if document.state != "missing" and document.valid_until and document.valid_until < on_date
        ]

    # ----------------------------------------------------------------- return
    def action_return(self, reason=None):
        """Give the request back to the applicant because papers are missing. The clock stops.

        :param str reason: what is missing, as the applicant will read it
        :raise UserError: without a reason, or when the request is not waiting for completeness
        """
        self._check_role("beneficiary.group_officer")
        self._check_state("submitted", "complete")
        self._check_reason(reason)
        self.check_access("write")
        self.sudo()._return_to_applicant(reason)
        return True

    def _return_to_applicant(self, reason):
        self.write(
            {
                "state": "draft",
                "date_submitted": False,
                "date_complete": False,
                "return_reason": reason,
                "incomplete_reason": False,
            }
        )
        self._send_notice("missing")

    # -------------------------------------------------------------- committee
    def action_send_to_committee(self):
        """Put complete requests on the agenda of the committee that their programme names (R-45).

        :raise UserError: when there is no committee, or too few members may vote
        """
        self._check_role("beneficiary.group_officer")
        for request in self:
            request._check_can_send_to_committee()
        self.check_access("write")
        items = self.env["beneficiary.committee.item"].sudo().with_context(mail_create_nosubscribe=True)
        items.create(
            [{"request_id": request.id, "committee_id": request.program_id.committee_id.id} for request in self]
        )
        for committee, requests in self.grouped(lambda r: r.program_id.committee_id).items():
            requests._guarded_write({"state": "review", "committee_id": committee.id})
        return True

    def _check_can_send_to_committee(self):
        self._check_state("complete")
        self._check_complete()  # a paper may have been rejected or changed since
        self._check_committee()

    def _check_committee(self):
        """Raise unless the programme names a committee in which enough members may vote on the request."""
        committee = self.program_id.committee_id.sudo()
        if not committee:
            raise UserError(
                self.env._(
                    "The programme “%(name)s” names no committee. Choose one on the programme.",
                    name=self.program_id.name,
                )
            )
        voters = committee.member_ids.filtered(lambda m: not self._is_registrant(m.user_id))
        if len(voters) < committee.quorum:
            raise UserError(
                self.env._(
                    "“%(committee)s” needs %(quorum)s members who may vote on %(name)s and has %(count)s. "
                    "Add members to the committee.",
                    committee=committee.name,
                    quorum=committee.quorum,
                    name=self.name,
                    count=len(voters),
                )
            )

    def _is_registrant(self, user):
        """Tell whether ``user`` registered or handles the request, or is the applicant, and so may not vote on it."""
        request = self.sudo()
        return user in (request.create_uid | request.user_id) or user.partner_id == request.partner_id

    def _apply_decision(self, outcome, reason, amount=0.0, early_reason=False):
        """Carry out what the committee decided, and tell the applicant. Called by the committee item, in ``sudo``.

        :param str outcome: ``approved``, ``refused`` or ``returned``
        """
        self.ensure_one()
        self._check_state("review")
        if outcome == "returned":
            return self._return_to_applicant(reason)
        if not self.declaration_id:
            raise UserError(
                self.env._(
                    "What %(name)s states was changed after it was signed. Let the applicant sign again first.",
                    name=self.name,
                )
            )
        if outcome == "approved":
            self._check_complete()
        self._check_reply_window(early_reason)
        now = fields.Datetime.now()
        self.write(
            {
                "state": outcome,
                "decision_reason": reason,
                "amount_approved": amount if outcome == "approved" else 0.0,
                "date_decided": now,
                **({} if self.date_replied else self._reply_values(now, early_reason)),
            }
        )
        return self._send_notice("decision")

    def _reply_values(self, now, early_reason):
        """Return what is kept of the first reply, to which the promised window belongs."""
        early = self.reply_earliest and self.company_id._beneficiary_today() < self.reply_earliest
        return {"date_replied": now, "early_reply_reason": early_reason if early else False}

    # --------------------------------------------------------------- delivery
    def action_register_beneficiary(self):
        """Register the applicants of these requests (R-50); see ``beneficiary.beneficiary.action_register``."""
        return self.beneficiary_id.action_register()

    def action_record_delivery(self):
        """Open the screen on which the delivery is recorded and its receipt signed."""
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_delivery_action_sign") | {
            "context": {
                "default_request_id": self.id,
                "default_receiver_name": self.beneficiary_id.name,
                "default_amount": self.amount_approved - sum(self.delivery_ids.mapped("amount")),
            }
        }

    def action_deliver(self):
        """Close approved requests whose delivery was received and signed for (R-51).

        :raise UserError: naming what is missing
        """
        self._check_role("beneficiary.group_officer")
        for request in self:
            request._check_can_deliver()
        return self._guarded_write({"state": "done"})

    def _check_can_deliver(self):
        self._check_state("approved")
        if self.beneficiary_id.state != "registered":
            raise UserError(
                self.env._(
                    "Register %(name)s and give a file number before anything is delivered.",
                    name=self.beneficiary_id.name,
                )
            )
        if not self.delivery_ids.filtered(lambda d: d.state == "signed"):
            raise UserError(
                self.env._("%(name)s has no signed receipt. Record the delivery and let it be signed.", name=self.name)
            )

    # ----------------------------------------------------------------- cancel
    def action_cancel(self, reason=None):
        """Cancel requests that are not delivered yet.

        :param str reason: why; needed once the request was submitted
        """
        self._check_role("beneficiary.group_delegate")
        for request in self:
            request._check_can_cancel(reason)
        self.check_access("write")
        self.sudo().item_ids._withdraw(reason or self.env._("The request was cancelled."))
        return self._guarded_write({"state": "cancelled", "cancel_reason": reason or False})

    def _check_can_cancel(self, reason):
        self._check_state("draft", "submitted", "complete", "review", "approved")
        if self.state != "draft":
            self._check_reason(reason)
        if self.delivery_ids.filtered(lambda d: d.state == "signed"):
            raise UserError(self.env._("%(name)s is delivered in part and cannot be cancelled.", name=self.name))

    # ------------------------------------------------------------ smart buttons
    def action_open_beneficiary(self):
        """Open the applicant's file."""
        self.check_access("read")
        self.ensure_one()
        return self.beneficiary_id.get_formview_action()

    def action_view_items(self):
        """Open what committees decided about this request."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_committee_item_action") | {
            "domain": [("request_id", "in", self.ids)],
            "context": {},
        }

    def action_view_deliveries(self):
        """Open the deliveries of this request."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_delivery_action") | {
            "domain": [("request_id", "in", self.ids)],
            "context": {},
        }

    # ---------------------------------------------------------------- helpers
    def _check_reason(self, reason):
        if not (reason or "").strip():
            raise UserError(self.env._("Write the reason: the applicant and the file need it."))

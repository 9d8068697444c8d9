from odoo import api, fields, models
from odoo.fields import Domain

OPEN = ("draft", "submitted", "complete", "review")
CLOSED = ("approved", "refused", "done", "cancelled")


class RequestPortalState(models.Model):
    """Where a request stands, in words that its applicant understands."""

    _inherit = "beneficiary.request"

    _file_recent = models.Index("(beneficiary_id, id DESC)")

    # --------------------------------------------------------- what waits for whom
    @api.model
    def _portal_waiting_domain(self):
        """Return the domain of the requests that wait for their applicants; :meth:`_portal_waits` says it of one."""
        draft = Domain("state", "=", "draft") & (Domain("return_reason", "!=", False) | Domain("origin", "=", "portal"))
        handed_in = Domain("state", "in", ("submitted", "complete", "review"))
        return draft | (
            handed_in
            & (Domain("declaration_id", "=", False) | Domain("document_ids", "any", [("state", "=", "rejected")]))
        )

    def _portal_is_own_draft(self):
        """Tell whether it is the applicant who completes and sends the draft, and no colleague at the counter."""
        return self.state == "draft" and bool(self.return_reason or self.origin == "portal")

    def _portal_is_open(self):
        """Tell whether the applicant may still add papers and sign."""
        return self._portal_is_own_draft() or self.state in ("submitted", "complete", "review")

    def _portal_may_sign(self):
        """Tell whether the declaration of this request waits for a signature, the first one or a new one."""
        return self._portal_is_open() and not self.declaration_id

    def _portal_may_send(self):
        return self._portal_is_own_draft()

    def _portal_may_withdraw(self):
        return self.state in OPEN

    def _portal_waits(self):
        """Tell whether the request waits for its applicant."""
        self.ensure_one()
        if self.state == "draft":
            return self._portal_is_own_draft()
        return self._portal_is_open() and (
            not self.declaration_id or any(paper.state == "rejected" for paper in self.document_ids)
        )

    def _portal_missing(self):
        """Return what the applicant still has to do, as a list of sentences."""
        self.ensure_one()
        if not self._portal_is_open():
            return []
        todo = [
            self.env._("Send “%(paper)s”.", paper=paper.type_id.name)
            for paper in self.document_ids
            if paper.required and paper.state == "missing"
        ]
        todo += [
            self.env._(
                "Send “%(paper)s” again: %(reason)s",
                paper=paper.type_id.name,
                reason=paper.reject_reason or self.env._("it could not be accepted"),
            )
            for paper in self.document_ids
            if paper.state == "rejected"
        ]
        if self._portal_may_sign():
            again = self.declaration_ids and self.env._("Sign again, because something was changed.")
            todo.append(again or self.env._("Sign that what you told us is correct."))
        if self._portal_may_send():
            todo.append(self.env._("Send the request."))
        return todo

    # ------------------------------------------------------------------- in words
    def _portal_state(self):
        """Return title, explanation and colour (a Bootstrap name) of where the request stands."""
        self.ensure_one()
        title, text, color = getattr(self, f"_portal_state_{self.state}")()
        if self.state != "draft" and self._portal_waits():
            title, color = self.env._("Waits for you"), "warning"
            text = self.env._("We need something from you before it can go on. It is listed below.")
        return {"title": title, "text": text, "color": color}

    def _portal_state_draft(self):
        if self.return_reason:
            return (
                self.env._("Something is missing"),
                self.env._("Please complete what is listed below. Then send the request again."),
                "warning",
            )
        if self.origin == "portal":
            return (
                self.env._("Not sent yet"),
                self.env._("Your request is saved. We begin when you have signed and sent it."),
                "warning",
            )
        return (
            self.env._("Being prepared"),
            self.env._("Our colleague is still writing down your request. You need not do anything now."),
            "secondary",
        )

    def _portal_state_submitted(self):
        return (
            self.env._("Received"),
            self.env._("We have your request and look through your papers."),
            "info",
        )

    def _portal_state_complete(self):
        return (
            self.env._("Complete"),
            self.env._("Your papers are all there. Next, the committee decides about your request."),
            "info",
        )

    def _portal_state_review(self):
        if self.item_ids[1:]:
            text = self.env._("The committee looks at your request again and decides.")
        else:
            text = self.env._("The committee looks at your request and decides. You need not come.")
        return self.env._("With the committee"), text, "info"

    def _portal_state_approved(self):
        return (
            self.env._("Approved"),
            self.env._("Your request was accepted. We tell you when and how you receive what was approved."),
            "success",
        )

    def _portal_state_refused(self):
        return (
            self.env._("Not approved"),
            self.env._("We are sorry: your request could not be approved. The reason is written below."),
            "danger",
        )

    def _portal_state_done(self):
        return self.env._("Delivered"), self.env._("You have received what was approved."), "success"

    def _portal_state_cancelled(self):
        return (
            self.env._("Closed"),
            self.env._("This request was withdrawn and does not go on. You may file a new one at any time."),
            "secondary",
        )

    # ------------------------------------------------------------------- timeline
    def _portal_timeline(self):
        """Return the way of the request: a list of ``title``, ``date``, ``moment``, ``note`` and ``state``.

        ``state`` is ``done``, ``now`` or ``later``; one of ``date`` and ``moment`` (UTC) may be set.
        """
        self.ensure_one()
        steps = [
            self._portal_step(self.env._("Request filed"), self.date_submitted),
            self._portal_step(self.env._("Papers complete"), self.date_complete),
            self._portal_step_committee(),
            self._portal_step(self.env._("Decision"), self.date_decided),
        ]
        if self.state not in ("refused", "cancelled"):
            steps.append(self._portal_step_delivery())
        if self.state == "cancelled":
            steps = [step for step in steps if step["state"] == "done"]
            return [*steps, self._portal_step(self.env._("Withdrawn"), done=True)]
        upcoming = next((step for step in steps if step["state"] == "later"), None)
        if upcoming:
            upcoming["state"] = "now"
        return steps

    def _portal_step_committee(self):
        meeting = self.item_ids[:1].meeting_id
        decided = bool(self.date_decided)
        title = self.env._("Committee meeting")
        if self.state == "review" and not meeting:
            return self._portal_step(title, note=self.env._("We tell you the date as soon as it is known."), done=False)
        start = meeting.start if meeting and (decided or self.state == "review") else False
        return self._portal_step(title, start, done=decided)

    def _portal_step_delivery(self):
        delivery = self.delivery_ids.filtered(lambda d: d.state == "signed")[:1]
        return self._portal_step(self.env._("Delivery"), date=delivery.date, done=self.state == "done")

    # ------------------------------------------------------------------- decision
    def _portal_decision_notice(self):
        """Return the notice by which the applicant was told the decision that holds now; may be empty."""
        if self.state not in ("approved", "refused", "done"):
            return self.env["beneficiary.notice"]
        notices = self.env["beneficiary.notice"].sudo()
        domain = [("request_id", "=", self.id), ("kind", "=", "decision"), ("res_model", "=", self._name)]
        return notices.search(domain, order="id desc", limit=1)

    def _portal_reply_shown(self):
        """Tell whether the promised reply is still to come."""
        return self.state in ("submitted", "complete", "review") and not self.date_replied

    def _portal_objection_until(self):
        """Return the last day on which the applicant may object to the decision, or ``None``."""
        self.ensure_one()
        company = self.company_id.sudo()
        days = company.beneficiary_objection_days
        if self.state not in ("approved", "refused") or not self.date_decided or not days:
            return None
        return fields.Date.add(company._beneficiary_date(self.date_decided), days=days)

    def _portal_address(self):
        """Return the address of the page of this request; there one logs in."""
        return self.get_base_url() + self.access_url

from odoo import api, models


class RequestTrack(models.Model):
    """How far a request is, as its applicant reads it on the page that needs no login."""

    _name = "beneficiary.request"
    _inherit = ["beneficiary.request", "beneficiary.tracked.mixin"]

    def _track_state(self):
        self.ensure_one()
        key = "returned" if self.state == "draft" and self.return_reason else self.state
        return self._track_states()[key]

    @api.model
    def _track_states(self):
        """Return state → title and sentence, in words for the applicant; ``returned`` is a draft given back."""
        return {
            "draft": (self.env._("Not sent yet"), self.env._("The request is being written. It is not with us yet.")),
            "returned": (
                self.env._("We need something from you"),
                self.env._("The request was given back to you. Once we have what is missing, it goes on."),
            ),
            "submitted": (self.env._("Received"), self.env._("We check whether everything that is needed is there.")),
            "complete": (self.env._("Complete"), self.env._("Everything is there. It goes to the committee next.")),
            "review": (self.env._("With the committee"), self.env._("The committee decides. You need not come.")),
            "approved": (self.env._("Approved"), self.env._("We tell you what you get, and when.")),
            "refused": (
                self.env._("Not approved"),
                self.env._("We tell you why by the means that we agreed on. You may ask us about it."),
            ),
            "done": (self.env._("Delivered"), self.env._("What was approved has been handed over.")),
            "cancelled": (self.env._("Cancelled"), self.env._("The request does not go on. You may send another one.")),
        }

    def _track_steps(self):
        company = self.company_id.sudo()
        delivery = self.delivery_ids.filtered(lambda d: d.state == "signed")[:1]
        steps = [
            (self.env._("Received"), company._beneficiary_date(self.date_submitted)),
            (self.env._("Complete"), company._beneficiary_date(self.date_complete)),
            (self.env._("Decided"), company._beneficiary_date(self.date_decided)),
            (self.env._("Delivered"), delivery.date),
        ]
        done = self._track_done()
        if self.state in ("refused", "cancelled"):  # nothing comes next
            steps = steps[:done]
        return [
            {"label": label, "date": date, "state": "done" if index < done else "current" if index == done else "next"}
            for index, (label, date) in enumerate(steps)
        ]

    def _track_done(self):
        """Return how many steps of the timeline lie behind."""
        if self.state == "cancelled":
            return 2 if self.date_complete else 1 if self.date_submitted else 0
        return {"submitted": 1, "complete": 2, "review": 2, "approved": 3, "refused": 3, "done": 4}.get(self.state, 0)

    def _track_window(self):
        waits = self.reply_state in ("open", "due_soon", "late")
        return (self.reply_earliest, self.reply_deadline) if waits else (False, False)

    def _track_missing(self):
        if self.state not in ("draft", "submitted"):
            return []
        missing = self.document_ids.filtered(lambda d: d.required and d.state in ("missing", "rejected"))
        wanted = self.program_id.document_type_ids.filtered("required") - self.document_ids.type_id
        names = (missing.type_id | wanted).mapped("name")
        return names if self.declaration_id else [*names, self.env._("your signature")]

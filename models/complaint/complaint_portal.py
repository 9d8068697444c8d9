from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import hash_sign, verify_hash_signed

from ...tools.secret import same_secret
from .kind import OPEN_STATES

VISIT = "beneficiary-complaint-visit"
VISIT_HOURS = 1
WORDS = ("subject", "description", "wish", "accused_name")


class ComplaintPortal(models.Model):
    """Whose pages show a complaint, and where it stands in words that its complainant understands."""

    _name = "beneficiary.complaint"
    _inherit = ["beneficiary.complaint", "beneficiary.portal.mixin"]

    filed_by_id = fields.Many2one(
        "res.users",
        "Filed on the website by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The login of the complainant, or of his guardian. An anonymous complaint has none.",
    )

    _anonymous_is_filed_by_nobody = models.Constraint(
        "CHECK (anonymous IS NOT TRUE OR filed_by_id IS NULL)", "An anonymous complaint is filed by nobody."
    )

    @api.model
    def _portal_domain(self, user, company):
        """Return the domain of the complaints that the pages of a logged-in ``user`` show.

        Those of his own file, and what he filed himself: for nobody's file, or for a ward as long as he is the
        guardian. What a ward filed is the ward's alone, for it may be about the guardian. Who is barred sees nothing.
        """
        files = self.env["beneficiary.beneficiary"]
        own, acting = files._portal_own_file(user, company), files._portal_files(user, company)
        if user._is_public():
            return Domain.FALSE
        filed = Domain("filed_by_id", "=", user.id) & Domain("beneficiary_id", "in", [False, *acting.ids])
        mine = Domain("beneficiary_id", "=", own.id) if own else Domain.FALSE
        return (
            (mine | filed)
            & Domain("company_id", "=", company.id)
            & Domain("anonymous", "=", False)
            & Domain("barred_user_ids", "not in", user.ids)
        )

    # ------------------------------------------------------------------ visits by code
    def _visit_token(self):
        """Return what lets a browser open this complaint for an hour; a new code ends it at once.

        The browser keeps it and no server does, so that no session says who, logged in perhaps, opened which case.
        """
        self.ensure_one()
        return hash_sign(self.env(su=True), VISIT, [self.id, self._visit_mark()], expiration_hours=VISIT_HOURS)

    def _visit_mark(self):
        return (self.sudo().tracking_code or "")[:16]

    @api.model
    def _by_visit(self, token):
        """Return the complaint that :meth:`_visit_token` opened, in ``sudo``; empty if there is none any more."""
        complaints = self.sudo()
        try:
            complaint_id, mark = verify_hash_signed(self.env(su=True), VISIT, token or "") or (0, "")
        except ValueError:
            return complaints
        found = complaints.search([("id", "=", complaint_id)])
        return found if same_secret(found._visit_mark(), mark) else complaints

    # ------------------------------------------------------------------ what may be done
    def _portal_may_write(self):
        """Tell whether the complainant may still write and send files: until it is closed or withdrawn."""
        self.ensure_one()
        main = self.merged_into_id
        return (main or self).state in OPEN_STATES or self.state == "resolved"

    def _portal_may_withdraw(self):
        return self.state in OPEN_STATES

    def _portal_may_reopen(self):
        """Tell whether the complainant may say that it is not settled: within the grace period."""
        now = fields.Datetime.now()
        return self.state == "resolved" and bool(self.grace_until) and self.grace_until >= now

    # ------------------------------------------------------------------ in words
    def _portal_state(self):
        """Return title, explanation and colour (a Bootstrap name) of where the complaint stands."""
        self.ensure_one()
        title, text, color = getattr(self, f"_portal_state_{self.state}")()
        return {"title": title, "text": text, "color": color}

    def _portal_state_new(self):
        return (
            self.env._("Received"),
            self.env._("It has arrived. Somebody who is no part of it reads it and confirms that we take it up."),
            "info",
        )

    def _portal_state_acknowledged(self):
        return self.env._("Taken up"), self.env._("We look into it. You need not do anything now."), "info"

    def _portal_state_amicable(self):
        return (
            self.env._("We look for a solution with you"),
            self.env._("First we try to put it right together. Nothing is decided without you."),
            "info",
        )

    def _portal_state_investigation(self):
        return (
            self.env._("Under investigation"),
            self.env._("A committee looks into what happened. It hears both sides and writes down what it finds."),
            "info",
        )

    def _portal_state_resolved(self):
        if self._portal_may_reopen():
            text = self.env._("Our answer is written below. If it is not settled for you, say so in time.")
        else:
            text = self.env._("Our answer is written below.")
        return self.env._("Answered"), text, "success"

    def _portal_state_closed(self):
        if self.merged_into_id and not self.date_resolved:
            return (
                self.env._("Goes on with others"),
                self.env._(
                    "Others wrote about the same. We look into all of it together, and our answer will be here."
                ),
                "info",
            )
        return self.env._("Closed"), self.env._("Our answer is written below. You may send a new one."), "secondary"

    def _portal_state_withdrawn(self):
        return self.env._("Withdrawn"), self.env._("It does not go on. You may send a new one."), "secondary"

    def _portal_words(self):
        """Return what the complainant has sent, as pairs of label and text."""
        self.ensure_one()
        form = self.env["beneficiary.complaint.form"]
        pairs = [(form._fields[name]._description_string(self.env), self[name]) for name in WORDS]
        if self.request_id:
            pairs.append((self.env._("Your request"), f"{self.request_id.name} – {self.request_id.program_id.name}"))
        return [pair for pair in pairs if pair[1]]

    # ------------------------------------------------------------------ timeline
    def _portal_timeline(self):
        """Return the way of the complaint, as :meth:`_portal_step` gives each step; one of them is ``now``."""
        self.ensure_one()
        taken_up, answered = self._portal_by(self.ack_deadline), self._portal_by(self.resolve_deadline)
        steps = [
            self._portal_step(self.env._("Received"), self.date_received),
            self._portal_step(self.env._("Taken up"), self.date_acknowledged, note=taken_up),
            *self._portal_steps_between(),
            self._portal_step(self.env._("Answered"), self._portal_answered(), note=answered),
            self._portal_step(self.env._("Closed"), self._portal_answered() and self.date_closed),
        ]
        if self.state == "withdrawn":
            steps = [step for step in steps[:-1] if step["state"] == "done"]
            return [*steps, self._portal_step(self.env._("Withdrawn"), self.date_closed, done=True)]
        upcoming = next((step for step in steps if step["state"] == "later"), None)
        if upcoming:
            upcoming["state"] = "now"
        return steps

    def _portal_steps_between(self):
        """Return the steps between taking up and answer that this complaint has come to."""
        steps = []
        if self.attempt_ids or self.state == "amicable":
            title = self.env._("Looking for a solution with you")
            steps.append(self._portal_step(title, done=self.state != "amicable"))
        if self.committee_id or self.state == "investigation":
            steps.append(self._portal_step(self.env._("Investigation"), done=self.state != "investigation"))
        return steps

    def _portal_answered(self):
        """Return when the answer was given that holds now; a complaint that was reopened waits for another one."""
        return self.date_resolved if self.state in ("resolved", "closed") else False

    def _portal_by(self, moment):
        """Return by when a step comes, as a sentence; nothing where no such promise is running."""
        if not moment or self.state not in OPEN_STATES:
            return ""
        paper = self.env["beneficiary.report.mixin"]
        return self.env._("By %(day)s at the latest", day=paper._date(self.company_id._beneficiary_date(moment)))

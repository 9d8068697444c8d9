from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import is_html_empty
from odoo.tools.i18n import format_list


class AssessmentFlow(models.Model):
    """The path of a social research and the gate before each step."""

    _inherit = "beneficiary.assessment"

    # ------------------------------------------------------------------ gates
    def _check_may_work(self, *states):
        """Raise unless the user is a researcher whose own, or nobody's, these researches are, and they are open."""
        self._check_role("beneficiary.group_researcher")
        self.check_access("write")
        self._check_state(*(states or ("draft",)))

    # ------------------------------------------------------------------- open
    def _open_for(self, requests, fresh=False):
        """Give each request a research: the open one, the valid one, or a new draft. In ``sudo``, after the gates.

        :param bool fresh: make a new one although there is one that still holds
        :return: what the requests have now
        """
        people = requests.beneficiary_id
        usable = self._usable_of(people, with_valid=not fresh)
        last = self._last_of(people)
        new = {}
        for request in requests:
            person = request.beneficiary_id
            if person in usable:
                request.write({"assessment_ids": [Command.link(usable[person].id)]})
            else:
                if person not in new:
                    new[person] = self._draft_values(request, last.get(person))
                new[person]["request_ids"].append(Command.link(request.id))
        return self.create(list(new.values())).union(*usable.values())

    def _draft_values(self, request, previous):
        """Return the first values of a research that an officer asks for."""
        person = request.beneficiary_id
        return {
            "beneficiary_id": person.id,
            "request_id": request.id,
            "request_ids": [],
            "user_id": self._pick_researcher(person, previous).id,
            "previous_id": previous.id if previous else False,
        }

    def _usable_of(self, people, with_valid=True):
        """Return each person's open research or, failing that, the one that is still valid."""
        usable = {}
        states = ("done", "draft") if with_valid else ("draft",)
        for assessment in self.search([("beneficiary_id", "in", people.ids), ("state", "in", states)], order="id"):
            if assessment.state == "draft" or assessment.is_valid:
                known = usable.get(assessment.beneficiary_id)
                if not known or known.state != "draft":
                    usable[assessment.beneficiary_id] = assessment
        return usable

    def _pick_researcher(self, person, previous=None):
        """Return who should do the research: the user, who knows the person, or whom the company names."""
        user = self.env.user
        candidates = user if user.has_group("beneficiary.group_researcher") else user.browse()
        if user.has_group("beneficiary.group_officer"):
            candidates = user.browse()
        candidates += previous.user_id if previous else user.browse()
        candidates += person.company_id.beneficiary_researcher_id
        return candidates.filtered(lambda u: u.active and self._is_researcher(u) and u.partner_id != person.partner_id)[
            :1
        ]

    def _remind_researchers(self):
        """Plan the work for those who were given a research, and take it from those who had it."""
        self.sudo().activity_unlink(["beneficiary.mail_activity_type_research"])
        for user, assessments in self.grouped("user_id").items():
            if user:
                assessments.activity_schedule("beneficiary.mail_activity_type_research", user_id=user.id)

    def action_take(self):
        """Take over a research that nobody has yet.

        :raise UserError: when somebody has it already
        """
        self._check_may_work()
        for assessment in self:
            if assessment.user_id:
                raise UserError(
                    self.env._("%(name)s is with %(user)s already.", name=assessment.name, user=assessment.user_id.name)
                )
        return self.write({"user_id": self.env.uid})

    # --------------------------------------------------------------- complete
    def action_complete(self):
        """Complete the research: compute the advisory score, bring the file up to date, and let nothing change after.

        An older completed research of the same person is superseded.

        :raise UserError: naming what is missing
        """
        self._check_may_work()
        for company, assessments in self.grouped("company_id").items():
            today = company.sudo()._beneficiary_today()
            for assessment in assessments:
                assessment._check_can_complete(today)
        self._update_score()
        older = self._older()
        now = fields.Datetime.now()
        for until, assessments in self.grouped(lambda a: a._validity_end()).items():
            assessments._guarded_write({"state": "done", "date_done": now, "valid_until": until})
        self._log_step(self.env._("Completed."))
        self._supersede(older)
        self._update_files()
        self.sudo().activity_unlink(
            ["beneficiary.mail_activity_type_research", "mail.mail_activity_data_meeting"], only_automated=False
        )
        return True

    def _check_can_complete(self, today):
        missing = self._missing_for_completion()
        if missing:
            raise UserError(
                self.env._(
                    "%(name)s cannot be completed. Still missing: %(missing)s.",
                    name=self.name,
                    missing=format_list(self.env, missing, style="unit"),
                )
            )
        if self.date > today or (self.visit_date and self.visit_date > fields.Datetime.now()):
            raise UserError(
                self.env._("%(name)s: the date of the research or of the visit lies in the future.", name=self.name)
            )

    def _missing_for_completion(self):
        """Return what a completed research still needs, in words."""
        missing = []
        if not self.user_id:
            missing.append(self.env._("the researcher"))
        if not self.income_ids and not self.no_income:
            missing.append(self.env._("the income, or the tick “No income at all”"))
        if not self.housing_condition:
            missing.append(self.env._("the condition of the dwelling"))
        if is_html_empty(self.report):
            missing.append(self.env._("the researcher's report"))
        if not self.recommendation:
            missing.append(self.env._("the recommendation"))
        return missing

    def _validity_end(self):
        """Return the last day on which the research may be used again."""
        return self.date + relativedelta(months=self.company_id.sudo().beneficiary_research_months)

    def _older(self):
        """Return the completed researches that these take the place of."""
        return self.sudo().search([("beneficiary_id", "in", self.beneficiary_id.ids), ("state", "=", "done")]) - self

    def _supersede(self, older):
        newest = {assessment.beneficiary_id: assessment for assessment in self.sudo().sorted("id")}
        older.state = "superseded"
        older._log_step(self.env._("A newer research takes its place."))
        for assessment in older:
            assessment.superseded_by_id = newest[assessment.beneficiary_id]

    def _update_files(self):
        """Bring income and health of the files up to date; nothing else of a file is a researcher's to change."""
        for assessment in self.sudo():
            assessment.beneficiary_id.write(
                {"monthly_income": assessment.monthly_income, "health_condition": assessment._health_text()}
            )

    def _health_text(self):
        """Return the health lines as the file shows them."""
        applicant = self.beneficiary_id.name
        lines = []
        for line in self.health_ids:
            text = line.condition if line.name == applicant else f"{line.name}: {line.condition}"
            lines.append(self.env._("%(text)s (needs care)", text=text) if line.needs_care else text)
        return "\n".join(lines) or False

    # ----------------------------------------------------------------- others
    def action_cancel(self):
        """Give up a research that is not completed; its appointment is taken out of the calendar."""
        self._check_may_work()
        self.sudo().visit_event_id.unlink()
        self.sudo().activity_unlink(
            ["beneficiary.mail_activity_type_research", "mail.mail_activity_data_meeting"], only_automated=False
        )
        self._guarded_write({"state": "cancelled"})
        self._log_step(self.env._("Given up."))
        return True

    def action_renew(self):
        """Begin a new research with what the completed one says; undecided requests go along.

        :return: the action that opens it
        :raise UserError: when one is in progress already
        """
        self.ensure_one()
        self._check_role("beneficiary.group_researcher")
        self.check_access("read")
        self._check_state("done", "superseded")
        undecided = self.sudo().request_ids.filtered(lambda r: r.state in r._undecided_states())
        draft = self.create(
            {
                "beneficiary_id": self.beneficiary_id.id,
                "request_id": self.request_id.id if self.request_id in undecided else False,
                "request_ids": [Command.set(undecided.ids)],
                "user_id": self.env.uid,
            }
        )
        draft.sudo().previous_id = self
        return draft.get_formview_action()

    def action_view_requests(self):
        """Open the requests that this research serves."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_request_action") | {
            "domain": [("id", "in", self.request_ids.ids)],
            "context": {},
        }

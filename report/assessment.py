from odoo import models
from odoo.tools import is_html_empty

from .report_mixin import MISSING


class AssessmentReport(models.AbstractModel):
    """The social research on paper, for the committee's file (R-14). It is for those who may read the research."""

    _name = "report.beneficiary.report_assessment"
    _description = "Social research report"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.assessment"

    def _title(self, doc):
        return self.env._("Social research")

    def _reference(self, doc):
        return doc.name

    def _enclosures(self, doc):
        return len(doc.photo_ids)

    def _person_facts(self, assessment):
        """Return whom it is about, as pairs of label and text; identity only for those who may see it."""
        person = assessment.sudo().beneficiary_id
        facts = [
            (self.env._("Name"), person.name),
            (self.env._("File number"), person.file_number),
            (self.env._("Marital status"), self._label(person, "marital_status")),
            (self.env._("Categories"), self._join(person.category_ids.mapped("name"))),
            (self.env._("Requests"), self._join(assessment.sudo().request_ids.mapped("name"))),
            (self.env._("Researcher"), assessment.user_id.name),
            (self.env._("Date of research"), self._date(assessment.date)),
            (self.env._("Valid until"), self._date(assessment.valid_until)),
        ]
        if self._may_see_identity():
            facts.insert(2, (self.env._("Identity number"), person.national_id))
        return facts

    def _figures(self, assessment):
        """Return the totals, as pairs of label and text."""
        money = [
            (self.env._("Monthly income"), assessment.monthly_income),
            (self.env._("Income per person"), assessment.per_capita),
            (self.env._("Monthly expenses"), assessment.monthly_expense),
            (self.env._("Monthly instalments"), assessment.monthly_instalment),
            (self.env._("What is left"), assessment.net_income),
            (self.env._("Left per person"), assessment.net_per_capita),
            (self.env._("Debts owed"), assessment.total_debt),
        ]
        return [(self.env._("Household size"), str(assessment.household_size))] + [
            (label, self._money(amount, assessment.currency_id)) for label, amount in money
        ]

    def _housing_facts(self, assessment):
        return [
            (self.env._("Dwelling"), self._label(assessment, "housing_tenure")),
            (self.env._("Kind of dwelling"), self._label(assessment, "housing_type")),
            (self.env._("Rooms"), str(assessment.housing_rooms or MISSING)),
            (self.env._("Condition of the dwelling"), self._label(assessment, "housing_condition")),
        ]

    def _visit_facts(self, assessment):
        return [
            (self.env._("Visit"), self._label(assessment, "visit_kind")),
            (self.env._("Date and time"), self._moment(assessment.visit_date, assessment.company_id)),
            (self.env._("Place"), assessment.visit_address),
            (self.env._("Who was present"), assessment.visit_present),
        ]

    def _advice_facts(self, assessment):
        suggested = assessment.amount_suggested
        return [
            (self.env._("Recommendation"), self._label(assessment, "recommendation")),
            (self.env._("Suggested amount"), self._money(suggested, assessment.currency_id) if suggested else MISSING),
        ]

    def _tables(self, assessment):
        """Return the tables of means as (title, headings, rows); empty ones are left out."""
        money, label, currency = self._money, self._label, assessment.currency_id
        income = self.env._("Income"), [self.env._("Source"), self.env._("Whose, or from whom"), self.env._("Monthly")]
        expense = self.env._("Expenses"), [self.env._("Kind"), self.env._("Description"), self.env._("Monthly")]
        debt = self.env._("Debts"), [self.env._("Creditor"), self.env._("Still owed"), self.env._("Monthly instalment")]
        health = (
            self.env._("Health"),
            [self.env._("Person"), self.env._("Health condition"), self.env._("Monthly cost")],
        )
        rows = (
            (income, [(label(x, "source"), x.name, money(x.amount, currency)) for x in assessment.income_ids]),
            (expense, [(label(x, "kind"), x.name, money(x.amount, currency)) for x in assessment.expense_ids]),
            (
                debt,
                [
                    (self._join([x.name, x.reason]), money(x.amount, currency), money(x.instalment, currency))
                    for x in assessment.debt_ids
                ],
            ),
            (
                health,
                [
                    (
                        x.name,
                        self._join([x.condition, self.env._("needs care") if x.needs_care else ""]),
                        money(x.cost, currency),
                    )
                    for x in assessment.health_ids
                ],
            ),
        )
        return [(title, headings, lines) for (title, headings), lines in rows if lines]

    def _member_remark(self, member):
        """Return what is to be said about a person of the household, in a few words."""
        remarks = [
            self.env._("breadwinner") if member.is_breadwinner else "",
            self.env._("student") if member.is_studying else "",
            self.env._("works") if member.is_working else "",
            member.note,
        ]
        return self._join(remarks)

    def _has_report(self, assessment):
        return not is_html_empty(assessment.report)

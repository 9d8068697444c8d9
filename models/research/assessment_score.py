from odoo import fields, models

# what stands for "no income at all" where something is divided by the income
BEYOND = 999.0


class AssessmentScore(models.Model):
    """The advisory need score: from 0, no need, to 100.

    It is the mean of the criteria's points by their weights (see ``beneficiary.need.criterion``). Points and weights
    are kept with it, so that everybody sees later how the number arose. It advises: no step of a request depends on it.
    """

    _inherit = "beneficiary.assessment"

    score = fields.Float(
        "Need score",
        digits=(5, 1),
        readonly=True,
        copy=False,
        aggregator="avg",
        help="Advisory, from 0 (no need) to 100. The committee decides, the score never does.",
    )
    score_date = fields.Datetime("Computed on", readonly=True, copy=False)
    score_line_ids = fields.One2many(
        "beneficiary.assessment.score.line", "assessment_id", "How the score arises", readonly=True, copy=False
    )

    def action_compute_score(self):
        """Compute the advisory score from what is written now, to look at it before the research is completed."""
        self._check_may_work()
        self._update_score()
        return True

    def _update_score(self):
        """Compute score and breakdown of drafts, with the criteria and weights of their company as they are now."""
        assessments = self.sudo()
        assessments.score_line_ids.unlink()
        lines = []
        for company, own in assessments.grouped("company_id").items():
            criteria = self.env["beneficiary.need.criterion"]._for_company(company)
            for assessment in own:
                values = assessment._score_values(criteria)
                lines += values
                assessment.score = sum(line["contribution"] for line in values)
        assessments.env["beneficiary.assessment.score.line"].create(lines)
        assessments.score_date = fields.Datetime.now()

    def _score_values(self, criteria):
        """Return the values of the breakdown lines by ``criteria``."""
        total = sum(criteria.mapped("weight"))
        lines = []
        for number, criterion in enumerate(criteria):
            text, points = criterion._score(self)
            lines.append(
                {
                    "assessment_id": self.id,
                    "sequence": number,
                    "criterion_id": criterion.id,
                    "name": criterion.name,
                    "value": text,
                    "points": points,
                    "weight": criterion.weight,
                    "contribution": points * criterion.weight / total,
                }
            )
        return lines

    # ------------------------------------- what the kinds of criteria look at: the value, and the value in words
    def _need_per_capita(self):
        return self.per_capita, self.currency_id.format(self.per_capita)

    def _need_household(self):
        return self.household_size, str(self.household_size)

    def _need_debt(self):
        value = self._by_income(self.total_debt)
        if value == BEYOND:
            return value, self.env._("Debts without any income")
        return value, self.env._("%(number)s monthly incomes", number=f"{value:.1f}")

    def _need_rent(self):
        value = 100 * self._by_income(self.rent)
        if value >= BEYOND:
            return value, self.env._("Rent without any income or far above it")
        return value, f"{value:.0f} %"

    def _need_health(self):
        ill = len(set(self.health_ids.mapped("name")))
        care = len(set(self.health_ids.filtered("needs_care").mapped("name")))
        return ill + care, self.env._("%(ill)s ill, %(care)s of them in need of care", ill=ill, care=care)

    def _need_category(self):
        categories = self.beneficiary_id.category_ids
        return categories, ", ".join(categories.mapped("name"))

    def _need_housing(self):
        labels = dict(self._fields["housing_condition"]._description_selection(self.env))
        return self.housing_condition, labels.get(self.housing_condition, "")

    def _by_income(self, amount):
        """Return how many monthly incomes ``amount`` is."""
        if not amount:
            return 0.0
        return min(amount / self.monthly_income, BEYOND) if self.monthly_income else BEYOND

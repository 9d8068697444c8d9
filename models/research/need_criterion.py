from odoo import api, fields, models
from odoo.exceptions import UserError

HOUSING_CONDITIONS = [("good", "Good"), ("fair", "Fair"), ("poor", "Poor"), ("unfit", "Unfit to live in")]


class NeedCriterion(models.Model):
    """One criterion of the advisory need score: what it looks at, its weight and its bands of points (R-14).

    The weights are there for everybody to see, and the manager changes them. An association that has criteria of its
    own uses these only; the others use the shared ones.
    """

    _name = "beneficiary.need.criterion"
    _description = "Need Criterion"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("per_capita", "Income per person"),
            ("household", "Household size"),
            ("debt", "Debts, in monthly incomes"),
            ("rent", "Rent, in % of the income"),
            ("health", "Ill people; in need of care they count twice"),
            ("category", "Category"),
            ("housing", "Condition of the dwelling"),
        ],
        "Looks at",
        required=True,
        default="per_capita",
    )
    weight = fields.Float(
        required=True, default=10, digits=(6, 2), help="How much it counts beside the others; 0 leaves it out."
    )
    share = fields.Float("Share (%)", compute="_compute_share", digits=(5, 1))
    band_ids = fields.One2many("beneficiary.need.band", "criterion_id", "Bands", copy=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Leave empty to share the criterion between all companies."
    )
    active = fields.Boolean(default=True)

    _weight_positive = models.Constraint("CHECK (weight >= 0)", "“Weight” cannot be negative.")

    def _set_once_fields(self):
        # another kind would read the bands' numbers as something else
        return super()._set_once_fields() | {"kind", "company_id"}

    @api.depends("weight", "active", "company_id")
    def _compute_share(self):
        totals = dict(self._read_group([], ["company_id"], ["weight:sum"]))
        for criterion in self:
            total = totals.get(criterion.company_id) or criterion.weight
            criterion.share = 100 * criterion.weight / total if total and criterion.active else 0

    @api.model
    def _for_company(self, company):
        """Return the criteria by which ``company`` scores: its own, or else the shared ones."""
        criteria = self.sudo().search([("company_id", "in", [company.id, False]), ("weight", ">", 0)])
        return criteria.filtered("company_id") or criteria

    def _score(self, assessment):
        """Return how an assessment stands by this criterion.

        :return: the value in words, and points from 0 to 100
        :rtype: tuple[str, float]
        """
        value, text = getattr(assessment, f"_need_{self.kind}")()
        if self.kind == "category":
            points = self.band_ids.filtered(lambda b: b.category_id in value).mapped("points")
            return text, max(points, default=0.0)
        if self.kind == "housing":
            return text, self.band_ids.filtered(lambda b: b.housing_condition == value)[:1].points
        reached = self.band_ids.filtered(lambda b: b.minimum <= value).sorted("minimum")
        return text, reached[-1:].points

    def action_copy_to_company(self):
        """Give the current company its own copies of the shared criteria, to weigh them as it sees fit.

        :raise UserError: when the company has criteria of its own already
        """
        self._check_role("beneficiary.group_manager")
        self._check_shared_only()
        shared = self.search([("company_id", "=", False)])
        for criterion in shared:
            criterion.copy({"company_id": self.env.company.id, "name": criterion.name})
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_need_criterion_action")

    def _check_shared_only(self):
        if self.with_context(active_test=False).search_count([("company_id", "=", self.env.company.id)], limit=1):
            raise UserError(
                self.env._("%(name)s has criteria of its own already. Change those.", name=self.env.company.name)
            )

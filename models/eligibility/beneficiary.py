from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

# how a comparison of ages reads as one of birth dates; the older somebody is, the earlier was the birth
BORN = {">=": "<=", "<": ">"}


class BeneficiaryAge(models.Model):
    """The age, as programmes ask for it: “18 or older” stays true of who turns 18."""

    _inherit = "beneficiary.beneficiary"

    age = fields.Integer(compute="_compute_age", search="_search_age", help="In full years, today.")

    @api.depends("birth_date")
    def _compute_age(self):
        today = fields.Date.context_today(self)
        for beneficiary in self:
            born = beneficiary.birth_date
            beneficiary.age = relativedelta(today, born).years if born else 0

    @api.model
    def _search_age(self, operator, value):
        """Return the domain on the birth date; whose birth date is not known meets none.

        Somebody is at least N years old who was born N years ago or earlier.
        """
        if operator == "in":
            return Domain.OR(self._search_age(">=", age) & self._search_age("<", age + 1) for age in value)
        if operator in (">", "<="):
            operator, value = {">": ">=", "<=": "<"}[operator], value + 1
        if operator not in BORN:
            return NotImplemented
        born = fields.Date.context_today(self) - relativedelta(years=int(value))
        return Domain("birth_date", BORN[operator], born) & Domain("birth_date", "!=", False)

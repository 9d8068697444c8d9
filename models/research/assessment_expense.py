from odoo import fields, models


class AssessmentExpense(models.Model):
    """What goes out every month, by kind; debts and the costs of illness have lines of their own (R-14)."""

    _name = "beneficiary.assessment.expense"
    _description = "Expense in a Social Research"
    _inherit = ["beneficiary.assessment.part.mixin"]

    kind = fields.Selection(
        [
            ("rent", "Rent"),
            ("food", "Food"),
            ("utilities", "Electricity, water, telephone"),
            ("school", "School"),
            ("transport", "Transport"),
            ("treatment", "Treatment (not named under health)"),
            ("instalments", "Instalments (not named under debts)"),
            ("other", "Other"),
        ],
        required=True,
    )
    name = fields.Char("Description")
    amount = fields.Monetary("Monthly amount", required=True)

    _amount_positive = models.Constraint("CHECK (amount >= 0)", "“Monthly amount” of an expense cannot be negative.")

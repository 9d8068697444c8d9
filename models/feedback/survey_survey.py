from odoo import fields, models

AUDIENCES = [("beneficiaries", "Beneficiaries"), ("external", "Partners and supporters"), ("internal", "Employees")]


class Survey(models.Model):
    """Questionnaires with which the association asks people about its services (R-18, R-19, R-21)."""

    _inherit = "survey.survey"

    beneficiary_audience = fields.Selection(
        AUDIENCES,
        "Asks about our services",
        index="btree_not_null",
        help="Whom the questionnaire is written for. Only these can be chosen in survey rounds.",
    )

    def _page_direction(self):
        """Return in which direction the language of the page is read: ``rtl`` or ``ltr``."""
        return self.env["res.lang"]._get_data(code=self.env.lang or "en_US").direction

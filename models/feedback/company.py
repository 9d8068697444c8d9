from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    beneficiary_delivery_survey_id = fields.Many2one(
        "survey.survey",
        "Questionnaire after deliveries",
        ondelete="set null",
        domain="[('beneficiary_audience', '=', 'beneficiaries')]",
        help="What everyone who was served is asked, from the next month on. Empty: the usual one about the service.",
    )

    def _delivery_survey(self):
        """Return the questionnaire about the deliveries of this one association, in ``sudo``."""
        chosen = self.sudo().beneficiary_delivery_survey_id
        usable = chosen.active and chosen.question_ids
        return chosen if usable else self.env.ref("beneficiary.survey_service").sudo()


class SettingsMixin(models.AbstractModel):
    """What people are asked after a delivery."""

    _inherit = "beneficiary.settings.mixin"

    beneficiary_delivery_survey_id = fields.Many2one(
        related="company_id.beneficiary_delivery_survey_id", readonly=False
    )

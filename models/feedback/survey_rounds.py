from odoo import fields, models


class SurveyRounds(models.Model):
    _inherit = "survey.survey"

    # the record rules of the answers ask whether there is any
    beneficiary_round_ids = fields.One2many("beneficiary.survey.round", "survey_id", "Survey rounds")

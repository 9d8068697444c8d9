from odoo import fields, models

TOPICS = [
    ("service", "Service"),
    ("provider", "Performance of the provider"),
    ("trust", "Trust and belonging"),
    ("impression", "Impression"),
]


class Question(models.Model):
    """Questions whose answers are counted together, over questionnaires and rounds (R-18, R-19)."""

    _inherit = "survey.question"

    beneficiary_topic = fields.Selection(
        TOPICS,
        "What it measures",
        help="What the answers tell about. Results of one topic are compared over the rounds.",
    )

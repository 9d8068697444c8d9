from odoo import api, fields, models
from odoo.exceptions import ValidationError

PERSON_KINDS = {"condition", "document", "officer", "fee", "partner"}
PROGRAM_KINDS = {"officer", "mechanism", "venue", "announcement", "invitation"}


class CriterionMixin(models.AbstractModel):
    """What a criterion says: shared by the criterion, its frozen versions and the templates (R-60…R-63)."""

    _name = "beneficiary.criterion.mixin"
    _description = "What a criterion says"

    name = fields.Char("Criterion", required=True, translate=True)
    description = fields.Text("Explanation", translate=True, help="What applicants and staff read about it.")
    level = fields.Selection(
        [("person", "Each applicant"), ("program", "The programme")],
        "Asked of",
        required=True,
        default="person",
        help="What is asked of each applicant is checked on every request; what is asked of the programme, once, "
        "before it opens.",
    )
    kind = fields.Selection(
        [
            ("condition", "Condition"),
            ("document", "Paper"),
            ("officer", "Officer's check"),
            ("fee", "Refundable fee or penalty clause"),
            ("partner", "Partner's confirmation"),
            ("mechanism", "Partner or written mechanism"),
            ("venue", "Suitable venue"),
            ("announcement", "Announcement"),
            ("invitation", "Invitations"),
        ],
        "How it is checked",
        required=True,
        default="condition",
    )
    condition_on = fields.Selection(
        [("file", "The applicant's file"), ("answers", "The answers to the programme's questions")],
        "Condition on",
        required=True,
        default="file",
    )
    condition = fields.Char(help="Who meets the criterion.")

    @api.constrains("level", "kind")
    def _check_level(self):
        for criterion in self:
            kinds = PERSON_KINDS if criterion.level == "person" else PROGRAM_KINDS
            if criterion.kind not in kinds:
                labels = dict(self._fields["kind"]._description_selection(self.env))
                levels = dict(self._fields["level"]._description_selection(self.env))
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: “%(kind)s” cannot be asked of “%(level)s”. Choose another under “Asked of”.",
                        name=criterion.name,
                        kind=labels[criterion.kind],
                        level=levels[criterion.level],
                    )
                )

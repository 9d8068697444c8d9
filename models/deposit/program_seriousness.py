from odoo import api, fields, models
from odoo.exceptions import UserError

FEE = ("fee", "either")
CLAUSE = ("penalty", "either")


class ProgramSeriousness(models.Model):
    """How applicants of a programme show that they are serious: a refundable fee or a penalty clause (R-60)."""

    _inherit = "beneficiary.program"

    seriousness = fields.Selection(
        [
            ("none", "Not asked"),
            ("fee", "Refundable fee"),
            ("penalty", "Penalty clause"),
            ("either", "Fee or penalty clause"),
        ],
        default="none",
        required=True,
        tracking=True,
        help="What an applicant gives so that a place is not taken in vain.",
    )
    fee_amount = fields.Monetary("Fee", currency_field="fee_currency_id", tracking=True)
    fee_currency_id = fields.Many2one(
        "res.currency", "Currency of the fee", default=lambda self: self.env.company.currency_id
    )
    fee_forfeit_terms = fields.Text(
        "The fee is forfeited when",
        translate=True,
        help="What the applicant is told before paying, e.g. who leaves after the second lesson without a reason.",
    )
    penalty_clause = fields.Text(
        translate=True, help="The text that the applicant signs: what is owed by whoever withdraws, and when."
    )

    _fee_positive = models.Constraint("CHECK (fee_amount >= 0)", "The fee cannot be negative.")

    def _check_can_open(self):
        super()._check_can_open()
        self._check_seriousness()

    @api.constrains("seriousness", "fee_amount", "fee_currency_id", "fee_forfeit_terms", "penalty_clause", "state")
    def _check_open_seriousness(self):
        self.filtered(lambda p: p.state == "open")._check_seriousness()

    def _check_seriousness(self):
        """Raise a ``UserError`` that names what the fee or the clause of a programme still needs."""
        for program in self:
            needed = []
            if program.seriousness in FEE:
                needed += ["fee_amount", "fee_currency_id", "fee_forfeit_terms"]
            if program.seriousness in CLAUSE:
                needed.append("penalty_clause")
            for name in needed:
                if not program[name]:
                    raise UserError(
                        self.env._(
                            "“%(program)s”: fill in “%(field)s”, or choose another “%(seriousness)s”.",
                            program=program.name,
                            field=self._fields[name]._description_string(self.env),
                            seriousness=self._fields["seriousness"]._description_string(self.env),
                        )
                    )

import hashlib
import hmac
from secrets import token_hex

from odoo import fields, models


class RoundSecret(models.Model):
    """What tells two people of a round apart, and is erased with its end."""

    _inherit = "beneficiary.survey.round"

    answer_key = fields.Char(
        default=lambda self: token_hex(16),
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        help="Until the round is over.",
    )

    def _person_key(self, partner):
        """Return the mark of a person in the answers of this one round."""
        self.ensure_one()
        return hmac.new((self.answer_key or "").encode(), str(partner.id).encode(), hashlib.sha256).hexdigest()[:32]

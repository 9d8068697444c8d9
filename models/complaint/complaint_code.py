import secrets

from odoo import api, fields, models
from odoo.tools import hmac

from ...tools import arabic

# no letter or digit that is taken for another one when it is read aloud or copied by hand
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ0123456789"
LENGTH, GROUP = 24, 4  # 120 bits


class ComplaintCode(models.Model):
    """The code that alone opens a complaint without a login. Only a keyed hash of it is stored."""

    _inherit = "beneficiary.complaint"

    tracking_code = fields.Char("Code (hash)", readonly=True, copy=False, groups="base.group_system")

    _code_uniq = models.UniqueIndex("(tracking_code) WHERE tracking_code IS NOT NULL", "Draw another code.")

    @api.model
    def _hash_code(self, code):
        """Return what is stored of a code, however it was typed; ``None`` for what cannot be a code."""
        text = arabic.ascii_digits(code or "").upper().replace("O", "0").replace("I", "1").replace("L", "1")
        text = "".join(char for char in text if char in ALPHABET)
        return hmac(self.env(su=True), "beneficiary-complaint-code", text) if len(text) == LENGTH else None

    def _draw_code(self):
        """Draw a new code for this one complaint, and return it: it is shown once, and cannot be read again."""
        self.ensure_one()
        code = "".join(secrets.choice(ALPHABET) for _i in range(LENGTH))
        self.sudo().tracking_code = self._hash_code(code)
        return "-".join(code[i : i + GROUP] for i in range(0, LENGTH, GROUP))

    @api.model
    def _by_code(self, code):
        """Return the complaint of a code, in ``sudo``; empty if there is none."""
        digest = self._hash_code(code)
        complaints = self.sudo()
        return complaints.search([("tracking_code", "=", digest)], limit=1) if digest else complaints.browse()

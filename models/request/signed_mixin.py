import io
from base64 import b64decode
from binascii import Error as Base64Error

from PIL import Image

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.seal import seal, seal_drawing
from ..registry.beneficiary import IDENTITY


class SignedMixin(models.AbstractModel):
    """What an applicant signed for a request: exact text, signature, time and hash. It never changes."""

    _name = "beneficiary.signed.mixin"
    _description = "Signed for a request"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "id desc"
    _rec_name = "signer_name"

    request_id = fields.Many2one("beneficiary.request", required=True, index=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one(related="request_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="request_id.branch_id", store=True, index="btree_not_null")
    text = fields.Text(required=True, readonly=True, groups=IDENTITY, help="The exact text that was signed.")
    content_hash = fields.Char("SHA-256", required=True, readonly=True)
    signer_name = fields.Char("Signed by", required=True, readonly=True)
    signature = fields.Binary(attachment=True, readonly=True, groups=IDENTITY)
    signed_on = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    collected_by = fields.Many2one("res.users", "Taken by", readonly=True, default=lambda self: self.env.user)
    guardian_id = fields.Many2one("beneficiary.guardian", "Guardianship", readonly=True, ondelete="restrict")

    def _is_frozen(self):
        return True

    @api.model
    def _check_signature(self, signer_name, signature):
        """Raise unless somebody's name and a readable signature image are given."""
        if not (signer_name or "").strip():
            raise UserError(self.env._("Write the name of the person who signs."))
        if not signature:
            raise UserError(self.env._("The signature is missing. Draw or type it in the box."))
        try:
            image = Image.open(io.BytesIO(b64decode(signature, validate=True)), formats=("PNG", "JPEG"))
            image.verify()
        except (Base64Error, Image.DecompressionBombError, OSError, SyntaxError, TypeError, ValueError):
            raise UserError(self.env._("The signature is not a readable image. Draw it again.")) from None

    @api.model
    def _hash(self, signature, **data):
        """Return the SHA-256 over what is signed and the drawing, in a canonical form."""
        return seal(data | {"signature": seal_drawing(signature)})

    def _signed_data(self):
        """Return what is signed beside the drawing, as plain data, by the keyword of :meth:`_hash`."""
        return {"text": self.text}

    def check_integrity(self):
        """Tell whether what was signed still gives the hash that was stored when it was signed."""
        self.ensure_one()
        self.check_access("read")
        signed = self.sudo().with_context(bin_size=False)
        return self._hash(signed.signature, **signed._signed_data()) == signed.content_hash

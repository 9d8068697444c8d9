from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.seal import seal, seal_drawing
from ...tools.secret import same_secret

SIGNATURES = "beneficiary.group_delegate"


class TwoSidesMixin(models.AbstractModel):
    """Terms that a party and the association sign, each with proof that they are still what was signed (R-02, R-75).

    A model that inherits it says with :meth:`_content` what is signed, and who may sign when. From the first signature
    on the record is final but for the signature of the other side.
    """

    _name = "beneficiary.two.sides.mixin"
    _description = "Signed by both sides"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]

    party_name = fields.Char("Name of the party", readonly=True, copy=False, help="As it stands in what is signed.")
    association_name = fields.Char(readonly=True, copy=False, help="As it stands in what is signed.")
    party_signer = fields.Char("Signed for the party by", readonly=True, copy=False)
    party_signature = fields.Binary(attachment=True, readonly=True, copy=False, groups=SIGNATURES)
    party_signed_on = fields.Datetime("Party signed on", readonly=True, copy=False)
    party_collected_by = fields.Many2one(
        "res.users", "Signature taken by", readonly=True, copy=False, help="Empty if it was signed on the portal."
    )
    association_user_id = fields.Many2one("res.users", "Signed for the association by", readonly=True, copy=False)
    association_signer = fields.Char("Name of the association's signer", readonly=True, copy=False)
    association_signature = fields.Binary(attachment=True, readonly=True, copy=False, groups=SIGNATURES)
    association_signed_on = fields.Datetime("Association signed on", readonly=True, copy=False)
    content = fields.Json(readonly=True, copy=False, groups="beneficiary.group_manager", help="What was signed.")
    content_hash = fields.Char("SHA-256", readonly=True, copy=False, help="Over the terms and the party's signature.")
    association_hash = fields.Char("SHA-256 of the association's signature", readonly=True, copy=False)

    # ----------------------------------------------------------------- frozen
    def _is_frozen(self):
        return bool(self.party_signed_on or self.association_signed_on)

    def _frozen_except(self):
        names = super()._frozen_except()
        for side in ("party", "association"):
            if not self[f"{side}_signed_on"]:  # the other side may still sign
                names = names | self._signature_fields(side)
        return names

    def _signature_fields(self, side):
        """Return the fields that the signature of one side sets."""
        if side == "party":
            return {
                "party_signer",
                "party_signature",
                "party_signed_on",
                "party_collected_by",
                "content",
                "content_hash",
            }
        return {
            "association_user_id",
            "association_signer",
            "association_signature",
            "association_signed_on",
            "association_hash",
        }

    # ---------------------------------------------------------------- content
    def _content(self):
        """Return what is signed, as plain data that JSON gives back unchanged."""
        self.ensure_one()
        return {}

    def _digest(self):
        """Return the SHA-256 of the terms alone: whoever signs says with it which terms he has read."""
        return seal({"content": self._content()})

    def _check_same_terms(self, digest):
        """Raise when ``digest`` is that of other terms; ``None`` is not checked."""
        if digest is not None and not same_secret(self._digest(), digest):
            raise UserError(self._terms_changed_message())

    def _terms_changed_message(self):
        """Return what somebody is told who would sign other terms than he has read."""
        return self.env._("The terms were changed since you opened them. Load the page again.")

    def _party_hash(self, content, signer, signature, signed_on):
        """Return the SHA-256 over the terms and the signature of the party."""
        return seal({"content": content} | self._signature_data(signer, signature, signed_on))

    def _association_hash(self, digest, signer, signature, signed_on):
        """Return the SHA-256 over the terms and the signature of the association."""
        return seal({"digest": digest} | self._signature_data(signer, signature, signed_on))

    def _signature_data(self, signer, signature, signed_on):
        on = fields.Datetime.to_string(signed_on)
        return {"signer": signer, "signature": seal_drawing(signature), "on": on}

    # ---------------------------------------------------------------- signing
    def _party_values(self, signer_name, signature, collected_by=None):
        """Return the values of the party's signature, now.

        :param signature: base64 of what was signed: the drawing, or the scan of a paper
        :param collected_by: the colleague at whose counter it was signed
        """
        now, signer, content = fields.Datetime.now(), signer_name.strip(), self._content()
        return {
            "party_signer": signer,
            "party_signature": signature,
            "party_signed_on": now,
            "party_collected_by": collected_by.id if collected_by else False,
            "content": content,
            "content_hash": self._party_hash(content, signer, signature, now),
        }

    def _association_values(self, user, signature):
        """Return the values of the signature of ``user`` for the association, now."""
        now = fields.Datetime.now()
        return {
            "association_user_id": user.id,
            "association_signer": user.name,
            "association_signature": signature,
            "association_signed_on": now,
            "association_hash": self._association_hash(self._digest(), user.name, signature, now),
        }

    def _party_proof(self):
        """Return base64 of what the party signed: the drawing."""
        return self.party_signature

    # ------------------------------------------------------------------- page
    def action_preview(self):
        """Open the page on which the party reads the terms."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "target": "self", "url": self._preview_url()}

    def _preview_url(self):
        """Return the address of the page for a colleague.

        That is the address at which he works, which reads the page as well, unless it is another association's website
        and this one has a domain of its own.
        """
        here = self.env["website"].sudo().get_current_website()
        own = self.company_id.sudo().website_id
        return f"{own.domain if own.domain and here.company_id != self.company_id else ''}{self.access_url}"

    # -------------------------------------------------------------- integrity
    def check_integrity(self):
        """Tell whether terms and signatures still give the hashes that were stored when they were signed.

        ``False`` for what the party has not signed.
        """
        self.ensure_one()
        self.check_access("read")
        record = self.sudo().with_context(bin_size=False)
        if not record.party_signed_on or record._content() != record.content:
            return False
        found = record._party_hash(record.content, record.party_signer, record._party_proof(), record.party_signed_on)
        return found == record.content_hash and record._check_association_hash()

    def _check_association_hash(self):
        if not self.association_signed_on:
            return not self.association_hash
        found = self._association_hash(
            self._digest(), self.association_signer, self.association_signature, self.association_signed_on
        )
        return found == self.association_hash

import hashlib
import json
from base64 import b64decode

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import consteq

SIGNATURES = "beneficiary.group_delegate"


class AgreementSignature(models.Model):
    """What both sides sign, and the proof that it is still what they signed (R-02)."""

    _inherit = "beneficiary.agreement"

    party_name = fields.Char("Name of the party", readonly=True, copy=False, help="As it stands in the agreement.")
    association_name = fields.Char(readonly=True, copy=False, help="As it stands in the agreement.")
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
    content_hash = fields.Char(
        "SHA-256", readonly=True, copy=False, help="Over terms, lines and the party's signature."
    )
    association_hash = fields.Char("SHA-256 of the association's signature", readonly=True, copy=False)

    # ----------------------------------------------------------------- frozen
    def _is_frozen(self):
        return bool(self.party_signed_on or self.association_signed_on)

    def _frozen_message(self):
        return self.env._(
            "%(name)s is signed and cannot be changed. Amend it by a new agreement.", name=self.display_name
        )

    def _frozen_except(self):
        names = super()._frozen_except() | {
            "state",
            "date_closed",
            "close_reason",
            "renewal_reminded_on",
            "renewal_activity_id",
            "user_id",
            "branch_id",
            "line_ids",  # each line says itself whether it may change
            "work_ids",
            "next_ids",
        }
        for side in ("party", "association"):
            if not self[f"{side}_signed_on"]:  # the other side may still sign
                names |= self._signature_fields(side)
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
        """Return what is signed, as plain data."""
        self.ensure_one()
        agreement = self.sudo()
        content = {
            "reference": agreement.name,
            "association": agreement.association_name or "",
            "party": agreement.party_name or "",
            "subject": agreement.subject,
            "kind": agreement.kind,
            "start": str(agreement.date_start),
            "end": str(agreement.date_end or ""),
            "text": str(agreement.text or ""),
            "liability": agreement.liability_limits or "",
            "remedy": agreement.remedy_rules or "",
            "dispute": agreement.dispute_path or "",
            "follows": agreement.previous_id.name or "",
            "succession": agreement.succession or "",
            "lines": [line._content() for line in agreement._signed_lines()],
            "works": [work._content() for work in agreement._signed_works()],
        }
        return json.loads(json.dumps(content))

    def _signed_lines(self):
        """Return the lines that are part of the terms; those that a recurrence makes later are not."""
        return self.line_ids.filtered(lambda line: not line.previous_id).sorted(lambda line: (line.sequence, line.id))

    def _signed_works(self):
        """Return the works that are part of the terms; those handed in after the first signature are not."""
        works = self.work_ids.filtered("signed") if self._is_frozen() else self.work_ids
        return works.sorted("id")

    def _digest(self):
        """Return the SHA-256 of the terms alone: whoever signs says with it which terms he has read."""
        return self._sha256({"content": self._content()})

    def _sha256(self, data):
        canonical = json.dumps(data, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def _party_hash(self, content, signer, signature, signed_on):
        """Return the SHA-256 over the terms and the signature of the party."""
        return self._sha256({"content": content} | self._signature_data(signer, signature, signed_on))

    def _association_hash(self, digest, signer, signature, signed_on):
        """Return the SHA-256 over the terms and the signature of the association."""
        return self._sha256({"digest": digest} | self._signature_data(signer, signature, signed_on))

    def _signature_data(self, signer, signature, signed_on):
        drawing = hashlib.sha256(b64decode(signature or b"")).hexdigest()
        return {"signer": signer, "signature": drawing, "on": fields.Datetime.to_string(signed_on)}

    # ---------------------------------------------------------------- signing
    def sign_party(self, signer_name, signature):
        """Record the party's signature at the counter (R-02).

        :param str signer_name: who signs for the party
        :param signature: base64 image of the signature
        :raise UserError: when it is not waiting for that signature, or name or signature is missing or no image
        """
        self.ensure_one()
        self._check_role("beneficiary.group_delegate")
        self.check_access("write")
        self._sign_party(signer_name, signature, collected_by=self.env.user)
        return True

    def _sign_party(self, signer_name, signature, digest=None, collected_by=None):
        """Record the party's signature; whoever calls it has checked who signs.

        :param str digest: of the terms that were read, see :meth:`_digest`; not checked if ``None``
        :param collected_by: the colleague at whose counter it was signed
        """
        agreement = self.sudo()
        agreement._check_can_sign_party()
        agreement._check_same_terms(digest)
        self.env["beneficiary.declaration"]._check_signature(signer_name, signature)
        now = fields.Datetime.now()
        content, works = agreement._content(), agreement._signed_works()
        signer = signer_name.strip()
        works._sign()
        works.write({"consent_on": now})
        agreement.write(
            {
                "party_signer": signer,
                "party_signature": signature,
                "party_signed_on": now,
                "party_collected_by": collected_by.id if collected_by else False,
                "content": content,
                "content_hash": agreement._party_hash(content, signer, signature, now),
                "state": "signed",
            }
        )
        agreement.message_post(
            body=self.env._("Signed for the party by %(name)s.", name=signer),
            author_id=(collected_by.partner_id if collected_by else agreement.partner_id).id,
            subtype_xmlid="mail.mt_note",
        )
        agreement._after_signature()

    def _check_can_sign_party(self):
        if self.party_signed_on:
            raise UserError(self.env._("%(name)s is already signed.", name=self.display_name))
        self._check_state("sent")

    def _check_same_terms(self, digest):
        if digest is not None and not consteq(digest, self._digest()):
            raise UserError(self.env._("The agreement was changed since you opened it. Load the page again."))

    def sign_association(self, signature):
        """Record the signature of the association by the current user (R-02).

        :param signature: base64 image of the signature
        :raise UserError: when it is not waiting for it, the user is the party, or the signature is missing or no image
        """
        self.ensure_one()
        self._check_can_sign_association()
        self.env["beneficiary.declaration"]._check_signature(self.env.user.name, signature)
        self.check_access("write")
        agreement, now, signer = self.sudo(), fields.Datetime.now(), self.env.user.name
        digest = agreement._digest()
        agreement._signed_works()._sign()
        agreement.write(
            {
                "association_user_id": self.env.uid,
                "association_signer": signer,
                "association_signature": signature,
                "association_signed_on": now,
                "association_hash": agreement._association_hash(digest, signer, signature, now),
            }
        )
        agreement._after_signature()
        return True

    def _check_can_sign_association(self):
        self._check_role("beneficiary.group_officer")
        self._check_not_party()
        if self.association_signed_on:
            raise UserError(self.env._("%(name)s is already signed for the association.", name=self.display_name))
        self._check_state("sent", "signed")

    def _check_not_party(self):
        """Nobody decides for the association about an agreement with himself."""
        for agreement in self:
            if not self.env.su and agreement.sudo().partner_id == self.env.user.partner_id:
                raise UserError(
                    self.env._("%(name)s is an agreement with you. Let a colleague do this.", name=agreement.name)
                )

    def _after_signature(self):
        """Put the agreement in force when both have signed; else ask for the missing signature."""
        if self.party_signed_on and self.association_signed_on:
            self._put_in_force()
        elif self.party_signed_on:
            self._schedule([(self, self._sign_summary, self.company_id._beneficiary_today())])

    def _sign_summary(self, agreement):
        return agreement.env._("Sign for the association: %(name)s", name=agreement.display_name)

    # -------------------------------------------------------------- integrity
    def check_integrity(self):
        """Tell whether terms, lines and signatures still give the hashes that were stored when they were signed.

        ``False`` for an agreement that the party has not signed.
        """
        self.ensure_one()
        self.check_access("read")
        agreement = self.sudo().with_context(bin_size=False)
        if not agreement.party_signed_on or agreement._content() != agreement.content:
            return False
        found = agreement._party_hash(
            agreement.content, agreement.party_signer, agreement.party_signature, agreement.party_signed_on
        )
        return found == agreement.content_hash and agreement._check_association_hash()

    def _check_association_hash(self):
        if not self.association_signed_on:
            return not self.association_hash
        found = self._association_hash(
            self._digest(), self.association_signer, self.association_signature, self.association_signed_on
        )
        return found == self.association_hash

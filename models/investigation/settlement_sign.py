from base64 import b64decode

from odoo import fields, models
from odoo.exceptions import UserError


class SettlementSign(models.Model):
    """Who signs a settlement: the harmed person, and a manager who did not negotiate it (R-75)."""

    _inherit = "beneficiary.settlement"

    # ----------------------------------------------------------------- harmed
    def sign_party(self, signer_name, signature):
        """Record the signature of the harmed person at the counter.

        :param str signer_name: who signs
        :param signature: base64 image of the signature
        :raise UserError: when it is not waiting for it, or name or signature is missing or no image
        """
        self.ensure_one()
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._sign_party(signer_name, signature, collected_by=self.env.user)
        return True

    def _sign_party(self, signer_name, signature, digest=None, collected_by=None):
        """Record the signature of the harmed person; whoever calls it has checked who signs.

        :param str digest: of the terms that were read, see ``_digest``; not checked if ``None``
        :param collected_by: the colleague at whose counter it was signed
        """
        settlement = self.sudo()
        settlement._check_can_sign_party()
        settlement._check_same_terms(digest)
        self.env["beneficiary.declaration"]._check_signature(signer_name, signature)
        settlement.write(settlement._party_values(signer_name, signature, collected_by))
        settlement._after_signature()

    def sign_party_on_paper(self, signer_name, scan, scan_name="settlement.pdf"):
        """Record that the harmed person signed the printed settlement by hand.

        :param str signer_name: the name under the signature
        :param scan: base64 of the scan, an image or a PDF
        :param str scan_name: the name of the file
        :raise UserError: when it is not waiting for it, or name or scan is missing or no such file
        """
        self.ensure_one()
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        settlement = self.sudo()
        settlement._check_can_sign_party()
        name = settlement._check_scan(signer_name, scan, scan_name)
        values = settlement._party_values(signer_name, scan, self.env.user)
        del values["party_signature"]  # there is no drawing, the paper is the proof
        settlement.write(values | {"party_scan": scan, "party_scan_name": name})
        settlement._after_signature()
        return True

    def _check_scan(self, signer_name, scan, scan_name):
        """Raise unless there is a name and a readable scan; return the name under which it is kept."""
        if not (signer_name or "").strip():
            raise UserError(self.env._("Write the name of the person who signed."))
        try:
            content = b64decode(scan or b"")
        except ValueError as error:
            raise UserError(self.env._("The scan cannot be read. Upload it again.")) from error
        if not content:
            raise UserError(self.env._("Attach the scan of the signed paper."))
        uploads = self.env["beneficiary.upload.mixin"]
        name = uploads._upload_name(scan_name)
        return uploads._upload_stored_name(name, uploads._upload_mimetype(name, content))

    def _check_can_sign_party(self):
        if self.party_signed_on:
            raise UserError(self.env._("%(name)s is already signed.", name=self.name))
        self._check_state("offered")

    def _party_proof(self):
        return self.party_signature or self.party_scan

    # ------------------------------------------------------------ association
    def sign_association(self, signature):
        """Record the signature of the association by the current user, a manager who did not negotiate.

        :param signature: base64 image of the signature
        :raise UserError: when it is not waiting for it, the user negotiated it or is the harmed person himself, or the
            signature is missing or no image
        """
        self.ensure_one()
        self._check_can_sign_association()
        self.env["beneficiary.declaration"]._check_signature(self.env.user.name, signature)
        self.check_access("write")
        settlement = self.sudo()
        settlement.write(settlement._association_values(self.env.user, signature))
        settlement._after_signature()
        return True

    def _check_can_sign_association(self):
        self._check_role("beneficiary.group_manager")
        if self.association_signed_on:
            raise UserError(self.env._("%(name)s is already signed for the association.", name=self.name))
        self._check_state("offered")
        if not self.env.su and self.env.user in self._not_for_association():
            raise UserError(
                self.env._(
                    "You negotiated %(name)s, or it is about yourself. Let another manager sign for the association.",
                    name=self.name,
                )
            )

    def _not_for_association(self):
        """Return the users who must not sign for the association (house rule 4)."""
        settlement = self.sudo()
        harmed = settlement.complaint_id.partner_id.user_ids
        return settlement.negotiated_by | settlement.create_uid | settlement.party_collected_by | harmed

    def _after_signature(self):
        """Close the settlement when both have signed; else ask for the missing signature. In ``sudo``."""
        if self.party_signed_on and self.association_signed_on:
            self.write({"date_signed": fields.Datetime.now(), "state": "signed"})
            self.complaint_id._ask_responsible(self.env._("Settlement signed by both: %(name)s", name=self.name))
        elif self.party_signed_on:
            summary = self.env._("Let a manager sign for the association: %(name)s", name=self.name)
            self.complaint_id._ask_responsible(summary)

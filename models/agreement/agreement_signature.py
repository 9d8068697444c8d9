import json

from odoo import models
from odoo.exceptions import UserError


class AgreementSignature(models.Model):
    """What both sides sign, and the proof that it is still what they signed (R-02)."""

    _inherit = "beneficiary.agreement"

    # ----------------------------------------------------------------- frozen
    def _frozen_message(self):
        return self.env._(
            "%(name)s is signed and cannot be changed. Amend it by a new agreement.", name=self.display_name
        )

    def _terms_changed_message(self):
        return self.env._("The agreement was changed since you opened it. Load the page again.")

    def _frozen_except(self):
        return super()._frozen_except() | {
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
        values, works = agreement._party_values(signer_name, signature, collected_by), agreement._signed_works()
        works._sign()
        works.write({"consent_on": values["party_signed_on"]})
        agreement.write(values | {"state": "signed"})
        agreement.message_post(
            body=self.env._("Signed for the party by %(name)s.", name=values["party_signer"]),
            author_id=(collected_by.partner_id if collected_by else agreement.partner_id).id,
            subtype_xmlid="mail.mt_note",
        )
        agreement._after_signature()

    def _check_can_sign_party(self):
        if self.party_signed_on:
            raise UserError(self.env._("%(name)s is already signed.", name=self.display_name))
        self._check_state("sent")

    def sign_association(self, signature):
        """Record the signature of the association by the current user (R-02).

        :param signature: base64 image of the signature
        :raise UserError: when it is not waiting for it, the user is the party, or the signature is missing or no image
        """
        self.ensure_one()
        self._check_can_sign_association()
        self.env["beneficiary.declaration"]._check_signature(self.env.user.name, signature)
        self.check_access("write")
        agreement = self.sudo()
        values = agreement._association_values(self.env.user, signature)
        agreement._signed_works()._sign()
        agreement.write(values)
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

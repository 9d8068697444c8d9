from odoo import api, fields, models
from odoo.exceptions import UserError

from .case import IDENTITY


class PartnerCaseBasis(models.Model):
    """Why the association may share a case with a partner: consent, or another ground with its reason (PDPL)."""

    _inherit = "beneficiary.partner.case"

    has_consent = fields.Boolean("Consent to sharing", compute="_compute_has_consent", compute_sudo=True)
    consent_id = fields.Many2one(
        "beneficiary.consent", readonly=True, copy=False, index="btree_not_null", ondelete="restrict", groups=IDENTITY
    )
    legal_basis = fields.Selection(
        [
            ("consent", "The person agreed"),
            ("law", "A law or an official body demands it"),
            ("agreement", "The service that the person asked for needs it"),
            ("interest", "The person's own interest, and nobody can reach him"),
        ],
        "Why we may share it",
        copy=False,
        tracking=True,
    )
    basis_reason = fields.Char("Reason for sharing", copy=False, help="Which law, which service, or what was tried.")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"legal_basis", "basis_reason"}

    @api.depends("request_id.beneficiary_id")
    def _compute_has_consent(self):
        consents = self._sharing_consents(self.request_id.beneficiary_id)
        for case in self:
            case.has_consent = case.request_id.beneficiary_id.id in consents

    @api.model
    def _sharing_consents(self, people):
        """Return file id → the consent to sharing with partners that holds now, in ``sudo``; one query for all."""
        purpose = self.env.ref("beneficiary.consent_purpose_partner", raise_if_not_found=False)
        consents = self.env["beneficiary.consent"].sudo()
        if purpose and people:
            consents = consents.search([("beneficiary_id", "in", people.ids), *consents._valid_domain(purpose)])
        return {consent.beneficiary_id.id: consent for consent in consents}

    def _take_down(self):
        self._take_down_basis()
        return super()._take_down()

    def _take_down_basis(self):
        """Keep on what ground these cases are shared. Called in ``sudo``.

        :raise UserError: when the person has not agreed, and no other ground with its reason is named
        """
        consents = self._sharing_consents(self.request_id.beneficiary_id)
        for case in self:
            consent = consents.get(case.request_id.beneficiary_id.id)
            if consent:
                case.write({"legal_basis": "consent", "consent_id": consent.id, "basis_reason": False})
            elif case.legal_basis in (False, "consent") or not (case.basis_reason or "").strip():
                raise UserError(
                    self.env._(
                        "%(person)s has not agreed that the case is shared with a partner. Record the consent on the "
                        "file, or choose another ground under “Why we may share it” and write the reason.",
                        person=case.request_id.beneficiary_id.name,
                    )
                )


class Consent(models.Model):
    _inherit = "beneficiary.consent"

    def action_withdraw(self):
        result = super().action_withdraw()
        cases = self.env["beneficiary.partner.case"].sudo().search([("consent_id", "in", self.ids)])
        cases._withdraw(self.env._("The person withdrew the consent."))
        return result

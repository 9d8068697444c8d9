import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import arabic
from .program_seriousness import CLAUSE


class Penalty(models.Model):
    """The penalty clause of a programme as the applicant signed it (R-60): exact text, signature, time and hash.

    It never changes. It counts for the person and the programme for which it was signed.
    """

    _name = "beneficiary.penalty"
    _description = "Signed penalty clause"
    _inherit = ["beneficiary.signed.mixin"]

    program_id = fields.Many2one("beneficiary.program", "Programme", required=True, readonly=True, ondelete="restrict")
    beneficiary_id = fields.Many2one("beneficiary.beneficiary", required=True, readonly=True, ondelete="restrict")

    _one_clause = models.UniqueIndex(
        "(request_id, program_id, beneficiary_id)", "The penalty clause of this request is signed already."
    )

    def _frozen_except(self):
        return super()._frozen_except() | {"branch_id"}  # follows the request

    def _frozen_message(self):
        return self.env._("A signed penalty clause cannot be changed or deleted.")

    @api.model
    def _sign(self, request, signer_name, signature, **vals):
        """Record the signature under the clause of the request's programme. The rights are checked by the caller.

        :param request: one ``beneficiary.request``
        :param signature: base64 image of the signature
        :raise UserError: when the programme has no clause, it is signed already, or name or signature is no good
        """
        self._check_can_sign(request)
        self._check_signature(signer_name, signature)
        request = request.sudo()
        text = self._text(request)
        penalty = self.sudo().create(
            {
                "request_id": request.id,
                "program_id": request.program_id.id,
                "beneficiary_id": request.beneficiary_id.id,
                "text": text,
                "content_hash": self._hash(signature, text=text),
                "signer_name": signer_name.strip(),
                "signature": signature,
                "guardian_id": request.guardian_id.id,
            }
            | vals
        )
        request.message_post(
            body=self.env._("The penalty clause was signed by %(name)s.", name=penalty.signer_name),
            subtype_xmlid="mail.mt_note",
        )
        penalty._eligibility_facts_changed()
        return penalty.with_env(self.env)

    @api.model
    def _check_can_sign(self, request):
        program = request.sudo().program_id
        if program.seriousness not in CLAUSE or not program.penalty_clause:
            raise UserError(self.env._("“%(program)s” has no penalty clause to sign.", program=program.name))
        if request.state not in self.env["beneficiary.declaration"]._open_request_states():
            raise UserError(self.env._("%(name)s is already decided; nothing is left to sign.", name=request.name))
        if request._valid_penalty():
            raise UserError(self.env._("The penalty clause of %(name)s is signed already.", name=request.name))

    @api.model
    def _text(self, request):
        """Return the text that the applicant reads and signs, in the applicant's own language."""
        request = request.sudo()
        request = request.with_context(lang=request.partner_id.lang or self.env.lang)
        person, guardian, env = request.beneficiary_id, request.guardian_id, request.env
        values = {
            "name": person.name,
            "number": arabic.ltr(person.national_id) or "—",
            "request": arabic.ltr(request.name),
            "program": request.program_id.name,
            "company": request.company_id.name,
        }
        if guardian:
            opening = env._(
                "I, %(guardian)s, guardian of %(name)s, accept for request %(request)s to “%(program)s” of "
                "%(company)s:",
                guardian=guardian.guardian_id.name,
                **values,
            )
        else:
            opening = env._(
                "I, %(name)s, holder of identity document number %(number)s, accept for request %(request)s to "
                "“%(program)s” of %(company)s:",
                **values,
            )
        return "\n".join([opening, request.program_id.penalty_clause or ""])

    @api.model
    def _digest(self, request):
        """Return a digest of the text as it is now, so that nobody signs another one than was shown."""
        return hashlib.sha256(self._text(request).encode()).hexdigest()

    def _eligibility_facts_changed(self):
        """Called when a clause was signed: eligibility follows."""
        self.request_id.sudo()._refresh_eligibility()

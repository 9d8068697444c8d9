from odoo import fields, models
from odoo.exceptions import AccessError

from ...tools.seal import seal, seal_drawing
from .acknowledgement import KEEPERS


class AcknowledgementSign(models.Model):
    """How an acknowledgement is signed, and how it is proved what was signed (R-82, R-86)."""

    _inherit = "beneficiary.policy.acknowledgement"

    def action_sign(self):
        """Open the screen on which the person signs.

        :raise AccessError: when it is somebody else's
        """
        self.ensure_one()
        self.check_access("read")
        self._check_can_sign()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "beneficiary.beneficiary_policy_acknowledgement_sign_action"
        ) | {"context": {"default_acknowledgement_id": self.id}}

    def sign(self, signer_name, signature):
        """Sign that the policy was read and will be complied with. From then on nothing of it changes.

        A person signs himself. Only who has no login signs on the screen of the HR officer or manager, who is recorded.

        :param str signer_name: the name as the person writes it
        :param signature: drawn signature, base64 of a PNG or JPEG
        :raise AccessError: when it is somebody else's
        :raise UserError: when it is not waited for, or name or signature is missing
        """
        self.ensure_one()
        self.check_access("read")
        self._check_can_sign()
        self.env["beneficiary.declaration"]._check_signature(signer_name, signature)
        own = self.user_id == self.env.user
        values = {
            "state": "signed",
            "signer_name": signer_name.strip(),
            "signature": signature,
            "signed_on": fields.Datetime.now(),
            "signed_login_id": self.env.uid if own else False,
            "collected_by": False if own else self.env.uid,
            "close_reason": False,
            "reminder_date": False,
            "content": self._content(),
        }
        record = self.sudo()
        record.write(values | {"content_hash": record._hash(values)})
        record._end_activities()
        return True

    def _check_can_sign(self):
        """Raise unless the user may sign this one record, now."""
        self._check_state("pending")
        self._check_policy_in_force()
        if self.user_id == self.env.user:
            return
        if self.user_id:
            raise AccessError(
                self.env._(
                    "%(person)s signs this with the own login. Nobody signs in another's name.",
                    person=self.employee_id.display_name,
                )
            )
        self._check_role(*KEEPERS)
        self.check_access("write")

    def _content(self):
        """Return everything that the person signs, as plain data: the text of the version, and who signs it."""
        acknowledgement = self.sudo()
        return {
            "policy": acknowledgement.policy_id._text_content(),
            "statement": self._statement(),
            "employee": acknowledgement.employee_id.id,
            "person": acknowledgement.employee_id.name,
        }

    def _statement(self):
        """Return the sentence above the signature (R-82, R-86)."""
        return self.env._(
            "I have read this policy and the code of ethics of the profession, I have understood them, and I will "
            "comply with them."
        )

    def _hash(self, values):
        """Return the SHA-256 over content, signer, moment and drawing, in a canonical form."""
        return seal(
            {
                "content": values["content"],
                "signer": values["signer_name"],
                "signed_on": fields.Datetime.to_string(values["signed_on"]),
                "login": int(values["signed_login_id"] or 0),
                "collected_by": int(values["collected_by"] or 0),
                "signature": seal_drawing(values["signature"]),
            }
        )

    def check_integrity(self):
        """Tell whether text, signer and signature still give the hash that was stored when it was signed."""
        self.ensure_one()
        self.check_access("read")
        record = self.sudo().with_context(bin_size=False)
        if record.state != "signed":
            return False
        names = ("content", "signer_name", "signed_on", "signed_login_id", "collected_by", "signature")
        return record._hash({name: record[name] for name in names}) == record.content_hash

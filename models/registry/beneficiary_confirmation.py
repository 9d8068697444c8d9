from odoo import fields, models
from odoo.exceptions import UserError


class BeneficiaryConfirmation(models.Model):
    """Who somebody is, whom the association knows from the website only.

    Such a file stands apart until an officer has confirmed it: nothing tells the visitor whether he is known already,
    and nobody sees the file of another by typing his number.
    """

    _inherit = "beneficiary.beneficiary"

    is_confirmed = fields.Boolean(
        "Identity confirmed",
        default=True,
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Not set: the file was made on the website, and nobody has checked yet who the person is.",
    )

    _unconfirmed = models.Index("(company_id) WHERE is_confirmed IS NOT TRUE")

    def action_open_confirmation(self):
        """Open the screen on which an officer says who the person is."""
        self.check_access("read")
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_confirmation_action") | {
            "context": {"default_beneficiary_id": self.id}
        }

    def _confirm(self):
        """Let files count as those of persons who are known; ``beneficiary.confirmation`` is the gate.

        :raise UserError: when another file has the same ID number
        """
        for beneficiary in self.sudo():
            same = beneficiary.national_id and self.sudo().search(
                [
                    ("company_id", "=", beneficiary.company_id.id),
                    ("national_id", "=", beneficiary.national_id),
                    ("is_confirmed", "=", True),
                    ("id", "!=", beneficiary.id),
                ],
                limit=1,
            )
            if same:
                raise UserError(
                    self.env._("Another file has this ID number. Choose “has a file already”, and that file.")
                )
        self._guarded_write({"is_confirmed": True})
        for beneficiary in self:
            beneficiary.message_post(body=self.env._("The identity of the person was confirmed."))
        return True

    def _missing_for_registration(self):
        missing = super()._missing_for_registration()
        if not self.is_confirmed:
            missing.append(self.env._("the confirmation of who the person is"))
        return missing

from odoo import api, fields, models
from odoo.exceptions import UserError


class BeneficiaryMyFile(models.Model):
    """What a person sees of his file on the portal, and changes there himself: how and in which language he is told."""

    _inherit = "beneficiary.beneficiary"

    correction_ids = fields.One2many(
        "beneficiary.correction",
        "beneficiary_id",
        "Corrections",
        groups="beneficiary.group_delegate,beneficiary.group_management",
    )
    correction_count = fields.Integer(
        "Corrections to decide",
        compute="_compute_correction_count",
        groups="beneficiary.group_delegate,beneficiary.group_management",
    )

    def _compute_correction_count(self):
        counts = dict(
            self.env["beneficiary.correction"]._read_group(
                [("beneficiary_id", "in", self.ids), ("state", "=", "pending")], ["beneficiary_id"], ["__count"]
            )
        )
        for beneficiary in self:
            beneficiary.correction_count = counts.get(beneficiary._origin, 0)

    def action_view_corrections(self):
        """Open what these people asked to have corrected."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_correction_action") | {
            "domain": [("beneficiary_id", "in", self.ids)],
            "context": {},
        }

    def _masked_national_id(self):
        """Return the ID number with all but its last four figures hidden, or nothing."""
        return self._mask(self.sudo().national_id)

    @api.model
    def _mask(self, number):
        return "•" * (len(number) - 4) + number[-4:] if number and len(number) > 4 else ""

    def _portal_media(self):
        """Return the media that the person may choose: those for which there is an address, code → label."""
        self.ensure_one()
        labels = dict(self._fields["agreed_medium"]._description_selection(self.env))
        return {medium: label for medium, label in labels.items() if self._notice_address(medium)}

    def _portal_change_contact(self, medium=None, lang=None):
        """Change how, and in which language, the person is told. His page has checked that it is his file.

        :param str medium: one of :meth:`_portal_media`
        :param str lang: code of a language that is installed
        :raise UserError: when there is no address for the medium, or the language is not known
        """
        self.ensure_one()
        beneficiary = self.sudo()
        langs = dict(self.env["res.lang"].get_installed())
        if medium and medium not in beneficiary._portal_media():
            raise UserError(self.env._("We have no address for this way of telling you. Choose another one."))
        if lang and lang not in langs:
            raise UserError(self.env._("Choose one of the languages of the list."))
        if medium and medium != beneficiary.agreed_medium:
            beneficiary.agreed_medium = medium  # the thread tells of it, as of any change of it
        if lang and lang != beneficiary.lang:
            beneficiary.lang = lang
            beneficiary.message_post(
                body=self.env._("On the website the language was changed to %(lang)s.", lang=langs[lang])
            )

    def _portal_consents(self):
        """Return the consents that the person gave, as pairs of what for and since when, for his page."""
        return []

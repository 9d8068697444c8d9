from odoo import models


class PartnerCaseNotice(models.Model):
    """What a partner entity is told by e-mail: that a case waits on its pages, and nothing about the person.

    It is no notice to the applicant, so it hangs neither on his file nor on his request.
    """

    _inherit = "beneficiary.partner.case"

    def _notice_partner(self):
        return self.entity_id.notice_partner_id or self.entity_id.partner_id

    def _notice_beneficiary(self):
        return self.env["beneficiary.beneficiary"]

    def _notice_request(self):
        return self.env["beneficiary.request"]

    def _notice_route(self):
        return "email", self._notice_address("email")

    def _notice_key(self, kind, body, occasion=None):
        # the text names no person and is the same for many
        return super()._notice_key(kind, f"{self.name}{body}", occasion)

    def _page_address(self):
        """Return the address of the case's page; there one signs in."""
        return f"{self.get_base_url()}/my/cases/{self.id}"

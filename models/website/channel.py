from odoo import models


class ChannelWebsite(models.Model):
    """How people reach the association by a channel, as the website tells them (R-30…R-32, R-84)."""

    _inherit = "beneficiary.channel"

    def _website_contacts(self, website):
        """Return what a visitor needs to use this one channel.

        :return: list of dicts of ``text``, ``url`` (may be empty) and ``ltr`` (numbers and addresses read so)
        """
        self.ensure_one()
        method = getattr(self, f"_website_contacts_{self.code}", None)
        return [contact for contact in method(website, website.company_id.sudo()) if contact["text"]] if method else []

    def _website_contact(self, text, url="", ltr=False):
        return {"text": text or "", "url": url if text else "", "ltr": ltr}

    def _website_contacts_phone(self, website, company):
        return [self._website_contact(company.phone, f"tel:{(company.phone or '').replace(' ', '')}", ltr=True)]

    def _website_contacts_fax(self, website, company):
        return [self._website_contact(company.beneficiary_fax, ltr=True)]

    def _website_contacts_email(self, website, company):
        return [self._website_contact(company.email, f"mailto:{company.email}", ltr=True)]

    def _website_contacts_interview(self, website, company):
        return [self._website_contact(self.env["beneficiary.report.mixin"]._address(company.partner_id))]

    def _website_contacts_letter(self, website, company):
        return self._website_contacts_interview(website, company)

    def _website_contacts_website(self, website, company):
        return [self._website_contact(self.env._("Ask us here"), "#ask")]

    def _website_contacts_help_request(self, website, company):
        return [self._website_contact(self.env._("Apply here"), "/beneficiary/apply")]

    def _website_contacts_social_media(self, website, company):
        names = {"twitter": "X", "facebook": "Facebook", "instagram": "Instagram", "youtube": "YouTube"}
        urls = {name: website[f"social_{name}"] for name in names}
        return [self._website_contact(names[name], url) for name, url in urls.items() if url]

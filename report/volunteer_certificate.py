import base64

from odoo import models


class VolunteerCertificate(models.AbstractModel):
    """The certificate of volunteer hours: the kept text in Arabic and in English, and the code to look it up (R-61)."""

    _name = "report.beneficiary.report_volunteer_certificate"
    _description = "Certificate of volunteer hours"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.volunteer.certificate"

    def _lang_code(self, doc):
        return doc.sudo().beneficiary_id.partner_id.lang

    def _title(self, doc):
        return self.env._("Certificate of volunteer hours")

    def _reference(self, doc):
        return doc.name

    def _texts(self, certificate):
        """Return the kept texts with their direction and language; once where both are the same."""
        # the English sentence begins with the name of the association, which is Arabic as a rule
        texts = [("rtl", "ar", certificate.text_ar), ("ltr", "en", f"\u200e{certificate.text_en}")]
        if certificate.text_ar == certificate.text_en:
            return texts[1:]
        return texts if self._is_arabic() else texts[::-1]

    def _seal(self, certificate):
        """Return what is printed to look the certificate up: dict of ``code``, ``url`` and ``qr`` (a PNG, base64)."""
        return {
            "code": certificate._spaced_code(),
            "url": certificate._verify_url().rpartition("/")[0].partition("://")[2],
            "qr": base64.b64encode(certificate._qr()),
        }

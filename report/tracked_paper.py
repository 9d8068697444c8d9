import base64

from odoo import models


class TrackedPaper(models.AbstractModel):
    """What papers that are handed to an applicant say about tracking."""

    _inherit = "beneficiary.report.mixin"

    def _tracking(self, doc):
        """Return what a paper for the applicant says about tracking, or nothing for those who may not see the code.

        :return: dict of ``code``, ``url`` (for people) and ``qr`` (a PNG, base64)
        """
        secret = doc._fields.get("tracking_code")
        if not secret or not doc._has_field_access(secret, "read") or not doc.tracking_code:
            return {}
        return {
            "code": self._spaced(doc.tracking_code),
            "url": doc._track_url().partition("://")[2],
            "qr": base64.b64encode(doc._track_qr()),
        }

    def _spaced(self, code):
        """Return a code in two halves, as people read it out."""
        return f"{code[:4]}\u00a0{code[4:]}"

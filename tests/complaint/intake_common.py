import re

from odoo import http
from odoo.tools import mute_logger

from ...tools.attempts import attempts
from ..apply.common import PDF
from ..portal.common import RequestPortalCommon

WORDS = {
    "kind": "complaint",
    "who": "anonymous",
    "subject": "The parcel",
    "description": "The driver asked for money.",
    "wish": "That it stops",
    "accused_name": "The driver of the parcel",
}
NAMED = {"who": "named", "contact_name": "Salma", "contact_phone": "0501234567", "contact_email": "salma@visitor.test"}
CASE = "/beneficiary/complaint/case"


class ComplaintPagesCommon(RequestPortalCommon):
    """The website of an association that takes in complaints; A and B have logins, and A has a request."""

    def setUp(self):
        super().setUp()
        attempts.clear()
        self.addCleanup(attempts.clear)
        self.authenticate(None, None)

    def _complaints(self):
        return self.env["beneficiary.complaint"].sudo().search([("company_id", "=", self.company.id)])

    def _kept(self):
        """Return the files that forms have sent and no complaint has yet."""
        domain = [("res_model", "=", "beneficiary.complaint.form"), ("company_id", "=", self.company.id)]
        return self.env["ir.attachment"].sudo().search(domain)

    def _open(self, url, **data):
        """Post ``data`` as a browser does, or get the page without."""
        files = data.pop("files", None)
        headers = data.pop("headers", None)
        if data or files:
            data["csrf_token"] = http.Request.csrf_token(self)
        self.env.flush_all()
        with mute_logger("odoo.http", "odoo.addons.http_routing.models.ir_http"):
            response = self.url_open(url, data=data or None, files=files, headers=headers)
        self.env.invalidate_all()
        return response

    def _send(self, files=None, headers=None, **values):
        """Send the form of the page; return the complaint that it made, and the answer."""
        before = self._complaints()
        page = self._open("/beneficiary/complaint", files=files, headers=headers, **(WORDS | values))
        return self._complaints() - before, page

    def _code(self, page):
        """Return the code that a page shows."""
        found = re.search(r'id="code"[^>]*>([^<]+)<', page.text)
        return found and found[1].strip()

    def _by_code(self, **values):
        """Send an anonymous complaint and open its case; return both, and the code."""
        complaint, page = self._send(**values)
        code = self._code(page)
        self.page = self._open(CASE, code=code)
        return complaint, code

    def _file(self, name="parcel.pdf", content=PDF, mimetype="application/pdf"):
        return ("files", (name, content, mimetype))

import json
import re
from urllib.parse import parse_qs, urlsplit

from odoo import http
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from ..apply.common import PDF
from ..common import BeneficiaryCommon


class RequestPortalCommon(BeneficiaryCommon, HttpCase):
    """Two applicants with logins, A and B, and a request of A that an officer returned to her."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("website.default_website").company_id = cls.company
        cls.person_a, cls.user_a = cls._applicant("applicant_a", "Fatimah bint Ahmad")
        cls.person_b, cls.user_b = cls._applicant("applicant_b", "Nurah bint Salim")
        cls.case = cls._create_request(cls.person_a, description="Rent of A")

    @classmethod
    def _returned(cls, case=None):
        """Return a request whose second paper was rejected, given back to the applicant."""
        case = cls._submit(case or cls.case)
        paper = case.document_ids.filtered(lambda d: d.type_id == cls.paper_income)
        paper.action_reject("The stamp cannot be read")
        case.action_return("A readable income statement, please.")
        return case

    @classmethod
    def _paper(cls, case=None):
        return (case or cls.case).document_ids.filtered(lambda d: d.type_id == cls.paper_income)

    def _login(self, user):
        self.authenticate(user.login, user.login)

    def _get(self, path="", case=None):
        self.env.flush_all()
        return self.url_open(f"/my/requests/{(case or self.case).id}{path}", allow_redirects=True)

    def _post(self, path, data=None, case=None, csrf=True, files=None):
        """Post a form of the page of a request, as a browser does."""
        data = dict(data or {}) | {"unknown": "1"}  # no data would be no post
        if csrf:
            data["csrf_token"] = http.Request.csrf_token(self)
        self.env.flush_all()
        with mute_logger("odoo.http", "odoo.addons.http_routing.models.ir_http"):
            response = self.url_open(f"/my/requests/{(case or self.case).id}/{path}", data=data, files=files)
        self.env.invalidate_all()
        return response

    def _upload(self, paper=None, name="income.pdf", content=PDF, **data):
        paper = paper or self._paper()
        values = {"issue_date": str(self.company._beneficiary_today())} | data
        files = [("files", (name, content, "application/pdf"))]
        return self._post(f"paper/{paper.id}", values, case=paper.request_id, files=files)

    def _json(self, path, **params):
        self.env.flush_all()
        with mute_logger("odoo.http"):
            response = self.url_open(
                path,
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
                headers={"Content-Type": "application/json"},
            )
        self.env.invalidate_all()
        return response.json()

    def _digest(self, page):
        found = re.search(r"/my/requests/\d+/sign\?digest=[0-9a-f]+", page.text)
        return parse_qs(urlsplit(found[0]).query)["digest"][0] if found else None

    def _sign_page(self, case=None, digest=None, name="Fatimah", **params):
        case = case or self.case
        digest = digest if digest is not None else self._digest(self._get(case=case))
        params = {"digest": digest, "name": name, "signature": self.signature.decode()} | params
        answer = self._json(f"/my/requests/{case.id}/sign", **params)
        return answer.get("result") or answer["error"]

    def _activities(self, record):
        return record.sudo().activity_ids.mapped("summary")

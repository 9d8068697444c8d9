import json

from odoo import http
from odoo.tests import tagged

from .common import PDF
from .test_apply_pages import ApplyHttpCase


@tagged("post_install", "-at_install")
class TestApplyForm(ApplyHttpCase):
    """A form of the website's form builder becomes a request that waits for its signature."""

    def _submit_form(self, files=None, **vals):
        data = {
            "name": "Fatimah bint Ahmad",
            "national_id": "1012345672",
            "phone": "0501234567",
            "email": "fatimah@beneficiary.test",
            "description": "The rent",
            "program_id": str(self.program.id),
            "csrf_token": http.Request.csrf_token(self),
        }
        response = self.url_open("/website/form/beneficiary.application", data=data | vals, files=files)
        self.env.invalidate_all()
        return json.loads(response.text)

    def test_a_form_becomes_a_request_to_sign(self):
        self.authenticate(None, None)
        answer = self._submit_form(
            {"papers[0][0]": ("id.pdf", PDF, "application/pdf")},
            state="sent",
            company_id="1",
            user_id=str(self.officer.id),
            for_beneficiary_id=str(self._create_beneficiary().id),
            assisted_by_id=str(self.officer.id),
        )
        request = self._requests()
        self.assertEqual(answer["id"], request.id)
        self.assertEqual((request.state, request.origin, request.company_id), ("draft", "portal", self.company))
        self.assertFalse(request.declaration_id)
        self.assertFalse(request.assisted_by_id | request.user_id)
        self.assertFalse(request.beneficiary_id.is_confirmed)
        self.assertEqual(request.beneficiary_id.national_id, "1012345672")
        self.assertIn("The rent", request.description)
        self.assertIn("account", request.notice_ids.mapped("kind"))
        files = self.env["ir.attachment"].search([("res_model", "=", request._name), ("res_id", "=", request.id)])
        self.assertEqual(files.mapped("raw"), [PDF])

    def test_what_is_wrong_is_named(self):
        self.authenticate(None, None)
        closed = self.program.copy({"name": "Closed"})
        for vals, words in (
            ({"national_id": "1012345673"}, "does not fit"),
            ({"phone": "", "email": ""}, "write a phone or an e-mail"),
            ({"program_id": str(closed.id)}, "Choose what you apply for"),
        ):
            with self.subTest(words=words):
                self.assertIn(words, self._submit_form(**vals)["error"])
        files = {"papers[0][0]": ("x.html", b"<html></html>", "text/html")}
        self.assertIn("cannot be taken in", self._submit_form(files)["error"])
        self.assertFalse(self._requests() or self._drafts())

    def test_throttle(self):
        self.authenticate(None, None)
        answers = [self._submit_form(national_id="1") for _i in range(6)]
        self.assertIn("Too many attempts", answers[-1]["error"])

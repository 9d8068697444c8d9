import json

from odoo import http
from odoo.exceptions import AccessError, UserError
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
        paper = request.document_ids.filtered("is_unsorted")
        self.assertEqual((paper.state, paper.attachment_ids.mapped("raw")), ("received", [PDF]))
        self.assertEqual((paper.attachment_ids.res_model, paper.attachment_ids.res_id), (paper._name, paper.id))

    def _unsorted(self, number=1):
        self.authenticate(None, None)
        self._submit_form({f"papers[0][{i}]": (f"id{i}.pdf", PDF, "application/pdf") for i in range(number)})
        request = self._requests().with_user(self.officer)
        return request, request.document_ids.filtered("is_unsorted")

    def test_an_officer_sorts_the_papers(self):
        request, papers = self._unsorted(2)
        self.assertEqual(len(papers), 2, "each file is sorted by itself")
        self.assertTrue(request.has_unsorted)
        target = (request.document_ids - papers)[0]
        self.assertEqual(target.state, "missing")
        files = papers.attachment_ids
        with self.assertRaisesRegex(UserError, "Belongs to"):
            papers[0].action_sort()
        for line in papers:
            line.belongs_to_id = target
        papers.action_sort()
        self.assertEqual((target.state, target.attachment_ids), ("received", files))
        self.assertEqual(set(files.sudo().mapped("res_id")), {target.id})
        self.assertFalse(papers.exists())
        self.assertFalse(request.has_unsorted)

    def test_papers_of_others_and_too_many(self):
        request, paper = self._unsorted()
        other = self._create_request()
        paper.sudo().belongs_to_id = other.document_ids[:1]
        with self.assertRaisesRegex(UserError, "of the same request"):
            paper.action_sort()
        target = (request.document_ids - paper)[0]
        target.sudo().attachment_ids = self.env["ir.attachment"].create([{"name": str(i)} for i in range(10)])
        paper.belongs_to_id = target
        with self.assertRaisesRegex(UserError, "10 files"):
            paper.action_sort()
        with self.assertRaises(AccessError):
            paper.with_user(self.finance).action_sort()
        self.assertTrue(paper.attachment_ids)

    def test_too_many_files(self):
        self.authenticate(None, None)
        files = {f"papers[0][{i}]": ("id.pdf", PDF, "application/pdf") for i in range(11)}
        self.assertIn("10 files at most", self._submit_form(files)["error"])
        self.assertFalse(self._requests())

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

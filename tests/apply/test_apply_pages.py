import json
import re

from odoo import http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import PDF, ApplyCommon, picture

URL = "/beneficiary/apply"


class ApplyHttpCase(ApplyCommon, HttpCase):
    """Visitors of the website of the test's association."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # requests come without a domain: the first website answers them
        cls.site = cls.env["website"].search([], limit=1)
        cls.site.company_id = cls.company
        cls.site.user_id.write({"company_ids": [(4, cls.company.id)], "company_id": cls.company.id})
        cls.drawing = cls.signature.decode()

    def _post(self, step="who", go="next", csrf=True, files=None, url=URL, **vals):
        data = [("step", step), ("go", go)]
        if csrf:
            data.append(("csrf_token", http.Request.csrf_token(self)))
        for name, value in vals.items():
            data += [(name, one) for one in (value if isinstance(value, list) else [value])]
        response = self.url_open(url, data=data, files=files)
        self.env.invalidate_all()
        return response

    def _who(self, **vals):
        return self._post("who", **dict(self._form(**vals)))

    def _until_signing(self, **vals):
        self._who(**vals)
        self._post("program", program=str(self.program.id))
        self._post("questions", description="The rent", amount_requested="1500")
        return self._post("documents")

    def _sign(self, digest=None, **params):
        page = self.url_open(f"{URL}/sign").text
        if digest is None:
            found = re.search(r"digest=([0-9a-f]{64})", page)
            digest = found[1] if found else ""
        params = {"name": "Fatimah", "signature": self.drawing, "digest": digest} | params
        with mute_logger("odoo.http"):
            response = self.url_open(
                f"{URL}/send",
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
                headers={"Content-Type": "application/json"},
            )
        self.env.invalidate_all()
        return response.json().get("result", response.json().get("error"))

    def _drafts(self):
        return self.env["beneficiary.application"].sudo().search([("state", "=", "draft")])

    def _requests(self):
        return self.env["beneficiary.request"].search([("company_id", "=", self.company.id)])


@tagged("post_install", "-at_install")
class TestApplyPages(ApplyHttpCase):
    """The way of a visitor through the pages, and what others cannot do there."""

    # -------------------------------------------------------------- the way
    def test_from_nothing_to_sent(self):
        self.authenticate(None, None)
        page = self.url_open(self.program._website_apply_url())
        self.assertIn("Step 1 of 6", re.sub(r"<[^>]+>", "", page.text))
        self.assertRegex(page.text, f'<input[^>]*name="program"[^>]*value="{self.program.id}"')
        self.assertFalse(self._drafts(), "who only reads begins nothing")
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertIn("What do you apply for?", self._who(program=str(self.program.id)).text)
        self.assertIn("What do you need", self._post("program", program=str(self.program.id)).text)
        page = self._post("questions", description="The rent", amount_requested="1500")
        self.assertIn("Test income statement", page.text)
        name = f"file_{self.paper_id.id}"
        files = [(name, ("a.pdf", PDF, "application/pdf")), (name, ("b.jpg", picture("JPEG"), "image/jpeg"))]
        page = self._post("documents", "stay", files=files)
        self.assertIn("b.jpg", page.text)
        self.assertIn("Still missing", page.text)
        page = self._post("documents")
        for words in ("Fatimah bint Ahmad", "1012345672", "The rent", "1,500", "Files: 2"):
            self.assertIn(words, page.text)
        page = self.url_open(f"{URL}/sign")
        self.assertIn("I, Fatimah bint Ahmad, holder of identity document", page.text)
        self.assertFalse(self._requests())
        answer = self._sign()
        self.assertTrue(answer["redirect_url"].endswith("/beneficiary/apply/sent"), answer)
        request = self._requests()
        page = self.url_open(answer["redirect_url"])
        self.assertIn(request.name, page.text)
        self.assertIn(request.tracking_code, page.text)
        self.assertFalse(self._drafts())
        self.assertNotIn("Fatimah bint Ahmad", self.url_open(URL).text, "the next one begins empty")
        self.authenticate(None, None)
        self.assertNotIn(request.tracking_code, self.url_open(f"{URL}/sent").text)

    def test_nothing_typed_is_lost_by_a_mistake(self):
        self.authenticate(None, None)
        page = self._who(birth_date="31/12/1980", national_id="1012345673")
        for words in ('value="31/12/1980"', 'value="1012345673"', 'value="Fatimah bint Ahmad"', "year-month-day"):
            self.assertIn(words, page.text)
        self.assertIn('href="#f_national_id"', page.text)
        self.assertIn('aria-invalid="true"', page.text)

    def test_steps_are_not_skipped(self):
        self.authenticate(None, None)
        self._who()
        for step in ("questions", "review", "sign", "nonsense"):
            self.assertIn("What do you apply for?", self.url_open(f"{URL}?step={step}").text)
        self.assertIn("What do you apply for?", self.url_open(f"{URL}/sign").text)
        self.assertIn("Choose what you apply for", self._post("program").text)

    def test_later_on_another_device(self):
        self.authenticate(None, None)
        page = self._post("who", "later", **dict(self._form()))
        address = re.search(r"/beneficiary/apply/continue/[\w-]+", page.text)[0]
        self.authenticate(None, None)
        self.opener.cookies.clear()
        self.assertNotIn("Fatimah bint Ahmad", self.url_open(URL).text)
        self.authenticate(None, None)
        page = self.url_open(address)
        self.assertNotIn("continue", page.url)
        self.assertIn("Fatimah bint Ahmad", self.url_open(f"{URL}?step=who").text)

    def test_begin_again(self):
        self.authenticate(None, None)
        self._who()
        self._post(url=f"{URL}/discard")
        self.assertFalse(self._drafts())

    def test_prefilled_for_who_is_known(self):
        own = self._file_of(self.user_a, phone="0501112233")
        self.authenticate("apply_a", "apply_a")
        page = self.url_open(URL).text
        self.assertIn("+966 50 111 2233", page)
        self.assertNotIn('name="national_id"', page, "corrections are asked for elsewhere")
        self._post("who", for_beneficiary=str(own.id), name="Somebody", national_id="2012345670")
        draft = self._drafts()
        self.assertEqual((draft.for_beneficiary_id, draft.name), (own, False))

    def test_colleagues_are_told_who_helps(self):
        for user, words in ((self.delegate, "You write this down for somebody else"), (self.finance, "as an employee")):
            self.authenticate(user.login, user.login)
            self.assertIn(words, self.url_open(URL).text)

    def test_nothing_is_open(self):
        self.program.action_close()
        self.authenticate(None, None)
        self.assertIn("Nothing can be applied for", self.url_open(URL).text)
        self._who()
        self.assertFalse(self._drafts())

    # -------------------------------------------------------------- attacks
    def test_no_other_site_posts(self):
        self.authenticate("apply_a", "apply_a")
        with mute_logger("odoo.http"):
            for url in (URL, f"{URL}/discard"):
                self.assertEqual(self._post(csrf=False, url=url, **dict(self._form())).status_code, 400)
            self.assertGreaterEqual(self.url_open(f"{URL}/send", data={"name": "x", "signature": "x"}).status_code, 400)
            self.assertEqual(self.url_open(f"{URL}/discard").status_code, 405)
        self.assertFalse(self._drafts())

    def test_over_posting(self):
        other = self._file_of(self.user_b)
        self.authenticate("apply_a", "apply_a")
        self._who(
            state="sent",
            company_id="1",
            user_id=str(self.officer.id),
            is_confirmed="1",
            for_beneficiary=str(other.id),
            for_beneficiary_id=str(other.id),
            assisted_by_id=str(self.officer.id),
            reference="MINE",
            access_token="known",
            lang="ar_001",
        )
        draft = self._drafts()
        self.assertEqual((draft.state, draft.company_id, draft.user_id), ("draft", self.company, self.user_a))
        self.assertFalse(draft.for_beneficiary_id)
        self.assertFalse(draft.assisted_by_id or draft.reference)
        self._post("program", program=str(self.program.id), state="sent")
        self._post("questions", description="x", amount_approved="99", decision_reason="x")
        self._post("documents", document_ids="1")
        self.assertIn("redirect_url", self._sign(state="approved", beneficiary_id=other.id))
        request = self._requests()
        self.assertEqual((request.state, request.beneficiary_id.is_confirmed), ("submitted", False))
        self.assertNotEqual(request.beneficiary_id, other)
        self.assertFalse(request.amount_approved)

    def test_b_does_not_reach_the_draft_of_a(self):
        self.authenticate("apply_a", "apply_a")
        self._who()
        self._post("program", program=str(self.program.id))
        self._post("questions", description="Secret of A")
        name = f"file_{self.paper_id.id}"
        self._post("documents", "stay", files=[(name, ("a.pdf", PDF, "application/pdf"))])
        draft = self._drafts()
        attachment = draft.document_ids.attachment_ids
        response = self.url_open(f"{URL}/file/{attachment.id}")
        self.assertEqual(response.content, PDF)
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        for login in ("apply_b", self.officer.login, None):
            self.authenticate(login, login)
            self.opener.cookies.set("beneficiary_application", draft.access_token)
            with self.subTest(login=login), mute_logger("odoo.http", "odoo.addons.base.models.ir_model"):
                self.assertNotIn("Secret of A", self.url_open(f"{URL}?step=questions").text)
                self.assertNotIn("Fatimah bint Ahmad", self.url_open(f"{URL}/continue/{draft.access_token}").text)
                self.assertEqual(self.url_open(f"{URL}/file/{attachment.id}").status_code, 404)
                for path in (f"/web/content/{attachment.id}", f"/web/image/{attachment.id}"):
                    self.assertNotEqual(self.url_open(path).content, PDF)
                self._post(url=f"{URL}/discard")
        self.assertTrue(draft.exists())

    def test_guessed_tokens_open_nothing(self):
        self.authenticate(None, None)
        self._who()
        token = self._drafts().access_token
        self.authenticate(None, None)
        for guess in ("x", token[:-1], token.swapcase(), "%00", "رمز", "False"):
            self.opener.cookies.clear()
            self.authenticate(None, None)
            page = self.url_open(f"{URL}/continue/{guess}")
            self.assertEqual(page.status_code, 200)
            self.assertNotIn("Fatimah bint Ahmad", page.text)

    def test_files_that_are_refused(self):
        self.authenticate(None, None)
        self._who()
        self._post("program", program=str(self.program.id))
        self._post("questions", description="x")
        for name, content, kind in (
            ("page.html", b"<html><script>alert(1)</script></html>", "text/html"),
            ("page.pdf", b"<html><script>alert(1)</script></html>", "application/pdf"),
            ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
            ("paper.pdf.html", PDF, "application/pdf"),
            ("paper.svg.png", picture(), "image/png"),
        ):
            page = self._post("documents", files=[(f"file_{self.paper_id.id}", (name, content, kind))])
            with self.subTest(name=name):
                self.assertIn("cannot be taken in", page.text)
        self.assertFalse(self._drafts().document_ids.attachment_ids)

    def test_known_and_unknown_give_the_same_pages(self):
        self._create_beneficiary("Known", identity_type="citizen", national_id="1012345672", phone="0501234567")
        self._create_user("known", "delegate")
        self.user_b.email = "fatimah@beneficiary.test"
        pages = []
        for vals in (
            {},
            {"national_id": "1000000008", "phone": "0507654321", "email": "unknown@beneficiary.test"},
        ):
            self.opener.cookies.clear()
            self.authenticate(None, None)
            found = [self._until_signing(**vals).text]
            answer = self._sign()
            request = self._requests().sorted("id")[-1]
            found += [str(answer), self.url_open(f"{URL}/sent").text]
            text = "".join(found)
            for secret, word in (
                *((str(value), name) for name, value in (self._form(**vals)).items()),
                (request.name, "REF"),
                (request.tracking_code, "CODE"),
                ("+966 50 123 4567", "P"),
                ("+966 50 765 4321", "P"),
            ):
                text = text.replace(secret, word)
            pages.append(re.sub(r"csrf_token[^>]*|[0-9a-f]{40,}o\d+", "", text))
        self.assertEqual(pages[0], pages[1])

    def test_throttle(self):
        self.patch(
            type(self.env["beneficiary.rate.limit"]),
            "_limits",
            lambda _self: dict.fromkeys(("apply", "send", "upload", "invite"), (3, 3600)),
        )
        self.authenticate(None, None)
        codes = [self._who().status_code for _i in range(6)]
        self.assertEqual(codes, [200, 200, 200, 429, 429, 429])
        self.assertEqual(len(self._drafts()), 1)
        answers = [self._sign(digest="x") for _i in range(5)]
        self.assertIn("Too many attempts", answers[-1]["error"])

    def test_what_is_signed_is_checked(self):
        self.authenticate(None, None)
        self._until_signing()
        for params, words in (
            ({"digest": "0" * 64}, "changed since you read it"),
            ({"name": ""}, "Write the name"),
            ({"name": "x" * 200}, "too large"),
            ({"signature": None}, "Write your name"),
            ({"signature": "PHN2Zz48L3N2Zz4="}, "not a readable image"),
        ):
            with self.subTest(words=words):
                self.env["beneficiary.rate.limit"].sudo().search([]).unlink()
                self.assertIn(words, self._sign(**params)["error"])
        self.assertFalse(self._requests())
        self.env["beneficiary.rate.limit"].sudo().search([]).unlink()
        self.assertIn("redirect_url", self._sign())
        self.assertIn("sent already", self._sign(digest="0" * 64)["error"])

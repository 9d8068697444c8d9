import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..apply.common import PDF
from .common import RequestPortalCommon


@tagged("post_install", "-at_install")
class TestRequestAttack(RequestPortalCommon):
    """B, strangers and ended guardians do not reach the request of A, by whatever door."""

    def _state(self):
        case = self.case.sudo()
        return (
            case.state,
            case.declaration_id,
            case.decision_response,
            len(case.message_ids),
            len(case.document_ids.attachment_ids),
            len(case.objection_ids),
            case.amount_approved,
            case.company_id,
            case.user_id,
        )

    def _attempts(self):
        """Try everything that the page offers; yield what the answers say."""
        paper = self._paper()
        for path in ("", "/pdf/form", "/pdf/decision", f"/paper/{paper.id}/{paper.attachment_ids[:1].id or 1}"):
            yield self._get(path).text
        for path, data in (
            ("send", {}),
            ("message", {"text": "Attack"}),
            ("accept", {}),
            ("object", {"text": "Attack"}),
            ("withdraw", {"reason": "Attack"}),
        ):
            yield self._post(path, data).text
        yield self._upload().text
        yield json.dumps(self._sign_page(digest="x"))
        yield json.dumps(self._sign_page(digest=self.case.sudo()._portal_declaration()["digest"]))

    def assertNothingReached(self):
        before = self._state()
        for text in self._attempts():
            self.assertNotIn("Rent of A", text)
            self.assertNotIn(self.case.name, text)
            self.assertNotIn("readable income statement", text)
        self.assertEqual(self._state(), before)

    def test_b_does_not_reach_a(self):
        self._returned()
        self._login(self.user_b)
        self.assertNothingReached()

    def test_b_does_not_reach_a_decided_request(self):
        self._approve(self.case)
        self._login(self.user_b)
        self.assertNothingReached()

    def test_the_public_is_led_to_the_login(self):
        self._returned()
        self.authenticate(None, None)
        response = self._get("?access_token=" + self.case.sudo()._portal_ensure_token())
        self.assertIn("/web/login", response.url)
        self.assertNothingReached()

    def test_the_link_of_a_mail_leads_the_owner_to_the_page(self):
        url = self.case.sudo().get_portal_url()
        self._login(self.user_a)
        self.assertIn(self.case.name, self.url_open(url).text)
        self._login(self.user_b)
        self.assertNotIn(self.case.name, self.url_open(url).text)

    def test_staff_have_no_request_here(self):
        self._returned()
        self._login(self.officer)
        self.assertNothingReached()

    def test_papers_of_a_by_the_request_of_b(self):
        self._returned()
        own = self._create_request(self.person_b)
        self._login(self.user_b)
        response = self._post(
            f"paper/{self._paper().id}", {}, case=own, files=[("files", ("a.pdf", PDF, "application/pdf"))]
        )
        self.assertIn("not asked for", response.text)
        self.assertEqual(self._paper().state, "rejected")

    def test_unknown_and_hidden_give_the_same_answer(self):
        self._login(self.user_b)
        unknown = self.case.browse(self.case.id + 100_000)
        for path in ("", "/pdf/form"):
            hidden, missing = self._get(path), self._get(path, unknown)
            self.assertEqual((hidden.url, hidden.status_code), (missing.url, missing.status_code))
        self.assertEqual(self._sign_page(digest="x"), self._sign_page(unknown, digest="x"))

    def test_the_chatter_of_odoo_gives_b_nothing(self):
        self.case.message_post(body="Secret of A", message_type="comment", subtype_xmlid="mail.mt_comment")
        for user in (self.user_b, self.user_a):
            self._login(user)
            for params in ({}, {"token": "wrong"}, {"token": ""}):
                answer = self._json(
                    "/mail/chatter_fetch", thread_model="beneficiary.request", thread_id=self.case.id, **params
                )
                self.assertNotIn("Secret of A", json.dumps(answer), "the page shows messages, no other door does")
            with mute_logger("odoo.addons.base.models.ir_model"):
                answer = self._json(
                    "/mail/message/post",
                    thread_model="beneficiary.request",
                    thread_id=self.case.id,
                    post_data={"body": "Attack", "message_type": "comment", "subtype_xmlid": "mail.mt_comment"},
                )
            self.assertIn("error", answer)
        self.assertNotIn("Attack", self._notes(self.case))

    def test_a_has_no_rights_over_rpc(self):
        self._approve(self.case)
        objection = self.case.sudo()._portal_object("I do not agree")
        self._login(self.user_a)
        for model, method, args in (
            ("beneficiary.request", "read", [self.case.ids, ["access_token", "tracking_code"]]),
            ("beneficiary.request", "write", [self.case.ids, {"amount_approved": 9}]),
            ("beneficiary.request", "action_cancel", [self.case.ids, "x"]),
            ("beneficiary.objection", "search_read", [[], ["text"]]),
            ("beneficiary.objection", "action_reconsider", [objection.ids]),
            ("beneficiary.document", "action_verify", [self._paper().ids]),
        ):
            with mute_logger("odoo.http", "odoo.addons.base.models.ir_model"):
                answer = self._json(
                    f"/web/dataset/call_kw/{model}/{method}", model=model, method=method, args=args, kwargs={}
                )
            self.assertIn("AccessError", answer["error"]["data"]["name"], (model, method))

    def test_posted_fields_that_no_form_has(self):
        self._returned()
        self._login(self.user_a)
        extra = {
            "state": "approved",
            "company_id": "1",
            "user_id": str(self.user_a.id),
            "amount_approved": "99999",
            "amount_requested": "99999",
            "verified_by": str(self.user_a.id),
            "request_id": "1",
            "type_id": "1",
        }
        before = self._state()
        self._upload(**extra)
        self._post("message", {"text": "Hello"} | extra)
        self._post("send", extra)
        after = self._state()
        self.assertEqual((before[0], *before[6:]), (after[0], *after[6:]))
        paper = self._paper()
        self.assertEqual((paper.state, paper.request_id, paper.type_id), ("received", self.case, self.paper_income))
        self.assertFalse(paper.verified_by)
        self.assertEqual(self.case.amount_requested, 1000)

    def test_no_other_site_posts(self):
        self._returned()
        self._login(self.user_a)
        before = self._state()
        for path, data in (
            ("send", {}),
            ("message", {"text": "Attack"}),
            ("accept", {}),
            ("object", {"text": "Attack"}),
            ("withdraw", {"reason": "Attack"}),
            (f"paper/{self._paper().id}", {}),
        ):
            self.assertEqual(self._post(path, data, csrf=False).status_code, 400, path)
            with mute_logger("odoo.http"):
                self.assertIn(self._get(f"/{path}").status_code, (404, 405), path)
        with mute_logger("odoo.http"):
            self.assertGreaterEqual(self._post("sign", {"name": "x"}).status_code, 400)
        self.assertEqual(self._state(), before)

    def test_other_associations(self):
        other = self._create_other_company()
        self._login(self.user_a)
        self.assertIn(self.case.name, self._get().text)
        self.env.ref("website.default_website").company_id = other
        self.assertNotIn(self.case.name, self._get().text)
        self.assertNotIn(self.case.name, self.url_open("/my/requests").text)

    # ---------------------------------------------------------------- guardians
    def _guardianship(self):
        guardianship = (
            self.env["beneficiary.guardian"]
            .with_user(self.officer)
            .create(
                {
                    "beneficiary_id": self.person_a.id,
                    "guardian_id": self.person_b.id,
                    "deed_number": "42",
                    "date_from": "2020-01-01",
                }
            )
        )
        guardianship.action_verify()
        return guardianship

    def test_a_guardian_acts_for_the_ward(self):
        guardianship = self._guardianship()
        self._returned()
        self._login(self.user_b)
        self.assertIn("for Fatimah bint Ahmad", self.url_open("/my/requests").text)
        self._upload()
        page = self._get()
        self.assertIn("act as guardian", page.text)
        self.assertFalse(self.case.guardian_id, "reading writes nothing")
        self.assertIn("force_refresh", self._sign_page(name="Nurah"))
        declaration = self.case.sudo().declaration_id
        self.assertEqual((declaration.capacity, declaration.guardian_id), ("guardian", guardianship))
        self.assertIn("Nurah bint Salim, holder", declaration.text)
        self._post("send")
        self.assertEqual((self.case.state, self.case.declaration_id), ("submitted", declaration))

    def test_an_ended_guardianship_shows_nothing_at_once(self):
        guardianship = self._guardianship()
        self._returned()
        self._login(self.user_b)
        self.assertIn("readable income statement", self._get().text)
        guardianship.action_end("Of age")
        self.assertNothingReached()
        self.assertNotIn(self.case.name, self.url_open("/my/requests").text)

    def test_a_guardianship_nobody_verified_or_that_is_over(self):
        guardianship = self._guardianship()
        self._returned()
        self._login(self.user_b)
        guardianship.sudo().write({"state": "pending"})
        self.assertNothingReached()
        guardianship.sudo().write({"state": "verified", "date_to": "2021-01-01"})
        self.assertNothingReached()

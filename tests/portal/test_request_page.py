from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import RequestPortalCommon


@tagged("post_install", "-at_install")
class TestRequestPage(RequestPortalCommon):
    """What an applicant reads and does on the page of her request."""

    def setUp(self):
        super().setUp()
        self._login(self.user_a)

    # ------------------------------------------------------------------ reading
    def test_the_page_of_a_returned_request(self):
        self._returned()
        text = self._get().text
        for words in (
            "Something is missing",
            "A readable income statement, please.",
            "Not accepted",
            "The stamp cannot be read",
            "Please do so by",
            "AH</strong>",
            "The way of your request",
        ):
            self.assertIn(words, text)

    def test_every_state_has_words(self):
        for state in dict(self.case._fields["state"].selection):
            self.case.sudo().state = state
            for lang in ("en_US", "ar_001"):
                self.env["res.lang"]._activate_lang(lang)
                found = self.case.sudo().with_context(lang=lang)._portal_state()
                self.assertTrue(all(found.values()), found)

    def test_reply_window_in_both_calendars(self):
        self._submit(self.case)
        text = self._get().text
        self.assertIn("When you hear from us", text)
        paper = self.env["beneficiary.report.mixin"].with_context(lang="en_US")
        self.assertIn(paper._date(self.case.reply_deadline or self.case.reply_earliest), text)
        self.assertIn("AH", paper._date(self.case.reply_deadline or self.case.reply_earliest))

    def test_timeline(self):
        item = self._review(self.case)
        steps = {step["title"]: step["state"] for step in self.case.sudo()._portal_timeline()}
        self.assertEqual(
            steps,
            {
                "Request filed": "done",
                "Papers complete": "done",
                "Committee meeting": "now",
                "Decision": "later",
                "Delivery": "later",
            },
        )
        self._vote(item, {self.chair: "against", self.secretary: "against"})
        item.with_user(self.chair).write({"reason": "No need", "early_reason": "Urgent"})
        item.with_user(self.chair).action_decide()
        steps = [step["title"] for step in self.case.sudo()._portal_timeline()]
        self.assertNotIn("Delivery", steps)
        self.assertIn("No need", self._get().text)

    def test_pages_that_read_write_nothing(self):
        """The cursors of these routes are READ ONLY transactions; what wrote would be tried again with a warning."""
        self._returned()
        self._upload()
        delivered = self._approve(self._create_request(self.person_a))
        delivery = self._deliver(delivered)
        attachment = self._paper().attachment_ids
        with self.assertNoLogs("odoo.http", "WARNING"), mute_logger("odoo.addons.base.models.ir_actions_report"):
            for path, case in (
                ("", self.case),
                ("", delivered),
                (f"/paper/{self._paper().id}/{attachment.id}", self.case),
                ("/pdf/form", self.case),
                ("/pdf/decision", delivered),
                (f"/pdf/receipt/{delivery.id}", delivered),
            ):
                self.assertEqual(self._get(path, case).status_code, 200, path)
            self.assertEqual(self.url_open("/my/requests").status_code, 200)

    def test_staff_drafts_are_not_the_applicants(self):
        page = self._get()
        self.assertIn("Being prepared", page.text)
        self.assertIsNone(self._digest(page))
        self.assertEqual(self._post("send").status_code, 422)
        self.assertEqual(self.case.state, "draft")

    def test_messages(self):
        officer = self.case.with_user(self.officer)
        officer.message_post(body="Please call us", message_type="comment", subtype_xmlid="mail.mt_comment")
        officer.message_post(body="Internal: looks forged", subtype_xmlid="mail.mt_note")
        hidden = officer.message_post(body="Hidden comment", message_type="comment", subtype_xmlid="mail.mt_comment")
        hidden.sudo().is_internal = True
        text = self._get().text
        self.assertIn("Please call us", text)
        self.assertNotIn("looks forged", text)
        self.assertNotIn("Hidden comment", text)
        self.assertNotIn(self.officer.name, text, "the association speaks, not a person")

    def test_files_of_internal_notes_are_never_given_out(self):
        def note(subtype):
            return self.case.sudo().message_post(
                body="x", message_type="comment", subtype_xmlid=subtype, attachments=[("report.pdf", b"%PDF-secret")]
            )

        internal, shown = note("mail.mt_note"), note("mail.mt_comment")
        self.assertEqual(self._get(f"/message/{shown.id}/{shown.attachment_ids.id}").content, b"%PDF-secret")
        for path in (
            f"/message/{internal.id}/{internal.attachment_ids.id}",
            f"/message/{shown.id}/{internal.attachment_ids.id}",
            f"/paper/{self._paper().id}/{internal.attachment_ids.id}",
        ):
            with mute_logger("odoo.http"):
                self.assertEqual(self._get(path).status_code, 404)

    # ------------------------------------------------------------------- doing
    def test_returned_completed_signed_and_sent_again(self):
        self._returned()
        self.assertEqual(self._upload(number="77").status_code, 200)
        paper = self._paper()
        self.assertEqual((paper.state, paper.number, len(paper.attachment_ids)), ("received", "77", 1))
        self.assertFalse(paper.reject_reason)
        self.assertFalse(self.case.declaration_id, "what was signed is changed")
        page = self._get()
        self.assertIn("You have signed before", page.text)
        self.assertIn("I, Fatimah bint Ahmad", page.text)
        self.assertIn("force_refresh", self._sign_page())
        self.assertEqual(self.case.declaration_id.signer_name, "Fatimah")
        self.assertFalse(self.case.declaration_id.collected_by)
        self.assertIn("your request is sent", self._post("send").text)
        self.assertEqual(self.case.state, "submitted")
        self.assertFalse(self.case.date_return_due or self.case.return_reason)
        self.assertIn("has sent the request", "".join(self._activities(self.case)))
        note = self.case.sudo().message_ids.filtered(lambda m: "Sent again on the website" in m.body)
        self.assertEqual(note.author_id, self.user_a.partner_id)
        notice = self.env["beneficiary.notice"].search([("request_id", "=", self.case.id)], limit=1)
        self.assertEqual(notice.kind, "acknowledgement")
        acknowledged = self.case.sudo().message_ids.filtered(lambda m: m.subject == notice.subject)[:1]
        self.assertEqual(acknowledged.author_id, self.company.partner_id, "nobody thanks himself")

    def test_not_sent_while_something_is_missing(self):
        self._returned()
        response = self._post("send")
        self.assertEqual(response.status_code, 422)
        self.assertIn("Send these papers first: Test income statement.", response.text)
        self._upload()
        self.assertIn("Sign first, then send the request.", self._post("send").text)
        self.assertEqual(self.case.state, "draft")

    def test_what_was_not_read_is_not_signed(self):
        self._returned()
        self._upload()
        digest = self._digest(self._get())
        self.case.sudo().description = "Something else"
        self.assertIn("was changed since you opened it", self._sign_page(digest=digest)["error"])
        for params, words in (
            ({"name": ""}, "Write the name"),
            ({"name": "x" * 200}, "too large"),
            ({"name": ["x"]}, "Write your name"),
            ({"signature": "PHN2Zz4="}, "not a readable image"),
            ({"digest": ""}, "was changed since you opened it"),
        ):
            self.assertIn(words, self._sign_page(**params)["error"])
        self.assertFalse(self.case.declaration_id)

    def test_uploads_are_judged_by_content_and_the_rest_is_kept(self):
        self._returned()
        for name, content in (
            ("page.html", b"<html><script>alert(1)</script></html>"),
            ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("paper.html.pdf", b"%PDF-1.4 %%EOF"),
        ):
            response = self._upload(name=name, content=content, number="4711")
            self.assertEqual(response.status_code, 422)
            self.assertIn("cannot be taken in", response.text)
            self.assertIn('value="4711"', response.text)
        self.assertEqual(self._paper().state, "rejected")
        response = self._upload(issue_date="yesterday")
        self.assertIn("“Date of issue” is no date", response.text)
        self.assertIn("write when it was issued", self._upload(issue_date="").text)
        self.assertIn("lies in the future", self._upload(issue_date="2099-01-01").text)
        self.assertFalse(self._paper().attachment_ids)

    def test_a_paper_that_is_in_order_is_left_alone(self):
        self._returned()
        verified = self.case.document_ids - self._paper()
        response = self._upload(verified, expiry_date="2099-01-01")
        self.assertIn("is not asked for any more", response.text)
        self.assertEqual(verified.state, "verified")

    def test_the_uploaded_file_is_served_as_a_download(self):
        self._returned()
        self._upload()
        response = self._get(f"/paper/{self._paper().id}/{self._paper().attachment_ids.id}")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")

    def test_a_message_reaches_the_responsible(self):
        self.assertIn("Your message is sent", self._post("message", {"text": "When do I hear?\n<b>x</b>"}).text)
        message = self.case.sudo().message_ids[0]
        self.assertEqual(message.author_id, self.user_a.partner_id)
        self.assertIn("&lt;b&gt;", message.body)
        self.assertIn(self.officer.partner_id, message.notified_partner_ids)
        self._post("message", {"text": "Again"})
        found = [text for text in self._activities(self.case) if "wrote a message" in text]
        self.assertEqual(len(found), 1, "one activity, however many messages")
        self.assertIn("Write your message first", self._post("message", {"text": "  "}).text)
        long = self._post("message", {"text": "x" * 6000})
        self.assertIn("too long", long.text)
        self.assertIn("x" * 6000, long.text, "nothing typed is lost")

    def test_too_many_posts(self):
        for _number in range(30):
            self.env["beneficiary.rate.limit"]._allow("form", f"user {self.user_a.id}")
        response = self._post("message", {"text": "One more"})
        self.assertEqual(response.status_code, 429)
        self.assertNotIn("One more", self._notes(self.case))

    def test_withdrawn(self):
        self._submit(self.case)
        self.assertIn("why you withdraw", self._post("withdraw", {"reason": ""}).text)
        self.assertIn("Your request is withdrawn", self._post("withdraw", {"reason": "No longer needed"}).text)
        self.assertEqual((self.case.state, self.case.cancel_reason), ("cancelled", "No longer needed"))
        self.assertIn("withdrew", "".join(self._activities(self.case)))

    def test_a_decided_request_is_not_withdrawn(self):
        self._approve(self.case)
        self.assertIn("cannot be withdrawn", self._post("withdraw", {"reason": "x"}).text)
        self.assertEqual(self.case.state, "approved")

    def test_decision_letter_receipt_and_form_as_pdf(self):
        self._approve(self.case)
        delivery = self._deliver(self.case)
        with mute_logger("odoo.addons.base.models.ir_actions_report"):
            for path, words in (
                ("/pdf/decision", "has been approved"),
                (f"/pdf/receipt/{delivery.id}", "Delivery receipt"),
                ("/pdf/form", "Fatimah bint Ahmad"),
            ):
                response = self._get(path)
                self.assertEqual(response.headers["Content-Type"], "application/pdf", path)
                self.assertIn(words, response.text, path)
                self.assertIn("no-store", response.headers["Cache-Control"])
            for path in ("/pdf/receipt/0", "/pdf/none", "/pdf/anything", "/pdf/receipt"):
                with mute_logger("odoo.http"):
                    self.assertEqual(self._get(path).status_code, 404, path)

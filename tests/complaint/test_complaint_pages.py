import json

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tools.attempts import attempts
from .intake_common import CASE, NAMED, WORDS, ComplaintPagesCommon


@tagged("post_install", "-at_install")
class TestComplaintPages(ComplaintPagesCommon):
    """Anybody complains on the website, and follows it, without anything being known of who wants that (R-70, R-81)."""

    def _resolve(self, complaint, **vals):
        until = fields.Datetime.add(fields.Datetime.now(), days=3)
        vals = {
            "state": "resolved",
            "outcome": "answered",
            "resolution": "We spoke to him.",
            "grace_until": until,
        } | vals
        complaint.sudo().write(vals | {"date_resolved": fields.Datetime.now()})

    # ------------------------------------------------------------------ sending
    def test_by_name(self):
        complaint, page = self._send(**NAMED)
        self.assertEqual(
            (complaint.kind, complaint.subject, complaint.wish), ("complaint", "The parcel", "That it stops")
        )
        self.assertEqual((complaint.contact_name, complaint.contact_phone), ("Salma", "+966 50 123 4567"))
        self.assertEqual(
            (complaint.contact_email, complaint.accused_name), ("salma@visitor.test", WORDS["accused_name"])
        )
        self.assertEqual((complaint.state, complaint.channel_id.code), ("new", "website"))
        self.assertEqual(complaint.company_id, self.company)
        self.assertFalse(
            complaint.anonymous or complaint.beneficiary_id or complaint.request_id or complaint.filed_by_id
        )
        self.assertIn(complaint.name, page.text)
        self.assertIn("The driver asked for money.", self._open(CASE, code=self._code(page)).text)

    def test_a_mistake_is_named_and_loses_nothing(self):
        complaint, page = self._send(
            **NAMED | {"contact_email": "salma", "contact_name": "", "kind": ""}, files=[self._file()]
        )
        self.assertFalse(complaint)
        self.assertEqual(page.status_code, 422)
        for words in ("“What is it?”", "“Your name”", "“E-mail” is not complete", WORDS["wish"], "parcel.pdf"):
            self.assertIn(words, page.text)
        kept = self._kept()
        self.assertEqual(len(kept), 1)
        complaint, page = self._send(**NAMED, kept=kept.access_token, files=[self._file("second.pdf")])
        message = complaint._portal_messages()
        self.assertEqual(set(message.attachment_ids.mapped("name")), {"parcel.pdf", "second.pdf"})
        self.assertEqual(message.attachment_ids.mapped("res_id"), complaint.ids * 2)
        self.assertFalse(kept.exists().access_token)

    def test_bad_files_are_named(self):
        for files, words in (
            ([self._file("page.html", b"<script>alert(1)</script>", "text/html")], "cannot be taken in"),
            ([self._file(f"{number}.pdf") for number in range(6)], "5 files at most"),
        ):
            complaint, page = self._send(**NAMED, files=files)
            self.assertFalse(complaint)
            self.assertIn(words, page.text)

    def test_files_that_are_never_sent_are_forgotten(self):
        self._send(**NAMED | {"description": ""}, files=[self._file()])
        kept = self._kept()
        form = self.env["beneficiary.complaint.form"]
        form._gc_kept_files()
        self.assertTrue(kept.exists())
        with self._at(fields.Datetime.add(fields.Datetime.now(), days=2)):
            form._gc_kept_files()
        self.assertFalse(kept.exists())

    def test_posted_fields_that_no_form_has(self):
        complaint, _page = self._send(
            **NAMED,
            state="closed",
            user_id=str(self.officer.id),
            company_id="1",
            beneficiary_id=str(self.person_a.id),
            request_id=str(self.case.id),
            for_beneficiary=str(self.person_a.id),
            partner_id=str(self.person_a.partner_id.id),
            accused_user_ids=str(self.officer.id),
            resolution="Paid",
            tracking_code="x",
        )
        self.assertEqual((complaint.state, complaint.company_id), ("new", self.company))
        self.assertNotEqual(complaint.user_id, self.officer)
        self.assertFalse(complaint.beneficiary_id or complaint.request_id or complaint.partner_id)
        self.assertFalse(complaint.accused_user_ids or complaint.resolution)
        complaint, page = self._send(who="self", for_beneficiary=str(self.person_a.id))
        self.assertFalse(complaint, "a stranger writes for nobody's file")
        self.assertIn("choose for whom you write", page.text)

    def test_no_other_site_posts(self):
        before = self._complaints()
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open("/beneficiary/complaint", data=WORDS).status_code, 400)
            self.assertEqual(self.url_open(CASE, data={"code": "x"}).status_code, 400)
        self.assertEqual(self._complaints(), before)

    def test_where_no_policy_is_in_force(self):
        self.env.ref("website.default_website").company_id = self._create_other_company()
        self.assertIn("Complaints cannot be sent here yet", self._open("/beneficiary/complaint").text)
        self.assertFalse(self._send()[0])
        self.assertNotIn("Complain or suggest something", self._open("/beneficiary").text)

    def test_the_page_says_how_long_it_takes(self):
        route = self.env["beneficiary.complaint.route"].search(
            [("company_id", "=", self.company.id), ("kind", "=", "dispute")]
        )
        route.write({"ack_hours": 7.5, "resolve_days": 33})
        text = self._open("/beneficiary/complaint").text
        self.assertIn("7.5 working hours", " ".join(text.split()))
        self.assertIn("33 working days", " ".join(text.split()))

    # --------------------------------------------------------------- by the code
    def test_the_case_by_its_code(self):
        complaint, code = self._by_code()
        self.assertIn("The driver asked for money.", self.page.text)
        self.assertNotIn(code, self.page.url)
        complaint.with_user(self.officer).message_post(
            body="Which day was it?", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        complaint.with_user(self.officer).message_post(body="Secret of the staff", subtype_xmlid="mail.mt_note")
        page = self._open(CASE)
        self.assertIn("Which day was it?", page.text)
        self.assertNotIn("Secret of the staff", page.text)
        self.assertNotIn(self.officer.name, page.text)
        page = self._open(f"{CASE}/message", text="On Sunday", files=[self._file("day.pdf")])
        self.assertIn("On Sunday", page.text)
        self.assertIn("complainant wrote a message", " ".join(self._activities(complaint)))
        message = complaint._portal_messages()[:1]
        self.assertEqual(self._open(f"{CASE}/file/{message.attachment_ids.id}").content[:5], b"%PDF-")
        other = self.env["ir.attachment"].create({"name": "x", "raw": b"x", "res_model": complaint._name})
        with mute_logger("odoo.addons.http_routing.models.ir_http", "odoo.http"):
            self.assertEqual(self._open(f"{CASE}/file/{other.id}").status_code, 404)
        self._open(f"{CASE}/leave", go="1")
        self.assertNotIn("On Sunday", self._open(CASE).text)
        self.assertIn("On Sunday", self._open(CASE, code=f" {code.lower().replace('-', ' ')} ").text)

    def test_a_message_that_is_wrong_keeps_its_files(self):
        complaint, _code = self._by_code()
        page = self._open(f"{CASE}/message", text="x" * 5001, files=[self._file("day.pdf")])
        self.assertIn("too long", page.text)
        self.assertIn("day.pdf", page.text)
        self.assertFalse(complaint._portal_messages())
        self.assertIn("write it, or choose a file", self._open(f"{CASE}/message", text=" ").text)

    def test_reopening_within_the_grace_period(self):
        complaint, _code = self._by_code()
        self._resolve(complaint)
        page = self._open(CASE)
        self.assertIn("We spoke to him.", page.text)
        self.assertNotIn("Withdraw it", page.text)
        self.assertIn("what is still wrong", self._open(f"{CASE}/reopen", reason=" ").text)
        self.assertIn("We take it up again", self._open(f"{CASE}/reopen", reason="He did it again").text)
        self.assertEqual((complaint.state, complaint.reopen_count), ("acknowledged", 1))
        self.assertIn("He did it again", complaint._portal_messages()[:1].body)
        self._resolve(complaint, grace_until="2020-01-01 00:00:00")
        self.assertIn("The time to answer us is over", self._open(f"{CASE}/reopen", reason="Again").text)
        self.assertEqual(complaint.state, "resolved")

    def test_a_closed_case_takes_nothing(self):
        complaint, _code = self._by_code()
        self._resolve(complaint, state="closed")
        for step, values in (("message", {"text": "x"}), ("withdraw", {"reason": "x"}), ("reopen", {"reason": "x"})):
            self.assertIn('role="alert"', self._open(f"{CASE}/{step}", **values).text, step)
        self.assertEqual(complaint.state, "closed")
        self.assertFalse(complaint._portal_messages())

    def test_guessing_leads_nowhere(self):
        complaint, page = self._send()
        code = self._code(page)
        wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
        answers = {self._answer(text) for text in (wrong, "1", "x" * 500, complaint.name, "' OR 1=1 --")}
        self.assertEqual(len(answers), 1, "every wrong code gets the same answer")
        self.assertEqual(next(iter(answers))[0], 422)
        for _number in range(20):
            page = self._open(CASE, code=wrong)
        self.assertEqual(page.status_code, 429)
        self.assertEqual(self._open(CASE, code=code).status_code, 429)
        attempts.clear()
        self.assertIn("The driver asked", self._open(CASE, code=code).text)

    def _answer(self, code):
        page = self._open(CASE, code=code)
        main = page.text.split('id="wrap"')[1].split("</main>")[0]
        return page.status_code, "\n".join(line for line in main.splitlines() if "csrf_token" not in line)

    def test_tickets_that_are_worth_nothing(self):
        complaint, _code = self._by_code()
        ticket = self.opener.cookies["beneficiary_complaint_visit"]
        self.assertNotIn("beneficiary_complaint_visit", self.url_open("/beneficiary").text)
        for value in ("", "x", "AAAA", ticket[:-2] + "xx", ticket[:40]):
            self.opener.cookies.set("beneficiary_complaint_visit", value, domain="127.0.0.1", path="/")
            self.assertNotIn("The driver asked", self._open(CASE).text)
        model = self.env["beneficiary.complaint"]
        self.assertEqual(model._by_visit(ticket), complaint)
        complaint._draw_code()
        self.assertFalse(model._by_visit(ticket), "a new code ends the visits by the old one")

    def test_of_another_association(self):
        _complaint, code = self._by_code()
        self.env.ref("website.default_website").company_id = self._create_other_company()
        self.assertNotIn("The driver asked", self._open(CASE).text)
        self.assertIn("This code opens no case", self._open(CASE, code=code).text)

    def test_attempts_are_limited(self):
        for _number in range(20):
            self._send(who="")
        complaint, page = self._send()
        self.assertFalse(complaint)
        self.assertEqual(page.status_code, 429)

    # --------------------------------------------------------------- with a login
    def test_as_myself_about_my_request(self):
        self._login(self.user_a)
        page = self._open("/beneficiary/complaint")
        self.assertIn("Fatimah bint Ahmad", page.text)
        self.assertIn(self.case.name, page.text)
        complaint, page = self._send(who="self", request_id=str(self.case.id), files=[self._file()])
        self.assertEqual((complaint.beneficiary_id, complaint.request_id), (self.person_a, self.case))
        self.assertEqual(complaint.filed_by_id, self.user_a)
        self.assertIn(f"/my/complaints/{complaint.id}", page.url)
        self.assertIn("parcel.pdf", page.text)
        self.assertIsNone(self._code(page))
        self.assertIn("The parcel", self._open("/my/complaints").text)
        self.assertIn("/my/complaints", self._open("/my").text)
        page = self._open(f"/my/complaints/{complaint.id}/message", text="Hello", user_id="1")
        self.assertIn("Hello", page.text)
        self.assertEqual(complaint._portal_messages()[:1].author_id, self.user_a.sudo().partner_id)

    def test_b_does_not_reach_the_complaint_of_a(self):
        self._login(self.user_a)
        complaint, _page = self._send(who="self", files=[self._file()])
        file = complaint._portal_messages().attachment_ids
        unnamed, _page = self._send()
        base, unknown = f"/my/complaints/{complaint.id}", f"/my/complaints/{unnamed.id + 1000}"
        self.assertIn("/my/complaints", self._open(f"/my/complaints/{unnamed.id}").url)
        self.assertNotIn(
            unnamed.name, self._open("/my/complaints").text, "no login leads to what was sent without a name"
        )
        for user in (self.user_b, self.officer):
            self._login(user)
            before = (complaint.state, len(complaint.message_ids))
            for path in ("", f"/file/{file.id}"):
                answer = self._open(base + path)
                self.assertNotIn("The driver asked", answer.text)
                self.assertEqual((answer.status_code, answer.url), (200, self._open("/my/complaints").url))
                self.assertEqual(answer.url, self._open(unknown + path).url)
            for path, data in (("message", {"text": "x"}), ("withdraw", {"reason": "x"}), ("reopen", {"reason": "x"})):
                self.assertNotIn("The driver asked", self._open(f"{base}/{path}", **data).text)
            self.assertEqual((complaint.state, len(complaint.message_ids)), before)
            self.assertFalse(self._send(who="self", request_id=str(self.case.id))[0].request_id)
        self._login(self.user_b)
        with mute_logger("odoo.http", "odoo.addons.base.models.ir_model"):
            for method, args in (("read", [complaint.ids]), ("search_read", [[]]), ("create", [{"subject": "x"}])):
                answer = self._json(
                    f"/web/dataset/call_kw/beneficiary.complaint/{method}",
                    model=complaint._name,
                    method=method,
                    args=args,
                    kwargs={},
                )
                self.assertIn("AccessError", json.dumps(answer), method)

    def test_guardians_see_what_they_filed_and_no_more(self):
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
        self._login(self.user_a)
        own, _page = self._send(who="self")
        self._login(self.user_b)
        self.assertNotIn(own.name, self._open("/my/complaints").text)
        filed, page = self._send(who="self", for_beneficiary=str(self.person_a.id))
        self.assertEqual(filed.beneficiary_id, self.person_a)
        self.assertIn("for Fatimah bint Ahmad", page.text)
        self._login(self.user_a)
        self.assertIn(filed.name, self._open("/my/complaints").text, "it is about her")
        guardianship.sudo().state = "ended"
        self._login(self.user_b)
        self.assertNotIn(filed.name, self._open("/my/complaints").text)

    def test_whom_it_accuses_sees_it_on_no_page(self):
        """Somebody of the staff who has a file, too, and is the one whom his own family complains about."""
        self._login(self.user_a)
        complaint, _page = self._send(who="self")
        complaint.sudo().accused_user_ids = self.user_a
        self.assertNotIn(complaint.name, self._open("/my/complaints").text)
        self.assertNotIn("The driver", self._open(f"/my/complaints/{complaint.id}").text)

    # --------------------------------------------------------------- form builder
    def test_a_form_of_the_form_builder(self):
        before = self._complaints()
        page = self._open("/website/form/beneficiary.complaint.form", **WORDS | NAMED, state="closed", Day="Sunday")
        complaint = self._complaints() - before
        self.assertEqual(page.json()["id"], complaint.id)
        self.assertEqual((complaint.contact_name, complaint.state), ("Salma", "new"))
        self.assertIn("Day: Sunday", complaint.description)
        self.assertFalse(complaint.anonymous)
        page = self._open("/website/form/beneficiary.complaint.form", **WORDS | {"contact_name": ""})
        self.assertIn("“Your name”", page.json()["error"])
        self.assertEqual(self._complaints() - before, complaint)
        models = self.env["ir.model"].with_user(self.env.ref("base.user_admin")).get_compatible_form_models()
        self.assertIn("create_beneficiary_complaint", [model["website_form_key"] for model in models])

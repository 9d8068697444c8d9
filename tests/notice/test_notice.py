from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NoticeCommon


@tagged("post_install", "-at_install")
class TestNotice(NoticeCommon):
    """A notice is made with the step that it tells of, by the agreed medium, once (R-45, R-49)."""

    # ------------------------------------------------------------------ steps
    def test_acknowledgement_tells_reference_committee_and_window(self):
        with self._at("2026-01-01 09:00:00"):
            self._submit(self.request)
        notice = self.request.notice_ids
        self.assertEqual((notice.kind, notice.state, notice.medium), ("acknowledgement", "queued", "email"))
        self.assertEqual(notice.recipient, "fatimah@example.org")
        self.assertEqual(notice.subject, f"Received – {self.request.name}")
        for text in (
            self.request.name,
            self.committee.name,
            "2026-01-15",
            "1447/07/26 AH",
            "Not earlier than two weeks",
        ):
            self.assertIn(text, notice.body.replace("\u200e", ""))
        for text in (self.request.name, self.committee.name, "2026-01-15"):
            self.assertIn(text, notice.text)
        self.assertNotIn("<", notice.text)
        self.assertEqual(notice.beneficiary_id, self.person)
        self.assertEqual(notice.user_id, self.officer)
        self.assertEqual(notice.branch_id, self.branch)
        self.assertTrue(notice.name.startswith("N/"))

    def test_return_and_decision(self):
        self._submit(self.request)
        self.request.action_return("The lease is missing")
        notice = self.request.notice_ids.filtered(lambda n: n.kind == "missing")
        self.assertIn("The lease is missing", notice.body)
        self.assertNotIn("The lease", notice.text, "an SMS says nothing of the case")
        self._approve(self.request)
        notice = self.request.notice_ids.filtered(lambda n: n.kind == "decision")
        self.assertIn("In need", notice.body)
        self.assertIn("has been approved", notice.text)
        self.assertNotIn("In need", notice.text)

    def test_signed_receipt(self):
        self._approve(self.request)
        self._deliver(self.request)
        notice = self.request.notice_ids.filtered(lambda n: n.kind == "delivery")
        self.assertEqual(len(notice), 1)
        self.assertIn("10.00", notice.body)
        self.assertIn("Fatimah", notice.body)
        self.assertEqual(notice.sudo()._enclosure_list(), ["Delivery receipt"])

    def test_committee_date(self):
        meeting = self.env["calendar.event"].create(
            {"name": "Meeting", "start": "2026-01-04 08:00:00", "stop": "2026-01-04 10:00:00"}
        )
        self._review(self.request)
        notice = self.request._send_notice("committee_date", meeting=meeting)
        self.assertIn(self.committee.name, notice.body)
        self.assertIn("Sunday 4 January 2026, 11:00 (1447/07/15 AH)", notice.body, "the time of the association")

    def test_other_kinds(self):
        for kind, values in (
            ("answer", {"answer": "Ask at the desk"}),
            ("update", {"message": "Soon"}),
        ):
            notice = self.request._send_notice(kind, **values)
            self.assertEqual(notice.kind, kind)
            self.assertIn(self.request.name, notice.body)
            for text in values.values():
                self.assertIn(text, notice.body)

    def test_of_a_file(self):
        notice = self.person._send_notice("update", message="The office moves")
        self.assertEqual((notice.beneficiary_id, notice.request_id.id), (self.person, False))
        self.assertEqual(self.person.notice_count, 1)
        self.assertIn("The office moves", self._notes(self.person))

    def test_the_run_is_woken_once_for_a_step(self):
        triggers = self.env["ir.cron.trigger"]
        domain = [("cron_id", "=", self.env.ref("beneficiary.ir_cron_send_notices").id)]
        before = triggers.search_count(domain)
        (self.request | self._create_request(self.person))._send_notice("update", message="Soon")
        self.assertEqual(triggers.search_count(domain), before + 1)

    # ----------------------------------------------------------------- content
    def test_it_stands_in_the_thread_for_the_portal(self):
        notice = self._notices()
        message = self.request.message_ids[:1]
        self.assertEqual(notice.sudo().message_id, message)
        self.assertEqual(message.subtype_id, self.env.ref("mail.mt_comment"))
        self.assertIn(message, self.request.website_message_ids)
        self.assertEqual(message.author_id, self.officer.partner_id)
        self.assertFalse(message.sudo().notification_ids, "nobody is told twice")

    def test_language_of_the_person(self):
        self.env["res.lang"]._activate_lang("ar_001")
        self.person.lang = "ar_001"
        self.assertEqual(self._notices().lang, "ar_001")
        self.person.sudo().partner_id.lang = False
        self.company.partner_id.lang = "ar_001"
        self.assertEqual(self._notices().lang, "ar_001", "that of the association where the person's is not known")

    def test_what_the_caller_says(self):
        notice = self._notices(medium="phone")
        self.assertIn(f"There is news about {self.request.name}:", notice.script)
        self.assertIn(self.company.name, notice.script)
        self.assertNotIn("*", notice.script)

    def test_the_server_writes_in_the_name_of_the_association(self):
        other = self._create_other_company()
        self.request.with_user(SUPERUSER_ID).with_company(other)._send_notice("update", message="Soon")
        self.assertEqual(self.request.message_ids[:1].author_id, self.company.partner_id)

    def test_hostile_text_is_text(self):
        notice = self.request._send_notice("update", message="<script>alert(1)</script>")
        self.assertNotIn("<script", notice.body)
        self.assertNotIn("<script", str(self.request.message_ids[:1].body))

    # ------------------------------------------------------------------ medium
    def test_agreed_medium_and_address(self):
        for medium, address in (
            ("email", "fatimah@example.org"),
            ("sms", "+966501111111"),
            ("phone", "+966 50 111 1111"),
            ("letter", "King Road 12, Tabuk"),
            ("fax", "+966 14 222 3333"),
        ):
            notice = self._notices(medium=medium)
            self.assertEqual((notice.medium, notice.recipient), (medium, address))

    def test_without_an_address_the_next_medium(self):
        self.person.email = "no address"
        self.assertEqual(self._notices(medium="email").medium, "sms")
        self.company.beneficiary_notice_medium = "letter"
        self.assertEqual(self._notices(medium="email").medium, "letter", "the usual medium stands in first")
        self.assertEqual(self._notices(medium="portal").medium, "letter", "there is no login")

    def test_no_agreed_medium(self):
        self.person.agreed_medium = False
        self.assertEqual(self._notices().medium, "email")
        self.company.beneficiary_notice_medium = "phone"
        self.assertEqual(self._notices(2)[-1:].medium, "phone")

    def test_portal_login_is_an_address(self):
        self.portal_user.partner_id.write({"company_id": self.company.id})
        person = self._create_beneficiary("سارة", agreed_medium="portal")
        person.sudo().partner_id.user_ids = self.portal_user
        notice = person._send_notice("update", message="Soon")
        self.assertEqual((notice.medium, notice.recipient), ("portal", "test_portal"))

    # -------------------------------------------------------------------- once
    def test_one_occasion_one_notice(self):
        first = self.request._send_notice("update", message="Soon", occasion="2026-01")
        again = self.request._send_notice("update", message="Soon", occasion="2026-01")
        other = self.request._send_notice("update", message="Soon", occasion="2026-02")
        self.assertEqual((len(first), len(again), len(other)), (1, 0, 1))

    def test_the_same_words_at_the_same_second_are_one_notice(self):
        with self._at("2026-01-01 09:00:00"):
            first = self.request._send_notice("update", message="Soon")
            again = self.request._send_notice("update", message="Soon")
            other = self.request._send_notice("update", message="Later")
        self.assertEqual((len(first), len(again), len(other)), (1, 0, 1))
        with self._at("2026-01-01 09:00:01"):
            self.assertEqual(len(self.request._send_notice("update", message="Soon")), 1)

    def test_the_database_refuses_a_second_one(self):
        notice = self._notices().sudo()
        with self.assertDatabaseRefuses("beneficiary.notice", "has been made already"):
            notice.copy({"key": notice.key, "name": "X"})

    def test_a_step_that_fails_tells_nothing(self):
        with self.assertRefused("cannot be submitted"):
            self.request.action_submit()
        self.assertFalse(self.request.notice_ids)

    # ------------------------------------------------------------------ frozen
    def test_content_does_not_change_once_sent(self):
        notice = self._notices(state="sent").sudo()
        for vals in ({"body": "Other"}, {"recipient": "x@example.org"}, {"medium": "sms"}, {"letter_number": "1"}):
            with self.assertRefused("has left the house"):
                notice.write(vals)
        with self.assertRefused("has left the house"):
            notice.unlink()
        notice.write({"state": "delivered"})

    def test_nobody_writes_notices(self):
        notice = self._notices()
        for user in (self.officer, self.manager, self.delegate):
            for vals in ({"state": "sent"}, {"recipient": "x@example.org"}):
                with self.assertRaises(AccessError):
                    notice.with_user(user).write(vals)
            with self.assertRaises(AccessError):
                notice.with_user(user).unlink()

    # ------------------------------------------------------------------- batch
    def test_batch_costs_the_same(self):
        """Besides the inserts of the ORM, a batch of notices costs a constant number of queries."""
        requests = self.env["beneficiary.request"].with_user(self.officer)
        requests = requests.create(
            [
                {
                    "beneficiary_id": self.person.id,
                    "program_id": self.program.id,
                    "channel_id": self.channel.id,
                    "company_id": self.company.id,
                }
                for _i in range(60)
            ]
        )
        requests[:5]._send_notice("update", message="Warm")
        costs = [
            self._count_queries(lambda b=batch: b._send_notice("update", message="Soon"))
            for batch in (requests[5:10], requests[10:60])
        ]
        self.assertLessEqual(costs[1], costs[0] + 2, costs)
        self.assertLess(costs[1], 50)

    def test_merged_files_take_their_notices_along(self):
        notice = self.person._send_notice("update", message="Soon")
        twin = self._create_beneficiary("فاطمه بنت احمد")
        wizard = self.env["beneficiary.merge"].with_user(self.manager)
        wizard = wizard.create({"beneficiary_ids": [(6, 0, (self.person | twin).ids)], "target_id": twin.id})
        on_request = self._notices()
        wizard.action_merge()
        self.assertEqual((notice | on_request).beneficiary_id, twin)

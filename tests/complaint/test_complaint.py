from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ComplaintCommon


@tagged("post_install", "-at_install")
class TestComplaint(ComplaintCommon):
    """The path of a complaint, its gates and its clocks (R-70…R-72)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.routes = cls.env["beneficiary.complaint.route"].search([("company_id", "=", cls.company.id)])
        cls.route = cls.routes.filtered(lambda r: r.kind == "complaint")
        cls.route.user_id = cls.officer

    def _attempt(self, complaint, **vals):
        defaults = {
            "complaint_id": complaint.id,
            "channel_id": self.channel.id,
            "complainant_words": "I want my papers back.",
            "association_words": "You have them on Monday.",
            "outcome": "settled",
        }
        return self.env["beneficiary.complaint.attempt"].with_user(self.officer).create(defaults | vals)

    def _amicable(self, **vals):
        complaint = self._create_complaint(**vals)
        complaint.action_acknowledge()
        complaint.action_start_amicable()
        return complaint

    # ---------------------------------------------------------------- routes
    def test_every_association_has_its_routes(self):
        self.assertEqual(set(self.routes.mapped("kind")), {"complaint", "dispute", "technical", "suggestion"})
        self.assertTrue(self.route.amicable_first)

    def test_route_names_the_responsible(self):
        complaint = self._create_complaint(self.delegate)
        self.assertEqual(complaint.sudo().user_id, self.officer)
        self.assertEqual(complaint.sudo().activity_ids.user_id, self.officer)
        complaint.with_user(self.officer).action_acknowledge()
        self.assertFalse(complaint.sudo().activity_ids)

    # ------------------------------------------------------------------ path
    def test_settled_amicably(self):
        complaint = self._create_complaint(contact_email="salim@example.org")
        with self.assertRefused("New", "Acknowledged"):
            complaint.action_start_amicable()
        complaint.action_acknowledge()
        self.assertEqual(complaint.notice_ids.kind, "complaint_ack")
        self.assertEqual(complaint.notice_ids.recipient, "salim@example.org")
        complaint.action_start_amicable()
        with self.assertRefused("log the amicable attempt"):
            complaint.action_resolve("amicable", "Settled.")
        with self.assertRefused("Words of the association"):
            self._attempt(complaint, association_words=" ")
        attempt = self._attempt(complaint)
        with self.assertRefused("does not change"):
            attempt.sudo().outcome = "failed"
        with self.assertRefused("Resolution"):
            complaint.action_resolve("amicable", " ")
        complaint.action_resolve("amicable", "You have your papers.")
        self.assertEqual((complaint.state, complaint.amicable_share), ("resolved", 100))
        self.assertIn("You have your papers.", complaint.notice_ids.sorted("id")[-1:].body)
        with self.assertRefused("Amicable settlement"):
            self._attempt(complaint)

    def test_investigation_needs_an_attempt_or_a_reason(self):
        complaint = self._create_complaint()
        complaint.action_acknowledge()
        with self.assertRefused("No committee"):
            complaint.action_investigate("He is afraid")
        self.committee_of_faults = self.env["beneficiary.committee"].create(
            {
                "name": "Investigation",
                "kind": "investigation",
                "company_id": self.company.id,
                "member_ids": [(0, 0, {"user_id": user.id}) for user in (self.chair, self.secretary)],
            }
        )
        with self.assertRefused("no amicable attempt"):
            complaint.action_investigate()
        complaint.action_investigate("He is afraid of a meeting.")
        self.assertEqual(complaint.state, "investigation")
        self.assertEqual(complaint.committee_id, self.committee_of_faults)
        with self.assertRefused("upholds or dismisses"):
            complaint.action_resolve("answered", "Sorry")
        with self.assertRefused("the committee has not decided"):
            complaint.action_resolve("upheld", "We were wrong.")

    def test_support_is_answered_and_not_investigated(self):
        complaint = self._create_complaint(kind="technical")
        complaint.action_acknowledge()
        with self.assertRefused("Technical support"):
            complaint.action_investigate("x")
        complaint.action_resolve("answered", "Use the other link.")
        self.assertEqual(complaint.state, "resolved")

    def test_withdrawn_and_dismissed_need_a_reason(self):
        complaint = self._create_complaint()
        with self.assertRefused("why the complainant"):
            complaint.action_withdraw()
        complaint.action_withdraw("It is settled at home.")
        self.assertEqual((complaint.state, complaint.outcome), ("withdrawn", "withdrawn"))
        self.assertEqual(set(complaint.sudo().clock_ids.mapped("state")), {"stopped"})
        other = self._create_complaint()
        other.action_acknowledge()
        with self.assertRefused("Resolution"):
            other.action_dismiss("")
        other.action_dismiss("The papers had been returned.")
        self.assertEqual(other.outcome, "dismissed")
        with self.assertRefused("Resolved"):
            other.subject = "Something else"
        with self.assertRefused("cannot be deleted"):
            other.sudo().unlink()

    # ---------------------------------------------------------------- clocks
    def test_clocks_escalate_once_and_start_anew(self):
        with self._at("2026-01-04 06:00:00"):  # Sunday, 9 o'clock
            complaint = self._create_complaint(accused_user_ids=[(6, 0, self.manager.ids)])
            self.assertEqual(fields.Datetime.to_string(complaint.ack_deadline), "2026-01-05 06:00:00")
            resolve_by = complaint.resolve_deadline
            self.route.ack_hours = 4
            self.assertEqual(fields.Datetime.to_string(complaint.ack_deadline), "2026-01-04 10:00:00")
        with self._at("2026-01-06 06:00:00"):
            self._run_cron("beneficiary.ir_cron_clocks")
            self._run_cron("beneficiary.ir_cron_clocks")
            complaint.invalidate_recordset()
            clocks = complaint.sudo().clock_ids
            late = clocks.filtered(lambda c: c.kind == "acknowledge")
            self.assertEqual((late.state, complaint.clock_state), ("late", "late"))
            self.assertNotEqual(late.escalated_to, self.manager, "the accused is not told")
            found = self.env["beneficiary.complaint"].with_user(self.officer)
            self.assertIn(complaint, found.search([("ack_deadline", "<", fields.Datetime.now())]))
            complaint.action_acknowledge()
            self.assertEqual((late.state, complaint.clock_state), ("met_late", "running"))
        with self._at("2026-01-07 06:00:00"):
            complaint.action_resolve("answered", "Here you are.")
            self.assertEqual(complaint.hours_to_resolve, 24)
        with self._at("2026-01-08 06:00:00"):
            with self.assertRefused("why it is reopened"):
                complaint.action_reopen()
            complaint.action_reopen("It was not true.")
            runs = complaint.sudo().clock_ids.filtered(lambda c: c.kind == "resolve").sorted("run")
            self.assertEqual(runs.mapped("state"), ["met", "running"])
            self.assertEqual((complaint.state, complaint.reopen_count), ("acknowledged", 1))
            self.assertFalse(complaint.date_resolved)
            self.assertGreater(complaint.resolve_deadline, resolve_by)
            self.assertIn("Here you are.", self._notes(complaint))

    def test_closed_when_the_days_of_grace_are_over(self):
        self.route.grace_days = 7
        with self._at("2026-01-04 06:00:00"):
            complaint = self._create_complaint()
            complaint.action_acknowledge()
            complaint.action_resolve("answered", "Yes.")
            with self.assertRefused("2026-01-11"):
                complaint.action_close()
            self._run_cron("beneficiary.ir_cron_complaints_close")
            self.assertEqual(complaint.state, "resolved")
        with self._at("2026-01-11 06:00:01"):
            with self.assertRefused("are over"):
                complaint.action_reopen("No")
            self._run_cron("beneficiary.ir_cron_complaints_close")
            complaint.invalidate_recordset()
            self.assertEqual((complaint.state, str(complaint.date_closed)), ("closed", "2026-01-11 06:00:01"))

    # ----------------------------------------------------------------- merge
    def test_merged_complainants_are_told(self):
        person = self._create_beneficiary()
        main, other = (self._create_complaint(beneficiary_id=person.id, contact_name=False) for _i in range(2))
        stranger = self._create_complaint()
        self.assertEqual((main.is_repeat, other.is_repeat, stranger.is_repeat), (False, True, False))
        self.assertEqual(main.similar_count, 1)
        self.assertEqual(main.search(main.action_view_similar()["domain"]), other)
        other.sudo().accused_user_ids = self.manager
        other.action_merge(main.id)
        self.assertEqual((other.state, other.merged_into_id), ("closed", main))
        self.assertEqual(main.sudo().barred_user_ids, self.manager, "who is barred from one is barred from both")
        with self.assertRefused("Go on there"):
            other.action_withdraw("x")
        main.action_acknowledge()
        main.action_resolve("answered", "Both of you get it.", self.env.ref("beneficiary.complaint_cause_delay").ids)
        self.assertEqual(other.resolution, "Both of you get it.")
        self.assertEqual(other.sudo().notice_ids.mapped("kind"), ["complaint_resolved", "complaint_news"])
        rows = (
            self.env["beneficiary.complaint"]
            .with_user(self.management)
            .formatted_read_group(
                [("id", "=", main.id)], ["cause_ids"], ["__count", "hours_to_resolve:avg", "repeat_share:avg"]
            )
        )
        self.assertEqual(rows[0]["__count"], 1)

    # ------------------------------------------------------------- anonymous
    def test_anonymous_is_nobody(self):
        complaint = (
            self.env["beneficiary.complaint"]
            .with_user(self.portal_user)
            .sudo()
            .create(
                {"subject": "x", "company_id": self.company.id, "anonymous": True, "channel_id": self.channel_web.id}
            )
        )
        code = complaint._draw_code()
        self.assertEqual(self.env["beneficiary.complaint"]._by_code(code.lower().replace("-", " ")), complaint)
        self.assertNotIn(code.replace("-", ""), complaint.tracking_code)
        self.assertFalse(self.env["beneficiary.complaint"]._by_code(""))
        complaint.flush_recordset()
        self.assertEqual(complaint.create_uid | complaint.write_uid, self.env.ref("base.public_user"))
        for records in (complaint.clock_ids, complaint.activity_ids):
            self.assertTrue(records)
            self.assertNotIn(self.portal_user, records.create_uid | records.write_uid, records._name)
        complaint.with_user(self.officer).action_acknowledge()
        self.assertFalse(complaint.notice_ids)
        told = complaint.message_ids.filtered(lambda m: not m.is_internal and m.message_type == "auto_comment")
        self.assertEqual(told.author_id, self.company.partner_id)
        self.assertNotIn(self.portal_user.partner_id, complaint.message_ids.author_id | complaint.message_partner_ids)
        with self.assertRaises(AccessError):
            complaint.with_user(self.portal_user).sudo(False).create({"subject": "x", "anonymous": True})
        with self.assertDatabaseRefuses("beneficiary.complaint", "names nobody"):
            complaint.contact_name = "Salim"

    @property
    def channel_web(self):
        return self.env.ref("beneficiary.channel_website")

    # ------------------------------------------------------------------- log
    def test_views_are_logged_once_a_minute(self):
        self.management.group_ids += self.env.ref("base.group_allow_export")
        complaint = self._create_complaint().with_user(self.management)
        log = self.env["beneficiary.access.log"].with_user(self.manager)
        complaint.web_search_read([("id", "=", complaint.id)], {"subject": {}})
        complaint.with_user(self.officer).sudo().read(["description"])
        mine = [("complaint_id", "=", complaint.id)]
        self.assertFalse(log.search(mine))
        with self._at("2026-01-04 06:00:10"):
            for _i in range(2):
                complaint.web_read({"description": {}, "subject": {}})
            complaint.export_data(["subject"])
        with self._at("2026-01-04 06:01:10"):
            complaint.web_read({"description": {}})
        rows = log.search(mine, order="id")
        self.assertEqual(rows.mapped("what"), ["view", "export", "view"])
        self.assertEqual(rows.user_id, self.management)
        with self.assertRefused("cannot be changed"):
            rows[0].sudo().user_id = self.officer

    def test_only_a_manager_clears_an_accused(self):
        complaint = self._create_complaint(accused_user_ids=[(6, 0, self.chair.ids)])
        with self.assertRefused("Manager", error=AccessError):
            complaint.accused_user_ids = False
        complaint.with_user(self.manager).accused_user_ids = False
        self.assertFalse(complaint.barred_user_ids)

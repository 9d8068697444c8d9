from ast import literal_eval

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MockEmail

from .common import InquiryCommon

CRON = "beneficiary.ir_cron_clocks"
SUNDAY = "2026-01-04 08:00:00"  # 11:00 in Riyadh; work is from 5 to 13 UTC, Sunday to Thursday


@tagged("post_install", "-at_install")
class TestInquiryClock(InquiryCommon, MockEmail):
    """An inquiry waits eight working hours for its first answer (R-17, R-40)."""

    def _arrived(self, **vals):
        with self._at(SUNDAY):
            return self._take_in(branch_id=self.branch.id, **vals)

    def _clock(self, inquiry):
        self.env.flush_all()
        self.env.invalidate_all()
        return inquiry.sudo().clock_ids

    def _run(self, moment):
        with self._at(moment):
            self._run_cron(CRON)
        self.env.invalidate_all()

    # -------------------------------------------------------------------- start
    def test_it_starts_on_arrival(self):
        inquiry = self._arrived()
        clock = self._clock(inquiry)
        self.assertEqual((clock.kind, clock.state, clock.target, clock.unit), ("first_answer", "running", 8, "hour"))
        self.assertEqual(str(clock.started_on), SUNDAY)
        self.assertEqual(str(clock.deadline), "2026-01-05 08:00:00")
        self.assertEqual((clock.lead_id, clock.user_id, clock.branch_id), (inquiry, self.officer, self.branch))
        self.assertEqual(clock.company_id, self.company)
        self.assertEqual((inquiry.clock_state, str(inquiry.clock_deadline)), ("running", "2026-01-05 08:00:00"))

    def test_a_sales_lead_has_none(self):
        lead = self.env["crm.lead"].create({"name": "Sale", "company_id": self.company.id})
        lead.write({"active": False})
        lead.message_post(body="Hello", message_type="comment", subtype_xmlid="mail.mt_comment")
        self.assertFalse(self._clock(lead))
        self.assertFalse(lead.clock_state or lead.clock_deadline)

    def test_the_target_is_of_the_association(self):
        self.company.beneficiary_inquiry_hours = 2
        self.assertEqual(str(self._clock(self._arrived()).deadline), "2026-01-04 10:00:00")

    def test_no_target_no_clock(self):
        self.company.beneficiary_inquiry_hours = 0
        inquiry = self._arrived()
        self.assertFalse(self._clock(inquiry))
        self.company.beneficiary_first_answer_hours = 4
        self.assertFalse(self._clock(inquiry), "that one is of requests")

    def test_a_new_target_moves_it(self):
        inquiry = self._arrived()
        with self._at("2026-01-04 09:00:00"):
            self.company.beneficiary_inquiry_hours = 16
        self.assertEqual(str(self._clock(inquiry).deadline), "2026-01-06 08:00:00")
        with self._at("2026-01-04 09:00:00"):
            self.company.beneficiary_inquiry_hours = 0
        self.assertEqual(self._clock(inquiry).state, "stopped")

    def test_the_name_tells_nothing_of_the_question(self):
        inquiry = self._arrived(question="Secret question")
        clock = self._clock(inquiry)
        self.assertIn("Secret question", inquiry.display_name)
        self.assertEqual((clock.name, clock.display_name), (inquiry.inquiry_reference,) * 2)

    # ------------------------------------------------------------------- met by
    def assertMet(self, inquiry, state="met"):
        clock = self._clock(inquiry)
        self.assertEqual((clock.state, bool(clock.stopped_on)), (state, True))
        self.assertFalse(inquiry.clock_state or inquiry.clock_deadline)

    def test_met_by_an_answer_on_the_spot(self):
        inquiry = self._arrived(answer="On the first")
        with self._at("2026-01-04 09:30:00"):
            inquiry.action_answer_now()
        self.assertMet(inquiry)
        self.assertEqual(self._clock(inquiry).elapsed_hours, 1.5)

    def test_met_by_an_answer_that_is_sent(self):
        person = self._create_beneficiary(email="fatimah@example.com", agreed_medium="email")
        for vals in ({"beneficiary_id": person.id}, {"email_from": "salma@example.com"}, {}):
            inquiry = self._arrived(answer="On the first", **vals)
            with self.subTest(vals), self._at("2026-01-04 09:00:00"), self.mock_mail_gateway():
                inquiry.action_answer()
            self.assertMet(inquiry)

    def test_met_by_a_contact_with_an_answer(self):
        inquiry = self._arrived()
        with self._at("2026-01-04 09:00:00"):
            contact = inquiry.contact_log_ids.create(
                {"lead_id": inquiry.id, "channel_id": self.channel_phone.id, "direction": "out", "question": "Who?"}
            )
        self.assertEqual(self._clock(inquiry).state, "running", "nothing was answered")
        with self._at("2026-01-04 09:10:00"):
            contact.with_user(self.officer).answer = "We look into it"
        self.assertMet(inquiry)
        self.assertEqual(inquiry.inquiry_state, "new")

    def test_met_by_a_message_to_who_asked(self):
        inquiry = self._arrived(email_from="salma@example.com")
        with self._at("2026-01-04 09:00:00"), self.mock_mail_gateway():
            inquiry.message_post(body="For us", message_type="comment", subtype_xmlid="mail.mt_note")
            self.assertEqual(self._clock(inquiry).state, "running", "a note reaches nobody")
            inquiry.message_post(body="We look into it", message_type="comment", subtype_xmlid="mail.mt_comment")
        self.assertMet(inquiry)

    def test_not_by_a_message_that_reaches_nobody(self):
        inquiry = self._arrived()
        with self._at("2026-01-04 09:00:00"):
            inquiry.message_post(body="Hello?", message_type="comment", subtype_xmlid="mail.mt_comment")
        self.assertEqual(self._clock(inquiry).state, "running")

    def test_taking_over_and_referring_do_not_answer(self):
        inquiry = self._arrived()
        with self._at("2026-01-04 09:00:00"):
            inquiry.action_take()
            inquiry.sudo()._referral_opened()
        clock = self._clock(inquiry)
        self.assertEqual((clock.state, str(clock.started_on)), ("running", SUNDAY))

    def test_stopped_without_an_answer(self):
        closed, archived, converted = (self._arrived(contact_name="Salma") for _i in range(3))
        with self._at("2026-01-04 09:00:00"):
            closed.action_close("Wrong number")
            archived.with_user(self.manager).action_archive()
            converted._open_request(self.program)
        for inquiry in (closed, archived, converted):
            with self.subTest(inquiry.inquiry_state, active=inquiry.active):
                self.assertMet(inquiry, "stopped")

    def test_it_runs_anew_when_taken_up_again(self):
        inquiry = self._arrived(answer="On the first")
        with self._at("2026-01-04 09:00:00"):
            inquiry.action_answer_now()
        with self._at("2026-01-06 08:00:00"):
            inquiry.action_reopen()
        clock = self._clock(inquiry)
        self.assertEqual((clock.state, str(clock.deadline)), ("running", "2026-01-07 08:00:00"))

    # --------------------------------------------------------------- pause, late
    def test_pause_and_resume(self):
        inquiry = self._arrived()
        clock = self._clock(inquiry).with_user(self.officer)
        with self.assertRefused("Write why"):
            clock.action_pause(" ")
        with self._at("2026-01-04 09:00:00"):
            clock.action_pause("She sends her number tomorrow")
        self.assertEqual((clock.state, inquiry.clock_state), ("paused", "paused"))
        self._run("2026-01-08 08:00:00")
        self.assertEqual(clock.state, "paused")
        with self._at("2026-01-05 09:00:00"):
            clock.action_resume()
        self.assertEqual(str(self._clock(inquiry).deadline), "2026-01-06 08:00:00")

    def test_only_who_may_change_the_inquiry_pauses(self):
        clock = self._clock(self._arrived())
        for user in (self.delegate, self.management):
            with self.subTest(user.login), self.assertRaises(AccessError):
                clock.with_user(user).action_pause("Because")

    def test_late_is_escalated_once(self):
        boss = self._create_user("boss", "officer")
        employees = self.env["hr.employee"]
        parent = employees.create({"name": "Boss", "user_id": boss.id, "company_id": self.company.id})
        employees.create(
            {"name": "O", "user_id": self.officer.id, "company_id": self.company.id, "parent_id": parent.id}
        )
        inquiry = self._arrived(answer="On the first")
        for moment in ("2026-01-05 09:00:00", "2026-01-05 10:00:00"):
            self._run(moment)
        clock = self._clock(inquiry)
        activity = inquiry.sudo().activity_ids.filtered(lambda a: a.user_id == boss)
        self.assertEqual((clock.state, inquiry.clock_state, clock.escalated_to), ("late", "late", boss))
        self.assertEqual(activity.mapped("summary"), ["Late: First answer"])
        self.assertIn("Told: ", self._notes(inquiry))
        with self._at("2026-01-05 11:00:00"):
            inquiry.action_answer_now()
        self.assertMet(inquiry, "met_late")
        self.assertFalse(activity.active)
        self.assertFalse(inquiry.sudo().activity_ids)

    def test_who_no_longer_sees_it_is_not_told(self):
        self.branch.manager_id = self.delegate
        inquiry = self._arrived()
        self._run("2026-01-05 09:00:00")
        self.assertEqual(self._clock(inquiry).escalated_to, self.delegate)
        inquiry.branch_id = self.other_branch
        self.assertNotIn(self.delegate, inquiry.sudo().activity_ids.user_id)
        self.assertEqual(self._clock(inquiry).branch_id, self.other_branch)

    # ------------------------------------------------------------------- rights
    def test_who_reads_the_inquiry_reads_its_clock(self):
        inquiry = self._arrived()
        clock = self._clock(inquiry)
        self.officer.sudo().group_ids += self.env.ref("beneficiary.group_researcher")
        for user, sees in (
            (self.delegate, True),
            (self.officer, True),
            (self.management, True),
            (self.manager, True),
            (self.south_delegate, False),
            (self.researcher, False),
        ):
            with self.subTest(user.login):
                self.assertEqual(inquiry.with_user(user).has_access("read"), sees)
                self.assertEqual(clock.with_user(user).has_access("read"), sees)
        with self._at("2026-01-04 09:00:00"):
            clock.with_user(self.officer).action_pause("On a journey")
        pauses = clock.pause_ids
        self.assertTrue(pauses.with_user(self.management).has_access("read"))
        self.assertFalse(pauses.with_user(self.researcher).has_access("read"))

    def test_nobody_sets_it(self):
        inquiry = self._arrived()
        for vals in ({"clock_state": "paused"}, {"clock_deadline": "2027-01-01 00:00:00"}):
            with self.subTest(vals), self.assertRaises(AccessError):
                inquiry.with_user(self.manager).write(vals)
        with self.assertRaises(AccessError), mute_logger("odoo.models.unlink"):
            inquiry.with_user(self.manager).write({"clock_ids": [(5, 0, 0)]})

    # -------------------------------------------------------------- search, cost
    def test_filters(self):
        search = self.env.ref("beneficiary.crm_lead_view_search_inquiry")
        self.assertNotIn("-3d", search.arch)
        late, soon = self._arrived(), self._arrived()
        self._run("2026-01-05 09:00:00")
        with self._at("2026-01-05 09:30:00"):
            soon = self._take_in()
            found = {
                name: self.env["crm.lead"].search(self._filter(search, name)) & (late | soon)
                for name in ("late", "due_soon", "paused")
            }
        self.assertEqual(found, {"late": late, "due_soon": soon, "paused": late.browse()})

    def _filter(self, view, name):
        [node] = etree.fromstring(view.arch).xpath(f"//filter[@name='{name}']")
        return literal_eval(node.get("domain"))

    def test_many_cost_little_more(self):
        def take_in(number):
            values = {"is_inquiry": True, "channel_id": self.channel.id, "question": "When?"}
            leads = self.env["crm.lead"].with_user(self.officer)
            return self._count_queries(lambda: leads.create([dict(values) for _i in range(number)]))

        take_in(2)
        few, many = take_in(5), take_in(25)
        self.assertLess(many - few, 40, "20 more inquiries, each with a contact, a clock and an activity")

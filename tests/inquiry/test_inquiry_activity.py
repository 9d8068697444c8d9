from odoo import fields
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MockEmail

from .common import InquiryCommon

ACTIVITY = "beneficiary.mail_activity_type_inquiry"


@tagged("post_install", "-at_install")
class TestInquiryActivity(InquiryCommon, MockEmail):
    """Whoever is to answer an inquiry has one activity that says so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.liaison = cls._create_user("liaison", "officer")
        cls.teacher = cls._create_user("teacher", "officer")
        cls.env["beneficiary.liaison"].create(
            [
                {"company_id": cls.company.id, "user_id": cls.liaison.id},
                {
                    "company_id": cls.company.id,
                    "user_id": cls.teacher.id,
                    "work_field_id": cls.field_education.id,
                },
            ]
        )

    def _inquiry(self, moment="2026-01-04 08:00:00", **vals):
        with self._at(moment):
            return self._take_in(**vals)

    def _activities(self, inquiry, archived=False):
        self.env.flush_all()
        self.env.invalidate_all()
        model = self.env["mail.activity"].sudo().with_context(active_test=not archived)
        return model.search([("res_model", "=", "crm.lead"), ("res_id", "in", inquiry.ids)])

    def assertAsked(self, inquiry, user, due=None):
        activity = self._activities(inquiry)
        self.assertEqual(activity.user_id, user)
        self.assertEqual(len(activity), len(user))
        if due:
            self.assertEqual(fields.Date.to_string(activity.date_deadline), due)
        return activity

    def test_who_it_is_routed_to_is_asked(self):
        with self.mock_mail_gateway():
            inquiry = self._inquiry()
        activity = self.assertAsked(inquiry, self.liaison, "2026-01-05")
        self.assertEqual(activity.activity_type_id, self.env.ref(ACTIVITY))
        self.assertEqual(activity.summary, "Answer the inquiry")
        self.assertFalse(self._new_mails, "the list of activities tells")

    def test_nobody_to_ask(self):
        self.env["beneficiary.liaison"].search([("company_id", "=", self.company.id)]).unlink()
        inquiry = self._inquiry()
        self.assertAsked(inquiry, self.officer)
        with self._at("2026-01-04 08:00:00"):
            inquiry.user_id = False
        self.assertAsked(inquiry, self.env["res.users"])

    def test_without_a_clock_it_is_due_today(self):
        self.company.beneficiary_inquiry_hours = 0
        self.assertAsked(self._inquiry(), self.liaison, "2026-01-04")

    def test_it_moves_with_the_inquiry(self):
        inquiry = self._inquiry()
        activity = self.assertAsked(inquiry, self.liaison)
        with self._at("2026-01-04 09:00:00"):
            inquiry.work_field_id = self.field_education
            self.assertEqual(self.assertAsked(inquiry, self.teacher, "2026-01-05"), activity)
            inquiry.user_id = self.officer
            self.assertEqual(self.assertAsked(inquiry, self.officer), activity)
            inquiry.with_user(self.manager).action_take()
            self.assertEqual(self.assertAsked(inquiry, self.manager), activity)

    def test_it_moves_with_the_clock(self):
        inquiry = self._inquiry()
        clock = inquiry.sudo().clock_ids.with_user(self.officer)
        with self._at("2026-01-04 09:00:00"):
            clock.action_pause("On a journey")
        with self._at("2026-01-06 09:00:00"):
            clock.action_resume()
        self.assertAsked(inquiry, self.liaison, "2026-01-07")
        with self._at("2026-01-06 09:00:00"):
            self.company.beneficiary_inquiry_hours = 16
        self.assertAsked(inquiry, self.liaison, "2026-01-08")

    def test_it_is_done_when_answered(self):
        inquiry = self._inquiry(answer="On the first")
        activity = self.assertAsked(inquiry, self.liaison)
        with self._at("2026-01-04 09:00:00"):
            inquiry.action_answer_now()
        self.assertAsked(inquiry, self.env["res.users"])
        self.assertTrue(activity.exists() and activity.date_done)

    def test_it_goes_with_what_is_closed_or_carried_on(self):
        closed, converted = self._inquiry(), self._inquiry(contact_name="Salma")
        with self._at("2026-01-04 09:00:00"):
            closed.action_close("Wrong number")
            converted._open_request(self.program)
        self.assertFalse(self._activities(closed | converted, archived=True))

    def test_taken_up_again_it_is_asked_again(self):
        inquiry = self._inquiry(answer="On the first")
        with self._at("2026-01-04 09:00:00"):
            inquiry.action_answer_now()
        with self._at("2026-01-06 09:00:00"):
            inquiry.action_reopen()
        self.assertAsked(inquiry, self.liaison, "2026-01-07")
        self.assertEqual(len(self._activities(inquiry, archived=True)), 2)

    def test_nothing_twice(self):
        inquiry = self._inquiry()
        with self._at("2026-01-04 09:00:00"):
            inquiry.action_take()
            inquiry.action_take()
            inquiry.user_id = inquiry.user_id
            inquiry.priority = "2"
            inquiry.work_field_id = self.field_health  # the liaison officer of it all, again
        self.assertEqual(len(self._activities(inquiry, archived=True)), 1)

    def test_what_was_ticked_off_is_not_asked_again(self):
        inquiry = self._inquiry()
        self._activities(inquiry).with_user(self.liaison)._action_done()
        with self._at("2026-01-04 09:00:00"):
            self.company.beneficiary_inquiry_hours = 16
            inquiry.with_user(self.liaison).action_take()
        self.assertAsked(inquiry, self.env["res.users"])

    def test_other_activities_stay(self):
        inquiry = self._inquiry(answer="On the first")
        other = inquiry.activity_schedule("mail.mail_activity_data_todo", user_id=self.officer.id, summary="Call")
        with self._at("2026-01-04 09:00:00"):
            inquiry.action_answer_now()
        self.assertEqual(self._activities(inquiry), other)

    def test_who_does_not_see_it_any_more_is_not_asked(self):
        inquiry = self._inquiry(branch_id=self.branch.id, user_id=self.delegate.id)
        self.assertAsked(inquiry, self.delegate)
        with self._at("2026-01-04 09:00:00"):
            inquiry.branch_id = self.other_branch
        self.assertAsked(inquiry, self.liaison)

    def test_a_sales_lead_asks_nobody(self):
        lead = self.env["crm.lead"].create({"name": "Sale", "company_id": self.company.id, "user_id": self.officer.id})
        lead.user_id = self.manager
        self.assertFalse(self._activities(lead))

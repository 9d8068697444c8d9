from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MockEmail

from .common import InquiryCommon


@tagged("post_install", "-at_install")
class TestInquirySteps(InquiryCommon, MockEmail):
    """Take over, answer, close, reopen (R-17, R-40)."""

    def test_who_takes_over_is_responsible(self):
        inquiry = self._take_in(branch_id=self.branch.id)
        self._as(self.delegate, inquiry).action_take()
        self.assertEqual(inquiry.user_id, self.delegate)
        self.assertEqual(inquiry.inquiry_state, "open")

    def test_an_answer_needs_words(self):
        inquiry = self._take_in()
        with self.assertRefused("Write the answer", inquiry.inquiry_reference):
            inquiry.action_answer()
        inquiry.answer = "  "
        with self.assertRefused("Write the answer"):
            inquiry.action_answer_now()
        self.assertEqual(inquiry.inquiry_state, "new")

    def test_an_answer_on_the_spot_sends_nothing(self):
        inquiry = self._take_in(email_from="salma@example.com", answer="On the first")
        with self.mock_mail_gateway():
            inquiry.action_answer_now()
        self.assertFalse(self._new_mails)
        self.assertEqual(inquiry.inquiry_state, "answered")
        self.assertEqual(inquiry.answered_by, self.officer)
        self.assertEqual(inquiry.contact_log_ids.mapped("answer"), ["On the first"])

    def test_an_unknown_sender_is_answered_by_mail(self):
        inquiry = self._take_in(email_from="Salma <salma@example.com>", answer="On the first <b>of May</b>")
        partners = self.env["res.partner"].search_count([])
        with self.mock_mail_gateway():
            inquiry.action_answer()
        mail = self._new_mails
        self.assertEqual(len(mail), 1)
        self.assertIn("salma@example.com", mail.email_to)
        self.assertIn("On the first &lt;b&gt;of May&lt;/b&gt;", mail.body_html)
        self.assertEqual(mail.subject, "Re: When is the rent paid?")
        self.assertEqual(self.env["res.partner"].search_count([]), partners)
        self.assertEqual(inquiry.inquiry_state, "answered")

    def test_a_known_person_is_told_by_a_notice(self):
        person = self._create_beneficiary(email="fatimah@example.com", agreed_medium="email")
        inquiry = self._take_in(beneficiary_id=person.id, answer="On the first")
        inquiry.action_answer()
        self.assertIn("On the first", self._notes(inquiry))
        self.assertEqual(inquiry.inquiry_state, "answered")

    def test_without_an_address_the_answer_is_logged(self):
        inquiry = self._take_in(channel_id=self.channel_letter.id, answer="On the first")
        inquiry.action_answer()
        answer = inquiry.contact_log_ids.filtered(lambda c: c.direction == "out")
        self.assertEqual((answer.answer, answer.channel_id), ("On the first", self.channel_phone))

    def test_the_first_answer_stays(self):
        with self._at("2026-01-04 08:00:00"):
            inquiry = self._take_in(answer="On the first")
            inquiry.action_answer_now()
        with self._at("2026-01-05 08:00:00"):
            inquiry.action_reopen()
            self.assertEqual(inquiry.inquiry_state, "open")
            self.assertFalse(inquiry.answer or inquiry.answered_on or inquiry.answered_by)
            inquiry.answer = "On the second"
            inquiry.action_answer_now()
        self.assertEqual(str(inquiry.first_answered_on), "2026-01-04 08:00:00")
        self.assertEqual(str(inquiry.answered_on), "2026-01-05 08:00:00")
        self.assertEqual(sorted(inquiry.contact_log_ids.mapped("answer")), ["On the first", "On the second"])

    def test_what_was_answered_does_not_change(self):
        inquiry = self._take_in(answer="On the first")
        inquiry.action_answer_now()
        for name in ("question", "answer"):
            with self.assertRefused("this step needs"):
                inquiry.write({name: "Something else"})

    def test_closing_without_an_answer_needs_a_reason(self):
        inquiry = self._take_in()
        with self.assertRefused("is not answered", "Reason for closing"):
            inquiry.action_close()
        inquiry.action_close("Wrong number")
        self.assertEqual((inquiry.inquiry_state, inquiry.close_reason), ("closed", "Wrong number"))
        self.assertFalse(inquiry.contact_log_ids.filtered(lambda c: not c.date_end))

    def test_an_answered_one_is_closed_without(self):
        inquiry = self._take_in(answer="Yes")
        inquiry.action_answer_now()
        inquiry.action_close()
        self.assertEqual(inquiry.inquiry_state, "closed")
        inquiry.action_reopen()
        self.assertEqual(inquiry.inquiry_state, "open")

    def test_steps_are_for_inquiries_only(self):
        lead = self.env["crm.lead"].create({"name": "Sale", "type": "opportunity", "team_id": False, "user_id": False})
        manager = self._as(self.manager, lead)
        with self.assertRaises(AccessError):
            manager.action_take()
        with self.assertRefused("for inquiries, not for sales leads"):
            lead.action_take()

    def test_an_answered_inquiry_is_not_deleted(self):
        inquiry = self._take_in(answer="Yes")
        inquiry.action_answer_now()
        with self.assertRefused("was answered or became a request", error=UserError):
            self._as(self.manager, inquiry).unlink()
        spam = self._take_in()
        with self.assertRaises(AccessError):
            spam.unlink()
        self._as(self.manager, spam).unlink()
        self.assertFalse(spam.exists())

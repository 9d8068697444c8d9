from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MockEmail

from .common import ComplaintCommon

PLAIN = """\
From: {sender}
To: {to}
Subject: {subject}
Message-Id: <{number}@example.com>
{extra}MIME-Version: 1.0
Content-Type: {content_type}

{body}
"""


@tagged("post_install", "-at_install")
class TestComplaintMail(ComplaintCommon, MockEmail):
    """Complaints by e-mail, at the counter and by fax, and who hears of what is written about them (R-70, R-81)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._init_mail_gateway()
        cls.company.alias_domain_id = cls.mail_alias_domain
        alias = cls.company.beneficiary_complaint_alias_id
        alias.alias_domain_id = cls.mail_alias_domain
        cls.alias = alias.alias_full_name
        cls.number = 0

    def _mail(self, **values):
        """Put an e-mail through the gateway; return the complaints that it made."""
        type(self).number += 1
        defaults = {
            "sender": "Salma <salma@example.com>",
            "to": self.alias,
            "subject": "The parcel",
            "number": f"complaint-{self.number}",
            "extra": "",
            "content_type": "text/plain; charset=utf-8",
            "body": "The driver asked for money.",
        }
        before = self._complaints()
        with self.mock_mail_gateway(), mute_logger("odoo.addons.mail.models.mail_thread"):
            self.env["mail.thread"].message_process(False, PLAIN.format(**(defaults | values)).encode())
        self.env.flush_all()
        return self._complaints() - before

    def _complaints(self):
        return self.env["beneficiary.complaint"].sudo().search([])

    def _write_to(self, complaint, body="Which day was it?", **kwargs):
        """Write to the complainant in the chatter, as an officer; return the e-mails that leave the association."""
        with self.mock_mail_gateway():
            complaint.with_user(self.officer).message_post(
                body=body, message_type="comment", subtype_xmlid="mail.mt_comment", **kwargs
            )
            self._run_cron("beneficiary.ir_cron_send_notices")
            self.env.flush_all()
        mails = self._new_mails.filtered(lambda m: (m.model, m.res_id) == (complaint._name, complaint.id))
        return mails.filtered(lambda m: m.email_to or m.recipient_ids.filtered("partner_share"))

    # ------------------------------------------------------------------ incoming
    def test_an_email_becomes_a_complaint(self):
        complaint = self._mail()
        self.assertEqual((complaint.subject, complaint.description), ("The parcel", "The driver asked for money."))
        self.assertEqual((complaint.contact_name, complaint.contact_email), ("Salma", "salma@example.com"))
        self.assertEqual((complaint.company_id, complaint.channel_id.code), (self.company, "email"))
        self.assertEqual((complaint.kind, complaint.state), ("complaint", "new"))
        self.assertTrue(complaint.ack_deadline)
        self.assertTrue(complaint.user_id)
        addresses = " ".join(f"{mail.email_to} {mail.recipient_ids.mapped('email')}" for mail in self._new_mails)
        self.assertNotIn("salma@example.com", addresses, "nothing answers before somebody has read it")

    def test_the_sender_is_not_believed(self):
        person = self._create_beneficiary(email="salma@example.com")
        complaint = self._mail(to=f"{self.alias}, {self.manager.email}")
        self.assertFalse(complaint.beneficiary_id or complaint.partner_id or complaint.filed_by_id)
        message = complaint.message_ids.filtered(lambda m: m.message_type == "email")
        self.assertFalse(message.author_id & person.partner_id)
        self.assertFalse(message.partner_ids)

    def test_hostile_mail(self):
        complaint = self._mail(
            sender='"<script>alert(1)</script>" <salma@example.com>',
            subject="x" * 3000,
            content_type="text/html",
            body="<p onclick='alert(2)'>Paid</p><script>alert(3)</script>" + "y" * 30_000,
        )
        self.assertLessEqual(len(complaint.subject), 250)
        self.assertLessEqual(len(complaint.description), 20_000)
        self.assertTrue(complaint.description.startswith("Paid"))
        for text in (complaint.description, self._notes(complaint)):
            self.assertNotIn("alert(", text)
        self.assertTrue(self._mail(subject="", body=""), "an empty one is taken in, too")
        for extra in ("Auto-Submitted: auto-replied\n", "Precedence: bulk\n", "X-Loop: x\n"):
            self.assertFalse(self._mail(extra=extra), extra)
        self.assertFalse(self._mail(sender=self.alias), "our own address")

    def test_an_answer_goes_by_email_and_its_reply_joins_the_thread(self):
        complaint = self._mail()
        mail = self._write_to(complaint)
        self.assertEqual(mail.mapped("email_to"), ["salma@example.com"])
        self.assertIn("Which day was it?", mail.body_html)
        self.assertIn("/beneficiary/complaint/case", mail.body_html)
        page = complaint._portal_messages().mapped("body")
        self.assertEqual(sum("Which day was it?" in body for body in page), 1, "the page shows it once")
        self.assertFalse(self._mail(subject="Re: x", extra=f"In-Reply-To: {mail.message_id}\n", body="On Sunday"))
        reply = complaint._portal_messages()[:1]
        self.assertIn("On Sunday", reply.body)
        self.assertTrue(complaint._portal_is_own(reply))
        self.assertIn("complainant wrote a message", " ".join(complaint.activity_ids.mapped("summary")))

    # ------------------------------------------------------------------ outgoing
    def test_a_person_with_a_file_is_told_by_the_agreed_medium(self):
        person = self._create_beneficiary(phone="0501234567", agreed_medium="phone")
        complaint = self._create_complaint(contact_name=False, beneficiary_id=person.id)
        self.assertFalse(self._write_to(complaint))
        notice = complaint.notice_ids
        self.assertEqual((notice.medium, notice.beneficiary_id), ("phone", person))
        self.assertIn("Which day was it?", notice.body)
        self.assertNotIn("Which day", notice.text, "others may read the SMS")

    def test_nothing_leaves_for_who_is_anonymous(self):
        complaint = self._create_complaint(anonymous=True)
        stranger = self.env["res.partner"].create({"name": "Stranger", "email": "stranger@example.com"})
        mail = self._write_to(complaint, partner_ids=stranger.ids, outgoing_email_to="stranger@example.com")
        self.assertFalse(mail)
        self.assertFalse(complaint.notice_ids)
        self.assertIn("Which day was it?", complaint._portal_messages().body)

    def test_internal_notes_stay_inside(self):
        complaint = self._mail()
        with self.mock_mail_gateway():
            complaint.with_user(self.officer).message_post(body="He lies", subtype_xmlid="mail.mt_note")
        self.assertFalse(self._new_mails)
        self.assertNotIn("He lies", " ".join(complaint._portal_messages().mapped("body")))
        self.assertFalse(complaint._message_get_suggested_recipients())

    # -------------------------------------------------------------------- alias
    def test_every_association_has_its_own_address(self):
        other = self._create_other_company()
        self.assertFalse(other.beneficiary_complaint_alias_id)
        self._put_in_force("samtah", other)
        names = (self.company | other).beneficiary_complaint_alias_id.mapped("alias_name")
        self.assertEqual(len(set(names)), 2)
        settings = self.env["res.config.settings"].create({"company_id": other.id})
        settings.beneficiary_complaint_alias = "shakwa"
        self.assertEqual(other.beneficiary_complaint_alias_id.alias_name, "shakwa")

    # -------------------------------------------------------- counter, phone, fax
    def test_staff_take_in_by_any_channel_of_the_policy(self):
        other = self._create_other_company()
        policy = self._put_in_force("samtah", other)
        officer = self._create_user("other_officer", "officer", other)
        complaints = self.env["beneficiary.complaint"].with_user(officer).with_context(allowed_company_ids=other.ids)
        for channel in policy.complaint_channel_ids:
            complaint = complaints.create({"subject": "By paper", "channel_id": channel.id, "anonymous": True})
            self.assertEqual(complaint.channel_id, channel)
        self.assertIn("fax", policy.complaint_channel_ids.mapped("code"))
        with self.assertRefused("does not know the channel"):
            complaints.create({"subject": "x", "channel_id": self.env.ref("beneficiary.channel_interview").id})

    def test_the_code_is_handed_out_once(self):
        complaint = self._create_complaint(self.delegate, anonymous=True)
        self.assertFalse(complaint.has_code)
        action = complaint.action_hand_out_code()
        code = action["params"]["message"].split()[0].strip("\u200e")
        self.assertEqual(self.env["beneficiary.complaint"]._by_code(code), complaint.sudo())
        self.assertNotIn(code, self._notes(complaint))
        with self.assertRefused("would shut out"):
            complaint.action_hand_out_code()
        named = self._create_complaint()
        named.action_hand_out_code()
        named.action_hand_out_code()
        self.delegate.group_ids += self.env.ref("beneficiary.group_management")
        with self.assertRefused("Only these roles", error=AccessError):
            named.with_user(self.delegate).action_hand_out_code()

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MockEmail

from .common import InquiryCommon

PLAIN = """\
From: {sender}
To: {to}
Subject: {subject}
Message-Id: <{number}@example.com>
{extra}MIME-Version: 1.0
Content-Type: {content_type}

{body}
"""


DSN = """\
--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: text/rfc822-headers

Message-Id: <unknown@example.com>
--b--
"""


@tagged("post_install", "-at_install")
class TestInquiryMail(InquiryCommon, MockEmail):
    """What arrives at the alias becomes an inquiry, whatever it looks like, and starts no storm."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._init_mail_gateway()
        cls.company.alias_domain_id = cls.mail_alias_domain
        cls.team = cls.company.beneficiary_team_id
        cls.team.sudo().alias_id.alias_domain_id = cls.mail_alias_domain
        cls.alias = cls.team.alias_id.alias_full_name
        cls.number = 0

    def _mail(self, raw=None, **values):
        """Put an e-mail through the gateway; return the inquiries and messages that it made."""
        type(self).number += 1
        defaults = {
            "sender": "Salma <salma@example.com>",
            "to": self.alias,
            "subject": "My rent",
            "number": f"mail-{self.number}",
            "extra": "",
            "content_type": "text/plain; charset=utf-8",
            "body": "When is the rent paid?",
        }
        raw = raw or PLAIN.format(**(defaults | values)).encode()
        before = self.env["crm.lead"].search([])
        with self.mock_mail_gateway(), mute_logger("odoo.addons.mail.models.mail_thread"):
            self.env["mail.thread"].message_process(False, raw)
        self.env.flush_all()
        return self.env["crm.lead"].search([]) - before

    def test_an_email_becomes_an_inquiry(self):
        partners = self.env["res.partner"].search_count([])
        inquiry = self._mail()
        self.assertTrue(inquiry.is_inquiry)
        self.assertEqual((inquiry.name, inquiry.question), ("My rent", "When is the rent paid?"))
        self.assertEqual((inquiry.contact_name, inquiry.email_normalized), ("Salma", "salma@example.com"))
        self.assertEqual(inquiry.company_id, self.company)
        self.assertEqual(inquiry.channel_id.code, "website", "this policy does not name e-mail")
        contact = inquiry.contact_log_ids
        self.assertEqual((contact.direction, contact.question), ("in", "When is the rent paid?"))
        self.assertFalse(contact.user_id)
        self.assertEqual(contact.date_end, contact.date_start)
        self.assertEqual(self.env["res.partner"].search_count([]), partners, "nobody became a contact")
        self.assertFalse(self._new_mails)

    def test_it_goes_to_the_liaison_officer(self):
        self.env["beneficiary.liaison"].create({"user_id": self.officer.id, "company_id": self.company.id})
        inquiry = self._mail()
        self.assertEqual(inquiry.user_id, self.officer)
        self.assertIn(self.officer.partner_id, inquiry.message_partner_ids)

    def test_a_known_sender_is_linked_and_not_overwritten(self):
        person = self._create_beneficiary(email="salma@example.com", phone="0501111111", lang="en_US")
        inquiry = self._mail(sender="Other name <SALMA@example.com>")
        self.assertEqual((inquiry.beneficiary_id, inquiry.branch_id), (person, self.branch))
        self.assertFalse(inquiry.partner_id)
        self.assertEqual((person.name, person.email), ("فاطمة بنت أحمد", "salma@example.com"))

    def test_a_message_does_not_name_the_file_behind_an_address(self):
        """Two people share the address, so nobody is linked; the author of the message must not be one of them."""
        for name in ("فاطمة", "نورة"):
            self._create_beneficiary(name, email="salma@example.com")
        inquiry = self._mail(sender="Somebody <salma@example.com>", to=f"{self.alias}, salma@example.com")
        self.assertFalse(inquiry.beneficiary_id)
        message = inquiry.message_ids.filtered(lambda m: m.message_type == "email")
        self.assertFalse(message.author_id or message.partner_ids)
        self.assertIn("salma@example.com", message.email_from)

    def test_a_reply_stays_on_the_thread_and_reopens(self):
        inquiry = self._mail()
        inquiry = inquiry.with_user(self.officer)
        inquiry.answer = "On the first"
        with self.mock_mail_gateway():
            inquiry.action_answer()
            mail = self._new_mails
        self.assertEqual(mail.reply_to and self.alias in mail.reply_to, True)
        message_id = mail.message_id.strip("<>")
        new = self._mail(subject="Re: My rent", extra=f"In-Reply-To: <{message_id}>\n", body="And in May?")
        self.assertFalse(new)
        self.assertEqual(inquiry.inquiry_state, "open")
        self.assertFalse(inquiry.answer)
        self.assertTrue(inquiry.first_answered_on)
        self.assertIn("And in May?", inquiry.sudo().contact_log_ids.mapped("question"))
        self.assertIn("And in May?", self._notes(inquiry))

    def test_a_message_of_the_chatter_goes_to_the_sender(self):
        inquiry = self._mail().with_user(self.officer)
        with self.mock_mail_gateway():
            inquiry.message_post(body="Which branch?", message_type="comment", subtype_xmlid="mail.mt_comment")
            self.assertIn("salma@example.com", "".join(self._new_mails.mapped("email_to")))
        with self.mock_mail_gateway():
            inquiry.message_post(body="For us only", message_type="comment", subtype_xmlid="mail.mt_note")
            self.assertFalse(self._new_mails)

    # ------------------------------------------------------------- hostile mail
    def test_no_sender(self):
        raw = (
            PLAIN.format(
                sender="",
                to=self.alias,
                subject="",
                number="none",
                extra="",
                content_type="text/plain",
                body="",
            )
            .replace("From: \n", "")
            .replace("Subject: \n", "")
        )
        inquiry = self._mail(raw.encode())
        self.assertEqual(inquiry.name, "No subject")
        self.assertFalse(inquiry.email_from or inquiry.contact_name or inquiry.question)
        inquiry = inquiry.with_user(self.officer)
        inquiry.action_close("Empty")

    def test_script_is_taken_out(self):
        body = "<p>Hello</p><script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>x</a>"
        inquiry = self._mail(content_type="text/html; charset=utf-8", body=body)
        self.assertIn("Hello", inquiry.question)
        message = inquiry.message_ids.filtered(lambda m: m.message_type == "email")
        for text in (str(message.body), inquiry.question):
            for bad in ("<script", "onerror", "javascript:"):
                self.assertNotIn(bad, text)

    def test_a_large_attachment(self):
        body = (
            '--b\nContent-Type: text/plain\n\nSee the lease\n--b\nContent-Type: application/pdf; name="lease.pdf"\n'
            'Content-Disposition: attachment; filename="lease.pdf"\nContent-Transfer-Encoding: base64\n\n'
            + "\n".join(["QUFB" * 19] * 368000)
            + "\n--b--\n"
        )
        inquiry = self._mail(content_type='multipart/mixed; boundary="b"', body=body)
        file = self.env["ir.attachment"].search([("res_model", "=", "crm.lead"), ("res_id", "=", inquiry.id)])
        self.assertGreater(file.file_size, 20 * 1024 * 1024)
        self.assertIn("See the lease", inquiry.question)

    def test_a_wrong_charset(self):
        for charset in ("no-such-charset", "utf-8", "us-ascii", "windows-1256"):
            raw = PLAIN.format(
                sender="salma@example.com",
                to=self.alias,
                subject="Charset",
                number=f"charset-{charset}",
                extra="Content-Transfer-Encoding: 8bit\n",
                content_type=f"text/plain; charset={charset}",
                body="BODY",
            ).encode()
            with self.subTest(charset=charset):
                inquiry = self._mail(raw.replace(b"BODY", b"Rent \xe3\xea\xff please"))
                self.assertIn("Rent", inquiry.question)

    def test_headers_are_not_injected(self):
        subject = "=?utf-8?B?UmVudA0KQmNjOiBldmlsQGV4YW1wbGUuY29t?="  # "Rent\r\nBcc: evil@example.com"
        inquiry = self._mail(subject=subject, sender="=?utf-8?Q?S=0D=0ABcc=3A_x?= <salma@example.com>")
        self.assertNotRegex(inquiry.name + inquiry.email_from + (inquiry.contact_name or ""), r"[\r\n]")
        inquiry = inquiry.with_user(self.officer)
        inquiry.answer = "Yes"
        with self.mock_mail_gateway():
            inquiry.action_answer()
            self.assertNotRegex(self._new_mails.subject, r"[\r\n]")
            self.assertEqual(self._new_mails.email_to, "salma@example.com")

    def test_odd_bytes_and_endless_subjects(self):
        inquiry = self._mail(subject="x" * 5000, body="a\x00b")
        self.assertLessEqual(len(inquiry.name), 250)
        self.assertEqual(inquiry.question, "ab")

    def test_machines_make_no_inquiry(self):
        for extra in (
            "Auto-Submitted: auto-replied\n",
            "Auto-Submitted: auto-generated; type=x\n",
            "Precedence: bulk\n",
            "Precedence: Junk\n",
            "Precedence: list\n",
            "X-Autoreply: yes\n",
        ):
            with self.subTest(extra=extra):
                self.assertFalse(self._mail(extra=extra))
                self.assertFalse(self._new_mails)
        self.assertTrue(self._mail(extra="Auto-Submitted: no\n"))

    def test_our_own_address_makes_no_inquiry(self):
        domain = self.mail_alias_domain
        for sender in (self.alias, f"Us <{self.alias.upper()}>", domain.catchall_email, domain.default_from_email):
            with self.subTest(sender=sender):
                self.assertFalse(self._mail(sender=sender))
                self.assertFalse(self._new_mails)

    def test_an_automatic_reply_does_not_reopen(self):
        inquiry = self._mail().with_user(self.officer)
        inquiry.answer = "On the first"
        with self.mock_mail_gateway():
            inquiry.action_answer()
            message_id = self._new_mails.message_id.strip("<>")
        contacts = len(inquiry.contact_log_ids)
        self._mail(extra=f"In-Reply-To: <{message_id}>\nAuto-Submitted: auto-replied\n", body="I am away")
        self.assertEqual(inquiry.inquiry_state, "answered")
        self.assertEqual(len(inquiry.contact_log_ids), contacts)

    def test_a_bounce_makes_no_inquiry(self):
        for values in (
            {"sender": "MAILER-DAEMON@example.com"},
            {"to": f"{self.alias}, {self.mail_alias_domain.bounce_email}"},
            {"content_type": 'multipart/report; report-type=delivery-status; boundary="b"', "body": DSN},
        ):
            with self.subTest(values=values):
                self.assertFalse(self._mail(**values))

    def test_the_same_message_twice_is_one_inquiry(self):
        raw = PLAIN.format(
            sender="salma@example.com",
            to=self.alias,
            subject="Twice",
            number="twice",
            extra="",
            content_type="text/plain",
            body="Hello",
        ).encode()
        self.assertTrue(self._mail(raw))
        self.assertFalse(self._mail(raw))

    def test_a_robot_that_writes_on_and_on_is_stopped(self):
        self.env["ir.config_parameter"].sudo().set_param("mail.gateway.loop.threshold", 3)
        made = [len(self._mail(subject=f"Number {i}", sender="robot@example.com")) for i in range(6)]
        self.assertEqual(made, [1, 1, 1, 0, 0, 0])

    def test_a_robot_that_replies_on_and_on_is_stopped(self):
        self.env["ir.config_parameter"].sudo().set_param("mail.gateway.loop.threshold", 3)
        self._create_beneficiary(email="salma@example.com")
        self._create_beneficiary("نورة", email="salma@example.com")
        inquiry = self._mail(number="first")
        for i in range(6):
            self._mail(extra="In-Reply-To: <first@example.com>\n", body=f"Number {i}")
        self.assertLessEqual(len(inquiry.contact_log_ids), 4)

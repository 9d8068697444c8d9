import base64
import io

from lxml import html
from pypdf import PdfReader

from odoo import fields
from odoo.tests import tagged

from .common import NoticeCommon


@tagged("post_install", "-at_install")
class TestNoticeLetter(NoticeCommon):
    """Letters carry number, date in both calendars, enclosures and licence number (R-06)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.beneficiary_license_number = "81-7"

    def _letter(self, kind="update", medium="letter", **values):
        self.person.agreed_medium = medium
        notice = self.request._send_notice(kind, **(values or {"message": "Soon"}))
        self._send()
        return notice

    def test_letter(self):
        self._submit(self.request)
        self.person.agreed_medium = "letter"
        with self._at("2026-01-04 08:00:00"):
            self.request.action_return("The lease is missing")
            notice = self.request.notice_ids.filtered(lambda n: n.kind == "missing")
            self._send()
        self.assertEqual(notice.state, "queued")
        self.assertRegex(notice.letter_number, r"^OUT/2026/\d{4}$")
        self.assertEqual(notice.letter_date, fields.Date.to_date("2026-01-04"))
        self.assertEqual(notice.letter_name, f"OUT-2026-{notice.letter_number[-4:]}.pdf")
        page = html.fromstring(base64.b64decode(notice.sudo().letter))  # tests print HTML
        text = " ".join(page.text_content().split())
        for part in (
            notice.letter_number,
            "4 January 2026",
            "1447/07/15 AH",
            "Licence No. 81-7",
            "King Road 12, Tabuk",
            self.person.name,
            "The lease is missing",
            "Enclosures1",
            "Requirements sheet",
        ):
            self.assertIn(part, text)
        activity = self._to_do(notice)
        self.assertEqual(activity.activity_type_id, self.env.ref("beneficiary.mail_activity_type_notice_letter"))
        self.assertIn("Requirements sheet", activity.note)
        self.assertIn(notice.letter_number, activity.summary)

    def test_arabic_pdf(self):
        self.env["res.lang"]._activate_lang("ar_001")
        self.person.lang = "ar_001"
        notice = self._notices(medium="letter").sudo()
        notice.with_context(force_report_rendering=True)._process()
        reader = PdfReader(io.BytesIO(base64.b64decode(notice.letter)))
        self.assertEqual(len(reader.pages), 1)

    def test_numbers_are_drawn_once_and_by_company(self):
        first, second = (int(self._letter(message=text).letter_number[-4:]) for text in ("One", "Two"))
        self.assertEqual(second, first + 1)
        sequence = self.env["ir.sequence"].search([("code", "=", "beneficiary.letter"), ("company_id", "!=", False)])
        self.assertIn(self.company, sequence.company_id)
        cancelled = self._notices(medium="letter")
        cancelled.action_cancel()
        self.assertFalse(cancelled.letter_number)

    def test_handed_over(self):
        notice = self._letter()
        activity = self._to_do(notice)
        today = self.company._beneficiary_today()
        with self.assertRefused("between the date of the letter and today"):
            notice.with_user(self.delegate).action_hand_over(fields.Date.add(today, days=1))
        with self.assertRefused("between the date of the letter and today"):
            notice.with_user(self.delegate).action_hand_over("2020-01-01")
        notice.with_user(self.delegate).action_hand_over()
        self.assertEqual((notice.state, notice.date_handed), ("handed_over", today))
        self.assertEqual(notice.handed_by, self.delegate)
        self.assertFalse(activity.active)
        with self.assertRefused("does not wait for that"):
            notice.action_hand_over()

    def test_ticked_off_in_the_activities(self):
        notice = self._letter(medium="fax")
        self._to_do(notice).with_user(self.officer).action_done()
        self.assertEqual(notice.state, "handed_over")

    def test_the_letter_does_not_change(self):
        notice = self._letter()
        notice.action_hand_over()
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", notice._name), ("res_id", "=", notice.id), ("res_field", "=", "letter")]
        )
        self.assertTrue(attachment)
        for change in (lambda: attachment.write({"raw": b"other"}), attachment.unlink):
            with self.assertRefused("has left the house"):
                change()
        self.assertIn("/letter?", notice.action_print_letter()["url"])

    def test_no_letter(self):
        with self.assertRefused("has no letter"):
            self._notices().action_print_letter()

    def test_fax(self):
        notice = self._letter(medium="fax")
        self.assertIn("+966 14 222 3333", html.fromstring(base64.b64decode(notice.sudo().letter)).text_content())
        self.assertEqual(
            self._to_do(notice).activity_type_id, self.env.ref("beneficiary.mail_activity_type_notice_fax")
        )

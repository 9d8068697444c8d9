import io
import re
from base64 import b64decode
from unittest.mock import patch

from PIL import Image
from reportlab.graphics.barcode.qr import QrCodeWidget

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.mixin.tracked_mixin import HIDDEN_CODE
from ...tools import qr
from ...tools.qr import QUIET, SCALE
from ..notice.common import NoticeCommon


@tagged("post_install", "-at_install")
class TestTrackingSlip(NoticeCommon):
    """The tracking code is on what the applicant takes home, and on nothing that others read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls._create_beneficiary(email="a@beneficiary.test", agreed_medium="email")
        cls.request = cls._create_request(cls.applicant)
        cls.code = cls.request.tracking_code

    def _print(self, name, user):
        self.env.invalidate_all()
        report = self.env["ir.actions.report"].with_user(user)
        html, _type = report._render_qweb_html(f"beneficiary.{name}", self.request.ids)
        return html.decode()

    def test_the_slip_carries_reference_code_and_qr_code(self):
        drawn = []

        def record(value, **options):
            drawn.append(value)
            return QrCodeWidget(value, **options)

        with patch(f"{qr.__name__}.QrCodeWidget", record):
            html = self._print("report_tracking_slip", self.delegate)
        self.assertIn(self.request.name, html)
        self.assertIn(f"{self.code[:4]}\u00a0{self.code[4:]}", html)
        base = self.request.get_base_url()
        self.assertEqual(drawn, [f"{base}/beneficiary/track#{self.request.name}-{self.code}"])

    def test_the_picture_is_the_qr_code(self):
        """Its squares are those of the address, with the white border that cameras need."""
        data = re.search(r'src="data:image/png;base64,([^"]+)"', self._print("report_tracking_slip", self.delegate))[1]
        image = Image.open(io.BytesIO(b64decode(data)))
        code = QrCodeWidget(self.request._track_secret_url(), barLevel="M").qr
        code.make()
        found = [
            [
                not image.getpixel(((column + QUIET) * SCALE, (row + QUIET) * SCALE))
                for column in range(len(code.modules))
            ]
            for row in range(len(code.modules))
        ]
        self.assertEqual(found, [[bool(module) for module in row] for row in code.modules])
        self.assertTrue(all(image.getpixel((x, QUIET * SCALE - 1)) for x in range(image.width)))

    def test_the_slip_says_nothing_of_the_case(self):
        self.request.description = "Dialysis"
        html = self._print("report_tracking_slip", self.delegate)
        for secret in (self.applicant.name, "Dialysis", self.program.name, "1000"):
            self.assertNotIn(secret, re.sub(r'src="[^"]*"|<style>.*?</style>', "", html, flags=re.DOTALL))

    def test_only_who_may_hand_it_out_prints_the_slip(self):
        for user in (self.researcher, self.management, self.finance, self.portal_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._print("report_tracking_slip", user)
        other = self._create_request(self._create_beneficiary("Nura", branch_id=self.other_branch.id))
        with self.assertRaises(AccessError):
            self.env["ir.actions.report"].with_user(self.delegate)._render_qweb_html(
                "beneficiary.report_tracking_slip", other.ids
            )

    def test_the_form_has_the_code_for_who_hands_it_out_only(self):
        spaced = f"{self.code[:4]}\u00a0{self.code[4:]}"
        self.assertIn(spaced, self._print("report_request_form", self.delegate))
        html = self._print("report_request_form", self.researcher)
        self.assertNotIn(spaced, html)
        self.assertNotIn("Tracking code", html)

    def test_the_message_leaves_with_the_code_and_is_stored_without(self):
        self._submit(self.request)
        notice = self.request.sudo().notice_ids
        self.assertEqual((notice.kind, notice.medium), ("acknowledgement", "email"))
        self.assertIn(HIDDEN_CODE, notice.body)
        for stored in (notice.body, notice.text, notice.script, self._notes(self.request), str(notice.read())):
            self.assertNotIn(self.code, stored)
        outgoing = notice._outgoing(notice._mail_body())
        self.assertIn(self.code, outgoing)
        self.assertNotIn(HIDDEN_CODE, outgoing)
        self.assertIn(self.code, notice._outgoing(notice.text))
        self.assertIn("/beneficiary/track", outgoing)

    def test_on_paper_and_by_word_there_is_no_code(self):
        for medium in ("letter", "phone"):
            applicant = self._create_beneficiary(
                f"Nura {medium}", agreed_medium=medium, street="Palm 1", phone="+966 50 111 1111"
            )
            request = self._create_request(applicant)
            self._submit(request)
            notice = request.sudo().notice_ids
            with self.subTest(medium=medium):
                self.assertEqual(notice.medium, medium)
                for stored in (notice.body, notice.script):
                    self.assertNotIn(request.tracking_code, stored)
                    self.assertNotIn(HIDDEN_CODE, stored)
                self.assertIn("Tracking slip", notice._enclosure_list())

    def test_the_code_is_read_by_those_who_tell_it(self):
        for user in (self.researcher, self.management):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.request.with_user(user).read(["tracking_code"])
        self.assertEqual(self.request.with_user(self.delegate).read(["tracking_code"])[0]["tracking_code"], self.code)

from odoo.tests import HttpCase, tagged

from .common import PortalCommon


class MyFileTourCase(PortalCommon, HttpCase):
    """The pages in a real browser."""

    def _walk_correction(self):
        self.start_tour("/my", "beneficiary_correct_address", login="person_a")
        correction = self.env["beneficiary.correction"].search([("beneficiary_id", "=", self.file_a.id)])
        self.assertEqual(correction.line_ids.mapped("new_value"), ["King Road 3"])
        self.assertEqual(correction.member_ids.mapped("name"), ["Yusuf"])
        correction.with_user(self.officer).action_approve()
        self.assertEqual(self.file_a.street, "King Road 3")

    def _walk_tracking(self):
        request = self._submit(self._create_request(self.file_a))
        request.sudo().tracking_code = "12345678"
        self.start_tour(f"/beneficiary/track#{request.name}-12345678", "beneficiary_track_qr")
        self.start_tour(f"/beneficiary/track?ref={request.name}", "beneficiary_track_typed")


@tagged("post_install", "-at_install")
class TestDesktop(MyFileTourCase):
    def test_correct_an_address(self):
        self._walk_correction()

    def test_track_a_request(self):
        self._walk_tracking()


@tagged("post_install", "-at_install")
class TestPhone(MyFileTourCase):
    browser_size = "360x800"
    touch_enabled = True

    def test_correct_an_address(self):
        self._walk_correction()

    def test_track_a_request(self):
        self._walk_tracking()

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ComplaintCommon


@tagged("post_install", "-at_install")
class TestComplaint(ComplaintCommon):
    """The path of a complaint (R-70…R-72)."""

    def test_code_opens_one_complaint(self):
        complaint = self._create_complaint(anonymous=True)
        code = complaint._draw_code()
        self.assertEqual(self.env["beneficiary.complaint"]._by_code(code.lower().replace("-", " ")), complaint.sudo())
        self.assertNotIn(code.replace("-", ""), complaint.sudo().tracking_code)
        self.assertFalse(self.env["beneficiary.complaint"]._by_code(""))

    def test_accused_sees_nothing(self):
        complaint = self._create_complaint(accused_user_ids=[(6, 0, self.manager.ids)])
        with self.assertRaises(AccessError):
            complaint.with_user(self.manager).read(["subject"])
        self.assertFalse(self.env["beneficiary.complaint"].with_user(self.manager).search([("id", "=", complaint.id)]))

    def test_route_sets_deadlines(self):
        with self._at("2026-01-04 06:00:00"):
            complaint = self._create_complaint()
            self.assertTrue(complaint.ack_deadline)
            self.assertTrue(complaint.resolve_deadline)
            complaint.action_acknowledge()
            self.assertEqual(complaint.state, "acknowledged")

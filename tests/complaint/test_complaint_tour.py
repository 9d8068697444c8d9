from odoo.tests import tagged

from .intake_common import ComplaintPagesCommon


@tagged("post_install", "-at_install")
class TestComplaintTour(ComplaintPagesCommon):
    """A visitor complains without a name on a phone, and reads the answer by the code."""

    browser_size = "360x800"
    touch_enabled = True

    def test_anonymous(self):
        before = self._complaints()
        self.start_tour("/beneficiary/complaint", "beneficiary_complaint", login=None)
        complaint = (self._complaints() - before).with_user(self.officer)
        self.assertTrue(complaint.anonymous)
        complaint.action_acknowledge()
        complaint.action_resolve("answered", "We spoke to him.")
        ticket = complaint.sudo()._visit_token()
        self.start_tour(
            "/beneficiary/complaint/case",
            "beneficiary_complaint_answer",
            login=None,
            cookies={"beneficiary_complaint_visit": ticket},
        )
        self.assertEqual((complaint.state, complaint.reopen_count), ("acknowledged", 1))

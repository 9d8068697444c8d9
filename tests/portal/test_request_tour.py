from odoo.tests import tagged

from .common import RequestPortalCommon


@tagged("post_install", "-at_install")
class TestRequestPortalTour(RequestPortalCommon):
    """An applicant completes a returned request and reads the decision, in a real browser."""

    def _walk(self):
        self._returned()
        self.start_tour("/my", "beneficiary_portal_complete", login=self.user_a.login)
        self.assertEqual(self.case.state, "submitted")
        self.assertEqual(self._paper().state, "received")
        self.assertEqual(len(self._paper().attachment_ids), 1)
        self._paper().action_verify()
        self.case.action_complete()
        self.case.action_send_to_committee()
        item = self.case.sudo().item_ids
        self._vote(item, {self.chair: "for", self.secretary: "for"})
        item.with_user(self.chair).write({"reason": "The family has no income", "early_reason": "Urgent"})
        item.with_user(self.chair).action_decide()
        self.start_tour("/my/requests", "beneficiary_portal_decision", login=self.user_a.login)
        self.assertEqual(self.case.decision_response, "accepted")

    def test_desktop(self):
        self._walk()


@tagged("post_install", "-at_install")
class TestRequestPortalTourPhone(TestRequestPortalTour):
    """The same on a small phone."""

    browser_size = "360x800"
    touch_enabled = True

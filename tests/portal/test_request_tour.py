from odoo.tests import tagged

from .common import RequestPortalCommon


class RequestTourCase(RequestPortalCommon):
    """An applicant completes a returned request and reads the decision, in a real browser."""

    def _walk(self, prefix=""):
        self._returned()
        self.start_tour(f"{prefix}/my", "beneficiary_portal_complete", login=self.user_a.login)
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
        self.start_tour(f"{prefix}/my/requests", "beneficiary_portal_decision", login=self.user_a.login)
        self.assertEqual(self.case.decision_response, "accepted")

    def _walk_in_arabic(self):
        arabic = self.env["res.lang"]._activate_lang("ar_001")
        site = self.env.ref("website.default_website")
        site.language_ids += arabic
        self.user_a.lang = "ar_001"
        self._walk(f"/{arabic.url_code}")


@tagged("post_install", "-at_install")
class TestRequestPortalTour(RequestTourCase):
    def test_desktop(self):
        self._walk()

    def test_desktop_in_arabic(self):
        self._walk_in_arabic()


@tagged("post_install", "-at_install")
class TestRequestPortalTourPhone(RequestTourCase):
    """The same on a small phone."""

    browser_size = "360x800"
    touch_enabled = True

    def test_phone(self):
        self._walk()

    def test_phone_in_arabic(self):
        self._walk_in_arabic()

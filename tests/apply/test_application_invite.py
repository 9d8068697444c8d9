from odoo.tests import new_test_user, tagged

from .common import ApplyCommon


@tagged("post_install", "-at_install")
class TestApplicationInvite(ApplyCommon):
    """Who applied without a login gets one by a message to his own address."""

    def _invitation(self, **vals):
        request = self._send(self._fill(**vals))
        return request, request.notice_ids.filtered(lambda n: n.kind == "account")

    def test_by_mail(self):
        request, notice = self._invitation()
        user = request.partner_id.user_ids
        self.assertEqual((user.login, user._is_portal()), ("fatimah@beneficiary.test", True))
        self.assertEqual((notice.medium, notice.recipient), ("email", "fatimah@beneficiary.test"))
        self.assertNotIn("token", notice.body, "staff read the notice")
        leaving = notice._outgoing(notice.body)
        self.assertIn("/web/signup?", leaving)
        self.assertIn("token=", leaving)
        self.assertNotIn("/web/login?redirect", leaving)
        user.with_user(user)._update_last_login()
        self.assertNotIn("token=", notice._outgoing(notice.body), "the link has been used")

    def test_by_text_message(self):
        request, notice = self._invitation(email="", phone="0559876543", agreed_medium="letter")
        self.assertEqual(request.partner_id.user_ids.login, "+966559876543")
        self.assertEqual((notice.medium, notice.recipient), ("sms", "+966559876543"))
        self.assertNotIn("token", notice.text)
        self.assertIn("token=", notice._outgoing(notice.text))

    def test_who_has_a_login_already_gets_no_other_one(self):
        known = new_test_user(self.env, "fatimah@beneficiary.test", "base.group_portal", email="other@beneficiary.test")
        before = self.env["res.users"].search_count([])
        request, notice = self._invitation()
        self.assertEqual(self.env["res.users"].search_count([]), before)
        self.assertFalse(request.partner_id.user_ids)
        self.assertNotIn("token", notice._outgoing(notice.body))
        self.assertNotIn(known.name, notice.body)
        self.assertNotEqual(request.partner_id, known.partner_id)

    def test_both_are_told_the_same(self):
        new_test_user(self.env, "fatimah@beneficiary.test", "base.group_portal")
        known, notice_known = self._invitation()
        new, notice_new = self._invitation(email="other@beneficiary.test")
        self.assertEqual(notice_known.body.replace(known.name, ""), notice_new.body.replace(new.name, ""))

    def test_one_address_is_not_flooded(self):
        for expected in (1, 1, 1, 0):
            _request, notice = self._invitation(national_id="", identity_type="none")
            self.assertEqual(len(notice), expected)

    def test_the_login_sees_his_own_request_only(self):
        request, _notice = self._invitation()
        user = request.partner_id.user_ids
        requests = self.env["beneficiary.request"].sudo()
        self.assertEqual(requests.search(requests._portal_domain(user, self.company)), request)

    def test_assisted_with_an_address(self):
        _request, notice = self._invitation(draft=self._begin(self.delegate))
        self.assertEqual(notice.recipient, "fatimah@beneficiary.test")

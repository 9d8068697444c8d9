from odoo.tests import tagged

from ..common import BeneficiaryCommon


class EnforcementCommon(BeneficiaryCommon):
    """A request that waits for its decision; the reply is due no earlier than 2026-01-15."""

    enforcement = None

    @classmethod
    def _put_in_force(cls, template, company=None, **vals):
        return super()._put_in_force(template, company, **({"window_enforcement": cls.enforcement} | vals))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request()

    def setUp(self):
        super().setUp()
        with self._at("2026-01-01 09:00:00"):
            self.item = self._review(self.request).with_user(self.chair)
            self._vote(self.item, {self.chair: "for", self.secretary: "for"})

    def _decide(self, moment, **vals):
        with self._at(moment):
            self.item.write({"reason": "In need"} | vals)
            self.item.action_decide()


@tagged("post_install", "-at_install")
class TestReplyEnforcementWarn(EnforcementCommon):
    enforcement = "warn"

    def test_early_needs_a_reason(self):
        for reason in (False, "  "):
            with self.assertRefused(self.request.name, "not before 2026-01-15", "Write the reason"):
                self._decide("2026-01-14 09:00:00", early_reason=reason)
        self.assertEqual((self.request.state, self.item.outcome), ("review", "pending"))

    def test_early_with_a_reason(self):
        self._decide("2026-01-14 09:00:00", early_reason="Eviction tomorrow")
        self.assertEqual(self.request.state, "approved")
        self.assertEqual(self.request.reply_state, "replied_early")
        self.assertEqual(self.request.early_reply_reason, "Eviction tomorrow")

    def test_on_the_day(self):
        self._decide("2026-01-15 09:00:00", early_reason="Not needed any more")
        self.assertEqual(self.request.reply_state, "replied")
        self.assertFalse(self.request.early_reply_reason)

    def test_the_day_begins_in_riyadh(self):
        self._decide("2026-01-14 21:00:00")
        self.assertEqual(self.request.reply_state, "replied")

    def test_a_refusal_is_a_reply_too(self):
        item = self._review()
        self._vote(item, {self.chair: "against", self.secretary: "against"})
        item.with_user(self.chair).reason = "Income is above the limit"
        with self.assertRefused("Write the reason for replying earlier"):
            item.with_user(self.chair).action_decide()

    def test_returning_is_not_a_reply(self):
        with self._at("2026-01-02 09:00:00"):
            self.item.reason = "The lease is missing"
            self.item.action_return()
        self.assertEqual(self.request.state, "draft")
        self.assertFalse(self.request.date_replied)


@tagged("post_install", "-at_install")
class TestReplyEnforcementBlock(EnforcementCommon):
    enforcement = "block"

    def test_early_is_blocked_whatever_the_reason(self):
        for reason in (False, "Eviction tomorrow"):
            with self.assertRefused(self.request.name, "promises a reply not before 2026-01-15"):
                self._decide("2026-01-14 09:00:00", early_reason=reason)
        self.assertEqual((self.request.state, self.item.outcome), ("review", "pending"))

    def test_on_the_day(self):
        self._decide("2026-01-15 09:00:00")
        self.assertEqual((self.request.state, self.request.reply_state), ("approved", "replied"))


@tagged("post_install", "-at_install")
class TestReplyEnforcementNone(EnforcementCommon):
    enforcement = "none"

    def test_early_goes_through_and_is_seen(self):
        self._decide("2026-01-02 09:00:00")
        self.assertEqual((self.request.state, self.request.reply_state), ("approved", "replied_early"))
        self.assertFalse(self.request.early_reply_reason)

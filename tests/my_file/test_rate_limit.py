from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestRateLimit(BeneficiaryCommon):
    """Attempts are counted for each who tries, for a time, and nobody's address is kept."""

    def setUp(self):
        super().setUp()
        self.limits = self.env["beneficiary.rate.limit"]

    def _tries(self, count, *keys, scope="track"):
        return [self.limits._allow(scope, *keys) for _ in range(count)]

    def test_the_attempt_after_the_limit_is_refused(self):
        limit, _seconds = self.limits._limits()["track"]
        self.assertEqual(self._tries(limit + 2, "10.0.0.1"), [True] * limit + [False, False])

    def test_others_are_not_refused(self):
        self._tries(20, "10.0.0.1")
        self.assertEqual(self._tries(1, "10.0.0.2"), [True])
        self.assertEqual(self._tries(1, "10.0.0.1", scope="form"), [True], "another scope counts for itself")

    def test_one_of_several_keys_is_enough_to_refuse(self):
        self._tries(20, "10.0.0.1")
        self.assertEqual(self._tries(1, "10.0.0.2", "10.0.0.1"), [False])

    def test_time_heals(self):
        with self._at("2026-01-04 08:00:00"):
            self.assertFalse(all(self._tries(20, "10.0.0.1")))
        with self._at("2026-01-04 08:09:00"):
            self.assertEqual(self._tries(1, "10.0.0.1"), [False])
        with self._at("2026-01-04 08:20:00"):
            self.assertEqual(self._tries(1, "10.0.0.1"), [True])

    def test_what_was_right_is_not_counted(self):
        limit, _seconds = self.limits._limits()["track_reference"]
        for _ in range(limit * 2):
            self.assertTrue(self.limits._allow("track_reference", "R"))
            self.limits._forgive("track_reference", "R")

    def test_who_files_for_others_may_send_more(self):
        own, _seconds = self.limits._limits()["send"]
        for user, scope in (
            (self.delegate, "send_assisted"),
            (self.officer, "send_assisted"),
            (self.researcher, "send"),
            (self.portal_user, "send"),
            (self.env.ref("base.public_user"), "send"),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(self.limits._scope_of("send", user), scope)
        self.assertEqual(self.limits._scope_of("form", self.officer), "form", "nothing else is wider")
        self.assertEqual(self._tries(own + 20, "user 7", scope="send_assisted"), [True] * (own + 20))

    def test_guessing_a_code_is_hopeless(self):
        """As the comment in ``_limits`` reckons it."""
        limit, seconds = self.limits._limits()["track_reference"]
        codes_a_year = limit / seconds * 365 * 86400
        self.assertGreater(10**8 / 2 / codes_a_year, 15)

    def test_addresses_are_not_kept(self):
        self._tries(1, "10.0.0.1")
        stored = self.limits.sudo().search([], limit=1)
        self.assertNotIn("10.0.0.1", stored.key)
        self.assertEqual(len(stored.key), 64)

    def test_attempts_are_forgotten_after_a_day(self):
        with self._at("2026-01-04 08:00:00"):
            self._tries(3, "10.0.0.1")
        with self._at("2026-01-05 09:00:00"):
            self._tries(1, "10.0.0.1")
            self.limits._gc_rate_limits()
            key = self.limits._hash("10.0.0.1")
            self.assertEqual(self.limits.sudo().search_count([("key", "=", key)]), 1)

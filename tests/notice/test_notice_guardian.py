from odoo.tests import new_test_user, tagged

from .common import NoticeCommon


@tagged("post_install", "-at_install")
class TestNoticeGuardian(NoticeCommon):
    """A guardian is told about the requests of a minor, and of a ward whom nobody reaches (R-45, R-49)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mother = cls.person
        cls.ward = cls._create_beneficiary("Yusuf", agreed_medium=False, birth_date="2015-03-01")
        cls.case = cls._create_request(cls.ward)

    def _guard(self, guardian=None, ward=None, **vals):
        vals = {
            "beneficiary_id": (ward or self.ward).id,
            "guardian_id": (guardian or self.mother).id,
            "deed_number": "D-7",
        } | vals
        guardianship = self.env["beneficiary.guardian"].with_user(self.officer).create(vals)
        guardianship.action_verify()
        return guardianship

    def _grow_up(self, **vals):
        self.ward.write({"birth_date": "1990-01-01"} | vals)

    def test_of_a_minor_by_the_guardians_medium(self):
        self.ward.write({"phone": "+966 50 333 3333", "agreed_medium": "sms"})
        guardianship = self._guard()
        notice = self._notices(record=self.case)
        self.assertEqual(len(notice), 1, "one of them is told")
        self.assertEqual((notice.medium, notice.recipient), ("email", "fatimah@example.org"))
        self.assertEqual((notice.partner_id, notice.beneficiary_id), (self.mother.partner_id, self.ward))
        self.assertEqual(notice.guardianship_id, guardianship)
        self.assertIn("as the guardian of Yusuf", notice.body)

    def test_of_an_adult_only_where_he_is_not_reached(self):
        self._guard()
        self._grow_up()
        self.assertEqual(self._notices(record=self.case).partner_id, self.mother.partner_id)
        self._grow_up(phone="+966 50 333 3333")
        notice = self._notices(record=self.case)
        self.assertEqual((notice.partner_id, notice.recipient), (self.ward.partner_id, "+966503333333"))
        self.assertFalse(notice.guardianship_id)
        self.assertNotIn("guardian", notice.body)

    def test_the_day_on_which_the_ward_comes_of_age(self):
        self.ward.phone = "+966 50 333 3333"
        self._guard(date_from="2030-01-01")
        for moment, told in (("2033-02-28 09:00:00", self.mother), ("2033-03-01 09:00:00", self.ward)):
            with self._at(moment):
                self.assertEqual(self._notices(record=self.case).partner_id, told.partner_id)

    def test_only_while_the_guardianship_is_in_force(self):
        self.env["beneficiary.guardian"].create(
            {"beneficiary_id": self.ward.id, "guardian_id": self.mother.id, "deed_number": "D-6"}
        )
        self.assertEqual(self._notices(record=self.case).partner_id, self.ward.partner_id, "not verified")
        self._guard(date_from="2026-02-01", date_to="2026-03-01")
        for day, told in (("2026-01-31", self.ward), ("2026-02-10", self.mother), ("2026-03-02", self.ward)):
            with self.subTest(day=day), self._at(f"{day} 09:00:00"):
                self.assertEqual(self._notices(record=self.case).partner_id, told.partner_id)

    def test_a_guardian_who_is_not_reached_is_passed_over(self):
        silent = self._create_beneficiary("Silent")
        self._guard(silent)
        self.assertEqual(self._notices(record=self.case).partner_id, self.ward.partner_id)
        self._guard()
        self.assertEqual(self._notices(record=self.case).partner_id, self.mother.partner_id)

    def test_what_waits_is_not_sent_after_the_end(self):
        guardianship = self._guard()
        queued = self._notices(record=self.case)
        guardianship.action_end("Of age")
        self.assertEqual((queued.state, queued.failure_type), ("failed", "address"))
        self.assertIn("has ended", queued.failure_reason)
        with self._smtp() as sent:
            self._send()
        self.assertFalse(sent)
        self.assertTrue(self._to_do(queued), "the responsible sees to it")

    def test_what_waits_is_not_sent_after_the_last_day(self):
        with self._at("2026-02-01 09:00:00"):
            self._guard(date_from="2026-01-01", date_to="2026-02-01")
            queued = self._notices(record=self.case)
        with self._at("2026-02-03 09:00:00"), self._smtp() as sent:
            self._send()
            self.assertFalse(sent)
        self.assertEqual(queued.state, "failed")

    def test_a_call_that_waits_is_not_made_after_the_end(self):
        with self._at("2026-02-01 09:00:00"):
            self._guard(date_from="2026-01-01", date_to="2026-02-01")
            call = self._notices(record=self.case, medium="phone")
            self._send()
            self.assertTrue(call.to_do)
        with self._at("2026-02-03 09:00:00"):
            with self.assertRefused("The guardianship has ended"):
                call.with_user(self.officer).action_mark_called()
            self._send()
        self.assertEqual(call.state, "failed")

    def test_it_is_told_again_to_the_ward(self):
        guardianship = self._guard()
        queued = self._notices(record=self.case)
        guardianship.action_end()
        self.ward.phone = "+966 50 333 3333"
        queued.with_user(self.officer).action_next_medium()
        again = queued.next_ids
        self.assertEqual((again.partner_id, again.guardianship_id.id), (self.ward.partner_id, False))
        self.assertEqual(again.recipient, "+966503333333")

    def test_it_is_told_again_to_the_guardian(self):
        self._guard()
        notice = self._notices(record=self.case)
        notice.sudo()._fail("rejected")
        notice.with_user(self.officer).action_next_medium()
        again = notice.next_ids
        self.assertEqual((again.partner_id, again.medium), (self.mother.partner_id, "sms"))
        self.assertEqual(again.guardianship_id, notice.guardianship_id)

    def test_an_invitation_is_for_the_applicant_alone(self):
        self._guard()
        self.assertFalse(self.case._invite_applicant(), "the login of the ward is not that of the guardian")
        self.assertFalse(self.ward.partner_id.user_ids)
        self.ward.email = "yusuf@example.org"
        notice = self.case._invite_applicant()
        self.assertEqual((notice.recipient, notice.partner_id), ("yusuf@example.org", self.ward.partner_id))
        notice.sudo()._fail("rejected")
        notice.with_user(self.officer).action_next_medium()
        again = notice.next_ids
        self.assertEqual((again.recipient, again.partner_id), ("yusuf@example.org", self.ward.partner_id))
        self.assertEqual(again.medium, "portal")
        self.assertNotIn("guardian", again.body)

    def test_many_cost_no_more_queries_each(self):
        cases = [self._create_request(self._create_beneficiary(f"W{i}", birth_date="2015-01-01")) for i in range(12)]
        for case in cases:
            self._guard(ward=case.beneficiary_id)
        few, many = (self.env["beneficiary.request"].union(*part) for part in (cases[:2], cases[2:]))
        counts = []
        for group in (few, many):
            counts.append(self._count_queries(lambda g=group: g.sudo().mapped("told_guardianship_id")))
            self.assertEqual(len(group.sudo().told_guardianship_id), len(group))
        self.assertLessEqual(counts[1], counts[0])

    def test_the_portal_of_the_guardian(self):
        login = new_test_user(self.env, "guardian_portal", "base.group_portal", partner_id=self.mother.partner_id.id)
        self.mother.agreed_medium = "portal"
        self._guard()
        notice = self._notices(record=self.case)
        self.assertEqual((notice.medium, notice.recipient), ("portal", login.login))

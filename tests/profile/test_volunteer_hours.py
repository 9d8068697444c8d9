from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import ProfileCommon


@tagged("post_install", "-at_install")
class TestVolunteerHours(ProfileCommon):
    """Hours are written down by one person and approved by another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.assignment = cls._confirmed()
        cls.volunteer = cls.assignment.beneficiary_id

    def test_only_approved_hours_count(self):
        line = self._log(self.assignment, 3.5)
        self.assertEqual(self.volunteer.volunteer_hours, 0)
        line.with_user(self.colleague).action_approve()
        self._approve_hours(self.assignment, 2, "2026-01-05")
        self._log(self.assignment, 8, "2026-01-06")
        self.assertEqual(self.volunteer.volunteer_hours, 5.5)
        self.assertEqual((self.assignment.hours_done, self.opportunity.hours_done), (5.5, 5.5))
        self.assertEqual(line.approved_by, self.colleague)

    def test_nobody_approves_what_he_wrote_down(self):
        line = self._log(self.assignment, 3)
        for action in (line.action_approve, line.action_refuse):
            with self.assertRefused("You wrote down", "Ask a colleague"):
                action()
        line.with_user(self.colleague).hours = 12
        with self.assertRefused("You wrote down"):
            line.with_user(self.colleague).action_approve()
        line.action_approve()
        self.assertEqual((line.state, line.entered_by), ("approved", self.colleague))

    def test_nobody_approves_his_own_hours(self):
        own = self._own_file(volunteer_platform_number="9")
        own.with_user(self.colleague).action_verify_platform_number()
        assignment = self._propose(own)
        assignment.with_user(self.colleague).action_confirm()
        line = self._log(assignment, 3, user=self.colleague).with_user(self.officer)
        with self.assertRefused("your own file"):
            line.action_approve()

    def test_a_delegate_writes_down_and_does_not_approve(self):
        line = self._log(self.assignment, 3, user=self.delegate)
        self.assertEqual(line.entered_by, self.delegate)
        with self.assertRefused("Relations Officer", error=AccessError):
            line.action_approve()

    def test_the_writer_is_not_chosen(self):
        with self.assertRefused("set by its own actions", error=AccessError):
            self._log(self.assignment, 3, entered_by=self.colleague.id)

    def test_decided_hours_do_not_change(self):
        line = self._approve_hours(self.assignment, 3)
        for user in (self.officer, self.manager):
            with self.assertRefused("decided and cannot be changed"):
                line.with_user(user).hours = 4
            with self.assertRefused("decided and cannot be changed"):
                line.with_user(user).unlink()
        with self.assertRefused("needs “To approve”"):
            line.with_user(self.colleague).action_approve()

    def test_a_mistake_is_put_right_by_a_second_line(self):
        line = self._approve_hours(self.assignment, 5)
        fix = self._log(self.assignment, -2, corrects_id=line.id)
        fix.with_user(self.colleague).action_approve()
        self.assertEqual(self.volunteer.volunteer_hours, 3)
        too_much = self._log(self.assignment, -4, corrects_id=line.id)
        with self.assertRefused("less than 0 hours"):
            too_much.with_user(self.colleague).action_approve()

    def test_hours_that_cannot_be(self):
        for hours in (0, -1, 25):
            with self.subTest(hours=hours), self.assertRefused("at most 24", error=ValidationError):
                self._log(self.assignment, hours)
        with self.assertRefused("future", error=ValidationError):
            self._log(self.assignment, 1, "2099-01-01")
        other = self._approve_hours(self._confirmed("B", "2"), 3)
        with self.assertRefused("same volunteer", error=ValidationError):
            self._log(self.assignment, -1, corrects_id=other.id)

    def test_hours_need_a_seat(self):
        with self.assertRefused("“Proposed”"):
            self._log(self._propose(self._volunteer("B", "2")), 1)

    def test_an_assignment_with_hours_is_not_cancelled(self):
        self._approve_hours(self.assignment, 3)
        with self.assertRefused("Mark it as done instead"):
            self.assignment.action_cancel()
        self.assignment.action_done()
        self.assertEqual(self.assignment.state, "done")

    def test_many_hours_cost_as_much_as_a_few(self):
        def approve(count):
            lines = self.env["beneficiary.volunteer.hour"].create(
                [{"assignment_id": self.assignment.id, "hours": 1, "date": "2026-01-04"} for _i in range(count)]
            )
            return self._count_queries(lines.with_user(self.colleague).action_approve)

        approve(2)  # warms the caches
        few = approve(5)
        self.assertLessEqual(approve(60), few + 3)
        self.assertEqual(self.volunteer.volunteer_hours, 67)

from datetime import date

from odoo.tests import tagged

from ..common import BeneficiaryCommon


class WindowCommon(BeneficiaryCommon):
    def _submitted(self, moment):
        request = self._create_request()
        with self._at(moment):
            self._sign(request)
            request.action_submit()
        return request


@tagged("post_install", "-at_install")
class TestReplyWindowAwn(WindowCommon):
    """Not earlier than two weeks from submission (R-46)."""

    def test_no_clock_before_submission(self):
        request = self._create_request()
        self.assertFalse(request.reply_earliest)
        self.assertFalse(request.reply_deadline)
        self.assertEqual(request.reply_state, "none")

    def test_two_weeks(self):
        request = self._submitted("2026-01-01 09:00:00")
        self.assertEqual(request.reply_earliest, date(2026, 1, 15))
        self.assertFalse(request.reply_deadline)

    def test_the_date_is_that_of_the_association(self):
        # 22:30 UTC on the first is 01:30 on the second in Riyadh
        self.assertEqual(self._submitted("2026-01-01 22:30:00").reply_earliest, date(2026, 1, 16))
        self.assertEqual(self._submitted("2026-01-01 20:59:59").reply_earliest, date(2026, 1, 15))
        self.assertEqual(self._submitted("2026-01-01 21:00:00").reply_earliest, date(2026, 1, 16))

    def test_completeness_does_not_move_it(self):
        request = self._submitted("2026-01-01 09:00:00")
        with self._at("2026-01-10 09:00:00"):
            self._verify_papers(request)
            request.action_complete()
        self.assertEqual(request.reply_earliest, date(2026, 1, 15))

    def test_a_newer_policy_does_not_move_it(self):
        request = self._submitted("2026-01-01 09:00:00")
        version = self.policy.action_new_version()
        version.write({"window_min": 5})
        version.action_approve()
        version.action_put_in_force()
        with self._at("2026-02-01 09:00:00"):
            request.action_return("x")
            request.action_submit()
        self.assertEqual(request.reply_earliest, date(2026, 2, 15))


@tagged("post_install", "-at_install")
class TestReplyWindowQader(WindowCommon):
    """Not earlier than a month from submission (R-47)."""

    template = "qader"

    def test_a_month(self):
        self.assertEqual(self._submitted("2026-01-01 09:00:00").reply_earliest, date(2026, 2, 1))

    def test_a_month_that_is_shorter(self):
        self.assertEqual(self._submitted("2026-01-31 09:00:00").reply_earliest, date(2026, 2, 28))


@tagged("post_install", "-at_install")
class TestReplyWindowSamtah(BeneficiaryCommon):
    """Not later than fifteen working days from completeness (R-48)."""

    template = "samtah"

    def _completed(self, moment):
        request = self._create_request()
        with self._at(moment):
            self._submit(request)
        return request

    def test_fifteen_working_days(self):
        request = self._completed("2026-01-04 08:00:00")
        self.assertEqual(request.reply_deadline, date(2026, 1, 25))
        self.assertFalse(request.reply_earliest)
        self.assertEqual(self._completed("2026-02-15 08:00:00").reply_deadline, date(2026, 3, 8))

    def test_complete_on_a_day_off(self):
        # Friday and Saturday do not count; the first counted day is Sunday
        for day in ("2026-01-02", "2026-01-03"):
            self.assertEqual(self._completed(f"{day} 08:00:00").reply_deadline, date(2026, 1, 22), day)

    def test_the_date_is_that_of_the_association(self):
        # Saturday 22:30 UTC is Sunday in Riyadh
        self.assertEqual(self._completed("2026-01-03 22:30:00").reply_deadline, date(2026, 1, 25))

    def test_a_holiday_moves_it(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Founding Day",
                "calendar_id": self.company._beneficiary_calendar().id,
                "company_id": self.company.id,
                "date_from": "2026-02-21 21:00:00",
                "date_to": "2026-02-22 20:59:59",
            }
        )
        self.assertEqual(self._completed("2026-02-15 08:00:00").reply_deadline, date(2026, 3, 9))

    def test_no_deadline_while_incomplete(self):
        request = self._create_request(incomplete_reason="In a hurry")
        with self._at("2026-01-04 08:00:00"):
            self._sign(request)
            request.action_submit()
        self.assertFalse(request.reply_deadline)
        with self._at("2026-01-04 08:00:00"):
            self._verify_papers(request)
            request.action_complete()
        self.assertEqual(request.reply_deadline, date(2026, 1, 25))
        with self._at("2026-01-05 08:00:00"):
            request.action_return("Another paper")
        self.assertFalse(request.reply_deadline)

    def test_many_at_once(self):
        requests = self.env["beneficiary.request"]
        for moment in ("2026-01-04 08:00:00", "2026-02-15 08:00:00", "2026-01-02 08:00:00"):
            request = self._create_request()
            request.sudo().write({"state": "complete", "date_submitted": moment, "date_complete": moment})
            requests |= request
        self.assertEqual(requests.mapped("reply_deadline"), [date(2026, 1, 25), date(2026, 3, 8), date(2026, 1, 22)])


@tagged("post_install", "-at_install")
class TestReplyWindowUnits(BeneficiaryCommon):
    def _dates(self, amount, unit, start="2026-01-04"):
        policy = self._adopt("awn")
        policy.write({"window_max": amount, "window_max_unit": unit})
        day = date.fromisoformat(start)
        return policy._window_dates("window_max", [day], self.company).get(day)

    def test_units(self):
        self.assertEqual(self._dates(10, "day"), date(2026, 1, 14))
        self.assertEqual(self._dates(2, "week"), date(2026, 1, 18))
        self.assertEqual(self._dates(3, "month"), date(2026, 4, 4))
        self.assertEqual(self._dates(5, "working_day"), date(2026, 1, 11))
        self.assertIsNone(self._dates(0, "day"))

    def test_many_working_days(self):
        self.assertEqual(self._dates(260, "working_day"), date(2027, 1, 3))

    def test_a_calendar_without_working_days(self):
        self.company.beneficiary_calendar_id = self.env["resource.calendar"].create(
            {"name": "Never", "company_id": self.company.id, "attendance_ids": [(5,)], "tz": "Asia/Riyadh"}
        )
        with self.assertRefused("“Never” has fewer than 5 working days ahead"):
            self._dates(5, "working_day")

from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..common import BeneficiaryCommon

WEEK = [("6", "Sunday"), ("0", "Monday"), ("1", "Tuesday"), ("2", "Wednesday"), ("3", "Thursday")]


@tagged("post_install", "-at_install")
class TestReplyCalendar(BeneficiaryCommon):
    """A stored deadline moves when what it depends on changes afterwards."""

    template = "samtah"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request()
        with cls._at("2026-02-15 08:00:00"):
            moment = "2026-02-15 08:00:00"
            cls.request.sudo().write({"state": "complete", "date_submitted": moment, "date_complete": moment})
        cls.calendar = cls._create_calendar("Ours")

    def setUp(self):
        super().setUp()
        clock = self._at("2026-02-16 09:00:00")
        clock.__enter__()
        self.addCleanup(clock.__exit__, None, None, None)

    @classmethod
    def _create_calendar(cls, name, days=None):
        return cls.env["resource.calendar"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "tz": "Asia/Riyadh",
                "attendance_ids": [(5,)]
                + [(0, 0, {"name": n, "dayofweek": d, "hour_from": 8, "hour_to": 16}) for d, n in days or WEEK],
            }
        )

    def _holiday(self, day="2026-02-22", company=None, user=None, **vals):
        defaults = {
            "name": "Founding Day",
            "calendar_id": self.company._beneficiary_calendar().id,
            "date_from": f"{day} 05:00:00",
            "date_to": f"{day} 20:59:59",
        }
        leaves = self.env["resource.calendar.leaves"].with_user(user or self.env.user)
        return leaves.with_company(company or self.company).create(defaults | vals)

    def assertDeadline(self, month, day):
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.request.reply_deadline, date(2026, month, day))

    def test_before(self):
        self.assertDeadline(3, 8)

    def test_holiday_added(self):
        self._holiday()
        self.assertDeadline(3, 9)

    def test_holiday_removed(self):
        holiday = self._holiday()
        self.assertDeadline(3, 9)
        holiday.unlink()
        self.assertDeadline(3, 8)

    def test_holiday_moved(self):
        holiday = self._holiday()
        holiday.write({"date_from": "2026-06-01 05:00:00", "date_to": "2026-06-01 20:59:59"})
        self.assertDeadline(3, 8)

    def test_the_manager_keeps_the_holidays(self):
        holiday = self._holiday(user=self.manager)
        self.assertDeadline(3, 9)
        holiday.date_to = "2026-02-23 20:59:59"
        self.assertDeadline(3, 10)
        holiday.unlink()
        self.assertDeadline(3, 8)

    def test_officers_do_not(self):
        with self.assertRaises(AccessError):
            self._holiday(user=self.officer)

    def test_holiday_on_a_day_off(self):
        self._holiday("2026-02-20")
        self.assertDeadline(3, 8)

    def test_several_days(self):
        self._holiday(date_from="2026-02-22 05:00:00", date_to="2026-02-24 20:59:59")
        self.assertDeadline(3, 11)

    def test_holiday_of_every_association(self):
        self._holiday().company_id = False
        self.assertDeadline(3, 9)

    def test_holiday_of_another_association(self):
        holiday = self._holiday(company=self._create_other_company())
        self.assertNotEqual(holiday.company_id, self.company)
        self.assertDeadline(3, 8)

    def test_leave_of_one_person(self):
        resource = self.env["resource.resource"].create({"name": "Sami", "company_id": self.company.id})
        self._holiday(resource_id=resource.id)
        self.assertDeadline(3, 8)

    def test_another_calendar(self):
        monday_to_friday = self._create_calendar("Abroad", [(str(d), str(d)) for d in range(5)])
        self.company.beneficiary_calendar_id = monday_to_friday
        self.assertDeadline(3, 6)
        self.company.beneficiary_calendar_id = False
        self.assertDeadline(3, 8)

    def test_working_hours_of_the_calendar(self):
        self.company.beneficiary_calendar_id = self.calendar
        self.assertDeadline(3, 8)
        thursday = self.calendar.attendance_ids.filtered(lambda a: a.dayofweek == "3")
        thursday.unlink()
        self.assertDeadline(3, 11)
        self.calendar.attendance_ids = [(0, 0, {"name": "Thu", "dayofweek": "3", "hour_from": 8, "hour_to": 12})]
        self.assertDeadline(3, 8)
        self.calendar.attendance_ids.filtered(lambda a: a.dayofweek == "3").dayofweek = "4"
        self.assertDeadline(3, 8)

    def test_time_zone_of_the_calendar(self):
        self.company.beneficiary_calendar_id = self.calendar
        self.request.sudo().date_complete = "2026-02-14 22:30:00"
        self.assertDeadline(3, 8)
        self.calendar.tz = "UTC"
        self.assertDeadline(3, 5)

    def test_a_request_due_soon_that_a_holiday_relieves(self):
        with self._at("2026-03-05 09:00:00"):
            self._run_cron("beneficiary.ir_cron_reply_state")
            self.assertEqual(self.request.reply_state, "due_soon")
            self._holiday(date_from="2026-02-22 05:00:00", date_to="2026-02-26 20:59:59")
            self.assertDeadline(3, 15)
            self.assertEqual(self.request.reply_state, "open")

    def test_a_late_request_that_a_holiday_saves(self):
        with self._at("2026-03-09 09:00:00"):
            self._run_cron("beneficiary.ir_cron_reply_state")
            self.assertEqual(self.request.reply_state, "late")
            self._holiday()
            self.assertDeadline(3, 9)
            self.assertEqual(self.request.reply_state, "due_soon")

    def test_a_replied_request_stays(self):
        self.request.sudo().write({"state": "approved", "date_replied": "2026-03-08 09:00:00"})
        self.assertEqual(self.request.reply_state, "replied")
        self._holiday()
        self.assertDeadline(3, 8)

    # ---------------------------------------------------------------- settings
    def test_settings(self):
        settings = self.env["res.config.settings"].with_company(self.company)
        with Form(settings) as form:
            form.beneficiary_due_soon_days = 5
            form.beneficiary_license_number = "81"
            form.beneficiary_calendar_id = self.calendar
        form.record.execute()
        self.assertEqual(self.company.beneficiary_due_soon_days, 5)
        self.assertEqual(self.company.beneficiary_license_number, "81")
        self.assertEqual(self.company._beneficiary_calendar(), self.calendar)

    def test_due_soon_days_are_not_negative(self):
        with self.assertDatabaseRefuses("res.company", "“Due soon (days)” cannot be negative"):
            self.company.beneficiary_due_soon_days = -1

    def test_default_calendar(self):
        self.assertEqual(self.company._beneficiary_calendar(), self.env.ref("beneficiary.resource_calendar_sun_thu"))
        self.assertEqual(self.company.beneficiary_due_soon_days, 3)

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .staff_common import StaffCommon

CRON = "beneficiary.ir_cron_staff_duties"


@tagged("post_install", "-at_install")
class TestAcknowledgementDuty(StaffCommon):
    """Staff who come and go, reminders and reports of who is late."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"beneficiary_ack_days": 14, "beneficiary_ack_reminder_days": 7})
        with cls._at("2026-03-01 08:00:00"):
            cls.version = cls._new_version()
        cls.records = cls.env["beneficiary.policy.acknowledgement"].search([("policy_id", "=", cls.version.id)])

    def _tasks(self, *users):
        return self.env["mail.activity"].search(
            [("user_id", "in", [user.id for user in users]), ("res_model", "=", self.records._name)]
        )

    def _mails(self, user):
        return self.env["mail.notification"].search_count([("res_partner_id", "=", user.partner_id.id)])

    def _run(self, moment):
        with self._at(moment):
            self._run_cron(CRON)
        self.env.invalidate_all()

    # --------------------------------------------------------------------- staff
    def test_new_staff(self):
        employee = self._create_employee("Nura")
        self.assertEqual(self._of(employee, policy=self.version).state, "pending")
        self.assertFalse(self._of(employee, policy=self.policy), "the version before is no concern of hers")

    def test_who_is_hired_before_there_is_a_policy(self):
        other = self._create_other_company()
        employee = self.env["hr.employee"].create({"name": "Early", "company_id": other.id})
        self.assertFalse(employee.beneficiary_acknowledgement_ids)

    def test_the_hr_officer_hires(self):
        employee = self.env["hr.employee"].with_user(self.hr).create({"name": "Nura", "company_id": self.company.id})
        self.assertEqual(self._of(employee, self.hr, self.version).state, "pending")

    def test_who_leaves_and_comes_back(self):
        record = self._of(self.driver, policy=self.version)
        self.driver.with_user(self.hr).action_archive()
        self.assertEqual(record.state, "closed")
        self.assertIn("left", record.close_reason)
        self.driver.with_user(self.hr).action_unarchive()
        self.assertEqual((record.state, record.close_reason), ("pending", False))

    def test_what_was_signed_stays_when_somebody_leaves(self):
        record = self._of(self.driver, self.hr, self.version)
        record.sign("Salem", self.signature)
        self.driver.action_archive()
        self.assertEqual(record.state, "signed")
        self.driver.action_unarchive()
        self.assertEqual(record.state, "signed")

    def test_who_moves_to_another_association(self):
        other = self._create_other_company()
        driver = self._create_employee("Mover")
        record = self._of(driver, policy=self.version)
        driver.write({"company_id": other.id, "department_id": False})
        self.assertEqual(record.state, "closed")

    def test_an_employee_who_signed_nothing_can_be_deleted(self):
        employee = self._create_employee("Mistake")
        record = self._of(employee, policy=self.version)
        employee.with_user(self.hr).unlink()
        self.assertFalse(record.exists())

    def test_cron_opens_and_closes_what_was_missed(self):
        """Also what came past the employee's own methods, such as a data migration."""
        self._of(self.clerk, policy=self.version).unlink()
        self.env.cr.execute("UPDATE hr_employee SET active = false WHERE id = %s", (self.contractor.id,))
        department = self.env["hr.department"].create({"name": "New", "company_id": self.company.id})
        self.env.invalidate_all()
        self._run("2026-03-02 05:00:00")
        self.assertEqual(self._of(self.clerk, policy=self.version).state, "pending")
        self.assertEqual(self._of(self.contractor, policy=self.version).state, "closed")
        self.assertEqual(self.version.distribution_ids.department_id & department, department)

    # --------------------------------------------------------------- reminders
    def test_the_first_reminder_is_a_task(self):
        self._run("2026-03-01 09:00:00")
        task = self._tasks(self.clerk_user)
        record = self._of(self.clerk, policy=self.version)
        self.assertEqual((task.res_id, str(task.date_deadline)), (record.id, "2026-03-15"))
        self.assertEqual(task.activity_type_id, self.env.ref("beneficiary.mail_activity_type_acknowledge"))
        self.assertEqual((record.reminder_count, str(record.reminder_date)), (1, "2026-03-08"))
        self.assertEqual(self._mails(self.clerk_user), 1)

    def test_reminders_are_no_storm(self):
        for moment in ("2026-03-01 09:00:00", "2026-03-01 10:00:00", "2026-03-02 05:00:00", "2026-03-07 05:00:00"):
            self._run(moment)
        self.assertEqual((len(self._tasks(self.clerk_user)), self._mails(self.clerk_user)), (1, 1))
        for moment in ("2026-03-08 05:00:00", "2026-03-08 06:00:00"):
            self._run(moment)
        record = self._of(self.clerk, policy=self.version)
        self.assertEqual((len(self._tasks(self.clerk_user)), self._mails(self.clerk_user)), (1, 2))
        self.assertEqual((record.reminder_count, str(record.reminded_on)), (2, "2026-03-08"))

    def test_a_task_that_was_only_ticked_comes_back(self):
        self._run("2026-03-01 09:00:00")
        self._tasks(self.clerk_user).with_user(self.clerk_user).action_done()
        self.assertFalse(self._tasks(self.clerk_user))
        self._run("2026-03-08 05:00:00")
        self.assertEqual(len(self._tasks(self.clerk_user)), 1)

    def test_without_reminders(self):
        self.company.beneficiary_ack_reminder_days = 0
        for moment in ("2026-03-01 09:00:00", "2026-03-08 05:00:00"):
            self._run(moment)
        record = self._of(self.clerk, policy=self.version)
        self.assertEqual((record.reminder_count, record.reminder_date), (1, False))

    def test_who_has_no_login_is_not_counted_as_reminded(self):
        self._run("2026-03-01 09:00:00")
        record = self._of(self.driver, policy=self.version)
        self.assertEqual((record.reminder_count, record.reminded_on, record.activity_ids.ids), (0, False, []))

    def test_signing_ends_the_task(self):
        self._run("2026-03-01 09:00:00")
        with self._at("2026-03-02 08:00:00"):
            self._of(self.clerk, self.clerk_user, self.version).sign("Khalid", self.signature)
        self.assertFalse(self._tasks(self.clerk_user))
        mails = self._mails(self.clerk_user)
        self._run("2026-03-20 05:00:00")
        self.assertEqual(self._mails(self.clerk_user), mails)

    def test_remind_by_hand_once_a_day(self):
        record = self._of(self.clerk, self.hr, self.version)
        with self._at("2026-03-02 08:00:00"):
            record.action_remind()
            record.action_remind()
            self.assertEqual((record.reminder_count, self._mails(self.clerk_user)), (1, 1))
        with self._at("2026-03-03 08:00:00"):
            record.action_remind()
        self.assertEqual((record.reminder_count, self._mails(self.clerk_user)), (2, 2))
        with self.assertRefused("Only these roles", error=AccessError):
            record.with_user(self.management).action_remind()

    # ------------------------------------------------------------------- lateness
    def test_late_is_told_to_the_manager_once(self):
        self._run("2026-03-15 05:00:00")
        self.assertFalse(self._of(self.clerk, policy=self.version).escalated_on, "the last day is not late")
        before = self._mails(self.head_user)
        for moment in ("2026-03-16 05:00:00", "2026-03-17 05:00:00", "2026-03-18 05:00:00"):
            self._run(moment)
        record = self._of(self.clerk, policy=self.version)
        self.assertEqual((record.escalated_to, str(record.escalated_on)), (self.head_user, "2026-03-16"))
        late = self._tasks(self.head_user).filtered(
            lambda a: a.activity_type_id == self.env.ref("beneficiary.mail_activity_type_acknowledge_overdue")
        )
        self.assertEqual(late.res_id, record.id)
        self.assertEqual(self._mails(self.head_user), before + 1)
        self.assertIn("Khalid", self._last_mail(self.head_user))

    def _last_mail(self, user):
        return str(
            self.env["mail.notification"]
            .search([("res_partner_id", "=", user.partner_id.id)], order="id desc", limit=1)
            .mail_message_id.body
        )

    def test_the_manager_who_was_told_sees_it_and_cannot_sign(self):
        self._run("2026-03-16 05:00:00")
        record = self._of(self.clerk, self.head_user, self.version)
        self.assertEqual(record.state, "pending")
        with self.assertRefused("in another's name", error=AccessError):
            record.sign("Khalid", self.signature)

    def test_overdue_is_found(self):
        with self._at("2026-03-16 05:00:00"):
            found = self.records.with_user(self.hr).search(
                [("overdue", "=", True), ("policy_id", "=", self.version.id)]
            )
            self.assertEqual(found, self.records)
            self.assertTrue(all(found.mapped("overdue")))
        with self._at("2026-03-15 05:00:00"):
            self.assertFalse(self.records.search([("overdue", "=", True), ("policy_id", "=", self.version.id)]))

    # ------------------------------------------------------------------- batches
    def _staff(self, count):
        return self.env["hr.employee"].create(
            [{"name": f"Employee {n}", "company_id": self.company.id} for n in range(count)]
        )

    def _cost_of_opening(self, employees):
        records = self.env["beneficiary.policy.acknowledgement"]
        records.search([("employee_id", "in", employees.ids)]).unlink()
        opened = []
        cost = self._count_queries(lambda: opened.extend(records._open_for(self.version, employees)))
        self.assertEqual(len(opened), len(employees))
        return cost

    def test_opening_for_many(self):
        """200 people in as many queries as 20, but for the ORM's own batches of inserted rows."""
        staff = self._staff(200)
        few = self._cost_of_opening(staff[:20])
        many = self._cost_of_opening(staff)
        self.assertLessEqual(few, 25)
        self.assertLessEqual(many, few + 15)

    def test_cron_in_batches(self):
        staff = self._staff(30)
        records = self.env["beneficiary.policy.acknowledgement"]
        records.search([("employee_id", "in", staff.ids)]).unlink()
        with self._at("2026-03-02 05:00:00"), self.enter_registry_test_mode(), self.registry.cursor() as cr:
            records.with_env(self.env(cr=cr, user=self.env.ref("base.user_root").id))._cron_staff_duties(batch_size=7)
        self.env.invalidate_all()
        self.assertEqual(records.search_count([("employee_id", "in", staff.ids), ("state", "=", "pending")]), 30)

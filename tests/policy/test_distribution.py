from odoo.exceptions import AccessError
from odoo.tests import tagged

from .staff_common import StaffCommon


@tagged("post_install", "-at_install")
class TestDistribution(StaffCommon):
    """Every department is given a copy (R-86)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with cls._at("2026-03-01 08:00:00"):
            cls.version = cls._new_version()

    def _line(self, department, user=None, policy=None):
        line = (policy or self.version).distribution_ids.filtered(lambda x: x.department_id == department)
        return line.with_user(user or self.hr)

    def test_every_department_is_on_the_list(self):
        other = self._create_other_company()
        foreign = self.env["hr.department"].create({"name": "Foreign", "company_id": other.id})
        self.version._open_distribution(self.env["hr.department"].search(self.version._departments_missing_domain()))
        departments = self.version.distribution_ids.department_id
        self.assertLessEqual(self.services | self.projects, departments)
        self.assertNotIn(foreign, departments)
        self.assertEqual(len(departments), len(self.version.distribution_ids))

    def test_hand_over_on_paper(self):
        line = self._line(self.services)
        with self.assertRefused("Handed to", "Services"):
            line.action_hand_over()
        line.write({"receiver_name": "Huda", "signature": self.signature})
        with self._at("2026-03-02 08:00:00"):
            line.action_hand_over()
        self.assertEqual((line.state, str(line.date), line.handed_by), ("handed", "2026-03-02", self.hr))
        with self.assertRefused("is handed over"):
            line.receiver_name = "Somebody"
        with self.assertRefused("is handed over"):
            line.sudo().unlink()

    def test_not_in_the_future(self):
        line = self._line(self.services)
        with self._at("2026-03-02 08:00:00"):
            line.write({"receiver_name": "Huda", "date": "2026-03-03"})
            with self.assertRefused("lies in the future"):
                line.action_hand_over()

    def test_send_by_email(self):
        lines = self._line(self.services) | self._line(self.projects)
        lines.medium = "email"
        with self.assertRefused("Projects", "no head with a work e-mail"):
            lines.action_hand_over()
        self.assertEqual(set(lines.mapped("state")), {"pending"})
        line = lines.filtered(lambda x: x.department_id == self.services)
        with self._at("2026-03-02 08:00:00"):
            line.action_hand_over()
        self.assertEqual((line.state, line.receiver_name, str(line.date)), ("handed", "Huda", "2026-03-02"))
        message = line.sudo().message_ids.filtered("attachment_ids")
        self.assertEqual(message.partner_ids, self.head.work_contact_id)
        self.assertEqual(message.attachment_ids.name, f"{self.version.name}.pdf")
        self.assertIn("make it known", message.body)

    def test_who_hands_over(self):
        line = self._line(self.services, self.manager)
        line.receiver_name = "Huda"
        for user in (self.management, self.officer, self.clerk_user):
            with self.subTest(user.login), self.assertRefused("Only these roles", error=AccessError):
                line.with_user(user).action_hand_over()
        line.action_hand_over()
        self.assertEqual(line.state, "handed")

    def test_state_is_not_written_by_hand(self):
        with self.assertRefused("own actions", error=AccessError):
            self._line(self.services).state = "handed"

    def test_superseded(self):
        self._line(self.services).write({"receiver_name": "Huda"})
        self._line(self.services).action_hand_over()
        newer = self._new_version(self.version)
        self.assertEqual(self._line(self.services).state, "handed")
        self.assertEqual(self._line(self.projects).state, "closed")
        self.assertEqual(self._line(self.projects, policy=newer).state, "pending")

    def test_figures(self):
        self._line(self.services).receiver_name = "Huda"
        self._line(self.services).action_hand_over()
        policy = self.version.with_user(self.hr)
        self.assertEqual(policy.distribution_handed, 1)
        self.assertEqual(policy.distribution_count, len(self.version.distribution_ids))
        action = policy.action_view_distribution()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), self.version.distribution_ids)

    def test_a_department_once(self):
        with self.assertDatabaseRefuses("beneficiary.policy.distribution", "already stands on the list"):
            self.env["beneficiary.policy.distribution"].with_user(self.hr).create(
                {"policy_id": self.version.id, "department_id": self.services.id}
            )

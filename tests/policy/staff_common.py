from odoo.tests import new_test_user

from ..common import BeneficiaryCommon


class StaffCommon(BeneficiaryCommon):
    """An association with an HR officer, two departments, and staff with and without a login."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hr = cls._create_plain_user("hr", "hr.group_hr_user")
        cls.head_user = cls._create_plain_user("head")
        cls.clerk_user = cls._create_plain_user("clerk")
        departments = cls.env["hr.department"].create(
            [{"name": name, "company_id": cls.company.id} for name in ("Services", "Projects")]
        )
        cls.services, cls.projects = departments
        cls.head = cls._create_employee("Huda", user=cls.head_user, department_id=cls.services.id)
        cls.services.manager_id = cls.head
        cls.clerk = cls._create_employee(
            "Khalid", user=cls.clerk_user, department_id=cls.services.id, parent_id=cls.head.id
        )
        cls.driver = cls._create_employee("Salem", department_id=cls.projects.id)
        cls.contractor = cls._create_employee("Nasser", employee_type="contractor")

    @classmethod
    def _create_plain_user(cls, login, groups="base.group_user"):
        return new_test_user(
            cls.env,
            f"test_{login}",
            groups,
            name=f"User {login}",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
            email=f"{login}@example.org",
            lang="en_US",
            context={"no_reset_password": True},
        )

    @classmethod
    def _create_employee(cls, name, user=None, **vals):
        return cls.env["hr.employee"].create(
            {"name": name, "company_id": cls.company.id, "user_id": user.id if user else False, **vals}
        )

    @classmethod
    def _new_version(cls, policy=None, **vals):
        """Put the next version of the policy in force and return it."""
        version = (policy or cls.policy).with_user(cls.manager).action_new_version()
        version.write(vals)
        version.action_approve()
        version.action_put_in_force()
        return version.sudo(False).with_env(cls.env)

    def _of(self, employee, user=None, policy=None):
        """Return the acknowledgement of an employee, for a user."""
        record = self.env["beneficiary.policy.acknowledgement"].search(
            [("policy_id", "=", (policy or self.policy).id), ("employee_id", "=", employee.id)]
        )
        return record.with_user(user) if user else record

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..common import BeneficiaryCommon

MODEL = "beneficiary.association.settings"


@tagged("post_install", "-at_install")
class TestAssociationSettings(BeneficiaryCommon):
    """The association's manager sets its licence, calendar and days, without being Odoo's administrator."""

    def test_the_manager_sets_them(self):
        self.company.beneficiary_license_number = "81"
        calendar = self.env.ref("beneficiary.resource_calendar_sun_thu").copy({"company_id": self.company.id})
        self.assertFalse(self.manager.has_group("base.group_system"))
        with Form(self.env[MODEL].with_user(self.manager)) as form:
            self.assertEqual(form.beneficiary_license_number, "81")
            form.beneficiary_license_number = "82"
            form.beneficiary_due_soon_days = 5
            form.beneficiary_ack_days = 20
            form.beneficiary_calendar_id = calendar
        company = self.company
        self.assertEqual(
            (company.beneficiary_license_number, company.beneficiary_due_soon_days, company.beneficiary_ack_days),
            ("82", 5, 20),
        )
        self.assertEqual(company.beneficiary_calendar_id, calendar)

    def test_saved_settings_are_changed_again(self):
        settings = self.env[MODEL].with_user(self.manager).create({"beneficiary_ack_days": 5})
        settings.write({"beneficiary_ack_days": 6})
        self.assertEqual((self.company.beneficiary_ack_days, settings.beneficiary_ack_days), (6, 6))
        self.assertEqual(settings.action_save()["type"], "ir.actions.act_window_close")

    def test_nobody_else(self):
        for user in (self.officer, self.management, self.finance):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env[MODEL].with_user(user).create({"beneficiary_ack_days": 5})

    def test_only_what_is_named(self):
        names = self.env[MODEL]._company_fields()
        self.assertIn("beneficiary_license_number", names)
        self.assertTrue(all(name.startswith("beneficiary_") for name in names))
        self.assertNotIn("beneficiary_policy_id", names)
        self.assertLessEqual(names, set(self.company._fields))

    def test_another_association_is_not_reached(self):
        other = self._create_other_company()
        model = self.env[MODEL].with_user(self.manager)
        with self.assertRefused("own actions", error=AccessError):
            model.create({"company_id": other.id, "beneficiary_ack_days": 5})
        settings = model.create({})
        settings.sudo().company_id = other
        with self.assertRefused("Choose the association", error=AccessError):
            settings.write({"beneficiary_ack_days": 5})

    def test_nothing_of_another_association_is_chosen(self):
        other = self._create_other_company()
        calendar = self.env["resource.calendar"].create({"name": "Theirs", "company_id": other.id})
        with self.assertRefused("belongs to another association", error=AccessError):
            self.env[MODEL].with_user(self.manager).create({"beneficiary_calendar_id": calendar.id})

    def test_the_company_itself_stays_closed(self):
        with self.assertRaises(AccessError):
            self.company.with_user(self.manager).write({"beneficiary_license_number": "99"})

    def test_the_rules_of_the_company_hold(self):
        with self.assertDatabaseRefuses("res.company", "cannot be negative"):
            self.env[MODEL].with_user(self.manager).create({"beneficiary_review_reminder_days": -1})

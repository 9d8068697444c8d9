from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import InquiryCommon


@tagged("post_install", "-at_install")
class TestInquiryTeam(InquiryCommon):
    """Putting the first policy in force makes the team and its alias."""

    def test_one_team_for_each_company(self):
        team = self.company.beneficiary_team_id
        self.assertTrue(team.is_beneficiary)
        self.assertEqual(team.company_id, self.company)
        self.assertTrue(team.alias_name)
        self._put_in_force("qader")
        self.assertEqual(self.company.beneficiary_team_id, team)

    def test_aliases_do_not_clash(self):
        names = {self.company.beneficiary_team_id.alias_name}
        for number in range(3):
            company = self._create_other_company(f"Association {number}")
            self._put_in_force("awn", company)
            names.add(company.beneficiary_team_id.alias_name)
        self.assertEqual(len(names), 4)

    def test_it_works_without_an_alias_domain(self):
        company = self._create_other_company("Without a domain")
        company.alias_domain_id = False
        self._put_in_force("awn", company)
        team = company.beneficiary_team_id
        self.assertTrue(team.alias_name)
        self.assertFalse(team.alias_email)

    def test_sales_does_not_keep_the_team(self):
        user = self._create_user("seller", "officer")
        user.group_ids += self.env.ref("sales_team.group_sale_manager")
        team = self.company.beneficiary_team_id.with_user(user)
        for vals in ({"company_id": False}, {"is_beneficiary": False}, {"alias_defaults": "{}"}, {"active": False}):
            with self.subTest(vals=vals), self.assertRefused("is kept by the association", error=AccessError):
                team.write(vals)
        other = self.env["crm.team"].with_user(user).create({"name": "Sales", "is_beneficiary": True})
        self.assertFalse(other.is_beneficiary)

    def test_the_settings_name_the_address(self):
        settings = self.env["res.config.settings"].create({"company_id": self.company.id})
        self.assertEqual(settings.beneficiary_inquiry_alias, self.company.beneficiary_team_id.alias_name)
        settings.beneficiary_inquiry_alias = "ask-us"
        settings.execute()
        self.assertEqual(self.company.beneficiary_team_id.alias_name, "ask-us")

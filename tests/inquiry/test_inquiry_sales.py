from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import InquiryCommon


@tagged("post_install", "-at_install")
class TestInquirySales(InquiryCommon):
    """Sales sees no inquiry, and Beneficiary Relations no sales lead."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = {"company_id": cls.company.id, "company_ids": [(6, 0, cls.company.ids)]}
        for name, group in (
            ("seller", "sales_team.group_sale_salesman"),
            ("seller_all", "sales_team.group_sale_salesman_all_leads"),
            ("sales_manager", "sales_team.group_sale_manager"),
        ):
            setattr(cls, name, new_test_user(cls.env, f"test_{name}", group, **company))
        cls.sales_team = cls.env["crm.team"].create({"name": "Sales", "company_id": cls.company.id})
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "Sale",
                "type": "opportunity",
                "team_id": cls.sales_team.id,
                "user_id": False,
                "phone": "+966 50 111 1111",
                "email_from": "salma@example.com",
            }
        )
        cls.inquiry = cls._take_in(phone="0501111111", email_from="salma@example.com", branch_id=cls.other_branch.id)
        cls.inquiry.sudo().user_id = False
        cls.sellers = cls.seller | cls.seller_all | cls.sales_manager

    def test_sales_sees_no_inquiry(self):
        for user in self.sellers:
            leads = self._as(user, self.env["crm.lead"])
            with self.subTest(user=user.login):
                self.assertIn(self.lead, leads.search([]))
                self.assertFalse(leads.with_context(active_test=False).search([("is_inquiry", "=", True)]))
                self.assertFalse(leads.search_count([("inquiry_reference", "!=", False)]))
                for operation in ("read", "write", "unlink"):
                    self.assertFalse(self.inquiry.with_user(user).has_access(operation), operation)
                with self.assertRaises(AccessError):
                    self.inquiry.with_user(user).read(["name"])

    def test_our_roles_see_no_sales_lead(self):
        for user in self.delegate | self.officer | self.manager | self.management:
            with self.subTest(user=user.login):
                found = self._as(user, self.env["crm.lead"]).search([])
                self.assertNotIn(self.lead, found)
                self.assertFalse(self.lead.with_user(user).has_access("read"))
        for user in self.researcher | self.committee_member | self.finance:
            self.assertFalse(self._as(user, self.env["crm.lead"]).has_access("read"))

    def test_a_sales_role_besides_widens_nothing(self):
        """The rules of groups are joined by OR: a global rule keeps the branch of a delegate who sells, too."""
        self.delegate.group_ids += self.env.ref("sales_team.group_sale_salesman_all_leads")
        own = self._take_in(self.delegate, contact_name="Own")
        found = self._as(self.delegate, self.env["crm.lead"]).search([])
        self.assertIn(own, found)
        self.assertIn(self.lead, found)
        self.assertNotIn(self.inquiry, found)
        self.management.group_ids += self.env.ref("sales_team.group_sale_manager")
        self.assertTrue(self._as(self.management, self.inquiry).has_access("read"))
        for operation in ("write", "unlink"):
            self.assertFalse(self._as(self.management, self.inquiry).has_access(operation))
        self.officer.group_ids += self.env.ref("sales_team.group_sale_manager")
        self.assertFalse(self._as(self.officer, self.inquiry).has_access("unlink"))

    def test_no_duplicate_tells_of_the_other_side(self):
        lead = self._as(self.seller, self.lead)
        self.assertEqual((lead.duplicate_lead_count, lead.duplicate_lead_ids), (0, lead))
        self.assertEqual(self._as(self.officer, self.inquiry).duplicate_lead_count, 0)

    def test_sales_does_not_take_in_inquiries(self):
        team = self.company.beneficiary_team_id
        leads = self.env["crm.lead"].with_user(self.sales_manager)
        for vals in ({"team_id": team.id}, {"is_inquiry": True}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                leads.create({"name": "Mine", "channel_id": self.channel.id} | vals)
        with self.assertRaises(UserError):
            self.lead.with_user(self.sales_manager).team_id = team
        self.assertFalse(self.lead.is_inquiry)

    def test_a_new_sales_lead_gets_no_team_of_ours(self):
        self.sales_team.active = False
        lead = self.env["crm.lead"].with_user(self.sales_manager).create({"name": "New sale"})
        self.assertFalse(lead.is_inquiry or lead.team_id.is_beneficiary)
        lead = self.env["crm.lead"].create({"name": "By the system", "user_id": self.officer.id})
        self.assertFalse(lead.is_inquiry or lead.team_id.is_beneficiary)

    def test_officers_take_in_no_sales_lead(self):
        with self.assertRaises(AccessError):
            self.env["crm.lead"].with_user(self.officer).create({"name": "Sale", "type": "opportunity"})

    def test_a_lead_of_sales_works_as_ever(self):
        lead = (
            self.env["crm.lead"]
            .with_user(self.sales_manager)
            .create({"name": "New sale", "type": "opportunity", "team_id": self.sales_team.id})
        )
        self.assertFalse(lead.is_inquiry or lead.inquiry_reference or lead.inquiry_state or lead.contact_log_ids.sudo())
        lead.action_set_won()
        self.assertEqual(lead.won_status, "won")
        lead.write({"team_id": False, "partner_id": self.seller.partner_id.id})
        self.assertEqual(lead.partner_id, self.seller.partner_id)
        lead.unlink()

    def test_no_door_of_sales_opens_an_inquiry(self):
        second = self._take_in()
        both = self._as(self.officer, self.inquiry | second)
        for method, args in (
            ("merge_opportunity", ()),
            ("action_set_won", ()),
            ("action_set_lost", ()),
            ("action_archive", ()),
            ("convert_opportunity", (self.env["res.partner"],)),
        ):
            with self.subTest(method=method), self.assertRaises(UserError), self.env.cr.savepoint():
                getattr(both, method)(*args)
        self.env.invalidate_all()
        self.assertEqual(both.mapped("inquiry_state"), ["new", "new"])
        self.assertTrue(all(both.mapped("active")))

    def test_reports_of_sales_do_not_count_inquiries(self):
        activity = self.inquiry.activity_schedule("mail.mail_activity_data_todo", user_id=self.officer.id)
        activity.action_feedback("Called")
        self.env.flush_all()
        report = self.env["crm.activity.report"]
        self.assertFalse(report.search([("lead_id", "=", self.inquiry.id)]))
        self.inquiry.sudo().probability = 0
        before = self.env["crm.lead.scoring.frequency"].search_count([])
        self._as(self.manager, self.inquiry).active = False
        self.assertEqual(self.env["crm.lead.scoring.frequency"].search_count([]), before)

    def test_an_inquiry_opens_in_its_own_form(self):
        form = self.env.ref("beneficiary.crm_lead_view_form_inquiry")
        self.assertEqual(self.inquiry.get_formview_id(), form.id)
        self.assertNotEqual(self.lead.get_formview_id(), form.id)
        self.assertNotEqual(self.env["crm.lead"].get_view(view_type="form")["id"], form.id)

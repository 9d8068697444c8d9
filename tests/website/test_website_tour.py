from odoo.tests import tagged

from .common import WebsiteCommon


@tagged("post_install", "-at_install")
class TestWebsitePhoneTour(WebsiteCommon):
    """A visitor with a cheap phone finds a service and asks a question, in a real browser."""

    browser_size = "360x740"
    touch_enabled = True

    def test_visitor(self):
        self.env["beneficiary.faq"].create(
            {"question": "May I apply from home?", "answer": "<p>Yes, on this page</p>", "company_id": self.company.id}
        )
        self.start_tour("/beneficiary", "beneficiary_website_visitor")
        lead = self.env["crm.lead"].search([("contact_name", "=", "Salma")])
        self.assertTrue(lead.is_inquiry)
        self.assertEqual(lead.question, "Do you help with the rent?")


@tagged("post_install", "-at_install")
class TestWebsiteBuilderTour(WebsiteCommon):
    """A site manager drops the building blocks on a page, without code."""

    def test_building_blocks(self):
        self.start_tour(
            self.website.get_client_action_url("/", True), "beneficiary_website_builder", login="admin", timeout=120
        )
        views = self.env["ir.ui.view"].search([("website_id", "=", self.website.id)])
        arch = "".join(views.mapped("arch_db"))
        self.assertIn("s_beneficiary_services_cards", arch)
        self.assertNotIn("Test support", arch, "no copy of the cards is kept")
        self._create_program("Later support")
        self.program.with_user(self.manager).action_close()
        self.assertNotIn("Test support", self._get("/beneficiary/services").text)
        self.program.with_user(self.manager).action_open()
        self.start_tour("/", "beneficiary_website_blocks")

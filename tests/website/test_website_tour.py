from lxml import html

from odoo.tests import tagged

from odoo.addons.http_routing.tests.common import MockRequest

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
class TestWebsiteBlocksTour(WebsiteCommon):
    """A page that holds the building blocks shows what is open today, not when it was saved."""

    def _render_block(self, name):
        with MockRequest(self.env, website=self.website):
            return str(self.env["ir.qweb"]._render(f"beneficiary.{name}"))

    def test_the_editor_can_make_the_block_another_form(self):
        """Odoo's form editor takes the width of the labels from a label beside the button."""
        block = html.fromstring(self._render_block("s_beneficiary_ask"))
        parts = block.find_class("s_website_form_field") + block.find_class("s_website_form_submit")
        self.assertEqual(len(parts), 5)
        for part in parts:
            self.assertTrue(part.find_class("s_website_form_label"), html.tostring(part))

    def test_a_page_with_the_blocks(self):
        blocks = "".join(self._render_block(f"s_beneficiary_{name}") for name in ("services", "track"))
        self.assertNotIn("Test support", blocks, "the block itself keeps no programme")
        view = self.env["ir.ui.view"].create(
            {
                "name": "Page with blocks",
                "type": "qweb",
                "key": "website.page_with_blocks",
                "arch": f'<t t-call="website.layout"><div id="wrap" class="oe_structure">{blocks}</div></t>',
            }
        )
        self.env["website.page"].create({"url": "/blocks", "view_id": view.id, "is_published": True})
        self.start_tour("/blocks", "beneficiary_website_blocks")

import re

from odoo.tests import new_test_user, tagged

from .common import WebsiteCommon


@tagged("post_install", "-at_install")
class TestWebsiteBuilder(WebsiteCommon):
    """A site manager, who has no role in the association's cases, builds a page with Odoo's editor."""

    def _compile_assets(self, login):
        """Let the large bundles be made before the browser asks for all of them at once."""
        self.authenticate(login, login)
        pages = [self.url_open(url, timeout=120).text for url in ("/odoo", "/blocks")]
        pages.append(self.url_open("/web/bundle/website.website_builder_assets?lang=en_US", timeout=120).text)
        for url in {url for page in pages for url in re.findall(r"/web/assets/[^\"']+\.(?:js|css)", page)}:
            self.url_open(url, timeout=120)

    def test_blocks_and_form(self):
        self.website.user_id.write({"company_ids": [(4, self.company.id)], "company_id": self.company.id})
        self.env["beneficiary.program"].search([("id", "!=", self.program.id), ("state", "=", "open")]).action_close()
        view = self.env["ir.ui.view"].create(
            {
                "name": "Page to build",
                "type": "qweb",
                "key": "website.page_to_build",
                "arch": '<t t-call="website.layout"><div id="wrap" class="oe_structure oe_empty"/></t>',
            }
        )
        self.env["website.page"].create({"url": "/blocks", "view_id": view.id, "is_published": True})
        new_test_user(
            self.env,
            "test_site",
            groups="base.group_user,website.group_website_designer",
            company_id=self.company.id,
        )
        self._compile_assets("test_site")
        url = self.website.get_client_action_url("/blocks", True)
        self.start_tour(url, "beneficiary_website_builder", login="test_site", timeout=180)
        page = self.env["website.page"].search([("url", "=", "/blocks")], limit=1, order="id desc")
        self.assertNotIn("Test support", page.view_id.arch, "the page keeps no copy of the cards")
        self.start_tour("/blocks", "beneficiary_website_form_request", login=None)
        request = self.env["beneficiary.request"].search([("beneficiary_id.name", "=", "Salma bint Ahmad")])
        self.assertEqual((request.state, request.program_id), ("draft", self.program))
        self.assertIn("The rent", request.description)

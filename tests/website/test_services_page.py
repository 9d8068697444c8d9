import re

from odoo.tests import tagged

from odoo.addons.http_routing.tests.common import MockRequest

from .common import WebsiteCommon


@tagged("post_install", "-at_install")
class TestServicesPage(WebsiteCommon):
    """What a visitor without an account reads on the page of the services (R-19, R-70, R-84)."""

    def test_services_and_how_to_apply(self):
        text = self._get("/beneficiary").text
        for words in (
            "Test support",
            "Families who rent",
            "Test ID copy",
            "Test income statement",
            "Not later than 15 working days from completeness",
            f"/beneficiary/apply?program=test-support-{self.program.id}",
            "/beneficiary/track",
        ):
            self.assertIn(words, text)

    def test_every_page_leads_to_the_complaints(self):
        link = "o_beneficiary_footer_complaint"
        self.assertIn(link, self._get("/beneficiary/track").text)
        self.company.beneficiary_policy_id = False
        self.assertNotIn(link, self._get("/beneficiary/track").text, "nobody takes them in")

    def test_in_arabic(self):
        page = self._get("/ar/beneficiary")
        self.assertIn("دعم الإيجار", page.text)
        self.assertIn("الأسر المستأجرة", page.text)
        self.assertIn('dir="rtl"', page.text)
        self.assertNotIn("Families who rent", page.text)

    def test_only_open_and_published_services(self):
        _other, _policy, foreign = self._create_second()
        self._create_program("Draft support", state="draft")
        self._create_program("Closed support", state="closed")
        self._create_program("Quiet support", is_published=False)
        self._create_program("Archived support", active=False)
        website = self.env["website"].create({"name": "Second", "company_id": self.company.id})
        self._create_program("Elsewhere support", website_id=website.id)
        self._create_program("Here support", website_id=self.website.id)
        text = self._get("/beneficiary").text
        self.assertIn("Test support", text)
        self.assertIn("Here support", text)
        for name in ("Draft", "Closed", "Quiet", "Archived", "Elsewhere", "Foreign"):
            self.assertNotIn(f"{name} support", text)
        self.website.company_id = foreign.company_id
        text = self._get("/beneficiary").text
        self.assertIn("Foreign support", text)
        self.assertNotIn("Test support", text)

    def test_frequent_questions(self):
        other = self._create_other_company()
        self.env["beneficiary.faq"].create(
            [
                {"question": "Last question?", "answer": "<p>Later</p>", "company_id": self.company.id, "sequence": 20},
                {"question": "First question?", "answer": "<p>Sooner</p>", "company_id": self.company.id},
                {
                    "question": "Hidden question?",
                    "answer": "<p>No</p>",
                    "company_id": self.company.id,
                    "is_published": False,
                },
                {"question": "Foreign question?", "answer": "<p>No</p>", "company_id": other.id},
            ]
        )
        text = self._get("/beneficiary").text
        self.assertLess(text.index("First question?"), text.index("Last question?"))
        self.assertIn("<p>Sooner</p>", text)
        self.assertNotIn("Hidden question?", text)
        self.assertNotIn("Foreign question?", text)

    def test_an_answer_holds_no_script(self):
        faq = (
            self.env["beneficiary.faq"]
            .with_user(self.manager)
            .create({"question": "Safe?", "answer": "<p onclick='alert(1)'>Yes</p><script>alert(2)</script>"})
        )
        self.assertEqual(faq.company_id, self.company)
        text = self._get("/beneficiary").text
        self.assertIn("<p>Yes</p>", text)
        self.assertNotIn("alert(", text.split('id="beneficiary_faq"')[1].split("</section>")[0])

    def test_ways_to_reach_the_association(self):
        text = self._get("/beneficiary").text
        ways = text.split('id="contact"')[1].split("</section>")[0]
        for words in ("tel:+966144220000", "mailto:info@association.test", "+966 14 422 0001", "King Fahd Road"):
            self.assertIn(words, ways)
        self.assertIn("Complaints and suggestions", ways)
        self.assertNotIn("Branch delegate", ways, "this policy knows no delegates")
        self.assertIn('href="/beneficiary/complaint"', ways)

    def test_without_a_policy_in_force(self):
        other = self._create_other_company()
        self.website.company_id = other
        page = self._get("/beneficiary")
        self.assertIn("We are preparing our services", page.text)
        self.assertNotIn("Test support", page.text)
        self.assertIn("We are preparing our policy", self._get("/beneficiary/policy").text)

    def test_cards_for_other_pages(self):
        page = self._get("/beneficiary/services")
        self.assertIn("Test support", page.text)
        self.assertNotIn("<html", page.text)
        self.assertEqual(page.headers["X-Robots-Tag"], "noindex")
        self._create_program("Second support", sequence=1)
        self.assertNotIn("Test support", self._get("/beneficiary/services?limit=1").text)
        for limit in ("0", "-1", "x", "999999999999"):
            self.assertIn("Test support", self._get(f"/beneficiary/services?limit={limit}").text)

    def test_menu_and_links_of_the_editor(self):
        menus = self.env["website.menu"].search([("url", "=", "/beneficiary"), ("website_id", "=", self.website.id)])
        self.assertEqual(menus.mapped("name"), ["Services"])
        with MockRequest(self.env, website=self.website):
            suggested = self.website.get_suggested_controllers()
        self.assertIn(("Services", "/beneficiary", "beneficiary"), suggested)

    def test_sitemap(self):
        quiet = self._create_program("Quiet support", is_published=False)
        self.env["ir.attachment"].search([("url", "=like", "/sitemap-%")]).unlink()
        text = self._get("/sitemap.xml").text
        for url in ("/beneficiary", "/beneficiary/policy", self.program.website_url):
            self.assertIn(f"{url}</loc>", text)
        self.assertNotIn(quiet.website_url, text)
        self.assertNotIn("/requirements", text)

    def test_the_editor_offers_the_building_blocks(self):
        self.authenticate("admin", "admin")
        with MockRequest(self.env, website=self.website):
            html = str(self.env["ir.ui.view"].render_public_asset("website.snippets", {"website": self.website}))
        offered = set(re.findall(r'data-oe-snippet-key="(s_beneficiary_\w+)"', html))
        self.assertEqual(offered, {"s_beneficiary_services", "s_beneficiary_track", "s_beneficiary_ask"})

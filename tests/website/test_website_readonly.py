from odoo.tests import tagged

from ...controllers.services import ServicesPages
from ..common import signature_png
from .common import WebsiteCommon

PAGES = ("/beneficiary", "/beneficiary/services", "/beneficiary/policy")


@tagged("post_install", "-at_install")
class TestWebsiteReadonly(WebsiteCommon):
    """The public pages write nothing, and cost the same for five and for fifty programmes."""

    def _addresses(self):
        self.program.image = signature_png()
        tool = self._publish_tool(self.policy)
        self.env["beneficiary.faq"].create({"question": "Why?", "answer": "<p>So</p>", "company_id": self.company.id})
        self.patch(type(self.env["ir.actions.report"]), "_render_qweb_pdf", lambda *args, **kwargs: (b"%PDF", "pdf"))
        program = self.program.website_url
        return [
            *PAGES,
            *(f"/ar{page}" for page in PAGES),
            program,
            f"{program}/requirements",
            f"/beneficiary/program/{self.program.id}/image",
            f"/beneficiary/tool/{tool.id}",
        ]

    def test_routes_are_read_only(self):
        routes = {
            url: method.original_routing["readonly"]
            for method in vars(ServicesPages).values()
            if hasattr(method, "original_routing")
            for url in method.original_routing["routes"]
        }
        self.assertGreaterEqual(routes.keys(), {*PAGES, "/beneficiary/tool/<int:tool_id>"})
        self.assertEqual(set(routes.values()), {True})

    def test_pages_write_nothing(self):
        # a write on the read-only cursor of the test is refused, logged, and tried again on another cursor
        for url in self._addresses():
            self._get(url)  # what is made once for all, such as bundles of styles
            with self.subTest(url=url), self.assertNoLogs("odoo.http", "WARNING"):
                self.assertEqual(self.url_open(url).status_code, 200)

    def test_the_cursor_of_these_pages_refuses_to_write(self):
        website = type(self.env["website"])
        original = website._beneficiary_programs

        def search_and_write(websites, *args, **kwargs):
            websites.env["ir.config_parameter"].sudo().set_param("beneficiary.test", websites.env.cr.now())
            return original(websites, *args, **kwargs)

        self.patch(website, "_beneficiary_programs", search_and_write)
        with self.assertLogs("odoo.http", "WARNING") as logs:
            self.url_open("/beneficiary")
        self.assertIn("read-only", "".join(logs.output))

    def test_the_number_of_queries_does_not_grow(self):
        values = {"audience": "All", "document_type_ids": [(6, 0, (self.paper_id | self.paper_income).ids)]}
        counts = []
        for number in (5, 50):
            self.env["beneficiary.program"].search([("company_id", "=", self.company.id)]).action_close()
            for index in range(number):
                self._create_program(f"Support {index}", **values)
            self._get("/beneficiary")  # fills the caches
            queries = self.env.cr.sql_log_count
            text = self._get("/beneficiary").text
            counts.append(self.env.cr.sql_log_count - queries)
            self.assertEqual(text.count("o_beneficiary_card"), number)
        self.assertEqual(counts[0], counts[1])

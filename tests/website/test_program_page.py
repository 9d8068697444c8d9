from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import signature_png
from .common import WebsiteCommon


@tagged("post_install", "-at_install")
class TestProgramPage(WebsiteCommon):
    """The page of one programme, and what belongs to it."""

    def test_what_it_says(self):
        self.paper_id.instructions = "Both sides of the card"
        self.program.question_definition = [
            {"name": "a1b2c3d4e5f60708", "type": "integer", "string": "How many children?"}
        ]
        text = self._get(self.program.website_url).text
        for words in (
            "Test support",
            "Half of the rent",
            "Both sides of the card",
            "Issued within the last 90 days.",
            "How many children?",
            "Not later than 15 working days from completeness.",
            self.committee.name,
            f"{self.program.website_url}/requirements",
            f"/beneficiary/apply?program=test-support-{self.program.id}",
        ):
            self.assertIn(words, text)

    def test_short_address_leads_to_the_page(self):
        page = self._get(f"/beneficiary/program/{self.program.id}")
        self.assertTrue(page.url.endswith(self.program.website_url))
        self.assertIn("دعم الإيجار", self._get(f"/ar/beneficiary/program/{self.program.id}").text)

    def test_what_is_not_public_does_not_exist(self):
        other, _policy, foreign = self._create_second()
        website = self.env["website"].create({"name": "Second", "company_id": self.company.id})
        hidden = [
            foreign,
            self._create_program("Draft", state="draft"),
            self._create_program("Closed", state="closed"),
            self._create_program("Quiet", is_published=False),
            self._create_program("Archived", active=False),
            self._create_program("Elsewhere", website_id=website.id),
        ]
        picture = signature_png()
        for program in hidden:
            program.image = picture
            for url in ("", "/requirements", "/image"):
                with self.subTest(program=program.name, url=url):
                    self._get(f"/beneficiary/program/{program.id}{url}", 404)
        self._get("/beneficiary/program/nothing", 404)
        self._get("/beneficiary/program/x-99999999", 404)
        self.website.company_id = other
        self._get(foreign.website_url)
        self._get(self.program.website_url, 404)

    def test_a_colleague_sees_no_more_than_a_visitor(self):
        quiet = self._create_program("Quiet", is_published=False)
        self.authenticate("test_manager", "test_manager")
        self._get(f"/beneficiary/program/{quiet.id}", 404)

    def test_picture(self):
        self._get(f"/beneficiary/program/{self.program.id}/image", 404)
        self.program.image = signature_png()
        page = self._get(self.program._website_image_url())
        self.assertEqual(page.headers["Content-Type"], "image/png")
        self.assertIn("immutable", page.headers["Cache-Control"])
        self.assertEqual(page.headers["X-Content-Type-Options"], "nosniff")

    def test_the_general_route_of_pictures(self):
        self.program.image = signature_png()
        url = f"/web/image/beneficiary.program/{self.program.id}/image"
        picture = self._get(f"/beneficiary/program/{self.program.id}/image").content
        self.assertEqual(self._get(url).content, picture)
        self.program.action_close()
        self.assertNotEqual(self._get(url).content, picture)

    def test_requirements_sheet(self):
        printed = []
        report = type(self.env["ir.actions.report"])

        def render(reports, name, ids, *args, **kwargs):
            printed.append((name, list(ids), reports.env.lang))
            return b"%PDF-sheet", "pdf"

        self.patch(report, "_render_qweb_pdf", render)
        url = f"{self.program.website_url}/requirements"
        for _again in range(2):
            page = self._get(url)
            self.assertEqual(page.content, b"%PDF-sheet")
            self.assertEqual(page.headers["Content-Type"], "application/pdf")
            self.assertIn("attachment", page.headers["Content-Disposition"])
        expected = ("beneficiary.report_program_requirements", self.program.ids, "en_US")
        self.assertEqual(printed, [expected], "printed once for everybody")
        self.paper_id.name = "Passport"
        self.env.flush_all()
        # within one test, all changes are of one moment
        query = "UPDATE beneficiary_document_type SET write_date = write_date + INTERVAL '1 second' WHERE id = %s"
        self.env.cr.execute(query, [self.paper_id.id])
        self.env.invalidate_all()
        self._get(url)
        self.assertEqual(printed, [expected] * 2, "and again when a paper changes")

    def test_publishing_is_for_the_manager(self):
        program = self.program.with_user(self.manager)
        program.website_publish_button()
        self.assertFalse(program.is_published)
        self._get(self.program.website_url, 404)
        with self.assertRefused("not allowed", error=AccessError):
            self.program.with_user(self.officer).website_publish_button()
        self.assertFalse(self.program.with_user(self.officer).can_publish)

    def test_a_website_of_another_association(self):
        other = self._create_other_company()
        website = self.env["website"].create({"name": "Other", "company_id": other.id})
        with self.assertRefused("belongs to another company", error=UserError):
            self.program.website_id = website

    def test_search_engines_read_a_summary(self):
        text = self._get(self.program.website_url).text
        self.assertIn('<meta name="description" content="Families who rent"', text)

import re
from html import unescape

from odoo.tests import tagged

from .common import WebsiteCommon


@tagged("post_install", "-at_install")
class TestPageTitle(WebsiteCommon):
    """The tab of every page says what the page is, in words that are translated."""

    def assertTitle(self, url, title):
        text = self._get(url).text
        found = " ".join(unescape(re.search(r"<title>(.*?)</title>", text, re.S)[1]).split())
        self.assertEqual(found, f"{title} | {self.website.name}", url)

    def assertTranslated(self, view, term):
        """Assert that a title is among the terms of the view that translators get."""
        view = self.env.ref(f"beneficiary.{view}")
        terms = view._fields["arch_db"].get_trans_terms(view.with_context(lang="en_US").arch_db)
        self.assertTrue(any(one.startswith(term) for one in terms), (view.key, term))

    def test_public_pages(self):
        for url, view, title in (
            ("/beneficiary", "page_services", "Services"),
            ("/beneficiary/policy", "page_policy", "Policy"),
            ("/beneficiary/track", "page_track", "Track my request"),
        ):
            self.assertTitle(url, title)
            self.assertTranslated(view, title)
        self.assertTitle("/beneficiary/apply", "Apply for a service: Who")
        self.assertTranslated("apply_frame", "Apply for a service:")
        self.assertTitle(self.program.website_url, self.program.name)

    def test_nothing_is_open(self):
        self.env["beneficiary.program"].search([("company_id", "=", self.company.id)]).is_published = False
        self.program.action_close()
        self.assertTitle("/beneficiary/apply", "Apply for a service")
        self.assertTranslated("apply_closed", "Apply for a service")

    def test_pages_of_a_login(self):
        file = self._create_beneficiary("Fatimah")
        self._login_for(file, "title_user")
        case = self._create_request(file)
        self.authenticate("title_user", "title_user")
        for url, view, title in (
            ("/my/beneficiary", "portal_my_file", "My file"),
            (f"/my/beneficiary/{file.id}/correction", "portal_correction", "Correct the file of Fatimah"),
            ("/my/requests", "portal_my_requests", "Your requests"),
            (f"/my/requests/{case.id}", "portal_request", f"Request {case.name}"),
            ("/my/agreements", "portal_my_agreements", "Your agreements"),
        ):
            self.assertTitle(url, title)
            self.assertTranslated(view, title.replace(case.name, "").replace("Fatimah", "").strip())

    def test_arabic(self):
        view = self.env.ref("beneficiary.page_track")
        view.update_field_translations("arch_db", {"ar_001": {"Track my request": "متابعة طلبي"}})
        self.assertTitle("/ar/beneficiary/track", "متابعة طلبي")

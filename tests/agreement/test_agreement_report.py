from lxml import html

from odoo.tests import tagged

from .common import AgreementCommon


@tagged("post_install", "-at_install")
class TestAgreementReport(AgreementCommon):
    def _root(self, agreement, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.officer)
        content, _kind = reports._render_qweb_html("beneficiary.report_agreement", agreement.ids)
        return html.fromstring(content.decode())

    def test_the_paper_says_what_was_signed(self):
        agreement = self._active(liability_limits="Up to 500", line_ids=[self._line(amount=50, recurrence="monthly")])
        agreement.line_ids.action_perform()
        root = self._root(agreement)
        text = " ".join(root.text_content().split())
        for words in (
            agreement.name,
            "Rent support",
            self.company.name,
            self.person.name,
            "We support the rent.",
            "Up to 500",
            "First amicably, then the court.",
            "Every month",
            "Fatimah",
            self.officer.name,
        ):
            self.assertIn(words, text)
        self.assertEqual(text.count("Pay the rent"), 1, "the repeated line was not signed")
        self.assertEqual(len(root.xpath("//div[contains(@class, 'o_bnf_line')]//img")), 2)

    def test_in_the_language_of_the_party(self):
        self.env["res.lang"]._activate_lang("ar_001")
        self.person.lang = "ar_001"
        page = self._root(self._agreement()).xpath("//div[@class='o_bnf']")[0]
        self.assertEqual((page.get("dir"), page.get("lang")), ("rtl", "ar"))

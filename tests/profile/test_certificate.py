from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .common import ProfileCommon


@tagged("post_install", "-at_install")
class TestCertificate(ProfileCommon, HttpCase):
    """A certificate keeps what it says, and shows strangers no more than name, hours and period."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website = cls.env["website"].search([], limit=1, order="sequence, id")
        cls.website.company_id = cls.company
        cls.assignment = cls._confirmed("Sara Ahmad", phone="+966 50 111 1111")
        cls.volunteer = cls.assignment.beneficiary_id.with_user(cls.officer)

    def _issue(self):
        self._approve_hours(self.assignment, 3.5)
        self._approve_hours(self.assignment, 2, "2026-01-06")
        action = self.volunteer.action_issue_certificate()
        return self.env[action["res_model"]].with_user(self.officer).browse(action["res_id"])

    def _open(self, path):
        self.env.flush_all()
        return self.url_open(path)

    # ------------------------------------------------------------------- issue
    def test_what_it_says(self):
        certificate = self._issue()
        self.assertEqual((certificate.person_name, certificate.hours), ("Sara Ahmad", 5.5))
        self.assertEqual((str(certificate.date_from), str(certificate.date_to)), ("2026-01-04", "2026-01-06"))
        self.assertRegex(certificate.name, r"^VC/\d{4}/\d{5}$")
        self.assertEqual(certificate.issued_by, self.officer)
        for words in ("Sara Ahmad", "5.5 hours", "4 January 2026", "6 January 2026", self.company.name):
            self.assertIn(words, certificate.text_en)
        self.assertTrue(certificate.check_integrity())

    def test_it_needs_approved_hours(self):
        self._log(self.assignment, 3)
        with self.assertRefused("no approved hours yet", "Sara Ahmad"):
            self.volunteer.action_issue_certificate()

    def test_officers_issue_and_not_for_themselves(self):
        self._approve_hours(self.assignment, 3)
        with self.assertRefused("Relations Officer", error=AccessError):
            self.volunteer.with_user(self.delegate).action_issue_certificate()
        own = self._own_file()
        with self.assertRefused("your own file"):
            own.action_issue_certificate()

    def test_it_does_not_change_with_the_file(self):
        certificate = self._issue()
        self.volunteer.name = "Another name"
        self._approve_hours(self.assignment, 8, "2026-01-08")
        self.assertEqual((certificate.person_name, certificate.hours), ("Sara Ahmad", 5.5))
        with self.assertRefused("Withdraw it, and issue a new one"):
            certificate.sudo().hours = 500
        with self.assertRefused("Withdraw it, and issue a new one"):
            certificate.sudo().unlink()

    def test_forgery_in_the_database_is_told(self):
        certificate = self._issue()
        self.env.cr.execute("UPDATE beneficiary_volunteer_certificate SET hours = 500 WHERE id = %s", [certificate.id])
        certificate.invalidate_recordset()
        self.assertFalse(certificate.check_integrity())

    def test_both_languages(self):
        self.env["res.lang"]._activate_lang("ar_001")
        certificate = self._issue()
        self.assertIn("يناير", certificate.text_ar)
        self.assertIn("January", certificate.text_en)

    def test_the_paper(self):
        certificate = self._issue()
        reports = self.env["ir.actions.report"].with_user(self.officer)
        html, _type = reports._render_qweb_html("beneficiary.report_volunteer_certificate", certificate.ids)
        text = html.decode()
        for words in (
            "Sara Ahmad",
            certificate._spaced_code(),
            certificate.name,
            certificate.content_hash,
            "data:image/png",
        ):
            self.assertIn(words, text)

    # -------------------------------------------------------------- public page
    def test_a_stranger_sees_name_hours_and_period_only(self):
        certificate = self._issue()
        for path in (certificate.code, certificate._spaced_code().lower(), f"?code={certificate.code}"):
            page = self._open(f"/beneficiary/certificate/{path}")
            with self.subTest(path=path):
                for words in ("genuine and valid", "Sara Ahmad", "5.5", "4 January 2026", "6 January 2026"):
                    self.assertIn(words, page.text)
                for secret in (certificate.name, "50 111 1111", "Food baskets", "7701", certificate.content_hash):
                    self.assertNotIn(secret, page.text)
                self.assertIn("no-store", page.headers["Cache-Control"])

    def test_a_wrong_code_shows_nothing(self):
        certificate = self._issue()
        wrong = ("A" if certificate.code[0] != "A" else "B") + certificate.code[1:]
        for code in (wrong, certificate.code[:11], "x" * 300, "%25%27", str(certificate.id)):
            page = self._open(f"/beneficiary/certificate/{code}")
            with self.subTest(code=code):
                self.assertEqual(page.status_code, 200)
                self.assertIn("no certificate with this code", page.text)
                self.assertNotIn("Sara", page.text)

    def test_another_association_does_not_show_it(self):
        certificate = self._issue()
        self.website.company_id = self._create_other_company()
        self.assertIn("no certificate", self._open(f"/beneficiary/certificate/{certificate.code}").text)

    def test_a_withdrawn_one_is_not_valid(self):
        certificate = self._issue()
        with self.assertRefused("Manager", error=AccessError):
            certificate.action_revoke("Wrong")
        with self.assertRefused("Write why"):
            certificate.with_user(self.manager).action_revoke("")
        wizard = self.env["beneficiary.volunteer.step"].with_user(self.manager)
        wizard.create({"certificate_id": certificate.id, "step": "revoke", "text": "Secret reason"}).action_confirm()
        self.assertEqual(certificate.state, "revoked")
        page = self._open(f"/beneficiary/certificate/{certificate.code}").text
        self.assertIn("was withdrawn", page)
        self.assertNotIn("Secret reason", page)
        self.assertNotIn("genuine", page)

    def test_codes_are_not_tried_without_end(self):
        certificate = self._issue()
        attempts, _seconds = self.env["beneficiary.rate.limit"]._limits()["certificate"]
        for _index in range(attempts):
            self.assertEqual(self._open("/beneficiary/certificate/AAAABBBBCCCC").status_code, 200)
        page = self._open(f"/beneficiary/certificate/{certificate.code}")
        self.assertEqual(page.status_code, 429)
        self.assertNotIn("Sara", page.text)

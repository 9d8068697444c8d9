import unittest

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..policy.staff_common import StaffCommon
from .test_reports import PAGES, ReportCommon


@tagged("post_install", "-at_install")
class TestPolicyReports(ReportCommon, StaffCommon):
    """The policy and the register of who signed it, as people are handed them."""

    # ------------------------------------------------------------------ policy
    def test_policy(self):
        policy = self._adopt("makarem")
        policy.write(
            {"approval_date": "2022-12-21", "chair_name": "Abdullah", "session_number": 4, "session_year": 2022}
        )
        text = self._text("policy", policy)
        for fact in (
            policy.name,
            "Version 1",
            "This is a draft",
            "4 of 2022",
            "21 December 2022 – 1444/05/27 AH",
            "Abdullah",
            policy.purpose,
            policy.window_text,
            policy.clause_ids[0].name,
            policy.clause_ids[-1].text,
            policy.tool_ids[0].name,
            policy.measure_ids[0].name,
            "Interview",
            "Licence No. 81-7",
        ):
            self.assertIn(fact, text)
        policy.action_approve()
        policy.action_put_in_force()
        self.assertNotIn("This is a draft", self._text("policy", policy))
        self.assertIn("In force since", self._text("policy", policy))

    def test_everyone_of_the_staff_prints_the_policy(self):
        for user in (self.clerk_user, self.finance, self.hr):
            self.assertIn(self.policy.name, self._text("policy", self.policy, user=user))
        with self.assertRaises(AccessError):
            self._root("policy", self.policy, user=self.portal_user)

    def test_a_template_is_printed_on_our_letterhead(self):
        template = self.env.ref("beneficiary.policy_template_qader")
        self.assertIn(self.company.name, self._text("policy", template))

    def test_in_arabic(self):
        root = self._root("policy", self.policy, lang="ar_001")
        self.assertEqual(root.xpath(PAGES + "/@dir"), ["rtl"])

    # ---------------------------------------------------------------- register
    def test_register(self):
        with self._at("2026-01-04 21:30:00"):
            self._of(self.clerk, self.clerk_user).sign("Khalid Ahmad", self.signature)
            self._of(self.driver, self.hr).sign("Salem", self.signature)
            self._of(self.contractor, self.hr).action_exempt("Bound by his contract")
        line = (
            self.env["beneficiary.policy.distribution"]
            .with_user(self.hr)
            .create({"policy_id": self.policy.id, "department_id": self.projects.id, "receiver_name": "Reem"})
        )
        line.action_hand_over()
        for user in (self.hr, self.management, self.manager):
            root = self._root("acknowledgement_register", self.policy, user=user)
            text = self._text("acknowledgement_register", self.policy, user=user)
            for fact in (
                self.policy.name,
                "67%",
                "Khalid Ahmad",
                "5 January 2026 – 1447/07/16 AH, 00:30",
                "Taken by User hr",
                "Still to sign",
                "Huda",
                "Bound by his contract",
                "Reem",
            ):
                self.assertIn(fact, text)
            self.assertEqual(len(root.xpath("//td/img[starts-with(@src, 'data:image')]")), 2)

    def test_register_of_a_policy_that_nobody_signed(self):
        text = self._text("acknowledgement_register", self.policy, user=self.hr)
        self.assertIn("Still to sign", text)
        self.assertNotIn("Exempted Name", text)

    def test_the_register_is_not_for_everyone(self):
        for user in (self.clerk_user, self.officer, self.finance, self.portal_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._root("acknowledgement_register", self.policy, user=user)

    def test_pdf(self):
        reports = self.env["ir.actions.report"]
        if reports.get_wkhtmltopdf_state() != "ok":
            raise unittest.SkipTest("wkhtmltopdf is not installed")
        self.env["ir.config_parameter"].sudo().set_param("report.url", "http://127.0.0.1:9")
        for report in ("policy", "acknowledgement_register"):
            with mute_logger("odoo.addons.base.models.ir_actions_report"):
                pdf, kind = (
                    reports.with_user(self.hr)
                    .with_context(force_report_rendering=True)
                    ._render_qweb_pdf(f"beneficiary.report_{report}", self.policy.ids)
                )
            self.assertEqual(kind, "pdf")
            self.assertTrue(pdf.startswith(b"%PDF"), report)

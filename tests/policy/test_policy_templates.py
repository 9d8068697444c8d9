from odoo import fields
from odoo.tests import TransactionCase, tagged

COMMON = {"interview", "phone", "social_media", "letter", "help_request", "volunteering", "website"}
SAMTAH = {"interview", "letter", "phone", "fax", "website", "email", "volunteering"}


@tagged("post_install", "-at_install")
class TestPolicyTemplates(TransactionCase):
    """The five policies as they ship: where they differ, the record differs (R-30…R-36, R-46…R-48, R-90…R-94)."""

    def _template(self, name):
        return self.env.ref(f"beneficiary.policy_template_{name}")

    def _codes(self, name):
        return set(self._template(name).channel_ids.mapped("code"))

    def test_templates_belong_to_no_company(self):
        templates = self.env["beneficiary.policy"].search([("is_template", "=", True)])
        for name in ("awn", "qader", "makarem", "samtah", "wim"):
            with self.subTest(name=name):
                template = self._template(name)
                self.assertIn(template, templates)
                self.assertEqual(template.state, "draft")
                self.assertFalse(template.company_id)
                self.assertFalse(template.clause_ids.company_id)
                self.assertTrue(template.purpose)

    def test_eight_channels_with_delegates(self):
        for name in ("awn", "wim"):
            self.assertEqual(self._codes(name), COMMON | {"delegate"}, name)

    def test_seven_channels_without_delegates(self):
        for name in ("qader", "makarem"):
            self.assertEqual(self._codes(name), COMMON, name)

    def test_channels_of_the_cooperative(self):
        # its text counts website and e-mail as one
        self.assertEqual(self._codes("samtah"), SAMTAH)

    def test_complaint_channels(self):
        self.assertEqual(set(self._template("samtah").complaint_channel_ids.mapped("code")), {"website", "fax"})
        for name in ("awn", "qader", "makarem", "wim"):
            template = self._template(name)
            self.assertTrue(template.complaint_channel_ids, name)
            self.assertLessEqual(template.complaint_channel_ids, template.channel_ids, name)

    def test_tools(self):
        for name, types in {
            "awn": ["bylaw", "guide", "guide", "form"],
            "wim": ["bylaw", "guide", "guide", "form"],
            "qader": ["bylaw", "regulation", "guide", "form"],
            "makarem": ["bylaw", "guide"],
            "samtah": ["bylaw", "policy", "policy", "policy", "form"],
        }.items():
            self.assertEqual(self._template(name).tool_ids.mapped("tool_type"), types, name)

    def test_reply_windows(self):
        for name, minimum, maximum, start in (
            ("awn", (2, "week"), 0, "submission"),
            ("makarem", (2, "week"), 0, "submission"),
            ("wim", (2, "week"), 0, "submission"),
            ("qader", (1, "month"), 0, "submission"),
        ):
            with self.subTest(name=name):
                template = self._template(name)
                self.assertEqual((template.window_min, template.window_min_unit), minimum)
                self.assertEqual(template.window_max, maximum)
                self.assertEqual(template.window_start, start)
                self.assertEqual(template.window_enforcement, "warn")
        samtah = self._template("samtah")
        self.assertEqual((samtah.window_max, samtah.window_max_unit), (15, "working_day"))
        self.assertEqual(samtah.window_start, "completeness")
        self.assertFalse(samtah.window_min)

    def test_window_is_told_in_words(self):
        self.assertEqual(self._template("awn").window_text, "Not earlier than two weeks from submission")
        self.assertEqual(self._template("qader").window_text, "Not earlier than one month from submission")
        self.assertEqual(self._template("samtah").window_text, "Not later than 15 working days from completeness")

    def test_referral_to_the_researcher(self):
        offered = [n for n in ("awn", "qader", "makarem", "samtah", "wim") if self._template(n).allow_referral]
        self.assertEqual(offered, ["awn", "makarem", "wim"])

    def test_complete_on_receipt(self):
        receipt = [n for n in ("awn", "qader", "makarem", "samtah", "wim") if self._template(n).complete_on_receipt]
        self.assertEqual(receipt, ["samtah"])

    def test_committee(self):
        for name in ("awn", "qader", "makarem", "wim"):
            self.assertEqual(self._template(name).committee_kind, "research", name)
        self.assertEqual(self._template("samtah").committee_kind, "competent")

    def test_eligibility_and_compensation(self):
        names = ("awn", "qader", "makarem", "samtah", "wim")
        self.assertEqual([n for n in names if self._template(n).eligibility_enabled], ["makarem"])
        self.assertEqual([n for n in names if self._template(n).compensation_enabled], ["samtah"])

    def test_approval_blocks(self):
        for name, session, year, date, hijri in (
            ("awn", 4, 2024, False, False),
            ("qader", 8, 0, "2021-08-01", "1442/12/22"),
            ("makarem", 4, 2022, "2022-12-21", "1444/05/27"),
            ("samtah", 0, 0, False, False),
            ("wim", 1, 2025, "2025-09-14", "1447/03/22"),
        ):
            with self.subTest(name=name):
                template = self._template(name)
                self.assertEqual((template.session_number, template.session_year), (session, year))
                self.assertEqual(template.approval_date, fields.Date.to_date(date) or False)
                self.assertEqual(template.approval_date_hijri or False, hijri)
        self.assertTrue(self._template("qader").chair_name)
        self.assertFalse(self._template("samtah").chair_name)

    def test_clauses_name_the_requirements_of_their_policy(self):
        own = {
            "awn": {"R-30", "R-33", "R-42", "R-46"},
            "wim": {"R-30", "R-33", "R-42", "R-46"},
            "qader": {"R-31", "R-34", "R-47"},
            "makarem": {"R-31", "R-35", "R-42", "R-46", "R-60", "R-61", "R-62", "R-63"},
            "samtah": {"R-32", "R-36", "R-43", "R-48", "R-70", "R-73", "R-74", "R-75"},
        }
        foreign = {
            "awn": {"R-31", "R-32", "R-47", "R-48"},
            "wim": {"R-31", "R-32", "R-47", "R-48"},
            "qader": {"R-30", "R-42", "R-46", "R-48"},
            "makarem": {"R-30", "R-47", "R-48"},
            "samtah": {"R-30", "R-31", "R-42", "R-46", "R-47"},
        }
        for name, requirements in own.items():
            with self.subTest(name=name):
                named = set(self._template(name).clause_ids.mapped("requirement"))
                self.assertLessEqual(requirements, named)
                self.assertFalse(foreign[name] & named)

    def test_measures_of_the_cooperative(self):
        kinds = set(self._template("samtah").measure_ids.mapped("kind"))
        self.assertEqual(kinds, set(dict(self.env["beneficiary.policy.measure"]._fields["kind"].selection)))

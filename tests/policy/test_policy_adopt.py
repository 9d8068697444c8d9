from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestPolicyAdopt(BeneficiaryCommon):
    template = "qader"  # the one whose approval block is full

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.env.ref("beneficiary.policy_template_qader")
        cls.draft = cls.source.with_user(cls.manager).action_adopt()

    def test_draft_of_the_current_company(self):
        self.assertEqual(self.draft.state, "draft")
        self.assertEqual(self.draft.company_id, self.company)
        self.assertEqual(self.draft.template_id, self.source)
        self.assertEqual(self.draft.version, 1)
        self.assertFalse(self.draft.is_template)
        self.assertEqual(self.draft.name, self.source.name)

    def test_another_company_gets_its_own(self):
        company = self._create_other_company()
        draft = self.source.with_company(company).action_adopt()
        self.assertEqual(draft.company_id, company)
        self.assertEqual(draft.clause_ids.company_id, company)

    def test_what_it_decides_is_copied(self):
        for name in ("channel_ids", "complaint_channel_ids"):
            self.assertEqual(self.draft[name], self.source[name], name)
        for name in ("window_min", "window_min_unit", "window_start", "committee_kind", "document_type", "purpose"):
            self.assertEqual(self.draft[name], self.source[name], name)

    def test_parts_are_copied(self):
        for name, fnames in (
            ("clause_ids", ["section", "number", "name", "text", "requirement"]),
            ("tool_ids", ["tool_type", "name", "version", "description"]),
            ("measure_ids", ["kind", "name", "period", "period_unit"]),
        ):
            copies, originals = self.draft[name], self.source[name]
            self.assertTrue(originals, name)
            self.assertFalse(copies & originals, name)
            self.assertEqual(copies.company_id, self.company, name)
            for fname in fnames:
                self.assertEqual(copies.mapped(fname), originals.mapped(fname), f"{name}.{fname}")

    def test_approval_block_is_empty(self):
        for name in (
            "session_number",
            "session_year",
            "approval_date",
            "approval_date_hijri",
            "chair_name",
            "next_review_date",
        ):
            self.assertFalse(self.draft[name], name)
        self.assertTrue(self.source.approval_date, "the template keeps its own")
        self.assertTrue(self.source.chair_name)

    def test_template_does_not_change_with_the_draft(self):
        before = self.source.clause_ids.mapped("text")
        self.draft.write({"name": "Ours", "window_min": 3})
        self.draft.clause_ids.write({"text": "Ours"})
        self.draft.tool_ids[0].unlink()
        self.assertEqual(self.source.clause_ids.mapped("text"), before)
        self.assertEqual(self.source.window_min, 1)
        self.assertEqual(len(self.source.tool_ids), 4)
        self.assertTrue(self.source.is_template)

    def test_translations_are_kept(self):
        self.env["res.lang"]._activate_lang("ar_001")
        clause = self.source.clause_ids[0]
        self.source.with_context(lang="ar_001").name = "سياسة العلاقة"
        clause.with_context(lang="ar_001").text = "نص البند"
        draft = self.source.with_user(self.manager).action_adopt()
        self.assertEqual(draft.with_context(lang="ar_001").name, "سياسة العلاقة")
        self.assertEqual(draft.clause_ids[0].with_context(lang="ar_001").text, "نص البند")
        self.assertEqual(draft.clause_ids[0].with_context(lang="en_US").text, clause.with_context(lang="en_US").text)

    def test_button_opens_the_draft(self):
        action = self.source.with_user(self.manager).action_adopt_and_open()
        opened = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(opened.template_id, self.source)
        self.assertNotEqual(opened, self.draft)

    def test_only_templates_are_adopted(self):
        with self.assertRefused("is not a template"):
            self.draft.action_adopt()

    def test_officers_do_not_adopt(self):
        with self.assertRefused("Only these roles", "Manager", error=AccessError):
            self.source.with_user(self.officer).action_adopt()


@tagged("post_install", "-at_install")
class TestPolicyTemplateReadOnly(BeneficiaryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source = cls.env.ref("beneficiary.policy_template_samtah").with_user(cls.manager)

    def test_manager_changes_no_template(self):
        for vals in ({"name": "x"}, {"window_max": 20}, {"channel_ids": [(5,)]}):
            with self.subTest(vals=vals), self.assertRefused("is a template. Adopt it"):
                self.source.write(vals)

    def test_manager_takes_no_template_for_a_company(self):
        with self.assertRefused("set by its own actions only", error=AccessError):
            self.source.company_id = self.company

    def test_manager_changes_no_part_of_a_template(self):
        for part in (self.source.clause_ids[0], self.source.measure_ids[0], self.source.tool_ids[0]):
            with self.subTest(model=part._name), self.assertRefused("is a template. Adopt it"):
                part.name = "x"
            with self.subTest(model=part._name), self.assertRefused("is a template. Adopt it"):
                part.unlink()

    def test_manager_adds_nothing_to_a_template(self):
        with self.assertRefused("is a template. Adopt it"):
            self.env["beneficiary.policy.clause"].with_user(self.manager).create(
                {"policy_id": self.source.id, "section": "handling", "name": "x", "text": "x"}
            )

    def test_manager_neither_deletes_nor_duplicates_a_template(self):
        with self.assertRefused("is a template. Adopt it"):
            self.source.unlink()
        with self.assertRefused("is a template. Adopt it"):
            self.source.copy()

    def test_template_is_not_approved(self):
        with self.assertRefused("Only a draft of your own"):
            self.source.action_approve()

    def test_nobody_makes_a_template_by_hand(self):
        with self.assertRefused("is set by its own actions only", error=AccessError):
            self.env["beneficiary.policy"].with_user(self.manager).create(
                {"name": "x", "is_template": True, "company_id": False}
            )

    def test_a_policy_belongs_to_a_company(self):
        policies = self.env["beneficiary.policy"].with_user(self.manager)
        for vals in ({"name": "Ours"}, {"name": "Ours", "company_id": False}):
            policy = policies.create(vals)
            self.assertEqual(policy.company_id, self.company)
        with self.assertDatabaseRefuses("beneficiary.policy", "A template belongs to no company"):
            policy.sudo().company_id = False

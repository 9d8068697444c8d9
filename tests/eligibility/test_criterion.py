from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import EligibilityCommon


@tagged("post_install", "-at_install")
class TestCriterion(EligibilityCommon):
    """Conditions are data: what they may ask, and that what they said is kept."""

    def _assert_condition_refused(self, condition, *texts, **vals):
        with self.assertRefused("“Secret”", *texts, error=ValidationError), self.env.cr.savepoint():
            self._criterion("Secret", condition=condition, **vals)

    def test_no_code(self):
        for condition in (
            "[('birth_date', '<', context_today())]",
            "[('id', '=', uid)]",
            "__import__('os').getcwd()",
            "[('gender', '=', 'female'",
            "{'gender': 'female'}",
        ):
            with self.subTest(condition=condition):
                self._assert_condition_refused(condition, "no formulas")

    def test_empty(self):
        for condition in ("[]", "", "[(1, '=', 1)]"):
            with self.subTest(condition=condition):
                self._assert_condition_refused(condition, "add at least one")

    def test_nothing_but_what_managers_read(self):
        for condition in (
            "[('user_id.password', 'like', 'a%')]",
            "[('user_id.login', '=', 'admin')]",
            "[('partner_id.user_ids.login', '=', 'admin')]",
            "[('partner_id.bank_ids.acc_number', 'like', 'SA')]",
            "[('bank_ids', 'ilike', 'SA12')]",
            "[('user_id', '=', 'admin')]",
            "[('user_id', 'in', [1, 'admin'])]",
            "[('request_ids.access_token', 'like', 'a')]",
            "[('request_ids.tracking_code', 'like', '1')]",
            "[('partner_id.signup_type', '=', 'signup')]",
            "[('message_ids.body', 'like', 'a')]",
            "[('no_such_field', '=', 1)]",
            "[('request_ids', 'any', [('create_uid.login', '=', 'admin')])]",
            "[('company_id', 'any', [('name', '=', 'x')])]",
        ):
            with self.subTest(condition=condition):
                self._assert_condition_refused(condition, "cannot be used")

    def test_rules_are_not_bypassed(self):
        self._assert_condition_refused("[('request_ids', 'any!', [('state', '=', 'done')])]", "no formulas")

    def test_value_that_does_not_fit(self):
        for condition in (
            "[('birth_date', '<', 'yesterday-ish')]",
            "[('age', 'ilike', 'old')]",
            "[('age', '>', 'old')]",
        ):
            with self.subTest(condition=condition):
                self._assert_condition_refused(condition, "does not fit")

    def test_what_conditions_may_ask(self):
        for condition in (
            "[('birth_date', '<', 'today -18y')]",
            "['|', ('age', '<', 12), ('age', 'in', [17, 18])]",
            "[('monthly_income', '<', 3000)]",
            "['|', ('city', 'ilike', 'riyadh'), ('category_ids.name', '=', 'Orphan')]",
            "[('family_member_ids', 'any', [('relation', '=', 'son')])]",
            "['!', ('request_ids.state', '=', 'done')]",
        ):
            with self.subTest(condition=condition):
                self.assertTrue(self._criterion("Open", condition=condition))

    def test_answers_of_the_own_programme_only(self):
        self.program.question_definition = [{"name": "age0000000000000", "type": "integer", "string": "Age"}]
        self.assertTrue(
            self._criterion("Adults", condition="[('answers.age0000000000000', '>=', 18)]", condition_on="answers")
        )
        for condition in (
            "[('answers.size000000000000', '>', 1)]",
            "[('tracking_code', 'like', '1')]",
            "[('beneficiary_id.name', '=', 'x')]",
        ):
            with self.subTest(condition=condition):
                self._assert_condition_refused(condition, "one of the programme's questions", condition_on="answers")

    def test_change_makes_a_version(self):
        first = self.female.version_id
        self.female.condition = "[('gender', '=', 'male')]"
        self.assertEqual((first.number, self.female.version), (1, 2))
        self.assertEqual(first.condition, "[('gender', '=', 'female')]")
        self.female.sequence = 5
        self.female.condition = "[('gender', '=', 'male')]"
        self.assertEqual(self.female.version, 2, "nothing that it says was changed")

    def test_version_is_final(self):
        with self.assertRefused("is kept"):
            self.female.version_id.sudo().condition = "[('gender', '=', 'male')]"
        with self.assertRaises(AccessError):
            self.female.version_id.with_user(self.manager).unlink()

    def test_version_keeps_all_languages(self):
        self.env["res.lang"]._activate_lang("ar_001")
        self.female.with_context(lang="ar_001").name = "نساء"
        self.assertEqual(self.female.version_id.with_context(lang="ar_001").name, "نساء")
        self.assertEqual(self.female.version_id.with_context(lang="en_US").name, "Women")

    def test_mode_of_a_group_makes_versions(self):
        group = self._group("Either")
        self.female.group_id = group
        self.assertEqual((self.female.version, self.female.version_id.group_mode), (2, "any"))
        group.mode = "all"
        self.assertEqual((self.female.version, self.female.version_id.group_mode), (3, "all"))

    def test_group_has_one_level(self):
        group = self._group("Mixed")
        self.female.group_id = group
        with self.assertRefused("different sides", error=ValidationError):
            self._criterion("Hall", "venue", level="program", group_id=group.id)

    def test_kind_and_level(self):
        with self.assertRefused("Suitable venue", "Each applicant", error=ValidationError):
            self._criterion("Hall", "venue")

    def test_checked_criterion_is_archived_not_deleted(self):
        request = self._submit(self._request_of(gender="female"))
        self.assertEqual(request.eligibility, "eligible")
        with self.assertRefused("Archive it"):
            self.female.unlink()
        self.female.active = False

    def test_paper_stands_on_the_checklist(self):
        paper = self.env["beneficiary.document.type"].create({"name": "Diploma", "required": False})
        with self.assertRefused("choose the paper", error=ValidationError), self.env.cr.savepoint():
            self._criterion("Diploma", "document")
        self._criterion("Diploma", "document", document_type_id=paper.id)
        self.assertIn(paper, self.program.document_type_ids)

    def test_only_managers_write_criteria(self):
        with self.assertRaises(AccessError):
            self.female.with_user(self.officer).name = "All"
        with self.assertRaises(UserError):
            self.female.with_user(self.officer).unlink()

    def test_age(self):
        with self._at("2026-01-04 08:00:00"):
            files = self.env["beneficiary.beneficiary"]
            eve, day = (
                self._create_beneficiary(f"فاطمة {birth}", birth_date=birth) for birth in ("2008-01-05", "2008-01-04")
            )
            unknown = self._create_beneficiary("منى بنت علي")
            people = eve | day | unknown
            self.assertEqual(people.mapped("age"), [17, 18, 0])
            for operator, value, found in (
                (">=", 18, day),
                (">", 17, day),
                ("<", 18, eve),
                ("<=", 17, eve),
                ("=", 17, eve),
                ("in", [17, 18], eve | day),
            ):
                with self.subTest(operator=operator, value=value):
                    domain = [("id", "in", people.ids), ("age", operator, value)]
                    self.assertEqual(files.search(domain, order="id"), found)

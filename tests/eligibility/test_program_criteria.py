from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import tagged

from .common import EligibilityCommon


@tagged("post_install", "-at_install")
class TestProgramCriteria(EligibilityCommon):
    """What is asked of a programme itself, the templates, and who meets its conditions."""

    def _program(self, program_type):
        return (
            self.env["beneficiary.program"]
            .with_user(self.manager)
            .create(
                {
                    "name": program_type,
                    "program_type": program_type,
                    "company_id": self.company.id,
                    "committee_id": self.committee.id,
                    "user_id": self.officer.id,
                }
            )
        )

    def test_templates_of_each_type(self):
        for program_type, kinds in (
            ("academic", {"fee"}),
            ("volunteer", {"officer"}),
            ("special", {"mechanism", "partner", "officer"}),
            ("field", {"venue", "announcement", "invitation"}),
        ):
            with self.subTest(program_type=program_type):
                program = self._program(program_type)
                program.action_load_criteria()
                self.assertLessEqual(kinds, set(program.criterion_ids.mapped("kind")))
                for criterion in program.criterion_ids:  # what is a condition stays one, none becomes a check by hand
                    self.assertEqual(criterion.kind, criterion.template_id.kind, criterion.name)
                with self.assertRefused("nothing to add"):
                    program.action_load_criteria()

    def test_special_needs_any_of_two(self):
        program = self._program("special")
        program.action_load_criteria()
        group = program.criterion_group_ids
        self.assertEqual((group.mode, set(group.criterion_ids.mapped("kind"))), ("any", {"partner", "officer"}))

    def test_template_in_arabic(self):
        self.env["res.lang"]._activate_lang("ar_001")
        template = self.env.ref("beneficiary.criterion_template_field_venue")
        template.with_context(lang="ar_001").name = "المكان مناسب للفئة"
        program = self._program("field")
        program.action_load_criteria()
        venue = program.criterion_ids.filtered(lambda c: c.kind == "venue")
        self.assertEqual(venue.with_context(lang="ar_001").name, "المكان مناسب للفئة")
        self.assertEqual(venue.version_id.with_context(lang="ar_001").name, "المكان مناسب للفئة")

    def test_programme_waits_for_its_own_criteria(self):
        program = self._program("field")
        self._criterion("Hall", "venue", level="program", program_id=program.id)
        self._criterion("Insured", "officer", level="program", program_id=program.id)
        with self.assertRefused("cannot open yet", "Hall", "Insured"):
            program.action_open()
        model = type(self.env["beneficiary.program"])
        self.patch(model, "_eligibility_venue", lambda programs: {p.id: ("passed", "300 seats") for p in programs})
        program.with_user(self.officer).action_check_eligibility()
        checks = {check.kind: check for check in program.check_ids}
        self.assertEqual((checks["venue"].result, checks["venue"].value_seen), ("passed", "300 seats"))
        with self.assertRefused("cannot open yet", "Insured"):
            program.action_open()
        checks["officer"].with_user(self.officer).action_pass("Policy 17")
        program.action_open()
        self.assertEqual(program.state, "open")

    def test_waiver_of_the_programme(self):
        program = self._program("field")
        self._criterion("Hall", "venue", level="program", program_id=program.id)
        program.action_check_eligibility()
        with self.assertRefused("own work"):
            program.check_ids.action_waive("I made it")
        colleague = self._create_user("second_manager", "manager")
        program.check_ids.with_user(colleague).action_waive("In the open air")
        program.action_open()

    def test_programme_opens_where_the_policy_does_not_check(self):
        self.policy.sudo()._write({"eligibility_enabled": False})
        self.env.invalidate_all()
        program = self._program("field")
        self._criterion("Hall", "venue", level="program", program_id=program.id)
        program.action_open()

    def test_only_managers_load(self):
        with self.assertRefused("Only these roles", error=AccessError):
            self._program("field").with_user(self.officer).action_load_criteria()

    # -------------------------------------------------------------- conditions
    def _people(self):
        self.jeddah = self._create_beneficiary("أمل بنت علي", gender="female", city="Jeddah")
        self.abha = self._create_beneficiary("ريم بنت علي", gender="female", city="Abha")
        self.riyadh = self._create_beneficiary("سعاد بنت علي", gender="female", city="Riyadh")
        self.man = self._create_beneficiary("علي بن عمر", gender="male", city="Jeddah")
        self.people = self.jeddah | self.abha | self.riyadh | self.man
        either = self._group("Either")
        self.in_jeddah = self._criterion("Jeddah", condition="[('city', '=', 'Jeddah')]", group_id=either.id)
        self._criterion("Abha", condition="[('city', '=', 'Abha')]", group_id=either.id)
        self._criterion("Serious", "officer")
        self._criterion("Fee", "fee", group_id=either.id)

    def test_qualifying_domain(self):
        self._people()
        domain = self.program._qualifying_domain() & Domain("id", "in", self.people.ids)
        self.assertEqual(self.env["beneficiary.beneficiary"].search(domain), self.abha | self.jeddah)

    def test_qualifying_domain_without_conditions(self):
        self.female.active = False
        self.assertTrue(self.program._qualifying_domain().is_true())

    def test_eligible_of(self):
        self._people()
        met, each = self.program._eligible_of(self.people)
        self.assertEqual(met, set((self.jeddah | self.abha).ids))
        self.assertEqual(each[self.female.sudo()], set((self.jeddah | self.abha | self.riyadh).ids))
        self.assertEqual(each[self.in_jeddah.sudo()], set((self.jeddah | self.man).ids))

    def test_one_query_a_criterion(self):
        self._people()
        self.program._eligible_of(self.people)
        for people in (self.jeddah, self.people):
            with self.assertQueryCount(3):
                self.program._eligible_of(people)

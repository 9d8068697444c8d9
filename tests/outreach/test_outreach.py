from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import Form, tagged

from ...models.outreach.outreach_run import OutreachRun
from ..common import BeneficiaryCommon

CRON = "beneficiary.ir_cron_outreach"


@tagged("post_install", "-at_install")
class TestOutreach(BeneficiaryCommon):
    """Who qualifies, has agreed and was not served is found at once and given one request (R-13)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.offer = cls.env.ref("beneficiary.consent_purpose_offer")
        cls.people = cls.env["beneficiary.beneficiary"].union(*(cls._person(f"Person {i}") for i in range(5)))
        cls.outreach = (
            cls.env["beneficiary.outreach"]
            .with_user(cls.manager)
            .create({"program_id": cls.program.id, "company_id": cls.company.id})
        )

    @classmethod
    def _person(cls, name, consent=True, state="registered", **vals):
        person = cls._create_beneficiary(name, phone="+966 50 111 1111", **vals)
        person.sudo().state = state
        if consent:
            cls.env["beneficiary.consent"].create({"beneficiary_id": person.id, "purpose_id": cls.offer.id})
        return person

    def _found(self):
        return self.env["beneficiary.beneficiary"].search(self.outreach._candidates_domain())

    def _requests(self):
        return self.env["beneficiary.request"].search([("outreach_id", "=", self.outreach.id)])

    def _run(self, batch_size=200):
        self.env.ref(CRON).sudo().code = f"model._cron_open_requests(batch_size={batch_size})"
        self._run_cron(CRON)
        self.env.invalidate_all()

    # -------------------------------------------------------------------- found
    def test_who_is_found(self):
        self._person("No consent", consent=False)
        self._person("Prospect", state="prospect")
        self._person("Suspended", state="suspended")
        self._person("Unconfirmed").sudo().is_confirmed = False
        self._person("Archived").active = False
        self.assertEqual(self._found(), self.people)
        self.outreach.filter_domain = "[('active', 'in', [True, False])]"
        self.assertEqual(self._found(), self.people)

    def test_who_has_withdrawn_is_not_found(self):
        self.people[0].consent_ids.with_user(self.officer).action_withdraw()
        self.assertEqual(self._found(), self.people[1:])

    def test_who_is_served_is_not_found(self):
        states = ("draft", "submitted", "done", "refused", "cancelled")
        for person, state in zip(self.people.sorted("id"), states, strict=True):
            self._create_request(person).sudo().state = state
        self.assertEqual(self._found(), self.people.sorted("id")[3:] & self.people)

    def test_another_association_is_not_found(self):
        other = self._create_other_company()
        foreign = self._person("Foreign", user=self.env.user, company_id=other.id, branch_id=False, user_id=False)
        self.assertEqual(foreign.state, "registered")
        self.assertEqual(self._found(), self.people)

    def test_the_conditions_of_the_programme(self):
        model = type(self.program)
        one = Domain("id", "=", self.people[0].id)
        with patch.object(model, "_qualifying_domain", lambda program: one, create=True):
            self.assertEqual(self._found(), self.people[0])
            self.outreach.filter_domain = "[('name', '=', 'nobody')]"
            self.assertFalse(self._found(), "both are asked")

    def test_the_count_while_the_rule_is_edited(self):
        self.people[0].city = "Tabuk"
        with Form(self.env["beneficiary.outreach"].with_user(self.manager)) as form:
            self.assertEqual(form.candidate_count, 0)
            form.program_id = self.program
            self.assertEqual((form.name, form.candidate_count), ("Test support", 5))
            form.filter_domain = "[('partner_id.city', '=', 'Tabuk')]"
            self.assertEqual(form.candidate_count, 1)

    def test_a_filter_that_is_none(self):
        for text in ("[", "x", "[('no_such_field', '=', 1)]", "[('name', '=')]", "__import__('os')"):
            with self.subTest(text=text), self.assertRaises(ValidationError):
                self.outreach.filter_domain = text

    def test_a_count_tells_nothing_that_may_not_be_read(self):
        self.manager.write({"group_ids": [(5,), (4, self.env.ref("beneficiary.group_delegate").id)]})
        with self.assertRaises(AccessError):
            self.outreach.sudo().with_user(self.manager).sudo(False)._candidates_domain()
        outreach = self.outreach.sudo()
        outreach.filter_domain = "[('monthly_income', '>', 0)]"
        with self.assertRaises(AccessError):
            outreach.with_user(self.officer).sudo(False)._filter()

    def test_counting_costs_the_same_for_many(self):
        counts = []
        for _round in range(2):
            self._count_queries(self.outreach._count_candidates)  # warms the caches of the registry
            counts.append(self._count_queries(self.outreach._count_candidates))
            for index in range(20):
                self._person(f"More {index}")
        self.assertEqual(counts[0], counts[1])
        domain = self.outreach._candidates_domain()
        with self.assertQueryCount(1):
            self.outreach._candidates().search_count(domain)

    # ---------------------------------------------------------------------- run
    def test_requests_are_opened_and_told(self):
        self.outreach.action_start()
        self.assertEqual((self.outreach.state, self.outreach.target_count), ("running", 5))
        self._run()
        self.assertEqual((self.outreach.state, self.outreach.request_count, self.outreach.progress), ("done", 5, 100))
        cases = self._requests()
        self.assertEqual(cases.beneficiary_id, self.people)
        self.assertEqual(set(cases.mapped("state")), {"draft"})
        self.assertEqual(set(cases.mapped("origin")), {"outreach"})
        self.assertEqual(cases.user_id, self.officer, "who is responsible for the file")
        self.assertEqual(cases.branch_id, self.branch)
        self.assertEqual([len(case.notice_ids) for case in cases], [1] * 5)
        self.assertEqual(cases.notice_ids.mapped("kind"), ["outreach"] * 5)
        self.assertIn("Test support", cases[0].notice_ids.body)
        self.assertFalse(self._found())

    def test_nobody_is_given_two(self):
        self.outreach.action_start()
        second = self.outreach.copy({"name": "Second"})
        second.action_start()
        self._run(batch_size=2)
        self._run()
        self.assertEqual((self.outreach.request_count, second.request_count), (5, 0))
        self._requests()[0].with_user(self.officer).action_cancel("Not wanted")
        self.assertFalse(self._found(), "who did not want it is not asked again")

    def test_a_killed_run_goes_on(self):
        self.outreach.action_start()
        open_batch, rounds = OutreachRun._open_batch, []

        def killed(outreach, batch_size):
            rounds.append(1)
            if len(rounds) == 2:
                raise SystemError("killed")
            return open_batch(outreach, batch_size)

        with patch.object(OutreachRun, "_open_batch", killed), self.assertLogs("odoo", "ERROR"):
            try:
                self._run(batch_size=2)
            except SystemError:
                self.env.invalidate_all()
        self.assertEqual((self.outreach.state, self.outreach.request_count), ("running", 2))
        self.assertEqual(self.outreach.progress, 40)
        self._run(batch_size=2)
        self.assertEqual((self.outreach.state, self.outreach.request_count), ("done", 5))
        self.assertEqual(self._requests().beneficiary_id, self.people)

    def test_one_who_cannot_is_left_out(self):
        bad = self.people.sorted("id")[1]
        vals = OutreachRun._request_vals

        def refused(outreach, person):
            if person == bad:
                raise UserError("No.")
            return vals(outreach, person)

        self.outreach.action_start()
        with patch.object(OutreachRun, "_request_vals", refused):
            self._run()
        self.assertEqual(self._requests().beneficiary_id, self.people - bad)
        self.assertEqual((self.outreach.state, self.outreach.skipped_count), ("done", 1))
        self.assertIn("No request for", self._notes(self.outreach))

    def test_it_ends_where_the_programme_does(self):
        self.outreach.action_start()
        self.program.action_close()
        self._run()
        self.assertEqual((self.outreach.state, self.outreach.request_count), ("stopped", 0))
        self.assertIn("not open any more", self._notes(self.outreach))

    def test_it_is_stopped_and_goes_on(self):
        self.outreach.action_start()
        self.outreach.action_stop()
        self._run()
        self.assertFalse(self._requests())
        self.outreach.action_start()
        self._run()
        self.assertEqual(len(self._requests()), 5)

    def test_nobody_is_found(self):
        self.outreach.filter_domain = "[('name', '=', 'nobody')]"
        with self.assertRefused("Nobody is found"):
            self.outreach.action_start()

    def test_the_rule_of_a_run_stays(self):
        self.outreach.action_start()
        with self.assertRefused("is “Running”"):
            self.outreach.filter_domain = "[]"
        with self.assertRefused("is kept"):
            self.outreach.unlink()

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..deposit.common import DepositCommon
from ..field.common import FieldCommon
from ..partner.common import PartnerCommon
from ..profile.common import ProfileCommon


def _ask(test, program, kind, name, **vals):
    """Return a criterion of a kind whose facts another part of the addon knows."""
    return (
        test.env["beneficiary.criterion"]
        .with_user(test.manager)
        .create({"name": name, "kind": kind, "program_id": program.id} | vals)
    )


@tagged("post_install", "-at_install")
class TestPartnerFacts(PartnerCommon):
    """What a partner says of a case passes or fails its criterion at once (R-62)."""

    template = "makarem"

    def test_verified(self):
        _ask(self, self.orphans, "partner", "Verified by the partner")
        self.request.with_user(self.officer).action_check_eligibility()
        self.assertEqual(self.request.eligibility, "pending")
        case = self._send()
        case.with_user(self.user_a).sudo()._portal_verify("He died in 2020.")
        self.assertEqual(self.request.eligibility, "eligible")
        self.assertIn("Partner A", self.request.sudo().check_ids.value_seen)

    def test_found_results_stay(self):
        _ask(self, self.orphans, "partner", "Verified by the partner")
        self._send().with_user(self.user_a).sudo()._portal_return("Not ours")
        self.assertEqual(self.request.eligibility, "ineligible")
        self._send().with_user(self.user_a).sudo()._portal_verify("He is ours after all")
        self.assertEqual(self.request.eligibility, "ineligible", "a result that was found is checked again by hand")
        self.request.with_user(self.officer).action_check_eligibility()
        self.assertEqual(self.request.eligibility, "eligible")

    def test_a_partner_ceases(self):
        """What it answered stays; what waits for it is set right, and the mechanism takes its place."""
        _ask(self, self.orphans, "partner", "Verified by the partner")
        self.orphans.mechanism_step_ids = [(0, 0, {"name": "Visit", "responsible": "Researcher"})]
        self._send().with_user(self.user_a).sudo()._portal_verify("He died in 2020.")
        person = self._create_beneficiary("Sami", birth_date="2015-01-01")
        waiting = self._submit(self._create_request(person, program_id=self.orphans.id))
        self._send(waiting)
        self.assertIn("Partner A looks at it", waiting.check_ids.value_seen)
        self.entity_a.agreement_id.with_user(self.officer).action_terminate("Over")
        self.assertIn("Partner A cannot answer any more", waiting.check_ids.value_seen)
        self.assertFalse(waiting.mechanism_check_ids, "Partner B can verify it")
        today = self.company._beneficiary_today()
        self.entity_b.date_end = today
        with self._at(f"{today + timedelta(days=1)} 08:00:00"):
            self._run_cron("beneficiary.ir_cron_partner_cases")
            self.env.invalidate_all()
            waiting.mechanism_check_ids.action_done()
        self.assertEqual((self.request.eligibility, waiting.eligibility), ("eligible", "eligible"))

    def test_a_programme_whose_partner_ceases(self):
        self.env["beneficiary.criterion"].with_user(self.manager).create(
            {"name": "Somebody verifies", "kind": "mechanism", "level": "program", "program_id": self.orphans.id}
        )
        self.orphans.with_user(self.officer).action_check_eligibility()
        for entity, result in ((self.entity_a, "passed"), (self.entity_b, "failed")):
            entity.agreement_id.with_user(self.officer).action_terminate("Over")
            self.assertEqual(self.orphans.sudo().check_ids.result, result)


@tagged("post_install", "-at_install")
class TestProfileFacts(ProfileCommon):
    """What waits to be verified on the file passes or fails its condition as soon as an officer looked at it."""

    template = "makarem"

    def _pending(self, condition, person=None):
        """Return the request of a person to a programme with this condition, which waits for an officer."""
        _ask(self, self.program, "condition", "Condition", condition=condition)
        request = self._submit(self._create_request(person))
        self.assertEqual(request.eligibility, "pending")
        for check in request.check_ids:
            self.assertIn("Waits to be verified", check.value_seen)
        return request

    def test_qualification_and_experience(self):
        qualification = self._qualification()
        experience = self._experience("2020-01-01", "2021-12-31")
        _ask(self, self.program, "condition", "Experienced", condition="[('experience_months', '>=', 24)]")
        request = self._pending("[('qualification_level_id', '!=', False)]", self.person)
        request.action_complete()
        with self.assertRefused("Not checked", "Experienced", "Condition"):
            request.action_send_to_committee()
        qualification.action_verify()
        self.assertEqual(sorted(request.check_ids.mapped("result")), ["passed", "pending"])
        experience.action_reject("Another name")
        self.assertEqual(sorted(request.check_ids.mapped("result")), ["failed", "passed"])
        self.assertEqual(request.eligibility, "ineligible")

    def test_without_a_claim_it_fails(self):
        _ask(self, self.program, "condition", "Graduate", condition="[('qualification_rank', '>', 0)]")
        self.assertEqual(self._submit().eligibility, "ineligible")

    def test_hours(self):
        assignment = self._confirmed()
        hours = self._log(assignment, 5)
        request = self._pending("[('volunteer_hours', '>=', 5)]", assignment.beneficiary_id)
        hours.with_user(self.colleague).action_approve()
        self.assertEqual(request.eligibility, "eligible")

    def test_platform_and_record(self):
        person = self._create_beneficiary(volunteer_platform_number="7702")
        condition = "[('volunteer_platform_verified_on', '!=', False), ('volunteer_record_reviewed_on', '!=', False)]"
        request = self._pending(condition, person)
        person.action_verify_platform_number()
        self.assertEqual(request.eligibility, "pending")
        person.action_review_volunteer_record("Her certificate of last year")
        self.assertEqual(request.eligibility, "eligible")


@tagged("post_install", "-at_install")
class TestFeeFacts(DepositCommon):
    """A paid fee, or a signed clause, passes the criterion of seriousness at once (R-60)."""

    template = "makarem"

    def test_paid(self):
        _ask(self, self.academic, "fee", "Seriousness")
        case = self._submit(self.case)
        self.assertEqual(case.eligibility, "pending")
        self._paid(case)
        self.assertEqual(case.eligibility, "eligible")


@tagged("post_install", "-at_install")
class TestEventFacts(FieldCommon):
    """A field programme opens when its venue suits, it was announced, and its group was invited (R-63)."""

    template = "makarem"

    def test_opens_when_all_is_there(self):
        program = self._create_program("Meeting", "field")
        program.with_user(self.manager).action_load_criteria()
        with self.assertRaisesRegex(UserError, "cannot open yet"):
            program.with_user(self.manager).action_open()
        event = self._event(program_id=program.id)
        event.answer_ids.write({"answer": "yes"})
        event.action_announce()
        self._invite(event, self.person)
        self.assertEqual(set(program.sudo().check_ids.mapped("result")), {"passed"})
        program.with_user(self.manager).action_open()
        self.assertEqual(program.state, "open")

    def _create_program(self, name, program_type):
        return self.env["beneficiary.program"].create(
            {
                "name": name,
                "program_type": program_type,
                "company_id": self.company.id,
                "committee_id": self.committee.id,
            }
        )

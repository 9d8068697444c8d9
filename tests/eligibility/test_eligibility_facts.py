from odoo.exceptions import UserError
from odoo.tests import tagged

from ..deposit.common import DepositCommon
from ..field.common import FieldCommon
from ..partner.common import PartnerCommon


def _ask(test, program, kind, name):
    """Return a criterion of a kind whose facts another part of the addon knows."""
    return (
        test.env["beneficiary.criterion"]
        .with_user(test.manager)
        .create({"name": name, "kind": kind, "program_id": program.id})
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

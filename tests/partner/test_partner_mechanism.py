from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PartnerCommon


@tagged("post_install", "-at_install")
class TestPartnerMechanism(PartnerCommon):
    """The written mechanism where there is no partner: its steps are a checklist on every request (R-62)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alone = cls.env["beneficiary.program"].create(
            {
                "name": "Prisoners",
                "program_type": "special",
                "company_id": cls.company.id,
                "committee_id": cls.committee.id,
                "mechanism": "<p>We ask the prison.</p>",
                "mechanism_step_ids": [
                    (0, 0, {"name": "Ask the prison", "responsible": "Officer", "days": 7}),
                    (0, 0, {"name": "Visit the family", "responsible": "Researcher"}),
                ],
            }
        )
        cls.alone.action_open()
        cls.case = cls._create_request(cls.orphan, program_id=cls.alone.id)

    def test_every_request_gets_the_checklist(self):
        checks = self.case.mechanism_check_ids
        self.assertEqual(checks.mapped("name"), ["Ask the prison", "Visit the family"])
        self.assertEqual(checks.mapped("responsible"), ["Officer", "Researcher"])
        self.assertEqual((checks[0].due_date - self.company._beneficiary_today()).days, 7)
        self.assertFalse(checks[1].due_date)

    def test_no_checklist_where_a_partner_verifies_or_for_other_programmes(self):
        self.assertFalse(self.request.mechanism_check_ids)
        self.assertFalse(self._create_request().mechanism_check_ids)

    def test_officers_tick(self):
        first, second = self.case.mechanism_check_ids
        first.note = "Letter 12"
        first.action_done()
        self.assertEqual((first.done, first.done_by), (True, self.officer))
        self.assertTrue(first.done_on)
        self.assertEqual(
            self.case._eligibility_partner(), {self.case.id: ("pending", "Written mechanism: 1 of 2 steps")}
        )
        second.action_done()
        self.assertEqual(
            self.case._eligibility_partner(), {self.case.id: ("passed", "Written mechanism: 2 of 2 steps")}
        )
        with self.assertRefused("Take the tick back"):
            first.note = "Changed"

    def test_nobody_else_ticks(self):
        check = self.case.mechanism_check_ids[:1]
        for user in (self.delegate, self.researcher, self.management):
            with self.assertRaises(AccessError):
                check.with_user(user).action_done()
        for vals in ({"done": True}, {"done_by": self.officer.id}, {"name": "x"}):
            with self.assertRaises(AccessError):
                check.write(vals)

    def test_taking_a_tick_back(self):
        check = self.case.mechanism_check_ids[:1]
        check.action_done()
        other = self._create_user("officer_2", "officer")
        with self.assertRefused("Only he or a manager"):
            check.with_user(other).action_undo()
        check.with_user(self.manager).action_undo()
        self.assertFalse(check.done or check.done_by or check.done_on)

    def test_a_decided_request_keeps_its_checklist(self):
        check = self.case.mechanism_check_ids[:1]
        self.case.action_cancel("Not needed")
        with self.assertRefused("is decided"):
            check.action_done()
        with self.assertRefused("is decided"):
            check.sudo().write({"note": "Changed"})

    def test_changing_the_mechanism_does_not_rewrite_checklists(self):
        self.alone.mechanism_step_ids[0].name = "Ask the ministry"
        self.alone.mechanism_step_ids[1].unlink()
        self.assertEqual(self.case.mechanism_check_ids.mapped("name"), ["Ask the prison", "Visit the family"])

    def test_another_programme_has_another_checklist(self):
        self.case.mechanism_check_ids[0].action_done()
        self.case.program_id = self.program
        self.assertEqual(self.case.mechanism_check_ids.mapped("name"), ["Ask the prison"], "what was done stays")

    def test_the_mechanism_takes_over_when_the_partner_is_gone(self):
        self.orphans.mechanism_step_ids = [(0, 0, {"name": "Visit", "responsible": "Researcher"})]
        (self.entity_a | self.entity_b).active = False
        self.request.invalidate_recordset()
        self.assertIn("No partner can verify", self.request.partner_warning)
        self.assertTrue(self.request.mechanism_possible)
        self.request.action_start_mechanism()
        self.assertEqual(self.request.mechanism_check_ids.mapped("name"), ["Visit"])
        self.request.invalidate_recordset()
        self.assertFalse(self.request.mechanism_possible)
        self.assertIn("not done yet: 1", self.request.partner_warning)

    def test_no_steps_to_start(self):
        with self.assertRefused("no written mechanism"):
            self.request.action_start_mechanism()

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import PartnerCommon


@tagged("post_install", "-at_install")
class TestPartnerEntity(PartnerCommon):
    """Which organisations verify, when, and which programmes may open (R-12, R-62)."""

    def _special(self, **vals):
        return self.env["beneficiary.program"].create(
            {
                "name": "Prisoners",
                "program_type": "special",
                "company_id": self.company.id,
                "committee_id": self.committee.id,
            }
            | vals
        )

    def test_a_special_programme_needs_somebody_who_verifies(self):
        program = self._special().with_user(self.manager)
        with self.assertRefused("Prisoners", "partner whose agreement is in force", "at least one step"):
            program.action_open()
        self.assertTrue(program.partner_warning)
        program.mechanism = "<p>We look into it.</p>"
        with self.assertRefused("at least one step"):
            program.action_open()
        program.mechanism_step_ids = [(0, 0, {"name": "Visit", "responsible": "Researcher"})]
        program.action_open()
        self.assertEqual(program.state, "open")
        self.assertFalse(program.partner_warning)

    def test_a_partner_in_force_opens_a_programme(self):
        program = self._special(partner_entity_ids=[(6, 0, self.entity_a.ids)])
        agreement = self.entity_a.agreement_id
        agreement.sudo().state = "signed"
        with self.assertRefused("agreement is in force"):
            program.action_open()
        agreement.sudo().state = "active"
        program.action_open()
        self.assertEqual(program.state, "open")

    def test_other_programmes_need_no_partner(self):
        program = self._special(program_type="support")
        program.action_open()
        self.assertEqual(program.state, "open")

    def test_in_force(self):
        self.assertTrue(self.entity_a.in_force)
        entities = self.env["beneficiary.partner.entity"]
        both = self.entity_a | self.entity_b
        self.assertEqual(entities.search([("in_force", "=", True), ("id", "in", both.ids)]), both)
        today = self.company._beneficiary_today()
        for vals in (
            {"date_start": today.replace(year=today.year + 1)},
            {"date_end": today.replace(year=today.year - 1), "date_start": False},
        ):
            self.entity_a.write({"date_start": False, "date_end": False} | vals)
            self.assertFalse(self.entity_a.in_force, vals)
            self.assertEqual(entities.search([("in_force", "=", True), ("id", "in", both.ids)]), self.entity_b)
            self.assertEqual(entities.search([("in_force", "=", False), ("id", "in", both.ids)]), self.entity_a)

    def test_an_agreement_whose_time_is_over_holds_no_more(self):
        """Even before the scheduled action has ended it."""
        end = self.entity_a.agreement_id.date_end
        with self._at(f"{end.year + 1}-01-02 08:00:00"):
            self.env.invalidate_all()
            self.assertEqual(self.entity_a.agreement_id.state, "active")
            self.assertFalse(self.entity_a.in_force)
            self.assertFalse(self.env["beneficiary.partner.entity"]._portal_entities(self.user_a, self.company))

    def test_a_renewal_goes_on_without_a_gap(self):
        old = self.entity_a.agreement_id
        old.with_user(self.officer).action_renew()
        new = old.next_ids
        self.assertGreater(new.date_start, self.company._beneficiary_today())
        self.assertEqual(self.entity_a.agreement_id, old)
        self._sign_agreement(new.with_user(self.officer))
        self.assertEqual((old.state, self.entity_a.agreement_id), ("renewed", new))
        self.entity_a.invalidate_recordset()
        self.assertTrue(self.entity_a.in_force, "until the renewal begins, the old one holds")
        with self._at(f"{new.date_start} 08:00:00"):
            self.env.invalidate_all()
            self.assertTrue(self.entity_a.in_force)

    def test_an_amended_agreement_is_followed(self):
        old = self.entity_a.agreement_id
        old.with_user(self.officer).action_amend()
        self._sign_agreement(old.next_ids.with_user(self.officer))
        self.assertEqual(self.entity_a.agreement_id, old.next_ids)
        self.entity_a.invalidate_recordset()
        self.assertTrue(self.entity_a.in_force)

    def test_the_agreement_is_with_the_organisation(self):
        with self.assertRefused("not an agreement with Partner A", error=ValidationError):
            self.entity_a.agreement_id = self.entity_b.agreement_id

    def test_who_verifies_belongs_to_the_organisation(self):
        for name in ("contact_ids", "notice_partner_id"):
            with self.assertRefused("Contact of b is no contact of Partner A", error=ValidationError):
                self.entity_a.write(
                    {name: self.user_b.partner_id.ids if name == "contact_ids" else self.user_b.partner_id}
                )

    def test_who_may_name_partners(self):
        self.assertTrue(self.entity_a.with_user(self.manager).has_access("write"))
        for user in (self.officer, self.delegate, self.management):
            with self.assertRaises(AccessError):
                self.entity_a.with_user(user).write({"answer_days": 3})
        with self.assertRaises(AccessError):
            self.entity_a.with_user(self.finance).read(["name"])

    def test_logins(self):
        self.assertEqual(self.entity_a.login_count, 1)
        self.user_a.active = False
        self.entity_a.invalidate_recordset()
        self.assertEqual(self.entity_a.login_count, 0)

    def test_eligibility_of_programmes(self):
        written, nothing = self._special(), self._special()
        text = self._special(mechanism="<p>We look into it.</p>")
        written.mechanism_step_ids = [(0, 0, {"name": "Visit", "responsible": "Researcher"})]
        self.assertEqual(
            (self.orphans | written | nothing | text)._eligibility_mechanism(),
            {
                self.orphans.id: ("passed", "Partners: Partner A, Partner B"),
                written.id: ("passed", "Written mechanism, steps: 1"),
                nothing.id: ("failed", "Neither a partner nor a written mechanism"),
                text.id: ("failed", "Written mechanism without a step"),
            },
        )

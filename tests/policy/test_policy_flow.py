from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestPolicyFlow(BeneficiaryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fresh = cls._create_other_company("Fresh association")
        cls.fresh_manager = cls._create_user("fresh_manager", "manager", company=cls.fresh)
        cls.draft = cls._adopt("samtah", cls.fresh).with_user(cls.fresh_manager)

    # ---------------------------------------------------------------- approve
    def test_approve(self):
        self.draft.action_approve()
        self.assertEqual(self.draft.state, "approved")
        self.assertFalse(self.fresh.beneficiary_policy_id, "approved is not yet in force")

    def test_approve_needs_channels(self):
        self.draft.write({"complaint_channel_ids": [(5,)], "channel_ids": [(5,)]})
        with self.assertRefused("Choose the channels"):
            self.draft.action_approve()
        self.assertEqual(self.draft.state, "draft")

    def test_approve_needs_clauses(self):
        self.draft.clause_ids.unlink()
        with self.assertRefused("has no clauses"):
            self.draft.action_approve()

    def test_approve_once(self):
        self.draft.action_approve()
        with self.assertRefused("Only a draft of your own"):
            self.draft.action_approve()

    def test_officers_do_not_approve(self):
        draft = self._adopt("awn").with_user(self.officer)
        for action in (draft.action_approve, draft.action_put_in_force, draft.action_new_version):
            with self.assertRefused("Only these roles", error=AccessError):
                action()

    def test_state_is_not_written_by_hand(self):
        with self.assertRefused("is set by its own actions only", error=AccessError):
            self.draft.state = "in_force"

    # --------------------------------------------------------------- in force
    def test_in_force_needs_approval(self):
        with self.assertRefused("approved before it is put in force"):
            self.draft.action_put_in_force()

    def test_in_force_configures_the_company(self):
        self.draft.action_approve()
        with self._at("2026-03-01 09:00:00"):
            self.draft.action_put_in_force()
        self.assertEqual(self.draft.state, "in_force")
        self.assertEqual(self.draft.date_in_force, date(2026, 3, 1))
        self.assertEqual(self.fresh.beneficiary_policy_id.id, self.draft.id)
        committee = self.env["beneficiary.committee"].search([("company_id", "=", self.fresh.id)])
        self.assertEqual(committee.mapped("kind"), ["competent"])
        self.assertEqual(self.committee.kind, "research", "the other association has the one its policy names")

    def test_in_force_gives_own_sequences(self):
        sequences = self.env["ir.sequence"].search([("code", "=like", "beneficiary.%"), ("company_id", "=", False)])
        own = [("code", "in", sequences.mapped("code")), ("company_id", "=", self.fresh.id)]
        self.assertFalse(self.env["ir.sequence"].search(own))
        self.draft.action_approve()
        self.draft.action_put_in_force()
        self.assertEqual(sorted(self.env["ir.sequence"].search(own).mapped("code")), sorted(sequences.mapped("code")))

    def test_second_version_repeats_no_configuration(self):
        self.draft.action_approve()
        self.draft.action_put_in_force()
        version = self.draft.action_new_version()
        version.action_approve()
        version.action_put_in_force()
        self.assertEqual(self.env["beneficiary.committee"].search_count([("company_id", "=", self.fresh.id)]), 1)
        self.assertEqual(
            self.env["ir.sequence"].search_count(
                [("code", "=", "beneficiary.request"), ("company_id", "=", self.fresh.id)]
            ),
            1,
        )

    def test_an_archived_committee_is_not_made_again(self):
        self.committee.active = False
        version = self.policy.action_new_version()
        version.action_approve()
        version.action_put_in_force()
        committees = self.env["beneficiary.committee"].with_context(active_test=False)
        self.assertEqual(committees.search([("company_id", "=", self.company.id)]), self.committee)

    # ---------------------------------------------------------------- versions
    def test_new_version_is_a_draft_that_points_back(self):
        version = self.policy.with_user(self.manager).action_new_version()
        self.assertEqual(version.state, "draft")
        self.assertEqual(version.version, 2)
        self.assertEqual(version.previous_id.id, self.policy.id)
        self.assertEqual(version.template_id, self.policy.template_id)
        self.assertEqual(version.company_id, self.company)
        self.assertEqual(version.clause_ids.mapped("text"), self.policy.clause_ids.mapped("text"))
        self.assertFalse(version.approval_date)
        version.window_min = 3
        self.assertEqual(self.policy.window_min, 2)

    def test_new_version_of_a_draft_is_refused(self):
        with self.assertRefused("is still a draft"):
            self.draft.action_new_version()

    def test_versions_are_numbered_on(self):
        first = self.policy.action_new_version()
        second = self.policy.action_new_version()
        self.assertEqual((first.version, second.version), (2, 3))

    def test_second_version_supersedes(self):
        request = self._create_request()
        version = self.policy.with_user(self.manager).action_new_version()
        version.write({"window_min": 1, "channel_ids": [(3, self.channel.id)], "complaint_channel_ids": [(5,)]})
        version.action_approve()
        with self._at("2026-03-01 09:00:00"):
            version.action_put_in_force()
        self.assertEqual(self.policy.state, "superseded")
        self.assertEqual(self.policy.date_superseded, date(2026, 3, 1))
        self.assertEqual(version.state, "in_force")
        self.assertEqual(self.company.beneficiary_policy_id.id, version.id)
        self.assertEqual(request.policy_id, self.policy, "a case keeps the policy under which it began")
        request.description = "Rent"  # the channel is still one of its own policy
        newer = self._create_request(channel_id=self.env.ref("beneficiary.channel_phone").id)
        self.assertEqual(newer.policy_id.id, version.id)

    def test_one_in_force_for_each_company(self):
        self.draft.action_approve()
        self.draft.action_put_in_force()
        self.assertEqual(self.policy.state, "in_force", "the other company keeps its own")
        other = self._adopt("awn", self.fresh)
        with self.assertDatabaseRefuses("beneficiary.policy", "already has a policy in force"):
            other.state = "in_force"

    def test_requests_of_a_policy(self):
        request = self._create_request()
        self.assertEqual(self.policy.request_count, 1)
        action = self.policy.action_view_requests()
        self.assertEqual(self.env["beneficiary.request"].search(action["domain"]), request)

    # -------------------------------------------------------------- contents
    def test_complaint_channels_are_channels_of_the_policy(self):
        fax, phone = self.env.ref("beneficiary.channel_fax"), self.env.ref("beneficiary.channel_social_media")
        with self.assertRefused("must be among the policy's channels", phone.name, error=ValidationError):
            self.draft.complaint_channel_ids += phone
        with self.assertRefused("must be among the policy's channels", fax.name, error=ValidationError):
            self.draft.channel_ids -= fax

    def test_window_is_not_negative(self):
        with self.assertDatabaseRefuses("beneficiary.policy", "cannot be negative"):
            self.draft.window_max = -1

    def test_measure_has_a_period(self):
        with self.assertDatabaseRefuses("beneficiary.policy.measure", "must be at least 1"):
            self.draft.measure_ids[0].period = 0

    def test_channel_code_is_unique(self):
        with self.assertDatabaseRefuses("beneficiary.channel", "already has this code"):
            self.env["beneficiary.channel"].with_user(self.manager).create({"name": "Telephone", "code": "phone"})

    def test_window_of_both_sides_in_words(self):
        self.draft.write({"window_min": 3, "window_min_unit": "day", "window_start": "submission"})
        self.assertEqual(
            self.draft.window_text, "Not earlier than 3 days and not later than 15 working days from submission"
        )
        self.draft.write({"window_min": 0, "window_max": 0})
        self.assertEqual(self.draft.window_text, "No promised time")

    # ------------------------------------------------------------- companies
    def test_policies_of_other_companies_are_not_seen(self):
        policies = self.draft.search([])
        self.assertIn(self.draft, policies)
        self.assertTrue(policies.filtered("is_template"), "templates are shared")
        self.assertNotIn(self.policy.id, policies.ids)
        with self.assertRaises(AccessError):
            self.draft.browse(self.policy.id).read(["name"])

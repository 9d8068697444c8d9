from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import BeneficiaryCommon

FROZEN = "is approved and cannot be changed"


@tagged("post_install", "-at_install")
class TestPolicyFrozen(BeneficiaryCommon):
    """An approved policy stays as the board approved it, for the manager and for the superuser alike."""

    def _hands(self):
        """Return the policy in the hands of a manager and of the superuser."""
        return self.policy.with_user(self.manager), self.policy

    def test_text_and_rules(self):
        for policy in self._hands():
            for vals in (
                {"name": "Ours"},
                {"purpose": "Another"},
                {"window_min": 1},
                {"channel_ids": [(5,)]},
                {"window_enforcement": "none"},
                {"approval_date": "2026-01-01"},
                {"clause_ids": [(5,)]},
            ):
                with self.subTest(user=policy.env.user.login, vals=vals), self.assertRefused(FROZEN):
                    policy.write(vals)

    def test_parts(self):
        for policy in self._hands():
            for part in (policy.clause_ids[0], policy.measure_ids[0], policy.tool_ids[0]):
                with self.subTest(user=policy.env.user.login, model=part._name):
                    with self.assertRefused(FROZEN):
                        part.name = "x"
                    with self.assertRefused(FROZEN):
                        part.unlink()

    def test_nothing_is_added(self):
        for policy in self._hands():
            with self.subTest(user=policy.env.user.login), self.assertRefused(FROZEN):
                policy.env["beneficiary.policy.clause"].create(
                    {"policy_id": policy.id, "section": "handling", "name": "x", "text": "x"}
                )

    def test_nothing_is_moved_in_or_out(self):
        version = self.policy.action_new_version()
        with self.assertRefused(FROZEN):
            version.clause_ids[0].policy_id = self.policy
        with self.assertRefused(FROZEN):
            self.policy.clause_ids[0].policy_id = version
        for clause, policy in ((version.clause_ids[0], self.policy), (self.policy.clause_ids[0], version)):
            with self.assertRefused("set by its own actions only", error=AccessError):
                clause.with_user(self.manager).policy_id = policy

    def test_not_deleted(self):
        for policy in self._hands():
            with self.subTest(user=policy.env.user.login), self.assertRefused(FROZEN):
                policy.unlink()

    def test_translations_are_text_too(self):
        """The translation screen does not go through ``write``."""
        self.env["res.lang"]._activate_lang("ar_001")
        for policy in self._hands():
            with self.subTest(user=policy.env.user.login):
                with self.assertRefused(FROZEN):
                    policy.update_field_translations("name", {"en_US": "Ours"})
                with self.assertRefused(FROZEN):
                    policy.clause_ids[0].update_field_translations("text", {"en_US": "x", "ar_001": "x"})

    def test_superseded_stays_frozen(self):
        version = self.policy.action_new_version()
        version.action_approve()
        version.action_put_in_force()
        with self.assertRefused(FROZEN):
            self.policy.with_user(self.manager).name = "Ours"

    def test_approved_but_not_in_force(self):
        draft = self._adopt("makarem").with_user(self.manager)
        draft.action_approve()
        with self.assertRefused(FROZEN):
            draft.name = "Ours"

    def test_review_date_may_be_set(self):
        policy = self.policy.with_user(self.manager)
        policy.next_review_date = "2027-01-01"
        self.assertEqual(policy.next_review_date, date(2027, 1, 1))

    def test_tool_gets_a_newer_edition(self):
        tool = self.policy.with_user(self.manager).tool_ids[0]
        tool.write({"file": self.signature, "file_name": "bylaw.png", "version": "2.0", "owner_id": self.manager.id})
        self.assertEqual((tool.version, tool.file_name), ("2.0", "bylaw.png"))
        with self.assertRefused(FROZEN):
            tool.write({"version": "3.0", "tool_type": "guide"})

    def test_thread_goes_on(self):
        policy = self.policy.with_user(self.manager)
        policy.message_post(body="Circulated")
        policy.activity_schedule("mail.mail_activity_data_todo", user_id=self.manager.id)
        self.assertIn("Circulated", self._notes(policy))
        self.assertTrue(policy.activity_ids)

    def test_officers_write_nothing(self):
        draft = self._adopt("makarem")
        for record in (draft, draft.clause_ids[0], draft.tool_ids[0], draft.measure_ids[0]):
            with self.subTest(model=record._name), self.assertRaises(AccessError):
                record.with_user(self.officer).write({"name": "x"})

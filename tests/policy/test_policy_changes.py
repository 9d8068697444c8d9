from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestPolicyChanges(BeneficiaryCommon):
    """What a new version changes is shown, so that it can be told (R-84)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.version = cls.policy.with_user(cls.manager).action_new_version()

    def test_a_copy_changes_nothing(self):
        changes = self.version._changes(self.policy)
        self.assertFalse(any(changes.values()), changes)
        self.assertIn("say the same", self.version.changes_html)

    def test_the_first_version_has_no_changes(self):
        self.assertFalse(self.policy.changes_html)

    def test_clauses(self):
        reworded, gone = self.version.clause_ids[:2]
        old = self.policy.clause_ids[0]
        reworded.text = old.text + " Nobody is turned away."
        gone_name = gone.name
        gone.unlink()
        added = self.env["beneficiary.policy.clause"].create(
            {
                "policy_id": self.version.id,
                "section": "handling",
                "number": "99",
                "name": "Evenings",
                "text": "Open late",
            }
        )
        changes = self.version._changes(self.policy)
        self.assertEqual(changes["added"], added)
        self.assertEqual(changes["removed"].mapped("name"), [gone_name])
        ((before, after, words),) = changes["changed"]
        self.assertEqual((before, after), (old, reworded))
        self.assertEqual(words.count("<ins"), 1)
        self.assertIn("Nobody is turned away.</ins>", words)
        self.assertNotIn("<del", words)
        for text in ("Evenings", gone_name, "New clauses", "Clauses that are gone"):
            self.assertIn(text, self.version.changes_html)

    def test_a_renumbered_or_renamed_clause_is_the_same_clause(self):
        first, second = self.version.clause_ids[:2]
        first.number, second.name = "42", "Another heading"
        changes = self.version._changes(self.policy)
        self.assertEqual([new for _old, new, _words in changes["changed"]], [first, second])
        self.assertFalse(changes["added"] | changes["removed"])

    def test_rules_and_tools(self):
        self.version.write(
            {"window_min": 3, "channel_ids": [(3, self.channel.id)], "complaint_channel_ids": [(3, self.channel.id)]}
        )
        gone = self.version.tool_ids[0].name
        self.version.tool_ids[0].unlink()
        changes = self.version._changes(self.policy)
        rules = {label: (old, new) for label, old, new in changes["rules"]}
        self.assertEqual(rules["Promised reply"], (self.policy.window_text, self.version.window_text))
        self.assertIn("Interview", rules["Channels"][0])
        self.assertNotIn("Interview", rules["Channels"][1])
        self.assertEqual(changes["tools_removed"].mapped("name"), [gone])

    def test_what_people_wrote_is_no_markup(self):
        clause = self.version.clause_ids[0]
        clause.text = "<script>alert(1)</script> & more"
        self.assertNotIn("<script>", self.version.changes_html)
        self.assertIn("&lt;script&gt;", self.version.changes_html)

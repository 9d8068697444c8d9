from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common import EVERYONE, NOISE, RpcCommon

# every role but the manager, who keeps branches and committees
OTHERS = [role for role in EVERYONE if role not in ("manager", "public")]


@tagged("post_install", "-at_install")
class TestPrivileges(RpcCommon):
    """Nobody gives himself a branch, a committee, a role or a policy."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.steps._review(cls._create_request(cls.person))

    def _ours(self, user):
        """Return the external ids of the addon's roles that a user has."""
        groups = user.sudo().all_group_ids.get_external_id().values()
        return {name for name in groups if name.startswith("beneficiary.")}

    # -------------------------------------------------------------- themselves
    def test_nobody_changes_his_own_branches_committees_or_roles(self):
        manager_group = self.env.ref("beneficiary.group_manager")
        for role in (*OTHERS, "manager"):
            self._login(role)
            user = self._user(role)
            for vals in (
                {"beneficiary_branch_ids": [[4, self.other_branch.id]]},
                {"beneficiary_branch_ids": [[6, 0, self.other_branch.ids]]},
                {"beneficiary_committee_ids": [[4, self.committee.id]]},
                {"group_ids": [[4, self.env.ref("base.group_system").id]]},
                {"group_ids": [[4, manager_group.id]]},
            ):
                if role == "manager" and vals.get("group_ids") == [[4, manager_group.id]]:
                    continue
                with self.subTest(role=role, vals=str(vals)), self._undone():
                    before = (user.beneficiary_branch_ids, self._ours(user), user.has_group("base.group_system"))
                    self._rpc("res.users", "write", user.ids, vals)
                    self._rpc("res.users", "web_save", user.ids, vals, {"id": {}})
                    self._rpc("res.partner", "write", user.partner_id.ids, {"user_ids": [[1, user.id, vals]]})
                    after = (user.beneficiary_branch_ids, self._ours(user), user.has_group("base.group_system"))
                    self.assertEqual(after, before)

    def test_the_fields_of_the_user_are_not_self_writeable(self):
        writeable = self.env["res.users"].SELF_WRITEABLE_FIELDS
        self.assertFalse([name for name in writeable if name.startswith("beneficiary_")])

    def test_nobody_but_the_manager_names_delegates(self):
        for role in OTHERS:
            self._login(role)
            with self.subTest(role=role):
                vals = {"delegate_ids": [[4, self._user(role).id]]}
                self.assertRpcRefused("beneficiary.branch", "write", self.other_branch.ids, vals)
                self.assertRpcRefused("beneficiary.branch", "create", {"name": "Mine"} | vals)
                update = {"beneficiary_branch_ids": [[1, self.other_branch.id, vals]]}
                self._rpc("res.users", "write", self._user(role).ids, update)
                self.assertNotIn(self._user(role), self.other_branch.delegate_ids)

    def test_nobody_but_the_manager_names_members(self):
        member = self.committee.member_ids.filtered(lambda m: m.user_id == self.committee_member)
        for role in OTHERS:
            self._login(role)
            vals = {"user_id": self._user(role).id, "role": "secretary"}
            with self.subTest(role=role):
                self.assertRpcRefused(
                    "beneficiary.committee.member", "create", {"committee_id": self.committee.id} | vals
                )
                self.assertRpcRefused("beneficiary.committee.member", "write", member.ids, vals)
                self.assertRpcRefused("beneficiary.committee.member", "unlink", member.ids)
                commands = {"member_ids": [[0, 0, vals]]}
                self.assertRpcRefused("beneficiary.committee", "write", self.committee.ids, commands)
                self.assertRpcRefused("beneficiary.committee", "create", {"name": "Mine"} | commands)

    def test_roles_are_not_given_through_the_group(self):
        for role in (*OTHERS, "manager"):
            self._login(role)
            for name in ("group_manager", "group_management"):
                group = self.env.ref(f"beneficiary.{name}")
                with self.subTest(role=role, group=name):
                    vals = {"user_ids": [[4, self._user(role).id]]}
                    self.assertRpcRefused("res.groups", "write", group.ids, vals)

    # -------------------------------------------------------------- membership
    def test_a_new_member_gets_the_role_of_a_member_and_no_other(self):
        before = self.plain.group_ids
        self._login("manager")
        self.assertRpcAllowed(
            "beneficiary.committee.member", "create", {"committee_id": self.committee.id, "user_id": self.plain.id}
        )
        added = self.plain.group_ids - before
        self.assertEqual(added, self.env.ref("beneficiary.group_committee_member"))
        self.assertEqual(self._ours(self.plain), {"beneficiary.group_committee_member"})
        self.assertDenied(self._as("plain", self.south).read, ["name"])

    def test_a_replaced_member_passes_on_the_role_and_no_other(self):
        member = self.committee.member_ids.filtered(lambda m: m.user_id == self.committee_member)
        self._login("manager")
        self.assertRpcAllowed("beneficiary.committee.member", "write", member.ids, {"user_id": self.plain.id})
        self.assertEqual(self._ours(self.plain), {"beneficiary.group_committee_member"})
        self.assertDenied(self._as("committee_member", self.item).read, ["reason"])

    def test_outsiders_do_not_become_members(self):
        """A member is an employee: a portal or public user must not be turned into one."""
        for role in ("portal", "public"):
            user = self._user(role)
            before = user.group_ids
            self._login("manager")
            with self.subTest(role=role), self._undone():
                member = self.committee.member_ids[:1]
                self._rpc(
                    "beneficiary.committee.member", "create", {"committee_id": self.committee.id, "user_id": user.id}
                )
                self._rpc("beneficiary.committee.member", "write", member.ids, {"user_id": user.id})
                self.assertEqual(user.group_ids, before)
                self.assertTrue(user.share)
                self.assertNotIn(user, self.committee.member_ids.user_id)

    def test_outsiders_do_not_become_delegates(self):
        self._login("manager")
        vals = {"delegate_ids": [[4, self.portal.id]]}
        self._rpc("beneficiary.branch", "write", self.branch.ids, vals)
        self.assertNotIn(self.portal, self.branch.delegate_ids)
        self.assertDenied(self._as("portal", self.north).read, ["name"])

    # ------------------------------------------------------------- the company
    def test_nobody_sets_the_policy_of_the_company(self):
        draft = self.policy.action_new_version()
        for role in (*OTHERS, "manager"):
            self._login(role)
            for vals in (
                {"beneficiary_policy_id": draft.id},
                {"beneficiary_policy_id": False},
                {"beneficiary_due_soon_days": 99},
                {"beneficiary_calendar_id": False},
            ):
                with self.subTest(role=role, vals=vals):
                    self.assertRpcRefused("res.company", "write", self.company.ids, vals)
                    settings, _error = self._rpc("res.config.settings", "create", vals)
                    self.assertFalse(settings)
        self.assertEqual(self.company.beneficiary_policy_id, self.policy)

    def test_an_administrator_does_not_put_a_draft_in_force_by_the_back_door(self):
        """The policy in force is what the board approved, not what stands in a field of the company."""
        draft = self.policy.action_new_version()
        admin = new_test_user(
            self.env,
            "test_admin",
            "base.group_system",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        self._login(admin)
        self._rpc("res.company", "write", self.company.ids, {"beneficiary_policy_id": draft.id})
        self.assertEqual(self.company.beneficiary_policy_id, self.policy)

    def test_rules_and_rights_are_the_administrators(self):
        for role in (*OTHERS, "manager"):
            self._login(role)
            for model in (
                "ir.rule",
                "ir.model.access",
                "ir.model.fields",
                "ir.ui.view",
                "ir.actions.server",
                "ir.cron",
            ):
                with self.subTest(role=role, model=model):
                    record = self.env[model].sudo().search([], limit=1)
                    self.assertRpcRefused(model, "write", record.ids, {"name": "Forged"})


@tagged("post_install", "-at_install")
class TestSeveralRoles(RpcCommon):
    """A second role adds what it says, and does not widen what the first one may change."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.steps._review(cls.south)
        family = {"beneficiary_id": cls.stranger.id, "name": "سلمى", "relation": "daughter"}
        cls.changes = (
            (cls.stranger, {"gender": "female"}),
            (cls.south, {"priority": "1"}),
            (cls.south.document_ids[:1], {"reject_reason": "Blurred"}),
            (cls.env["beneficiary.family.member"].create(family), {"name": "Forged"}),
            (cls.stranger.partner_id, {"email": "mallory@example.org"}),
        )

    def _with(self, *roles):
        """Return a delegate of the northern branch who has other roles as well."""
        user = new_test_user(
            self.env,
            f"test_{'_'.join(roles)}_too",
            ",".join(f"beneficiary.group_{role}" for role in ("delegate", *roles)),
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        self.branch.delegate_ids += user
        if "committee_member" in roles:
            self.env["beneficiary.committee.member"].create({"committee_id": self.committee.id, "user_id": user.id})
        return user

    def test_a_delegate_with_a_reading_role_changes_his_branch_only(self):
        for roles in (("researcher",), ("management",), ("finance",), ("committee_member",), ("researcher", "finance")):
            user = self._with(*roles)
            for record, change in self.changes:
                with self.subTest(roles=roles, model=record._name):
                    self.assertDenied(self._as(user, record).write, change)
                    self.assertDenied(self._as(user, record).unlink)
            with self.subTest(roles=roles, step="actions"):
                request = self._as(user, self.south)
                self.assertDenied(request.action_cancel, "Because")
                self.assertDenied(request.sign_declaration, "Mallory", self.signature)
                self.assertDenied(request.message_post, body="Forged")
                self.assertDenied(self._as(user, self.south.document_ids).action_receive)

    def test_a_delegate_with_a_reading_role_still_works_for_his_branch(self):
        for roles in (("researcher",), ("management",), ("committee_member",)):
            user = self._with(*roles)
            with self.subTest(roles=roles):
                self._as(user, self.north).write({"priority": "1"})
                self._as(user, self.person).write({"gender": "female"})
                self.assertEqual((self.north.priority, self.person.gender), ("1", "female"))

    def test_a_delegate_with_a_reading_role_creates_for_his_branch_only(self):
        for roles in (("researcher",), ("management",), ("committee_member",)):
            user = self._with(*roles)
            vals = {"name": "New", "identity_type": "none", "branch_id": self.other_branch.id}
            with self.subTest(roles=roles):
                self.assertRefused(self._create_as, user, "beneficiary.beneficiary", vals)
                family = {"beneficiary_id": self.stranger.id, "name": "New", "relation": "son"}
                self.assertRefused(self._create_as, user, "beneficiary.family.member", family)
                request = {
                    "beneficiary_id": self.stranger.id,
                    "program_id": self.program.id,
                    "channel_id": self.channel.id,
                }
                self.assertRefused(self._create_as, user, "beneficiary.request", request)

    def test_a_committee_member_who_is_an_officer_changes_no_votes_or_items(self):
        user = new_test_user(
            self.env,
            "test_officer_member",
            "beneficiary.group_officer,beneficiary.group_committee_member",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        item = self.south.sudo().item_ids
        for vals in ({"reason": "Mine"}, {"amount_approved": 900}, {"outcome": "approved"}):
            self.assertRefused(self._as(user, item).write, vals)
        self.assertRefused(self._as(user, item).cast_vote, "for")
        with self.assertRaises(AccessError), mute_logger(*NOISE):
            self._as(user, self.env["beneficiary.committee.item"]).create(
                {"request_id": self.north.id, "committee_id": self.committee.id}
            )

    def test_a_delegate_of_two_branches_sees_both(self):
        self.other_branch.delegate_ids = [Command.link(self.delegate.id)]
        self.assertTrue(self._as("delegate", self.south).read(["name"]))
        self.assertTrue(self._as("delegate", self.north).read(["name"]))

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from . import features
from .common import EVERYONE, NOISE, REFUSED, SecurityCommon

RECORDS = (
    "policy",
    "draft",
    "branch",
    "committee",
    "member",
    "program",
    "category",
    "type",
    "person",
    "family",
    "request",
    "document",
    "declaration",
    "item",
    "vote",
    "delivery",
)
# models without a company: what all associations share
SHARED = features.collect_set("SHARED")
# models that no role reads
UNREAD = features.collect_set("UNREAD")


@tagged("post_install", "-at_install")
class TestCompanies(SecurityCommon):
    """Two associations in one database know nothing of each other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = cls._second_company()
        cls.clause = cls.foreign["draft"].clause_ids[:1]
        tool = cls.env["beneficiary.policy.tool"].create({"policy_id": cls.foreign["draft"].id, "name": "Guide"})
        measure = {"policy_id": cls.foreign["draft"].id, "name": "Visit", "kind": "office_visit"}
        cls.theirs = [cls.foreign[name] for name in RECORDS]
        cls.theirs += [cls.clause, tool, cls.env["beneficiary.policy.measure"].create(measure)]
        env = cls.env(context=dict(cls.env.context, allowed_company_ids=cls.foreign["company"].ids))
        more = features.run("foreign", cls, env, cls.foreign)
        cls.theirs += [record.with_env(cls.env) for record in more.values()]
        cls.contact = cls.foreign["person"].partner_id

    def test_every_model_is_covered(self):
        covered = {record._name for record in self.theirs}
        models = {name for name in self._models() if not self.env[name]._transient}
        self.assertEqual(covered, models - SHARED, "give a new model a record in _second_company")
        for name in SHARED:
            self.assertNotIn("company_id", self.env[name]._fields)

    def test_nothing_of_the_other_company_is_found(self):
        for role in EVERYONE:
            for record in self.theirs:
                model = self._as(role, record.browse()).with_context(active_test=False)
                if not model.has_access("read"):
                    continue
                with self.subTest(role=role, model=record._name):
                    self.assertFalse(model.search([("id", "in", record.ids)]))
                    self.assertEqual(model.search_count([("id", "in", record.ids)]), 0)
                    self.assertEqual(model.search_count([("company_id", "=", self.foreign["company"].id)]), 0)
                    self.assertFalse({r[0] for r in model.name_search("", limit=None)} & set(record.ids))
                    self.assertEqual(model._read_group([("id", "in", record.ids)], [], ["__count"]), [(0,)])

    def test_nothing_of_the_other_company_is_read_or_changed_by_id(self):
        for role in ("officer", "committee_member", "finance", "management", "manager"):
            for record in self.theirs:
                with self.subTest(role=role, model=record._name):
                    record = record[:1]
                    self.assertDenied(self._as(role, record).read, ["display_name"])
                    self.assertRefused(self._as(role, record).write, {"company_id": self.company.id})
                    self.assertRefused(self._as(role, record).unlink)

    def test_the_context_does_not_open_the_other_company(self):
        for context in (
            {"allowed_company_ids": self.foreign["company"].ids},
            {"company_id": self.foreign["company"].id},
        ):
            request = self._as("manager", self.foreign["request"]).with_context(**context)
            with self.subTest(context=context):
                self.assertDenied(request.read, ["name"])
                try:
                    with mute_logger(*NOISE):
                        found = request.search([])
                except AccessError:
                    continue
                self.assertNotIn(self.foreign["request"], found)

    def test_the_other_manager_sees_his_own_only(self):
        user = self.foreign["user"]
        for record in self.theirs:
            with self.subTest(model=record._name):
                if record._name in UNREAD:
                    self.assertDenied(self._as(user, record).read, ["display_name"])
                else:
                    self.assertTrue(self._as(user, record).read(["display_name"]))
        for record in (self.person, self.north, self.branch, self.program, self.policy, self.committee):
            self.assertDenied(self._as(user, record).read, ["display_name"])

    def test_actions_on_the_other_company(self):
        calls = {
            "request": [("action_cancel", "Because"), ("action_deliver",), ("sign_declaration", "X", self.signature)],
            "person": [("action_register",), ("action_suspend",), ("action_close",)],
            "policy": [("action_new_version",)],
            "draft": [("action_approve",), ("action_put_in_force",)],
            "program": [("action_close",)],
            "document": [("action_verify",), ("action_reject", "No")],
            "delivery": [("action_sign",)],
            "declaration": [("check_integrity",)],
        }
        for name, methods in calls.items():
            for method, *args in methods:
                with self.subTest(record=name, method=method):
                    self.assertDenied(getattr(self._as("manager", self.foreign[name]), method), *args)

    def test_contacts_of_the_other_company(self):
        for role in EVERYONE:
            partners = self._as(role, self.env["res.partner"])
            with self.subTest(role=role):
                self.assertFalse(partners.search([("id", "=", self.contact.id)]))
                self.assertFalse(partners.name_search(self.contact.name))
                self.assertDenied(self._as(role, self.contact).read, ["name", "phone"])

    def test_numbers_are_drawn_from_the_own_sequence(self):
        sequences = self.env["ir.sequence"].sudo().search([("code", "=like", "beneficiary.%")])
        theirs = sequences.filtered(lambda s: s.company_id == self.foreign["company"])
        self.assertTrue(theirs)
        before = theirs.mapped("number_next_actual")
        self._create_request(self.person)
        self.env.invalidate_all()
        self.assertEqual(theirs.mapped("number_next_actual"), before)
        for role in ("delegate", "officer", "manager"):
            self.assertFalse(self._as(role, theirs).has_access("write"))

    # ------------------------------------------------------- what is smuggled
    def _assignments(self):
        """Return (role, own record, values that point to the other company, the fields that must not change)."""
        theirs = self.foreign
        family = self.env["beneficiary.family.member"].create(
            {"beneficiary_id": self.person.id, "name": "New", "relation": "son"}
        )
        draft = self.policy.action_new_version()
        member = self.committee.member_ids.filtered(lambda m: m.role == "member")
        open_program = self.env["beneficiary.program"].create({"name": "New", "committee_id": self.committee.id})
        company = {"company_id": theirs["company"].id}
        yield from (
            ("officer", self.north, {"beneficiary_id": theirs["person"].id}),
            ("officer", self.north, {"program_id": theirs["program"].id}),
            ("officer", self.north, {"branch_id": theirs["branch"].id}),
            ("officer", self.north, company),
            ("officer", self.north, {"user_id": theirs["user"].id}),
            ("officer", self.person, {"branch_id": theirs["branch"].id}),
            ("officer", self.person, {"category_ids": [Command.link(theirs["category"].id)]}),
            ("officer", self.person, {"partner_id": self.contact.id}),
            ("officer", self.person, {"partner_id": self.contact.id, "active": True}),
            ("officer", self.person, {"user_id": theirs["user"].id}),
            ("officer", self.person, company),
            ("officer", self._create_beneficiary(branch_id=False), company),
            ("delegate", self.person, {"partner_id": self.contact.id, "branch_id": self.branch.id}),
            ("delegate", self.person, company),
            ("officer", family, {"beneficiary_id": theirs["person"].id}),
            ("officer", family, company),
            ("officer", self.north.document_ids[:1], {"type_id": theirs["type"].id}),
            ("officer", self.north.document_ids[:1], {"request_id": theirs["request"].id}),
            ("manager", open_program, {"committee_id": theirs["committee"].id}),
            ("manager", open_program, {"document_type_ids": [Command.link(theirs["type"].id)]}),
            ("manager", open_program, company),
            ("manager", member, {"committee_id": theirs["committee"].id}),
            ("manager", member, {"user_id": theirs["user"].id}),
            ("manager", self.committee, company),
            ("manager", self.branch, company),
            ("manager", self.branch, {"delegate_ids": [Command.link(theirs["user"].id)]}),
            ("manager", draft, company),
            ("manager", draft.clause_ids[:1], {"policy_id": theirs["draft"].id}),
            ("manager", draft.clause_ids[:1], company),
        )

    def test_nothing_is_linked_to_the_other_company(self):
        for role, record, vals in self._assignments():
            with self.subTest(role=role, model=record._name, field=next(iter(vals))):
                unchanged = [(record, name) for name in vals]
                if "partner_id" in vals:
                    unchanged += [(self.contact, name) for name in ("company_id", "beneficiary_branch_id")]
                self.assertNotEffective(lambda r=role, x=record, v=vals: self._as(r, x).write(v), *unchanged)

    def test_nothing_is_created_in_the_other_company(self):
        theirs, company = self.foreign, {"company_id": self.foreign["company"].id}
        request = {"beneficiary_id": self.person.id, "program_id": self.program.id, "channel_id": self.channel.id}
        part = {"policy_id": theirs["draft"].id, "name": "New"}
        member = {"committee_id": theirs["committee"].id, "user_id": self.outsider.id}
        family = {"beneficiary_id": theirs["person"].id, "name": "New", "relation": "son"}
        paper = {"request_id": theirs["request"].id, "type_id": self.paper_id.id}
        person = {"name": "New", "identity_type": "none"}
        own = {"company_id": self.company.id}
        for role, model, vals in (
            ("officer", "beneficiary.request", request | company),
            ("officer", "beneficiary.request", request | {"beneficiary_id": theirs["person"].id}),
            ("officer", "beneficiary.request", request | {"program_id": theirs["program"].id}),
            ("officer", "beneficiary.beneficiary", person | company),
            ("officer", "beneficiary.beneficiary", person | {"branch_id": theirs["branch"].id}),
            ("officer", "beneficiary.beneficiary", {"partner_id": self.contact.id, "identity_type": "none"}),
            ("officer", "beneficiary.family.member", family),
            ("officer", "beneficiary.family.member", family | own),
            ("officer", "beneficiary.document", paper),
            ("officer", "beneficiary.document", paper | own),
            ("officer", "beneficiary.delivery", {"request_id": theirs["request"].id, "amount": 0}),
            ("officer", "beneficiary.delivery", {"request_id": theirs["request"].id, "amount": 0} | own),
            ("manager", "beneficiary.policy", {"name": "New"} | company),
            ("manager", "beneficiary.policy.tool", part),
            ("manager", "beneficiary.policy.tool", part | own),
            ("manager", "beneficiary.policy.clause", part | own | {"section": "handling", "text": "New"}),
            ("manager", "beneficiary.policy.measure", part | own | {"kind": "interview"}),
            ("manager", "beneficiary.committee", {"name": "New"} | company),
            ("manager", "beneficiary.committee.member", member),
            ("manager", "beneficiary.committee.member", member | own),
            ("manager", "beneficiary.branch", {"name": "New"} | company),
            ("manager", "beneficiary.program", {"name": "New"} | company),
            ("manager", "beneficiary.category", {"name": "New"} | company),
            ("manager", "beneficiary.document.type", {"name": "New"} | company),
            ("committee_member", "beneficiary.committee.vote", {"item_id": theirs["item"].id, "choice": "for"}),
        ):
            with self.subTest(role=role, model=model, forged="company_id" in vals):
                self.assertRefused(self._create_as, role, model, vals)

    def test_adopting_and_numbering_stay_in_the_own_company(self):
        template = self.env.ref("beneficiary.policy_template_qader")
        draft = self._as("manager", template).action_adopt()
        self.assertEqual(draft.company_id, self.company)
        for context in ({"default_company_id": self.foreign["company"].id},):
            try:
                with mute_logger(*NOISE), self.env.cr.savepoint():
                    draft = self._as("manager", template).with_context(**context).action_adopt()
            except REFUSED:
                continue
            self.assertEqual(draft.company_id, self.company)

    def test_putting_a_policy_in_force_touches_no_other_company(self):
        before = self.foreign["company"].beneficiary_policy_id
        draft = self._as("manager", self.policy).action_new_version()
        draft.action_approve()
        draft.action_put_in_force()
        self.assertEqual(self.foreign["company"].beneficiary_policy_id, before)
        self.assertEqual(before.state, "in_force")

from odoo.fields import Command
from odoo.tests import tagged

from .common import RpcCommon

WRITERS = ("delegate", "officer", "committee_member", "chair", "manager")


@tagged("post_install", "-at_install")
class TestCommands(RpcCommon):
    """Lines are written through their parent as well: no command may do what the line itself refuses."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paper = cls.north.document_ids[:1]
        cls.steps._sign(cls.north)
        cls.declaration = cls.north.declaration_id
        cls.item = cls.steps._review(cls._create_request(cls.person))
        cls.reviewed = cls.item.request_id
        cls.approved = cls.steps._approve(cls._create_request(cls.person))
        cls.decided = cls.approved.sudo().item_ids
        cls.vote = cls.decided.vote_ids[:1]
        receipt = {"receiver_name": "Fatimah", "signature": cls.signature, "amount": 1}
        cls.receipt = receipt
        cls.delivery = cls.env["beneficiary.delivery"].create({"request_id": cls.approved.id, **receipt})
        cls.draft = cls.policy.action_new_version()

    def _refuse(self, record, vals, *unchanged, roles=WRITERS):
        """Assert for every role that the write does not change what it must not."""
        for role in roles:
            with self.subTest(role=role, vals=str(vals)):
                self.assertNotEffective(lambda role=role: self._as(role, record).write(vals), *unchanged)

    # ------------------------------------------------------------ declarations
    def _forged_declaration(self):
        return {
            "text": "Forged",
            "content": {},
            "content_hash": "0",
            "signer_name": "Forged",
            "signature": self.signature,
        }

    def test_no_declaration_through_its_request(self):
        for role in WRITERS:
            with self.subTest(role=role):
                request = self._as(role, self.north)
                create = [Command.create({"request_id": self.north.id, **self._forged_declaration()})]
                self.assertRefused(request.write, {"declaration_ids": create})

    def test_declarations_are_not_changed_moved_or_deleted_through_their_request(self):
        declaration, fields = self.declaration, ("state", "request_id", "signer_name")
        unchanged = [(declaration, name) for name in fields]
        self._refuse(self.north, {"declaration_ids": [Command.update(declaration.id, {"state": "void"})]}, *unchanged)
        self._refuse(
            self.north, {"declaration_ids": [Command.update(declaration.id, {"signer_name": "X"})]}, *unchanged
        )
        self._refuse(self.south, {"declaration_ids": [Command.link(declaration.id)]}, *unchanged)
        self._refuse(self.north, {"declaration_ids": [Command.unlink(declaration.id)]}, *unchanged)
        for command in (Command.delete(declaration.id), Command.clear(), Command.set([])):
            self._refuse(self.north, {"declaration_ids": [command]}, *unchanged)
            self.assertTrue(declaration.exists())

    def test_a_declaration_of_another_request_does_not_serve(self):
        self._refuse(self.reviewed, {"declaration_id": self.declaration.id}, (self.reviewed, "declaration_id"))

    # --------------------------------------------------------------- documents
    def test_documents_are_not_verified_through_their_request(self):
        for vals in (
            {"state": "verified"},
            {"state": "verified", "verified_by": self.officer.id},
            {"verified_on": "2026-01-01 10:00:00"},
            {"required": False},
            {"valid_until": "2099-01-01"},
            {"request_id": self.south.id},
        ):
            unchanged = [(self.paper, name) for name in vals]
            self._refuse(self.north, {"document_ids": [Command.update(self.paper.id, vals)]}, *unchanged)

    def test_no_verified_document_through_its_request(self):
        create = [Command.create({"type_id": self.paper_id.id, "state": "verified"})]
        for role in WRITERS:
            with self.subTest(role=role):
                self.assertRefused(self._as(role, self.north).write, {"document_ids": create})
                vals = {"beneficiary_id": self.person.id, "program_id": self.program.id, "channel_id": self.channel.id}
                self.assertRefused(self._create_as, role, "beneficiary.request", {**vals, "document_ids": create})

    def test_a_verified_document_does_not_move_to_another_request(self):
        request = self._create_request(self.person)
        self.steps._verify_papers(request)
        paper = request.document_ids[:1]
        for target in (self.north, self.south):
            self._refuse(target, {"document_ids": [Command.link(paper.id)]}, (paper, "request_id"))
            self._refuse(target, {"document_ids": [Command.set(paper.ids)]}, (paper, "request_id"))

    # ------------------------------------------------------------------- items
    def test_items_are_not_decided_through_their_request_or_committee(self):
        for vals in (
            {"outcome": "approved"},
            {"decided_by": self.chair.id},
            {"decided_on": "2026-01-01 10:00:00"},
            {"committee_id": self.committee.copy().id},
            {"request_id": self.south.id},
            {"company_id": self.env.ref("base.main_company").id},
        ):
            unchanged = [(self.item, name) for name in vals]
            update = [Command.update(self.item.id, vals)]
            self._refuse(self.reviewed, {"item_ids": update}, *unchanged)
            self._refuse(self.committee, {"item_ids": update}, *unchanged)
            self._refuse(self.item, vals, *unchanged)

    def test_reason_and_amount_are_the_chairs_and_the_secretarys(self):
        for vals in ({"reason": "Because"}, {"amount_approved": 9000}, {"early_reason": "Now"}):
            unchanged = [(self.item, name) for name in vals]
            update = [Command.update(self.item.id, vals)]
            roles = ("delegate", "officer", "committee_member", "outsider", "manager")
            self._refuse(self.reviewed, {"item_ids": update}, *unchanged, roles=roles)
            self._refuse(self.committee, {"item_ids": update}, *unchanged, roles=roles)
            self._refuse(self.item, vals, *unchanged, roles=roles)

    def test_no_item_through_its_request_or_committee(self):
        for role in WRITERS:
            with self.subTest(role=role):
                vals = {"committee_id": self.committee.id, "outcome": "approved", "amount_approved": 900}
                request, committee = self._as(role, self.north), self._as(role, self.committee)
                self.assertRefused(request.write, {"item_ids": [Command.create(vals)]})
                vals = {"request_id": self.north.id}
                self.assertRefused(committee.write, {"item_ids": [Command.create(vals)]})
                self.assertRefused(committee.copy, {"item_ids": [Command.create(vals)]})

    def test_items_are_not_deleted_through_their_request_or_committee(self):
        for parent in (self.reviewed, self.committee):
            for command in (Command.delete(self.item.id), Command.unlink(self.item.id), Command.clear()):
                self._refuse(parent, {"item_ids": [command]}, (self.item, "request_id"), (self.item, "committee_id"))
                self.assertTrue(self.item.exists())

    # ------------------------------------------------------------------- votes
    def test_nobody_votes_for_another_through_the_item(self):
        vals = {"user_id": self.secretary.id, "choice": "for"}
        for role in WRITERS:
            with self.subTest(role=role):
                self.assertRefused(self._as(role, self.item).write, {"vote_ids": [Command.create(vals)]})
                update = [Command.update(self.item.id, {"vote_ids": [Command.create(vals)]})]
                self.assertRefused(self._as(role, self.reviewed).write, {"item_ids": update})

    def test_votes_are_not_changed_moved_or_deleted_through_the_item(self):
        unchanged = [(self.vote, name) for name in ("choice", "user_id", "item_id", "comment")]
        for vals in ({"choice": "against"}, {"comment": "Changed"}, {"user_id": self.committee_member.id}):
            self._refuse(self.decided, {"vote_ids": [Command.update(self.vote.id, vals)]}, *unchanged)
        for command in (Command.delete(self.vote.id), Command.unlink(self.vote.id), Command.clear()):
            self._refuse(self.decided, {"vote_ids": [command]}, *unchanged)
            self.assertTrue(self.vote.exists())
        self._refuse(self.item, {"vote_ids": [Command.link(self.vote.id)]}, *unchanged)

    # -------------------------------------------------------------- deliveries
    def test_deliveries_are_not_signed_through_their_request(self):
        unchanged = [(self.delivery, "state"), (self.delivery, "signed_on")]
        for vals in ({"state": "signed"}, {"signed_on": "2026-01-01 10:00:00"}):
            self._refuse(self.approved, {"delivery_ids": [Command.update(self.delivery.id, vals)]}, *unchanged)

    def test_no_delivery_by_a_delegate_or_committee_member(self):
        for role in ("delegate", "committee_member", "chair"):
            with self.subTest(role=role):
                write = self._as(role, self.approved).write
                self.assertRefused(write, {"delivery_ids": [Command.create(self.receipt)]})

    def test_no_signed_delivery_through_its_request(self):
        create = [Command.create({**self.receipt, "state": "signed"})]
        for role in WRITERS:
            with self.subTest(role=role):
                self.assertRefused(self._as(role, self.approved).write, {"delivery_ids": create})

    # ------------------------------------------------------------- the person
    def test_a_request_is_not_changed_through_the_file_of_the_person(self):
        for vals in ({"state": "approved"}, {"amount_approved": 900}, {"policy_id": self.draft.id}):
            unchanged = [(self.north, name) for name in vals]
            self._refuse(self.person, {"request_ids": [Command.update(self.north.id, vals)]}, *unchanged)

    def test_no_approved_request_through_the_file_of_the_person(self):
        vals = {"program_id": self.program.id, "channel_id": self.channel.id, "state": "approved"}
        for role in WRITERS:
            with self.subTest(role=role):
                self.assertRefused(self._as(role, self.person).write, {"request_ids": [Command.create(vals)]})

    def test_a_decided_request_does_not_go_to_another_person(self):
        self._refuse(
            self.stranger, {"request_ids": [Command.link(self.approved.id)]}, (self.approved, "beneficiary_id")
        )

    def test_a_contact_is_not_a_way_around_the_file(self):
        """`res.partner.beneficiary_ids` is the other side of the file."""
        for vals in ({"state": "registered"}, {"file_number": "7"}, {"date_registered": "2026-01-01"}):
            update = [Command.update(self.person.id, vals)]
            self._refuse(self.person.partner_id, {"beneficiary_ids": update}, *[(self.person, name) for name in vals])

    def test_no_login_is_made_through_a_file_or_contact(self):
        """The file inherits `user_ids` from the contact."""
        group = self.env.ref("beneficiary.group_manager")
        vals = {"name": "Mallory", "login": "mallory", "group_ids": [[6, 0, group.ids]]}
        for role in ("delegate", "officer", "committee_member"):
            # over RPC: in a test, Odoo writes users with the rights of who began the transaction
            self._login(role)
            user = self._user(role)
            for command in ([0, 0, vals], [1, user.id, {"group_ids": [[4, group.id]]}], [4, user.id]):
                with self.subTest(role=role, command=str(command)), self._undone():
                    for model, record in (
                        ("beneficiary.beneficiary", self.person),
                        ("res.partner", self.person.partner_id),
                    ):
                        self._rpc(model, "write", record.ids, {"user_ids": [command]})
                    self.assertNotIn(group, user.group_ids)
                    self.assertNotEqual(user.partner_id, self.person.partner_id)
                    self.assertFalse(self.env["res.users"].search([("login", "=", "mallory")]))

    # ------------------------------------------------------------------ policy
    def test_parts_of_a_final_policy_are_not_changed_through_it(self):
        """Neither in the policy in force nor in a template, and not by moving them in or out."""
        template = self.env.ref("beneficiary.policy_template_awn")
        for policy in (self.policy, template):
            clause = policy.clause_ids[:1]
            own = self.draft.clause_ids[:1]
            vals = {"name": "New", "section": "handling", "text": "New"}
            for command in (
                Command.create(vals),
                Command.update(clause.id, {"text": "Changed"}),
                Command.delete(clause.id),
                Command.link(own.id),
                Command.clear(),
            ):
                with self.subTest(policy=policy.name, command=str(command)):
                    self.assertRefused(self._as("manager", policy).write, {"clause_ids": [command]})
            self.assertRefused(self._as("manager", self.draft).write, {"clause_ids": [Command.link(clause.id)]})
            self.assertRefused(self._as("manager", clause).write, {"policy_id": self.draft.id})
            self.assertRefused(self._as("manager", own).write, {"policy_id": policy.id})
            self.assertRefused(self._create_as, "manager", clause._name, {**vals, "policy_id": policy.id})

    def test_parts_are_the_managers(self):
        update = [Command.update(self.draft.clause_ids[0].id, {"text": "Changed"})]
        for role in ("delegate", "officer", "committee_member", "chair", "researcher", "management", "plain"):
            with self.subTest(role=role):
                self.assertRefused(self._as(role, self.draft).write, {"clause_ids": update})

    # ------------------------------------------------------------ over the wire
    def test_the_same_over_rpc(self):
        self._login("officer")
        model, ids = "beneficiary.request", self.reviewed.ids
        for vals in (
            {"item_ids": [[1, self.item.id, {"outcome": "approved"}]]},
            {"declaration_ids": [[0, 0, {"request_id": ids[0], "text": "X", "content_hash": "0", "signer_name": "X"}]]},
            {"document_ids": [[1, self.reviewed.document_ids[0].id, {"state": "rejected"}]]},
            {"document_ids": [[0, 0, {"type_id": self.paper_id.id, "state": "verified"}]]},
        ):
            with self.subTest(vals=str(vals)):
                self.assertRpcRefused(model, "write", ids, vals)
                self.assertRpcRefused(model, "web_save", ids, vals, {"display_name": {}})

    def test_a_create_without_its_parent_is_refused_cleanly(self):
        """Not with a server error: whoever may not create gets an answer for people."""
        self._login("delegate")
        for model in ("beneficiary.declaration", "beneficiary.committee.item", "beneficiary.committee.vote"):
            with self.subTest(model=model):
                self.assertRpcRefused(model, "create", {})

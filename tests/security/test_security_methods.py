from typing import NamedTuple

from odoo.service.model import get_public_method
from odoo.tests import tagged

from .common import EVERYONE, STAFF, RpcCommon

ADDON = __name__.partition(".tests.")[0]
# what the other tests of this folder cover
ORM = {"create", "write", "unlink", "copy", "copy_data", "default_get", "read", "message_post", "message_notify"}
READ_FILES = ("delegate", "officer", "researcher", "committee_member", "management", "manager")
READ_CONFIGURATION = (*READ_FILES, "finance", "chair", "plain")
MEMBERS = ("committee_member", "chair")
OFFICERS = ("officer", "manager")
MANAGERS = ("manager",)


class Method(NamedTuple):
    """Who may call a method, on which record of the fixture, with what."""

    roles: tuple
    target: str
    args: tuple = ()


# model → method → expectation. The target is a record on which the call succeeds for those who may.
METHODS = {
    "beneficiary.beneficiary": {
        "action_register": Method(OFFICERS, "person"),
        "action_suspend": Method(OFFICERS, "registered"),
        "action_resume": Method(OFFICERS, "suspended"),
        "action_close": Method(MANAGERS, "person"),
        "action_view_requests": Method((*READ_FILES, "chair"), "person"),
    },
    "beneficiary.request": {
        "sign_declaration": Method(STAFF, "draft", ("Fatimah", "signature")),
        "action_sign_declaration": Method((*READ_FILES, "chair"), "reviewed"),
        "action_submit": Method(STAFF, "draft"),
        "action_complete": Method(OFFICERS, "submitted"),
        "action_return": Method(OFFICERS, "submitted", ("A paper is missing",)),
        "action_send_to_committee": Method(OFFICERS, "completed"),
        "action_register_beneficiary": Method(OFFICERS, "approved"),
        "action_record_delivery": Method((*STAFF, "researcher", "management"), "approved"),
        "action_deliver": Method(OFFICERS, "delivered"),
        "action_cancel": Method(STAFF, "draft", ("Withdrawn",)),
        "action_open_beneficiary": Method((*READ_FILES, "chair"), "reviewed"),
        "action_view_items": Method((*READ_FILES, "chair"), "reviewed"),
        "action_view_deliveries": Method((*READ_FILES, "chair"), "reviewed"),
    },
    "beneficiary.document": {
        "action_receive": Method(STAFF, "paper"),
        "action_verify": Method(OFFICERS, "paper"),
        "action_reject": Method(OFFICERS, "paper", ("Blurred",)),
    },
    "beneficiary.declaration": {
        "check_integrity": Method((*READ_FILES, "chair"), "signed"),
    },
    "beneficiary.delivery": {
        "action_sign": Method(OFFICERS, "delivery"),
        "action_sign_part": Method(OFFICERS, "delivery"),
        "action_sign_and_deliver": Method(OFFICERS, "delivery"),
    },
    "beneficiary.committee": {
        "action_view_pending": Method(READ_CONFIGURATION, "committee"),
    },
    "beneficiary.committee.item": {
        "cast_vote": Method(MEMBERS, "item", ("for",)),
        "action_vote_for": Method(MEMBERS, "item"),
        "action_vote_against": Method(MEMBERS, "item"),
        "action_vote_abstain": Method(MEMBERS, "item"),
        "action_vote_recuse": Method(MEMBERS, "item"),
        "action_decide": Method(("chair",), "voted"),
        "action_return": Method(("chair",), "voted"),
    },
    "beneficiary.policy": {
        "action_adopt": Method(MANAGERS, "template"),
        "action_adopt_and_open": Method(MANAGERS, "template"),
        "action_new_version": Method(MANAGERS, "policy"),
        "action_new_version_and_open": Method(MANAGERS, "policy"),
        "action_approve": Method(MANAGERS, "draft_policy"),
        "action_put_in_force": Method(MANAGERS, "approved_policy"),
        "action_view_requests": Method(READ_CONFIGURATION, "policy"),
    },
    "beneficiary.program": {
        "action_open": Method(MANAGERS, "closed_program"),
        "action_close": Method(MANAGERS, "program"),
        "action_view_requests": Method(READ_CONFIGURATION, "program"),
    },
    "beneficiary.request.reason": {
        "action_confirm": Method(OFFICERS, "wizard_reason"),
    },
    "beneficiary.declaration.sign": {
        "action_sign": Method(STAFF, "wizard_sign"),
    },
    "beneficiary.merge": {
        "action_merge": Method(MANAGERS, "wizard_merge"),
    },
}
# what no request is needed for: the core's own methods that the addon extends
EXTENDED = {"res.users", "res.company", "res.partner", "resource.calendar", "resource.calendar.leaves", "ir.sequence"}


@tagged("post_install", "-at_install")
class TestMethods(RpcCommon):
    """Every public method, for every role, over the route that the web client and other programs use."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        steps, request = cls.steps, cls._create_request
        cls.template = cls.env.ref("beneficiary.policy_template_wim")
        cls.approved_policy = cls.policy.action_new_version()
        cls.approved_policy.action_approve()
        cls.draft_policy = cls.policy.action_new_version()
        cls.closed_program = cls.env["beneficiary.program"].create(
            {"name": "Closed", "company_id": cls.company.id, "committee_id": cls.committee.id}
        )
        cls.suspended = cls._registered("خديجة بنت عمر")
        cls.suspended.action_suspend()
        cls.registered = cls._registered("رقية بنت سعيد")
        cls.twin = cls._create_beneficiary("فاطمه بنت احمد")
        cls.paper = cls.north.document_ids[:1]
        cls.paper.write({"issue_date": cls._today(), "expiry_date": "2099-01-01"})
        cls.draft = request(cls.person)
        steps._verify_papers(cls.draft)
        steps._sign(cls.draft)
        cls.submitted = cls._submitted()
        cls.completed = steps._complete(request(cls.person))
        cls.item = steps._review(request(cls.person))
        cls.reviewed = cls.item.request_id
        cls.signed = cls.reviewed.declaration_id
        cls.voted = steps._review(request(cls.person))
        steps._vote(cls.voted, {cls.secretary: "for", cls.committee_member: "for"})
        cls.voted.with_user(cls.chair).write({"reason": "In need", "early_reason": "Urgent"})
        cls.approved = steps._approve(request(cls.twin))
        cls.delivered = steps._approve(request(cls._registered("مريم بنت خالد")))
        cls._delivery(cls.delivered).action_sign()
        cls.delivery = cls._delivery(steps._approve(request(cls._registered("عائشة بنت حسن"))))
        for record in ("twin", "person"):  # what stands in the way of the steps below
            cls.assertEqual(steps, getattr(cls, record).state, "prospect")

    @classmethod
    def _submitted(cls):
        request = cls.steps._complete(cls._create_request(cls.person))
        request.sudo().write({"state": "submitted", "date_complete": False})
        return request

    @classmethod
    def _registered(cls, name):
        beneficiary = cls._create_beneficiary(name)
        beneficiary.sudo().write({"state": "registered", "file_number": name})
        return beneficiary

    @classmethod
    def _delivery(cls, request):
        vals = {"request_id": request.id, "receiver_name": "Fatimah", "signature": cls.signature, "amount": 1}
        return cls.env["beneficiary.delivery"].with_user(cls.officer).create(vals)

    def _wizard(self, name, role):
        """Return the wizard that this user himself has opened."""
        vals = {
            "wizard_reason": {"request_ids": [(6, 0, self.submitted.ids)], "step": "return", "reason": "Papers"},
            "wizard_sign": {"request_id": self.draft.id, "signer_name": "Fatimah", "signature": self.signature},
            "wizard_merge": {
                "beneficiary_ids": [(6, 0, (self.stranger | self.suspended).ids)],
                "target_id": self.suspended.id,
            },
        }[name]
        model = {
            "wizard_reason": "beneficiary.request.reason",
            "wizard_sign": "beneficiary.declaration.sign",
            "wizard_merge": "beneficiary.merge",
        }[name]
        return self.env[model].with_user(self._user(role)).sudo().create(vals)

    # ----------------------------------------------------------------- tables
    def _public_methods(self, name):
        """Return the names of the methods that the addon itself adds to a model and RPC can call."""
        model = self.env[name]
        found = set()
        for cls in type(model).mro():
            if not cls.__module__.startswith(ADDON + "."):
                continue
            for attribute, value in vars(cls).items():
                if attribute.startswith("_") or not callable(value) or attribute in ORM:
                    continue
                get_public_method(model, attribute)
                found.add(attribute)
        return found

    def test_every_public_method_has_an_expectation(self):
        for name in self._models():
            with self.subTest(model=name):
                self.assertEqual(
                    sorted(self._public_methods(name)),
                    sorted(METHODS.get(name, ())),
                    "say in METHODS who may call a new method, or make it private",
                )

    def test_models_of_odoo_get_no_public_methods(self):
        for name in sorted(EXTENDED):
            self.assertEqual(self._public_methods(name) - {"write", "create", "unlink"}, set(), name)

    def test_private_methods_stay_private(self):
        self._login("manager")
        for method, args in (
            ("_guarded_write", [{"state": "approved"}]),
            ("_apply_decision", ["approved", "Because"]),
            ("_mark_complete", []),
            ("_cron_reply_state", []),
            ("_post_to_applicant", ["beneficiary.request_message_decision"]),
        ):
            message = self.assertRpcRefused("beneficiary.request", method, self.north.ids, *args)
            self.assertIn("Private methods", message)

    # ------------------------------------------------------------------ roles
    def test_delegate(self):
        self._check_role("delegate")

    def test_officer(self):
        self._check_role("officer")

    def test_researcher(self):
        self._check_role("researcher")

    def test_committee_member(self):
        self._check_role("committee_member")

    def test_chair(self):
        self._check_role("chair")

    def test_member_of_no_committee(self):
        self._check_role("outsider", allowed_like="plain")

    def test_finance(self):
        self._check_role("finance")

    def test_management(self):
        self._check_role("management")

    def test_manager(self):
        self._check_role("manager")

    def test_plain_employee(self):
        self._check_role("plain")

    def test_portal(self):
        self._check_role("portal")

    def test_public(self):
        self._check_role("public")

    def test_everyone_has_a_test(self):
        self.assertFalse({role for role in EVERYONE if not hasattr(self, role)})

    def _check_role(self, role, allowed_like=None):
        self._login(role)
        for model, methods in METHODS.items():
            for name, method in methods.items():
                with self.subTest(role=role, model=model, method=name), self._undone():
                    self._check_method(model, name, method, role, (allowed_like or role) in method.roles)

    def _check_method(self, model, name, method, role, allowed):
        if method.target.startswith("wizard_"):
            record = self._wizard(method.target, role)
        else:
            record = getattr(self, method.target)
        args = [self.signature if arg == "signature" else arg for arg in method.args]
        if allowed:
            self.assertRpcAllowed(model, name, record.ids, *args)
        else:
            self.assertRpcRefused(model, name, record.ids, *args)

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import NOISE, REFUSED, RpcCommon

REASON, SIGN, MERGE = "beneficiary.request.reason", "beneficiary.declaration.sign", "beneficiary.merge"


@tagged("post_install", "-at_install")
class TestWizards(RpcCommon):
    """A screen that is open belongs to who opened it, and does what its user may do himself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.submitted = cls.steps._complete(cls._create_request(cls.stranger))
        cls.twin = cls._create_beneficiary("فاطمه احمد")
        cls.merge_vals = {"beneficiary_ids": [(6, 0, (cls.person | cls.twin).ids)], "target_id": cls.person.id}
        cls.reason_vals = {"request_ids": [(6, 0, cls.submitted.ids)], "step": "return", "reason": "Papers"}
        cls.sign_vals = {"request_id": cls.north.id, "signer_name": "Fatimah", "signature": cls.signature}

    def _open(self, role, model, vals):
        return self.env[model].with_user(self._user(role)).sudo().create(vals).sudo(False)

    # ----------------------------------------------------------- another user's
    def test_an_open_screen_of_another_user_is_out_of_reach(self):
        for owner, model, vals, change in (
            ("officer", REASON, self.reason_vals, {"step": "cancel"}),
            ("officer", SIGN, self.sign_vals, {"signer_name": "Mallory"}),
            ("manager", MERGE, self.merge_vals, {"target_id": self.twin.id}),
        ):
            wizard = self._open(owner, model, vals)
            for role in ("delegate", "delegate_south", "researcher", "plain", "portal"):
                self._login(role)
                with self.subTest(model=model, role=role):
                    self.assertRpcRefused(model, "read", wizard.ids, list(change))
                    self.assertRpcRefused(model, "write", wizard.ids, change)
                    self.assertRpcRefused(model, "unlink", wizard.ids)
                    found, _error = self._rpc(model, "search_read", [("id", "=", wizard.id)], ["display_name"])
                    self.assertFalse(found)

    def test_nobody_confirms_the_screen_of_another_user(self):
        for owner, model, vals, method in (
            ("officer", REASON, self.reason_vals, "action_confirm"),
            ("officer", SIGN, self.sign_vals, "action_sign"),
            ("manager", MERGE, self.merge_vals, "action_merge"),
        ):
            wizard = self._open(owner, model, vals)
            for role in ("delegate", "delegate_south", "researcher", "management", "plain", "portal"):
                self._login(role)
                with self.subTest(model=model, role=role):
                    self.assertRpcRefused(model, method, wizard.ids)

    def test_the_drawn_signature_is_not_read_before_it_is_confirmed(self):
        wizard = self._open("delegate", SIGN, self.sign_vals)
        self._login("delegate_south")
        for model, method, args in (
            (SIGN, "read", [wizard.ids, ["signature"]]),
            (SIGN, "web_read", [wizard.ids, {"signature": {}, "signer_name": {}}]),
            (SIGN, "copy", [wizard.ids]),
        ):
            self.assertRpcRefused(model, method, *args)
        with mute_logger(*NOISE):
            served = self.url_open(f"/web/content/{SIGN}/{wizard.id}/signature").content
        self.assertFalse(served.startswith(b"\x89PNG"))

    # ------------------------------------------------------------ merging files
    def test_only_the_manager_merges(self):
        for role in ("delegate", "officer", "researcher", "committee_member", "management", "plain", "portal"):
            self._login(role)
            vals = {"beneficiary_ids": [[6, 0, (self.person | self.twin).ids]], "target_id": self.person.id}
            with self.subTest(role=role):
                self.assertRpcRefused(MERGE, "create", vals)
                wizard = self._open(role, MERGE, self.merge_vals)
                self.assertRpcRefused(MERGE, "action_merge", wizard.ids)
                spec = {"target_id": {"fields": {"display_name": {}}}}
                self.assertRpcRefused(MERGE, "onchange", [], vals, ["beneficiary_ids"], spec)
        self.assertTrue(self.twin.active)

    def test_files_of_another_company_are_not_merged(self):
        foreign = self._second_company()
        for files, target in (
            (self.person | foreign["person"], self.person),
            (self.person | foreign["person"], foreign["person"]),
        ):
            wizard = self._open("manager", MERGE, {"beneficiary_ids": [(6, 0, files.ids)], "target_id": target.id})
            self._login("manager")
            self.assertRpcRefused(MERGE, "action_merge", wizard.ids)
        self.assertTrue(foreign["person"].active)

    def test_a_merge_keeps_what_was_signed_and_decided(self):
        case = self.steps._approve(self._create_request(self.twin))
        text, content_hash = case.declaration_id.text, case.declaration_id.content_hash
        wizard = self._open("manager", MERGE, self.merge_vals)
        try:
            with mute_logger(*NOISE), self.env.cr.savepoint():
                self._as("manager", wizard).action_merge()
        except REFUSED:
            self.env.invalidate_all()
        declaration = case.declaration_ids
        self.assertEqual((declaration.text, declaration.content_hash), (text, content_hash))
        self.assertTrue(self._as("manager", declaration).check_integrity())
        self.assertEqual((case.state, case.amount_approved), ("approved", 1000))

    # ----------------------------------------------------- reasons and signing
    def test_a_reason_does_not_carry_out_what_its_user_may_not(self):
        for role, request, step in (
            ("delegate", self.submitted, "return"),
            ("delegate", self.submitted, "cancel"),
            ("delegate_south", self.submitted, "return"),
            ("delegate", self.south, "cancel"),
        ):
            self._login(role)
            vals = {"request_ids": [[6, 0, request.ids]], "step": step, "reason": "Because"}
            with self.subTest(role=role, step=step), self._undone():
                wizard, _error = self._rpc(REASON, "create", vals)
                wizard = [wizard] if wizard else self._open(role, REASON, vals).ids
                before = self._dump()
                self._rpc(REASON, "action_confirm", wizard)
                self.assertEqual(self._dump(), before)

    def test_the_records_of_the_context_open_nothing(self):
        self._login("delegate")
        context = {"active_model": "beneficiary.request", "active_ids": self.submitted.ids}
        wizard, _error = self._rpc(REASON, "create", {"step": "cancel", "reason": "Because"}, context=context)
        if wizard:
            before = self._dump()
            self._rpc(REASON, "action_confirm", [wizard])
            self.assertEqual(self._dump(), before)
            result, _error = self._rpc(REASON, "web_read", [wizard], {"request_ids": {"fields": {"description": {}}}})
            self.assertNotIn("Dialysis", str(result))

    def test_signing_needs_the_right_to_change_the_request(self):
        for role, request in (("delegate", self.south), ("delegate_south", self.north)):
            self._login(role)
            vals = {"request_id": request.id, "signer_name": "Mallory", "signature": self.signature}
            with self.subTest(role=role), self._undone():
                wizard, _error = self._rpc(SIGN, "create", vals)
                wizard = [wizard] if wizard else self._open(role, SIGN, vals).ids
                self.assertRpcRefused(SIGN, "action_sign", wizard)
                result, _error = self._rpc(SIGN, "web_read", wizard, {"text": {}, "request_id": {"fields": {}}})
                self.assertNotIn(request.beneficiary_id.national_id, str(result))

    def test_readers_do_not_sign(self):
        self.steps._review(self.north)
        for role in ("committee_member", "chair", "researcher", "management", "finance", "plain", "portal"):
            self._login(role)
            with self.subTest(role=role):
                self.assertRpcRefused(SIGN, "create", {"request_id": self.north.id})
                values = {"request_id": self.north.id}
                message = self.assertRpcRefused(SIGN, "onchange", [], values, ["request_id"], {"text": {}})
                self.assertNotIn("1000000008", message)
                self.assertRpcRefused("beneficiary.request", "sign_declaration", self.north.ids, "X", self.signature)

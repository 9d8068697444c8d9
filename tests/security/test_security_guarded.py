import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import EVERYONE, MAGIC, NOISE, REFUSED, RpcCommon

# what only the model's own methods may set, whatever the way in
GUARDED = {
    "beneficiary.request": {
        "name",
        "policy_id",
        "company_id",
        "state",
        "origin",
        "date_submitted",
        "date_complete",
        "date_decided",
        "date_replied",
        "decision_reason",
        "amount_approved",
        "return_reason",
        "cancel_reason",
        "committee_id",
        "declaration_id",
        "reply_earliest",
        "reply_deadline",
        "reply_state",
        "early_reply_reason",
        "partner_id",
    },
    "beneficiary.beneficiary": {"state", "file_number", "date_registered", "merged_into_id"},
    "beneficiary.document": {
        "state",
        "verified_by",
        "verified_on",
        "valid_until",
        "required",
        "request_id",
        "branch_id",
        "committee_id",
        "company_id",
        "beneficiary_id",
    },
    "beneficiary.delivery": {"state", "signed_on", "branch_id", "company_id", "beneficiary_id"},
    "beneficiary.family.member": {"branch_id", "company_id"},
    "beneficiary.committee.member": {"company_id"},
    "beneficiary.program": {"state"},
    "beneficiary.policy": {
        "state",
        "is_template",
        "template_id",
        "previous_id",
        "version",
        "date_in_force",
        "date_superseded",
    },
    "beneficiary.policy.clause": {"company_id"},
    "beneficiary.policy.measure": {"company_id"},
    "beneficiary.policy.tool": {"company_id"},
}
# the parent of a new record is given when it is made, and so is the company of a new case
GIVEN_AT_CREATION = {("beneficiary.document", "request_id"), ("beneficiary.request", "company_id")}
# kept by Odoo's own mixins, and harmless
NOT_OURS = {"message_main_attachment_id", "access_token", "activity_user_id", "email_normalized", "phone_sanitized"}


@tagged("post_install", "-at_install")
class TestGuardedFields(RpcCommon):
    """A button that is hidden guards nothing: whoever may write a record must not be able to set these fields."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = cls._second_company()
        cls.approved = cls.steps._approve(cls._create_request(cls.person))
        cls.draft = cls.policy.action_new_version()
        receipt = {"receiver_name": "Fatimah", "signature": cls.signature, "amount": 1}
        cls.delivery = cls.env["beneficiary.delivery"].create({"request_id": cls.approved.id, **receipt})
        cls.targets = {
            "beneficiary.request": cls.north,
            "beneficiary.beneficiary": cls.person,
            "beneficiary.document": cls.north.document_ids[:1],
            "beneficiary.delivery": cls.delivery,
            "beneficiary.family.member": cls.env["beneficiary.family.member"].create(
                {"beneficiary_id": cls.person.id, "name": "ليلى", "relation": "daughter"}
            ),
            "beneficiary.committee.member": cls.committee.member_ids[:1],
            "beneficiary.program": cls.env["beneficiary.program"].create({"name": "New"}),
            "beneficiary.policy": cls.draft,
            "beneficiary.policy.clause": cls.draft.clause_ids[:1],
            "beneficiary.policy.measure": cls._part("measure", kind="interview"),
            "beneficiary.policy.tool": cls._part("tool"),
        }
        request = {"beneficiary_id": cls.person.id, "program_id": cls.program.id, "channel_id": cls.channel.id}
        part = {"policy_id": cls.draft.id, "name": "New"}
        cls.new = {
            "beneficiary.request": request,
            "beneficiary.beneficiary": {"name": "New", "identity_type": "none", "branch_id": cls.branch.id},
            "beneficiary.document": {"request_id": cls.north.id, "type_id": cls.paper_id.id},
            "beneficiary.delivery": {"request_id": cls.approved.id, **receipt},
            "beneficiary.family.member": {"beneficiary_id": cls.person.id, "name": "New", "relation": "son"},
            "beneficiary.committee.member": {"committee_id": cls.committee.id, "user_id": cls.outsider.id},
            "beneficiary.program": {"name": "New"},
            "beneficiary.policy": {"name": "New"},
            "beneficiary.policy.clause": {**part, "section": "handling", "text": "New"},
            "beneficiary.policy.measure": {**part, "kind": "interview"},
            "beneficiary.policy.tool": part,
        }

    @classmethod
    def _part(cls, part, **vals):
        return cls.env[f"beneficiary.policy.{part}"].create({"policy_id": cls.draft.id, "name": "Part", **vals})

    def _forged(self, record, name):
        """Return a value for the field that differs from the one it has."""
        field, value = record._fields[name], self._stored(record, name)
        if field.type == "many2one":
            others = self.env[field.comodel_name].sudo().with_context(active_test=False)
            return others.search([("id", "!=", value or 0)], limit=1).id
        if field.type == "selection":
            return next(key for key in reversed(field.get_values(self.env)) if key != value)
        forged = {
            "boolean": not value,
            "integer": 77,
            "monetary": 77.0,
            "date": "2031-01-01",
            "datetime": "2031-01-01 10:00:00",
        }
        return forged.get(field.type, "forged")

    def _each(self, *models):
        for model in models or GUARDED:
            for name in sorted(GUARDED[model]):
                yield model, name, self.targets[model], self._forged(self.targets[model], name)

    # ------------------------------------------------------------------ write
    def test_write_is_refused_to_the_manager_over_rpc(self):
        self._login("manager")
        for model, name, record, value in self._each():
            with self.subTest(model=model, field=name), self._undone():
                self.assertTrue(value or record._fields[name].type == "boolean", "nothing to forge with")
                self.assertRpcRefused(model, "write", record.ids, {name: value})

    def test_web_save_is_refused_to_the_manager_over_rpc(self):
        self._login("manager")
        for model, name, record, value in self._each("beneficiary.request", "beneficiary.document"):
            with self.subTest(model=model, field=name), self._undone():
                self.assertRpcRefused(model, "web_save", record.ids, {name: value}, {"display_name": {}})

    def test_write_is_refused_to_every_role(self):
        for role in EVERYONE:
            for model, name, record, value in self._each():
                if role == "manager" or not self._as(role, self.env[model]).has_access("write"):
                    continue  # the one is tested over RPC, the others in test_security_rights
                with self.subTest(role=role, model=model, field=name), self._undone():
                    self.assertRefused(self._call, role, record, "write", {name: value})

    def test_every_other_stored_readonly_field_is_guarded_too(self):
        """What nobody edits on a form, nobody writes over RPC: stored computes and relations steer rules and gates."""
        for model, record in self.targets.items():
            for name, field in record._fields.items():
                if not (field.store and field.column_type and field.readonly) or field.inherited:
                    continue
                if name in MAGIC | NOT_OURS | GUARDED[model]:
                    continue
                with self.subTest(model=model, field=name), self._undone():
                    value = self._forged(record, name)
                    self.assertRefused(self._call, "manager", record, "write", {name: value})

    # ----------------------------------------------------------------- create
    def test_create_without_the_field_works(self):
        """So that the tests below are about the field, and not about values that are refused anyway."""
        self._login("manager")
        for model, vals in self.new.items():
            with self.subTest(model=model), self._undone():
                self.assertRpcAllowed(model, "create", vals)

    def test_create_with_the_field_is_refused_or_ignored(self):
        self._login("manager")
        for model, name, _record, value in self._each():
            if (model, name) not in GIVEN_AT_CREATION:
                with self.subTest(model=model, field=name), self._undone():
                    self._check_created(model, name, value, {**self.new[model], name: value}, {})

    def test_create_with_a_default_in_the_context_is_refused_or_ignored(self):
        self._login("manager")
        for model, name, _record, value in self._each():
            if (model, name) not in GIVEN_AT_CREATION:
                with self.subTest(model=model, field=name), self._undone():
                    self._check_created(model, name, value, self.new[model], {f"default_{name}": value})

    def test_web_save_of_a_new_record_with_a_default_in_the_context(self):
        self._login("manager")
        vals, context = self.new["beneficiary.request"], {"default_state": "approved", "default_amount_approved": 500}
        result, _error = self._rpc("beneficiary.request", "web_save", [], vals, {"id": {}}, context=context)
        if result:
            request = self.env["beneficiary.request"].browse(result[0]["id"])
            self.assertEqual((request.state, request.amount_approved), ("draft", 0))

    def _check_created(self, model, name, value, vals, context):
        created, error = self._rpc(model, "create", dict(vals), context=context)
        if error:
            self.assertIn(error[0], ("AccessError", "UserError", "ValidationError"), error[1])
            return
        self.assertNotEqual(self._stored(self.env[model].browse(created), name), value, "the forged value was stored")

    def test_a_default_in_the_context_does_not_reach_the_lines(self):
        """The checklist of a new request is missing, whatever the context of the call says."""
        vals = self.new["beneficiary.request"]
        for context in (
            {"default_state": "verified"},
            {"default_required": False},
            {"default_valid_until": "2099-01-01"},
            {"default_verified_by": self.officer.id},
        ):
            with self.subTest(**context), self._undone():
                try:
                    with mute_logger(*NOISE), self.env.cr.savepoint():
                        request = self._create_as("delegate", "beneficiary.request", vals, **context).sudo()
                except REFUSED:
                    continue
                self.assertEqual(request.document_ids.mapped("state"), ["missing"] * 2)
                self.assertTrue(all(request.document_ids.mapped("required")))
                self.assertFalse(any(request.document_ids.mapped("valid_until")))
                self.assertFalse(request.document_ids.verified_by)

    def test_a_user_default_does_not_set_a_guarded_field(self):
        """Any employee may keep defaults of his own (ir.default)."""
        self._as("delegate", self.env["ir.default"]).set("beneficiary.request", "state", "approved", user_id=True)
        try:
            request = self._create_as("delegate", "beneficiary.request", self.new["beneficiary.request"])
        except REFUSED:
            return
        self.assertEqual(request.sudo().state, "draft")

    # ------------------------------------------------------------------- copy
    def test_copy_does_not_carry_guarded_fields_over(self):
        for model, name, record, value in self._each():
            if record._name in ("beneficiary.committee.member", "beneficiary.beneficiary"):
                continue  # unique: one member, one contact
            if (model, name) in GIVEN_AT_CREATION:
                continue
            with self.subTest(model=model, field=name), self._undone():
                try:
                    with mute_logger(*NOISE), self.env.cr.savepoint():
                        copy = self._as("manager", record).copy({name: value})
                except REFUSED:
                    continue
                self.assertNotEqual(self._stored(copy, name), value)

    def test_copy_of_an_approved_request_is_a_fresh_draft(self):
        copy = self._as("manager", self.approved).copy().sudo()
        self.assertEqual((copy.state, copy.amount_approved), ("draft", 0))
        for name in ("date_submitted", "date_complete", "date_decided", "date_replied", "committee_id"):
            self.assertFalse(copy[name], name)
        self.assertFalse(copy.declaration_id | copy.declaration_ids)
        self.assertFalse(copy.item_ids or copy.delivery_ids)
        self.assertNotEqual(copy.name, self.approved.name)
        self.assertEqual(set(copy.document_ids.mapped("state")), {"missing"})

    # ----------------------------------------------------------------- import
    def test_import_is_refused_or_ignores_guarded_fields(self):
        rows = ["Request", self.person.id, self.program.id, self.channel.id]
        columns = ["id", "beneficiary_id/.id", "program_id/.id", "channel_id/.id"]
        with self._undone():
            result = self._as("manager", self.env["beneficiary.request"]).load(
                columns, [["__import__.request", *map(str, rows[1:])]]
            )
            self.assertTrue(result["ids"], result["messages"])
        for name, value in (
            ("state", "approved"),
            ("amount_approved", "900"),
            ("date_submitted", "2020-01-01 10:00:00"),
            ("committee_id/.id", str(self.committee.id)),
            ("policy_id/.id", str(self.foreign["policy"].id)),
        ):
            with self.subTest(field=name), self._undone():
                data = [[f"__import__.{name.replace('/.', '_')}", *map(str, rows[1:]), value]]
                model = self._as("manager", self.env["beneficiary.request"])
                try:
                    with mute_logger(*NOISE), self.env.cr.savepoint():
                        result = model.load([*columns, name], data)
                except REFUSED:
                    continue
                created = self.env["beneficiary.request"].browse(result["ids"] or [])
                field = name.partition("/")[0]
                for request in created:
                    self.assertNotEqual(str(self._stored(request, field)), value)
                self.assertTrue(created or result["messages"])

    def test_import_over_an_existing_record_is_refused(self):
        model = self._as("manager", self.env["beneficiary.request"])
        with mute_logger(*NOISE):
            result = model.load([".id", "state"], [[str(self.north.id), "approved"]])
        self.assertFalse(result["ids"])
        self.assertTrue(result["messages"])
        self.assertEqual(self._stored(self.north, "state"), "draft")

    # --------------------------------------------------------------- onchange
    def test_onchange_stores_nothing(self):
        before = self._dump()
        spec = {"state": {}, "amount_approved": {}, "document_ids": {}}
        record = self._as("officer", self.north)
        record.onchange({"state": "approved", "amount_approved": 900}, ["state", "amount_approved"], spec)
        self.assertEqual(self._dump(), before)

    # ------------------------------------------------------------ other routes
    def test_the_route_for_programs_refuses_as_well(self):
        """/json/2 with an API key, and the route of buttons."""
        key = self.env["res.users.apikeys"].with_user(self.manager).sudo()._generate("rpc", "test", "2099-01-01")
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        for method, body in (
            ("write", {"ids": self.north.ids, "vals": {"state": "approved"}}),
            ("create", {"vals_list": [{**self.new["beneficiary.request"], "state": "approved"}]}),
            ("_guarded_write", {"ids": self.north.ids, "vals": {"state": "approved"}}),
            ("action_complete", {"ids": self.north.ids}),
        ):
            with self.subTest(method=method):
                before = self._dump()
                with mute_logger(*NOISE):
                    response = self.url_open(
                        f"/json/2/beneficiary.request/{method}", data=json.dumps(body), headers=headers
                    )
                self.assertIn(response.status_code, (403, 404, 422), response.text[:300])
                self.assertEqual(self._dump(), before)

    def test_the_route_of_buttons_refuses_as_well(self):
        self._login("delegate")
        params = {"model": "beneficiary.request", "method": "action_complete", "args": [self.north.ids], "kwargs": {}}
        with mute_logger(*NOISE):
            response = self.url_open(
                "/web/dataset/call_button/beneficiary.request/action_complete",
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
                headers={"Content-Type": "application/json"},
            )
        self.assertEqual(response.json()["error"]["data"]["name"], "odoo.exceptions.AccessError")

    def test_who_does_not_see_a_field_duplicates_without_it(self):
        """The account of a programme is the accountant's, and the manager duplicates the programme all the same."""
        self.assertFalse(
            self.program.with_user(self.manager)._has_field_access(self.program._fields["payout_account_id"], "read")
        )
        copy = self.program.with_user(self.manager).copy({"name": "Again"})
        self.assertEqual((copy.name, copy.program_type), ("Again", self.program.program_type))

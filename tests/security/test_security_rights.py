from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from . import features
from .common import NOISE, REFUSED, EveryRole, SecurityCommon

CONFIGURATION = features.collect_set("CONFIGURATION")
RIGHTS = features.collect_dict("RIGHTS")
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}


@tagged("post_install", "-at_install")
class TestAccessRights(EveryRole, SecurityCommon):
    """What every role may do with every model, by doing it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.targets = features.run("targets", cls)

    def test_every_model_has_an_expectation(self):
        self.assertEqual(sorted(RIGHTS), self._models(), "say in RIGHTS who may do what with a new model")
        self.assertEqual(sorted(self.targets), self._models(), "give a new model a record in `targets` of its feature")

    def _check_role(self, role):
        for model, target in self.targets.items():
            record, vals, change = target(role) if callable(target) else target
            self.assertTrue(record is None or record.exists(), model)
            allowed = RIGHTS[model].get(role, "")
            if record is None:  # a wizard: the user's own
                record = self.env[model].with_user(self._user(role)).sudo().create(vals)
            for letter, operation in OPERATIONS.items():
                with self.subTest(role=role, model=model, operation=operation):
                    self.assertIs(self._as(role, self.env[model]).has_access(operation), letter in allowed)
                    error = self._try(role, operation, record, vals, change)
                    if letter in allowed:  # a gate of the model may still refuse, but not the access rights
                        self.assertNotIsInstance(error, AccessError)
                    else:
                        self.assertIsInstance(error, REFUSED)

    def _try(self, role, operation, record, vals, change):
        """Do it, undo it, and return the error that it ended in, if any."""
        with self._undone(), mute_logger(*NOISE):
            try:
                with self.env.cr.savepoint():
                    if operation == "unlink" and record._name in CONFIGURATION:  # those of the fixture are in use
                        record = record.browse().sudo().create(dict(vals))
                    self._do(operation, self._as(role, record), vals, change)
                    self.env.flush_all()
            except (*REFUSED, IntegrityError) as error:
                return error
        return None

    def _do(self, operation, record, vals, change):
        if operation == "read":
            self.assertEqual(record.search([("id", "=", record.id)]), record)
            record.read(["display_name"])
        elif operation == "write":
            record.write(dict(change))
        elif operation == "create":
            record.browse().create(dict(vals))
        else:
            record.unlink()


@tagged("post_install", "-at_install")
class TestAccessDefinitions(SecurityCommon):
    """No model without access rights, none for outsiders, and none without the rules that separate companies."""

    def test_every_model_has_access_rights_for_groups(self):
        for name in self._models():
            rights = self.env["ir.model.access"].search([("model_id.model", "=", name)])
            with self.subTest(model=name):
                self.assertTrue(rights, "no access rights at all")
                self.assertTrue(all(rights.mapped("group_id")), "a right without a group is everybody's")

    def test_no_right_for_portal_and_public(self):
        outsiders = self.env.ref("base.group_portal") | self.env.ref("base.group_public")
        rights = self.env["ir.model.access"].search([("model_id.model", "=like", "beneficiary.%")])
        self.assertFalse(rights.filtered(lambda r: r.group_id in outsiders).mapped("name"))

    def test_every_model_with_a_company_has_a_global_company_rule(self):
        for name in self._models():
            model = self.env[name]
            if "company_id" not in model._fields or model._transient:
                continue
            rules = self.env["ir.rule"].search([("model_id.model", "=", name)]).filtered("global")
            with self.subTest(model=name):
                self.assertTrue(rules.filtered(lambda r: "company_ids" in r.domain_force))
                self.assertTrue(all(r.perm_read and r.perm_write and r.perm_create and r.perm_unlink for r in rules))

    def test_every_wizard_is_its_users_own(self):
        for name in self._models():
            if not self.env[name]._transient:
                continue
            rules = self.env["ir.rule"].search([("model_id.model", "=", name)]).filtered("global")
            with self.subTest(model=name):
                self.assertTrue(
                    rules.filtered(lambda r: "create_uid" in r.domain_force and "user.id" in r.domain_force),
                    "another user reads and changes this wizard before it is confirmed",
                )

    def test_no_role_implies_an_accounting_or_settings_group(self):
        forbidden = {"base.group_system", "base.group_erp_manager", "base.group_partner_manager"}
        roles = self.env["res.groups"].search([("privilege_id.category_id.name", "=", "Beneficiary Relations")])
        self.assertEqual(len(roles), 7)
        for role in roles:
            names = set(role.all_implied_ids.get_external_id().values())
            self.assertFalse({n for n in names if n in forbidden or n.startswith("account.")}, role.name)

    def test_each_role_implies_only_what_it_says(self):
        """A researcher is no officer, and management no member of a committee."""
        expected = {
            "delegate": {"delegate"},
            "officer": {"officer", "delegate"},
            "researcher": {"researcher"},
            "committee_member": {"committee_member"},
            "finance": {"finance"},
            "management": {"management"},
            "manager": {"manager", "officer", "delegate", "researcher", "finance", "management"},
        }
        for role, names in expected.items():
            implied = self.env.ref(f"beneficiary.group_{role}").all_implied_ids.get_external_id().values()
            ours = {n.removeprefix("beneficiary.group_") for n in implied if n.startswith("beneficiary.")}
            self.assertEqual(ours, names)

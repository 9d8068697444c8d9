from odoo.service.model import get_public_method
from odoo.tests import tagged

from . import features
from .common import EVERYONE, RpcCommon

ADDON = __name__.partition(".tests.")[0]
# what the other tests of this folder cover
ORM = {
    "create",
    "write",
    "unlink",
    "copy",
    "copy_data",
    "default_get",
    "read",
    "message_post",
    "message_notify",
    "message_subscribe",  # of every thread; complaints: `complaint/test_complaint_attack.py`
    "search_read",
    "web_read",
    "message_parse",  # of every thread: it returns what was given
}
METHODS = features.collect_dict("METHODS")
# what no request is needed for: the core's own methods that the addon extends
EXTENDED = {
    "res.users",
    "res.company",
    "res.partner",
    "resource.calendar",
    "resource.calendar.leaves",
    "ir.sequence",
    "crm.team",
    "mail.thread",
}
# models of Odoo to which the addon adds steps of its own
OURS_TOO = {"crm.lead"}


@tagged("post_install", "-at_install")
class TestMethods(RpcCommon):
    """Every public method, for every role, over the route that the web client and other programs use."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        features.run("prepare", cls)

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
        model, vals = features.run("wizards", self)[name]
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
                if name in OURS_TOO and self._is_of_odoo(model, attribute):
                    continue  # a method of Odoo that the addon extends
                if getattr(value, "_api_private", False):
                    continue
                get_public_method(model, attribute)
                found.add(attribute)
        return found

    @staticmethod
    def _is_of_odoo(model, attribute):
        return any(attribute in vars(c) for c in type(model).mro() if not c.__module__.startswith(ADDON + "."))

    def test_every_public_method_has_an_expectation(self):
        self.assertLessEqual(METHODS.keys(), {*self._models(), *OURS_TOO})
        for name in (*self._models(), *sorted(OURS_TOO)):
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
            ("_send_notice", ["decision"]),
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

import json
from contextlib import contextmanager
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.modules.registry import Registry
from odoo.service.model import call_kw
from odoo.tests import HttpCase, new_test_user
from odoo.tools import SQL, mute_logger

from ..common import ROLES, BeneficiaryCommon

STAFF = ("delegate", "officer", "manager")
EVERYONE = (*ROLES, "plain", "portal", "public")
REFUSED = (UserError,)  # AccessError and ValidationError are such, too
MAGIC = {"id", "display_name", "create_uid", "create_date", "write_uid", "write_date"}
# what the server logs when it refuses: expected here, so kept out of the log
NOISE = (
    "odoo.addons.base.models.ir_model",
    "odoo.addons.base.models.ir_rule",
    "odoo.http",
    "odoo.models",
    "odoo.sql_db",
)


class EveryRole:
    """One test for each role, so that the report names the role: ``_check_role`` says what is checked."""

    def test_delegate(self):
        self._check_role("delegate")

    def test_officer(self):
        self._check_role("officer")

    def test_researcher(self):
        self._check_role("researcher")

    def test_committee_member(self):
        self._check_role("committee_member")

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


class SecurityCommon(BeneficiaryCommon):
    """Two branches with a delegate each, one person and one request in both, and a user for every role."""

    _last_dump = (None, None)
    _caches_cleared = 0

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(Registry, "clear_cache", cls._count_cleared(Registry.clear_cache)))
        cls.steps = cls()  # the helpers of the base class are instance methods
        cls.plain = new_test_user(
            cls.env,
            "test_plain",
            "base.group_user",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        cls.portal = cls.portal_user
        cls.public = cls.env.ref("base.public_user")
        cls.delegate_south = cls._create_user("delegate_south", "delegate")
        cls.other_branch.delegate_ids = cls.delegate_south
        cls.person = cls._create_beneficiary(
            phone="+966 50 111 1111",
            email="fatimah@beneficiary.test",
            identity_type="citizen",
            national_id="1000000008",
        )
        cls.stranger = cls._create_beneficiary(
            "نورة بنت سالم",
            branch_id=cls.other_branch.id,
            phone="+966 50 222 2222",
            email="nura@beneficiary.test",
            identity_type="citizen",
            national_id="1000000016",
        )
        for beneficiary, income in ((cls.person, 4321), (cls.stranger, 1234)):
            beneficiary.sudo().write({"monthly_income": income, "health_condition": "Diabetes"})
        cls.north = cls._create_request(cls.person, description="Rent")
        cls.south = cls._create_request(cls.stranger, description="Dialysis")

    @classmethod
    def _count_cleared(cls, clear_cache):
        """Return ``clear_cache`` so that it also counts how often it was called, by whichever thread."""

        def counted(registry, *names):
            cls._caches_cleared += 1
            clear_cache(registry, *names)

        return counted

    # ------------------------------------------------------------------ users
    def _user(self, role):
        return getattr(self, role)

    def _as(self, role, records):
        """Return ``records`` as a user of ``role`` sees them, with nothing left in the cache by others."""
        self.env.invalidate_all()
        user = self._user(role) if isinstance(role, str) else role
        context = {"allowed_company_ids": user.company_id.ids}
        return records.with_user(user).with_context(**context)

    def _call(self, role, record, method, *args, **kwargs):
        """Call a public method as RPC does: the very function behind its routes."""
        record = self._as(role, record)
        return call_kw(record.browse(), method, [record.ids, *args], kwargs)

    def _create_as(self, role, model, vals, **context):
        model = self._as(role, self.env[model])
        return model.with_context(**context).create(vals)

    # ------------------------------------------------------------- assertions
    def assertRefused(self, function, *args, message=None, **kwargs):
        """Assert that the call is refused with a message for people, and that nothing of the addon changed."""
        before = self._dump()
        with mute_logger(*NOISE), self.assertRaises(UserError) as caught:
            function(*args, **kwargs)
            self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self._dump(), before, "it was refused, but something was changed")
        self.assertTrue(str(caught.exception))
        if message:
            self.assertRegex(str(caught.exception), message)

    def assertDenied(self, function, *args, **kwargs):
        """Assert that the call ends in an ``AccessError``, and that nothing of the addon changed."""
        before = self._dump()
        with mute_logger(*NOISE), self.assertRaises(AccessError):
            function(*args, **kwargs)
            self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self._dump(), before, "it was refused, but something was changed")

    def assertNotEffective(self, function, *unchanged):
        """Assert that the call, whether refused or silently ignored, leaves the stored values alone.

        :param unchanged: pairs of a record and the name of a field
        """
        before = [self._stored(*pair) for pair in unchanged]
        with self._undone():
            try:
                with mute_logger(*NOISE), self.env.cr.savepoint():
                    function()
                    self.env.flush_all()
            except REFUSED:
                return
            self.env.invalidate_all()
            self.assertEqual([self._stored(*pair) for pair in unchanged], before)

    @contextmanager
    def _undone(self):
        """Undo in the database whatever is done inside."""
        digest = self._dump()
        cleared = self._caches_cleared
        with self.env.cr.savepoint() as savepoint:
            yield
            self.env.invalidate_all()
            self.env.cr.clear()
            savepoint.rollback()
            self._last_dump = self._rows_touched(), digest  # the rows are as before, the number is not
        self.env.invalidate_all()
        if self._caches_cleared != cleared:  # what was cached since then is undone
            self.env.registry.clear_cache()

    # ------------------------------------------------------------------ state
    @classmethod
    def _models(cls):
        """Return the names of the addon's own models that hold records."""
        return sorted(
            name for name, model in cls.env.registry.items() if name.startswith("beneficiary.") and not model._abstract
        )

    def _dump(self):
        """Return a digest of everything that the addon stores, to notice any change."""
        self.env.flush_all()
        rows = self._rows_touched()
        known, digest = self._last_dump
        if not rows or rows != known:
            digest = self._digest()
            self._last_dump = rows, digest
        return digest

    def _rows_touched(self):
        """Return how many rows this transaction has written so far, those that it took back included.

        As long as the number stays the same nothing was written, so that the digest need not be made again.
        """
        query = """
            SELECT sum(
                       pg_stat_get_xact_tuples_inserted(oid)
                       + pg_stat_get_xact_tuples_updated(oid)
                       + pg_stat_get_xact_tuples_deleted(oid)
                   )
              FROM pg_class
             WHERE relkind = 'r' AND relname LIKE 'beneficiary%%'
        """
        return self.env.execute_query(SQL(query))[0][0]

    def _digest(self):
        digests = [
            SQL(
                "SELECT %s, count(*), md5(string_agg(md5(t::text), '' ORDER BY id)) FROM %s t",
                name,
                SQL.identifier(self.env[name]._table),
            )
            for name in self._models()
            if self.env[name]._auto and not self.env[name]._transient
        ]
        # parallel workers answer the parts of a union in any order
        return sorted(self.env.execute_query(SQL(" UNION ALL ").join(digests)))

    def _stored(self, record, name):
        """Return the value of a field in the database."""
        self.env.flush_all()
        self.env.invalidate_all()
        record = record.sudo()
        return record._fields[name].convert_to_read(record[name], record, use_display_name=False)

    # ---------------------------------------------------------------- records
    @classmethod
    def _second_company(cls):
        """Return the name → record of another association's records, one of every kind that has a company."""
        company = cls.env["res.company"].create({"name": "Other association", "country_id": cls.env.ref("base.sa").id})
        cls.env.user.company_ids += company
        env = cls.env(context=dict(cls.env.context, allowed_company_ids=company.ids))
        other = {"company": company, "user": cls._create_user("foreign", "manager", company)}
        other["policy"] = cls._put_in_force("awn", company)
        other["draft"] = other["policy"].with_env(env).action_new_version()
        other["branch"] = env["beneficiary.branch"].create({"name": "East", "company_id": company.id})
        other["committee"] = env["beneficiary.committee"].search([("company_id", "=", company.id)])
        other["member"] = env["beneficiary.committee.member"].create(
            {"committee_id": other["committee"].id, "user_id": other["user"].id, "role": "chair"}
        )
        other["committee"].quorum = 1
        other["program"] = env["beneficiary.program"].create(
            {
                "name": "Other support",
                "company_id": company.id,
                "committee_id": other["committee"].id,
                "document_type_ids": [(6, 0, cls.paper_id.ids)],
            }
        )
        other["program"].action_open()
        other["category"] = env["beneficiary.category"].create({"name": "Theirs", "company_id": company.id})
        other["type"] = env["beneficiary.document.type"].create({"name": "Theirs", "company_id": company.id})
        other["person"] = env["beneficiary.beneficiary"].create(
            {
                "name": "سعاد بنت علي",
                "identity_type": "citizen",
                "national_id": "1000000024",
                "agreed_medium": "phone",
                "phone": "+966 50 333 3333",
                "branch_id": other["branch"].id,
                "company_id": company.id,
                "category_ids": [(6, 0, cls.category.ids)],
            }
        )
        other["family"] = env["beneficiary.family.member"].create(
            {"beneficiary_id": other["person"].id, "name": "طفل", "relation": "son"}
        )
        other["request"] = env["beneficiary.request"].create(
            {
                "beneficiary_id": other["person"].id,
                "program_id": other["program"].id,
                "channel_id": cls.channel.id,
                "company_id": company.id,
                "amount_requested": 500,
            }
        )
        other["document"] = other["request"].document_ids
        other["document"].write({"expiry_date": "2099-01-01"})
        other["document"].action_verify()
        other["declaration"] = other["request"].sign_declaration("Suad", cls.signature)
        other["request"].action_submit()
        other["request"].action_complete()
        other["request"].user_id = False
        other["request"].action_send_to_committee()
        other["item"] = other["request"].item_ids
        other["vote"] = other["item"].with_user(other["user"]).sudo().cast_vote("for")
        other["item"].write({"reason": "In need", "early_reason": "Urgent"})
        other["item"].action_decide()
        other["delivery"] = env["beneficiary.delivery"].create({"request_id": other["request"].id, "amount": 1})
        return {name: record.with_env(cls.env) for name, record in other.items()}

    def _attachment(self, user, **vals):
        return (
            self.env["ir.attachment"]
            .with_user(user)
            .create({"name": "paper.txt", "raw": b"the content of a paper", "mimetype": "text/plain"} | vals)
        )

    @staticmethod
    def _today():
        return fields.Date.today()


class RpcCommon(SecurityCommon, HttpCase):
    """The same, over the real routes."""

    def _login(self, role):
        """Begin a session of a role; the public has none."""
        user = self._user(role) if isinstance(role, str) else role
        login = None if user == self.public else user.login
        self.authenticate(login, login)

    def _rpc(self, model, method, *args, **kwargs):
        """Call a method over ``/web/dataset/call_kw``; return its result and the error, one of them ``None``.

        The error is a pair of the exception's name and its message.
        """
        params = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
        response = self._json(f"/web/dataset/call_kw/{model}/{method}", params)
        answer = response.json()
        if "error" in answer:
            data = answer["error"]["data"]
            return None, (data["name"].rpartition(".")[2], data["message"])
        return answer.get("result"), None

    def _json(self, route, params):
        """Return the response of a JSON route."""
        self.env.flush_all()
        with mute_logger(*NOISE):
            response = self.url_open(
                route,
                data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}, default=self._plain),
                headers={"Content-Type": "application/json"},
                timeout=60,
            )
        self.env.invalidate_all()
        return response

    @staticmethod
    def _plain(value):
        return value.decode() if isinstance(value, bytes) else str(value)

    def assertRpcRefused(self, model, method, *args, **kwargs):
        """Assert that the call is refused and changed nothing; return the message."""
        before = self._dump()
        result, error = self._rpc(model, method, *args, **kwargs)
        self.assertIsNotNone(error, f"{model}.{method} was let through and returned {str(result)[:80]}")
        self.assertIn(error[0], ("AccessError", "UserError", "ValidationError", "SessionExpiredException"), error[1])
        self.assertEqual(self._dump(), before, f"{model}.{method} was refused, but something was changed")
        return error[1]

    def assertRpcAllowed(self, model, method, *args, **kwargs):
        result, error = self._rpc(model, method, *args, **kwargs)
        self.assertIsNone(error, f"{model}.{method}")
        return result

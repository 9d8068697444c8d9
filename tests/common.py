import base64
import io
from contextlib import contextmanager

from freezegun import freeze_time
from PIL import Image
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import TransactionCase, new_test_user
from odoo.tools import mute_logger

ROLES = ("delegate", "officer", "researcher", "committee_member", "finance", "management", "manager")


def signature_png():
    """Return a small drawn signature, base64, as the signature widget sends it."""
    buffer = io.BytesIO()
    image = Image.new("RGB", (60, 20), "white")
    for x in range(5, 55):
        image.putpixel((x, 10 + x % 3), (0, 0, 0))
    image.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue())


class BeneficiaryCommon(TransactionCase):
    """One association with a policy in force, an open programme, a committee of three and one user per role."""

    template = "awn"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")  # the messages that the tests look for
        cls.env = cls.env["base"].with_context(tracking_disable=False).env
        cls.company = cls._create_company("Test association")
        # holidays of a demo would move the deadlines
        cls.env["resource.calendar.leaves"].search([("resource_id", "=", False)]).unlink()
        cls.branch = cls.env["beneficiary.branch"].create({"name": "North", "company_id": cls.company.id})
        cls.other_branch = cls.env["beneficiary.branch"].create({"name": "South", "company_id": cls.company.id})
        roles = {role: role for role in ROLES} | dict.fromkeys(("chair", "secretary", "outsider"), "committee_member")
        users = cls._create_users(roles.items(), cls.company)
        for name, user in zip(roles, users, strict=True):
            setattr(cls, name, user)
        cls.portal_user = new_test_user(cls.env, "test_portal", "base.group_portal")
        cls.branch.delegate_ids = cls.delegate
        cls.policy = cls._put_in_force(cls.template)
        cls.category = cls.env.ref("beneficiary.category_orphan")
        cls.paper_id, cls.paper_income = cls.env["beneficiary.document.type"].create(
            [
                {"name": "Test ID copy", "needs_expiry": True},
                {"name": "Test income statement", "max_age_days": 90},
            ]
        )
        cls.committee = cls.env["beneficiary.committee"].search(
            [("company_id", "=", cls.company.id), ("kind", "=", cls.policy.committee_kind)]
        )
        cls.env["beneficiary.committee.member"].create(
            [
                {"committee_id": cls.committee.id, "user_id": user.id, "role": role}
                for user, role in (
                    (cls.chair, "chair"),
                    (cls.secretary, "secretary"),
                    (cls.committee_member, "member"),
                )
            ]
        )
        cls.program = cls.env["beneficiary.program"].create(
            {
                "name": "Test support",
                "company_id": cls.company.id,
                "committee_id": cls.committee.id,
                "document_type_ids": [(6, 0, (cls.paper_id | cls.paper_income).ids)],
            }
        )
        cls.program.action_open()
        cls.channel = cls.env.ref("beneficiary.channel_interview")
        cls.signature = signature_png()

    @classmethod
    def _create_company(cls, name):
        company = cls.env["res.company"].create({"name": name, "country_id": cls.env.ref("base.sa").id})
        cls.env.user.company_ids += company
        cls.env = cls.env(context=dict(cls.env.context, allowed_company_ids=company.ids))
        return company

    @classmethod
    def _create_other_company(cls, name="Other association"):
        """Return a second association; the tests' environment stays in the first."""
        company = cls.env["res.company"].create({"name": name, "country_id": cls.env.ref("base.sa").id})
        cls.env.user.company_ids += company
        return company

    @classmethod
    def _create_user(cls, login, role=None, company=None):
        return cls._create_users([(login, role or login)], company or cls.company)

    @classmethod
    def _create_users(cls, roles, company):
        """Return a user for each login and role in ``roles``, in one call: each would clear all caches.

        As with Odoo's ``new_test_user`` the password is the login.
        """
        users = cls.env["res.users"].with_context(no_reset_password=True)  # no invitation is sent
        return users.create(
            [
                {
                    "login": f"test_{login}",
                    "password": f"test_{login}",
                    "name": f"test_{login} (beneficiary.group_{role})",
                    "group_ids": [(6, 0, cls.env.ref(f"beneficiary.group_{role}").ids)],
                    "company_id": company.id,
                    "company_ids": [(6, 0, company.ids)],
                    "email": f"{login}@example.org",
                    "lang": "en_US",
                }
                for login, role in roles
            ]
        ).with_env(cls.env)

    @classmethod
    def _adopt(cls, template, company=None):
        """Return the draft of a company after a template."""
        company = company or cls.company
        return (
            cls.env.ref(f"beneficiary.policy_template_{template}")
            .with_context(allowed_company_ids=company.ids)
            .action_adopt()
        )

    @classmethod
    def _put_in_force(cls, template, company=None, **vals):
        """Adopt a template, change the draft by ``vals``, approve it and put it in force."""
        policy = cls._adopt(template, company)
        policy.write(vals)
        policy.action_approve()
        policy.action_put_in_force()
        return policy

    @classmethod
    def _create_beneficiary(cls, name="فاطمة بنت أحمد", user=None, **vals):
        defaults = {
            "name": name,
            "lang": "en_US",
            "identity_type": "none",
            "agreed_medium": "phone",
            "category_ids": [(6, 0, cls.category.ids)],
            "branch_id": cls.branch.id,
            "company_id": cls.company.id,
        }
        model = cls.env["beneficiary.beneficiary"].with_user(user or cls.officer)
        return model.create(defaults | vals)

    @classmethod
    def _login_for(cls, person, login):
        """Return the portal user whose own file ``person`` is."""
        return new_test_user(
            cls.env, login, "base.group_portal", name=person.name, partner_id=person.partner_id.id, lang="en_US"
        )

    @classmethod
    def _applicant(cls, login, name):
        """Return a file and the portal user whose own it is."""
        person = cls._create_beneficiary(name, email=f"{login}@beneficiary.test", agreed_medium="email")
        return person, cls._login_for(person, login)

    @classmethod
    def _create_request(cls, beneficiary=None, user=None, **vals):
        beneficiary = beneficiary or cls._create_beneficiary()
        defaults = {
            "beneficiary_id": beneficiary.id,
            "program_id": cls.program.id,
            "channel_id": cls.channel.id,
            "company_id": cls.company.id,
            "amount_requested": 1000,
        }
        return cls.env["beneficiary.request"].with_user(user or cls.officer).create(defaults | vals)

    @classmethod
    def _verify_papers(cls, request, **vals):
        """Hand in and verify every paper of the checklist, with dates that hold."""
        for paper in request.document_ids:
            paper.write({"issue_date": fields.Date.today(), "expiry_date": "2099-01-01"} | vals)
            paper.action_verify()

    @classmethod
    def _sign(cls, request):
        return request.sign_declaration("Fatimah", cls.signature)

    @classmethod
    def _submit(cls, request=None):
        """Return a request that is signed and submitted, with all its papers verified."""
        request = request or cls._create_request()
        cls._verify_papers(request)
        cls._sign(request)
        request.action_submit()
        return request

    @classmethod
    def _complete(cls, request=None):
        request = cls._submit(request)
        if request.state == "submitted":
            request.action_complete()
        return request

    @classmethod
    def _review(cls, request=None):
        """Return the committee item of a request that is in committee."""
        request = cls._complete(request)
        request.action_send_to_committee()
        return request.sudo().item_ids

    @classmethod
    def _vote(cls, item, choices):
        for user, choice in choices.items():
            item.with_user(user).cast_vote(choice)

    @classmethod
    def _approve(cls, request=None, **vals):
        """Return a request that the committee approved."""
        item = cls._review(request)
        cls._vote(item, {cls.chair: "for", cls.secretary: "for"})
        item.with_user(cls.chair).write({"reason": "In need", "early_reason": "Urgent"} | vals)
        item.with_user(cls.chair).action_decide()
        return item.request_id.with_user(cls.officer)

    @classmethod
    def _deliver(cls, request):
        if request.beneficiary_id.state != "registered":
            request.action_register_beneficiary()
        delivery = (
            cls.env["beneficiary.delivery"]
            .with_user(cls.officer)
            .create({"request_id": request.id, "receiver_name": "Fatimah", "signature": cls.signature, "amount": 10})
        )
        delivery.action_sign_and_deliver()
        return delivery

    # -------------------------------------------------------------- assertions
    @contextmanager
    def assertRefused(self, *texts, error=UserError):
        """Assert that what runs inside is refused, with a message that says every one of ``texts``."""
        with self.assertRaises(error) as caught:
            yield caught
        for text in texts:
            self.assertIn(text, str(caught.exception))

    @contextmanager
    def assertDatabaseRefuses(self, model, *texts):
        """Assert that a constraint of the database refuses what runs inside, with the message of ``model``."""
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError) as caught:
            yield
            self.env.flush_all()
        message = self.env[model]._sql_error_to_message(caught.exception)
        for text in texts:
            self.assertIn(text, message)

    def _count_queries(self, function):
        """Return how many queries ``function`` makes with cold caches of records."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        function()
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def _run_cron(self, xmlid):
        """Run a scheduled action as the scheduler does, on its own cursor."""
        with self.enter_registry_test_mode():
            self.env.ref(xmlid).method_direct_trigger()

    def _notes(self, record):
        """Return the text of all messages of a record."""
        return "\n".join(map(str, record.sudo().message_ids.mapped("body")))

    @classmethod
    @contextmanager
    def _at(cls, moment):
        """Move the clock to ``moment`` (UTC)."""
        cls.env.flush_all()
        with freeze_time(moment):
            yield
            cls.env.flush_all()

from odoo import http
from odoo.fields import Command
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from ..common import BeneficiaryCommon

SECRET = "Secret that nobody outside may read"


class PartnerCommon(BeneficiaryCommon):
    """A programme for orphans with two partners, A and B, each with a login, and a request to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.orphans = cls.env["beneficiary.program"].create(
            {
                "name": "Orphan support",
                "program_type": "special",
                "company_id": cls.company.id,
                "committee_id": cls.committee.id,
                "user_id": cls.manager.id,
                "document_type_ids": [Command.set((cls.paper_id | cls.paper_income).ids)],
            }
        )
        cls.entity_a, cls.user_a = cls._entity("a")
        cls.entity_b, cls.user_b = cls._entity("b")
        cls.orphans.partner_entity_ids = cls.entity_a | cls.entity_b
        cls.orphans.action_open()
        cls.orphan = cls._create_beneficiary(
            "Yusuf bin Ahmad",
            identity_type="citizen",
            national_id="1000000008",
            phone="+966 50 111 1111",
            email="yusuf@beneficiary.test",
            street="Hidden street 12",
        )
        cls.request = cls._submit(cls._create_request(cls.orphan, program_id=cls.orphans.id, description=SECRET))

    @classmethod
    def _organisation(cls, login):
        return cls.env["res.partner"].create(
            {"name": f"Partner {login.upper()}", "is_company": True, "email": f"{login}@partner.test", "lang": "en_US"}
        )

    @classmethod
    def _entity(cls, login, **vals):
        """Return a partner entity whose agreement is in force, and the login of its contact."""
        organisation = cls._organisation(login)
        contact = cls.env["res.partner"].create({"name": f"Contact of {login}", "parent_id": organisation.id})
        user = new_test_user(
            cls.env, f"partner_{login}", "base.group_portal", partner_id=contact.id, name=contact.name, lang="en_US"
        )
        entity = cls.env["beneficiary.partner.entity"].create(
            {
                "partner_id": organisation.id,
                "company_id": cls.company.id,
                "agreement_id": cls._agreement(organisation).id,
                "contact_ids": [Command.set(contact.ids)],
            }
            | vals
        )
        return entity, user

    @classmethod
    def _agreement(cls, partner, state="active", **vals):
        today = cls.company._beneficiary_today()
        agreement = (
            cls.env["beneficiary.agreement"]
            .with_user(cls.officer)
            .create(
                {
                    "subject": "Verifying orphans",
                    "kind": "partnership",
                    "partner_id": partner.id,
                    "company_id": cls.company.id,
                    "date_start": today.replace(month=1, day=1),
                    "date_end": today.replace(year=today.year + 1, month=12, day=31),
                    "text": "<p>We verify.</p>",
                    "dispute_path": "Amicably",
                    "line_ids": [Command.create({"description": "Verify", "due_date": f"{today.year + 1}-02-01"})],
                }
                | vals
            )
        )
        if state == "active":
            cls._sign_agreement(agreement)
        return agreement

    @classmethod
    def _sign_agreement(cls, agreement):
        agreement.action_send()
        agreement.sign_party("Partner", cls.signature)
        agreement.sign_association(cls.signature)

    @classmethod
    def _attach(cls, paper, name="death.pdf", content=b"%PDF-1.4 shared"):
        attachment = cls.env["ir.attachment"].create(
            {"name": name, "raw": content, "res_model": paper._name, "res_id": paper.id}
        )
        paper.sudo().attachment_ids = [Command.link(attachment.id)]
        return attachment

    @classmethod
    def _paper(cls, paper_type, request=None):
        return (request or cls.request).document_ids.filtered(lambda d: d.type_id == paper_type)

    @classmethod
    def _send(cls, request=None, entity=None, user=None, **vals):
        defaults = {
            "request_id": (request or cls.request).id,
            "entity_id": (entity or cls.entity_a).id,
            "question": "Please confirm that his father died.",
            "legal_basis": "agreement",
            "basis_reason": "The programme asks for it",
        }
        return cls.env["beneficiary.partner.case"].with_user(user or cls.officer).create(defaults | vals)

    def _as_portal(self, user, company=None):
        """Return the cases that the pages of ``user`` show."""
        cases = self.env["beneficiary.partner.case"].with_user(user).sudo()
        return cases.search(cases._portal_domain(user, company or self.company))


class PagesMixin:
    """Requests to the pages, as a browser makes them."""

    def _login(self, user):
        self.authenticate(user.login, user.login)

    def _get(self, case, path=""):
        self.env.flush_all()
        return self.url_open(f"/my/cases/{case.id}{path}")

    def _post(self, case, path, data=None, csrf=True):
        data = dict(data or {}) | {"unknown": "1"}  # no data would be no post
        if csrf:
            data["csrf_token"] = http.Request.csrf_token(self)
        self.env.flush_all()
        with mute_logger("odoo.http", "odoo.addons.http_routing.models.ir_http"):
            response = self.url_open(f"/my/cases/{case.id}/{path}", data=data)
        self.env.invalidate_all()
        return response

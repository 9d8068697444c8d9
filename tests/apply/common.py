import io

from PIL import Image
from werkzeug.datastructures import FileStorage, MultiDict

from odoo.tests import new_test_user

from ..common import BeneficiaryCommon

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture(kind="PNG", size=(30, 20), mode="RGB"):
    """Return a small photo, as bytes."""
    buffer = io.BytesIO()
    Image.new(mode, size, "white").save(buffer, kind)
    return buffer.getvalue()


def upload(name, content):
    """Return a file as a form sends it."""
    return FileStorage(io.BytesIO(content), filename=name)


class ApplyCommon(BeneficiaryCommon):
    """An application that has everything, ready to be signed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website = cls.env["website"].create({"name": "Test site", "company_id": cls.company.id})
        cls.public = cls.website.user_id
        cls.model = cls.env["beneficiary.application"].sudo().with_company(cls.company).with_context(lang="en_US")
        cls.user_a, cls.user_b = (
            new_test_user(cls.env, login, "base.group_portal", email=f"{login}@beneficiary.test", lang="en_US")
            for login in ("apply_a", "apply_b")
        )

    @classmethod
    def _form(cls, **vals):
        """Return what a visitor posts in the first step; a list gives a field several times."""
        person = {
            "name": "Fatimah bint Ahmad",
            "identity_type": "citizen",
            "national_id": "1012345672",
            "birth_date": "1980-05-04",
            "phone": "0501234567",
            "email": "fatimah@beneficiary.test",
            "city": "Tabuk",
            "agreed_medium": "email",
        }
        return MultiDict(person | vals)

    @classmethod
    def _begin(cls, user=None, **vals):
        """Return a draft of which the first step is filled in."""
        draft = cls.model._begin(user or cls.public, cls.company, cls.website)
        draft._save_step("who", cls._form(**vals))
        return draft

    @classmethod
    def _fill(cls, draft=None, papers=True, **vals):
        """Return a draft that can be signed."""
        draft = draft or cls._begin(**vals)
        draft._save_step("program", MultiDict({"program": str(cls.program.id)}))
        draft._save_step("questions", MultiDict({"description": "The rent", "amount_requested": "1500"}))
        files = [(f"file_{kind.id}", upload(f"{kind.id}.pdf", PDF)) for kind in cls.program.document_type_ids]
        draft._save_step("documents", MultiDict(), MultiDict(files if papers else []))
        return draft

    @classmethod
    def _file_of(cls, user, **vals):
        """Return the confirmed file of a login."""
        file = cls.env["beneficiary.beneficiary"].create(
            {
                "partner_id": user.partner_id.id,
                "company_id": cls.company.id,
                "branch_id": cls.branch.id,
                "identity_type": "citizen",
                "national_id": "1000000008",
                "agreed_medium": "email",
            }
            | vals
        )
        cls.env.flush_all()
        return file

    def _send(self, draft):
        _text, digest = draft._declaration_text()
        return draft._send("Fatimah", self.signature, digest)

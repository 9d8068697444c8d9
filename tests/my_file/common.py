from odoo.http import Request
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from ..common import BeneficiaryCommon


class PortalCommon(BeneficiaryCommon):
    """Two persons who log in, A and B, each with a file; the website is that of the tests' association."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.website = cls.env["website"].search([], limit=1, order="sequence, id")
        cls.website.company_id = cls.company
        cls.user_a, cls.user_b = (
            new_test_user(
                cls.env,
                f"person_{name}",
                "base.group_portal",
                name=f"Person {name.upper()}",
                email=f"{name}@beneficiary.test",
                lang="en_US",
            )
            for name in ("a", "b")
        )
        cls.file_a, cls.file_b = (
            cls.env["beneficiary.beneficiary"].create(
                {
                    "partner_id": user.partner_id.id,
                    "identity_type": "citizen",
                    "national_id": number,
                    "phone": phone,
                    "agreed_medium": "email",
                    "branch_id": cls.branch.id,
                    "company_id": cls.company.id,
                    "category_ids": [(6, 0, cls.category.ids)],
                    "user_id": cls.officer.id,
                    "street": street,
                }
            )
            for user, number, phone, street in (
                (cls.user_a, "1000000008", "+966 50 111 1111", "Palm Street 1"),
                (cls.user_b, "1000000016", "+966 50 222 2222", "Date Street 2"),
            )
        )

    def _post(self, path, **data):
        """Post a form as a browser does, with its token."""
        self.env.flush_all()
        with mute_logger("odoo.http"):
            response = self.url_open(path, data={"csrf_token": Request.csrf_token(self), **data})
        self.env.invalidate_all()
        return response

    @classmethod
    def _guard(cls, guardian, ward, **vals):
        """Return a verified guardianship."""
        guardianship = (
            cls.env["beneficiary.guardian"]
            .with_user(cls.officer)
            .create({"beneficiary_id": ward.id, "guardian_id": guardian.id, "deed_number": "D-1"} | vals)
        )
        guardianship.action_verify()
        return guardianship

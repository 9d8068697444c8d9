from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import BeneficiaryCommon


@tagged("post_install", "-at_install")
class TestCompanyIsolation(BeneficiaryCommon):
    """Two associations in one database know nothing of each other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.request = cls._create_request()
        cls.beneficiary = cls.request.beneficiary_id
        cls.other = cls._create_other_company()
        cls._put_in_force("samtah", cls.other)
        cls.other_officer = cls._create_user("other_officer", "officer", company=cls.other)
        cls.other_program = cls.env["beneficiary.program"].create({"name": "Other", "company_id": cls.other.id})
        cls.other_env = cls.env(user=cls.other_officer, su=False, context={"allowed_company_ids": cls.other.ids})

    def test_nothing_is_found(self):
        for model in (
            "beneficiary.beneficiary",
            "beneficiary.request",
            "beneficiary.document",
            "beneficiary.branch",
            "beneficiary.committee.member",
        ):
            with self.subTest(model=model):
                self.assertTrue(self.env[model].search_count([("company_id", "=", self.company.id)]))
                self.assertFalse(self.other_env[model].search_count([("company_id", "=", self.company.id)]))

    def test_nothing_is_read_or_written(self):
        for record in (self.beneficiary, self.request, self.request.document_ids, self.program, self.committee):
            theirs = self.other_env[record._name].browse(record.ids)
            with self.subTest(model=record._name), self.assertRaises(AccessError):
                theirs.read(["display_name"])
        with self.assertRaises(AccessError):
            self.other_env["beneficiary.request"].browse(self.request.id).action_cancel()

    def test_contacts_are_those_of_the_association(self):
        self.assertFalse(self.other_env["res.partner"].search_count([("id", "=", self.beneficiary.partner_id.id)]))

    def test_a_request_does_not_cross(self):
        manager = self._create_user("both", "manager")
        manager.company_ids += self.other
        requests = self.env["beneficiary.request"].with_user(manager)
        requests = requests.with_context(allowed_company_ids=[self.company.id, self.other.id])
        with self.assertRefused("belongs to another company", self.other_program.name):
            requests.create(
                {
                    "beneficiary_id": self.beneficiary.id,
                    "program_id": self.other_program.id,
                    "channel_id": self.channel.id,
                    "company_id": self.company.id,
                }
            )

    def test_nobody_files_for_another_association(self):
        with self.assertRaises(AccessError):
            self.other_env["beneficiary.beneficiary"].create(
                {"name": "Sami", "company_id": self.company.id, "identity_type": "none"}
            )

    def test_shared_lists_are_shared(self):
        for model in ("beneficiary.category", "beneficiary.document.type", "beneficiary.channel"):
            self.assertTrue(self.other_env[model].search_count([]), model)

    def test_own_categories_stay_own(self):
        own = self.env["beneficiary.category"].create({"name": "Ours", "company_id": self.company.id})
        self.assertNotIn(own.id, self.other_env["beneficiary.category"].search([]).ids)

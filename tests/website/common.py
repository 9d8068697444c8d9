import base64

from odoo.tests import HttpCase
from odoo.tools import mute_logger

from ..common import BeneficiaryCommon

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class WebsiteCommon(BeneficiaryCommon, HttpCase):
    """A website of the association in English and Arabic, with a published programme."""

    template = "samtah"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("ar_001")
        cls.arabic = cls.env["res.lang"].search([("code", "=", "ar_001")])
        cls.english = cls.env["res.lang"].search([("code", "=", "en_US")])
        cls.website = cls.env["website"].search([], limit=1)
        cls.website.write(
            {
                "company_id": cls.company.id,
                "language_ids": [(6, 0, (cls.arabic | cls.english).ids)],
                "default_lang_id": cls.english.id,
                "domain": False,
            }
        )
        cls.company.write(
            {
                "phone": "+966 14 422 0000",
                "email": "info@association.test",
                "beneficiary_fax": "+966 14 422 0001",
                "street": "King Fahd Road",
            }
        )
        cls.program.write(
            {"is_published": True, "audience": "Families who rent", "description": "<p>Half of the rent</p>"}
        )
        cls.program.with_context(lang="ar_001").write({"name": "دعم الإيجار", "audience": "الأسر المستأجرة"})

    @classmethod
    def _create_program(cls, name, company=None, state="open", **vals):
        company = company or cls.company
        committee = cls.env["beneficiary.committee"].search([("company_id", "=", company.id)], limit=1)
        program = cls.env["beneficiary.program"].create(
            {"name": name, "company_id": company.id, "committee_id": committee.id, "is_published": True} | vals
        )
        if state != "draft":
            program.action_open()
        if state == "closed":
            program.action_close()
        return program

    @classmethod
    def _create_second(cls):
        """Return another association with a policy in force and an open, published programme."""
        other = cls._create_other_company()
        policy = cls._put_in_force("awn", other)
        return other, policy, cls._create_program("Foreign support", other)

    @classmethod
    def _publish_tool(cls, policy, content=PDF, file_name="guide.pdf", **vals):
        tool = policy.tool_ids[:1]
        tool.write({"file": base64.b64encode(content), "file_name": file_name, "is_public": True} | vals)
        return tool

    def _get(self, url, status=200):
        with mute_logger("odoo.addons.http_routing.models.ir_http", "odoo.http"):
            response = self.url_open(url)
        self.assertEqual(response.status_code, status, url)
        return response

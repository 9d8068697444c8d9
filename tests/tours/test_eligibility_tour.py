from odoo.tests import HttpCase, new_test_user, tagged

from ..deposit.common import DepositCommon
from ..partner.common import PartnerCommon


class EligibilityTourCase(HttpCase):
    def _tour(self, tour, user, record=None, url=""):
        url = url or f"/odoo/beneficiary-requests/{record.id}"
        self.start_tour(url, tour, login=user.login)
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestAcademicTour(DepositCommon, EligibilityTourCase):
    """An academic programme from the website to the decision: qualification, serious intent, committee (R-60)."""

    template = "makarem"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        site = cls.env["website"].search([], limit=1)
        site.company_id = cls.company
        cls.academic.write({"seriousness": "penalty", "document_type_ids": [(5,)]})
        for name, vals in (
            ("Serious", {"kind": "fee"}),
            ("Graduate", {"kind": "condition", "condition": "[('qualification_level_id', '!=', False)]"}),
        ):
            cls.env["beneficiary.criterion"].with_user(cls.manager).create(
                {"name": name, "program_id": cls.academic.id} | vals
            )
        cls.student = cls._create_beneficiary("Fatimah bint Ahmad", email="fatimah@home.test", agreed_medium="email")
        cls.login = new_test_user(
            cls.env,
            "academic_a",
            "base.group_portal",
            name=cls.student.name,
            partner_id=cls.student.partner_id.id,
            lang="en_US",
        )
        qualification = cls.env["beneficiary.qualification"].with_user(cls.officer)
        qualification = qualification.create(
            {
                "beneficiary_id": cls.student.id,
                "level_id": cls.env.ref("beneficiary.qualification_level_bachelor").id,
                "attachment_ids": [(0, 0, {"name": "paper.txt", "raw": b"a proof"})],
            }
        )
        qualification.action_verify()

    def test_from_the_website_to_the_decision(self):
        self._tour("beneficiary_academic_apply", self.login, url="/beneficiary/apply")
        case = self.env["beneficiary.request"].search([("beneficiary_id", "=", self.student.id)])
        self.assertEqual((case.state, case.program_id, case.eligibility), ("submitted", self.academic, "eligible"))
        self._tour("beneficiary_academic_officer", self.officer, case)
        self.assertEqual(case.state, "review")
        case.item_ids.with_user(self.secretary).cast_vote("for")
        self.start_tour("/odoo/beneficiary-agenda", "beneficiary_committee_decide", login="test_chair")
        self.assertEqual(case.state, "approved")


@tagged("post_install", "-at_install")
class TestPartnerTour(PartnerCommon, EligibilityTourCase):
    """A case of a special category goes to a partner, who receives and verifies it, and returns another (R-62)."""

    template = "makarem"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        site = cls.env["website"].search([], limit=1)
        site.company_id = cls.company
        cls.env["beneficiary.criterion"].with_user(cls.manager).create(
            {"name": "Verified by the partner", "kind": "partner", "program_id": cls.orphans.id}
        )
        cls.request.action_complete()
        cls.other = cls._submit(cls._create_request(cls._create_beneficiary("Sami"), program_id=cls.orphans.id))
        cls.returned = cls._send(cls.other)

    def test_from_the_officer_to_the_partner_and_back(self):
        self._tour("beneficiary_partner_send", self.officer, self.request)
        case = self.request.partner_case_ids
        self.assertEqual((case.state, case.entity_id, case.legal_basis), ("sent", self.entity_a, "agreement"))
        self._tour("beneficiary_partner_answer", self.user_a, url="/my/cases")
        self.assertEqual((case.state, case.verdict), ("verified", "His father died in 2020"))
        self.assertEqual((self.returned.state, self.other.eligibility), ("returned", "ineligible"))
        self.assertEqual(self.request.eligibility, "eligible")

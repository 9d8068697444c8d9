from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..research.common import READY
from .test_reports import NUMBER, ReportCommon


@tagged("post_install", "-at_install")
class TestAssessmentReport(ReportCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person.family_member_ids = [(0, 0, {"name": "Sarah", "relation": "daughter", "birth_date": "2014-11-23"})]
        vals = READY | {"beneficiary_id": cls.person.id, "user_id": cls.researcher.id, "housing_note": "Damp walls"}
        cls.research = cls.env["beneficiary.assessment"].with_user(cls.researcher).create(vals)

    def test_what_it_says(self):
        self.research.action_complete()
        text = self._text("assessment", self.research, user=self.researcher)
        for fact in (
            "Social research",
            self.research.name,
            self.person.name,
            NUMBER,
            "Sarah",
            "Daughter",
            "1,800.00",
            "Citizen's account",
            "Asthma, needs care",
            "Damp walls",
            "Two rooms for four.",
            "Advisory need score",
            "Income per person",
            f"{self.research.score:.1f}",
            "The committee decides.",
            "Licence No. 81-7",
        ):
            self.assertIn(fact, text)

    def test_a_draft_has_no_score_and_leaves_out_what_is_empty(self):
        self.research.write({"debt_ids": [(5,)], "health_ids": [(5,)], "report": False})
        text = self._text("assessment", self.research, user=self.researcher)
        for absent in ("Advisory need score", "Creditor", "Condition Monthly cost", "Researcher's report"):
            self.assertNotIn(absent, text)

    def test_in_arabic_it_reads_from_right_to_left(self):
        self.research.action_complete()
        root = self._root("assessment", self.research, user=self.researcher, lang="ar_001")
        self.assertEqual(root.xpath("//div[@class='o_bnf']/@dir"), ["rtl"])

    def test_it_is_for_those_who_may_read_the_research(self):
        for user in (self.officer, self.delegate, self.management, self.finance, self.committee_member):
            with self.assertRaises(AccessError):
                self._text("assessment", self.research, user=user)

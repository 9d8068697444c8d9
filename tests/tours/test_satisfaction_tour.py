from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ..common import BeneficiaryCommon
from ..feedback.common import SurveyRoundMixin

CRON = "beneficiary.ir_cron_survey_rounds"


@tagged("post_install", "-at_install")
class TestSatisfactionTour(SurveyRoundMixin, BeneficiaryCommon, HttpCase):
    """A round on a phone: an officer opens it and types one answer in, a visitor answers by his link (R-18…R-21)."""

    browser_size = "360x800"
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        website = cls.env["website"].search([], limit=1)
        english = cls.env.ref("base.lang_en")
        website.write({"company_id": cls.company.id, "language_ids": [(4, english.id)], "default_lang_id": english.id})
        cls._people(12)

    def test_round(self):
        self.start_tour("/odoo/survey-rounds", "beneficiary_survey_round_staff", login="test_officer")
        survey_round = self.env["beneficiary.survey.round"].search([("company_id", "=", self.company.id)])
        samples = survey_round.sudo().sample_ids
        self.assertEqual((survey_round.name, survey_round.state, len(samples)), ("Spring", "open", 10))
        visitor, *others = samples.filtered(lambda sample: sample.state == "open")
        self.start_tour(visitor._link_path(), "beneficiary_survey_visitor", login=None)
        self.assertEqual((survey_round.answered_count, visitor.state), (2, "over"))
        for sample in others:
            self._finish(sample)
        with self._at(fields.Datetime.now() + timedelta(days=20)):
            self._run_cron(CRON)
        survey_round.invalidate_recordset()
        self.assertEqual(survey_round.state, "closed")
        as_manager = survey_round.with_user(self.manager)
        action = as_manager.action_view_results()
        cells = self.env[action["res_model"]].with_user(self.manager).search(action["domain"])
        service = cells.filtered(lambda cell: cell.question_id == self.env.ref("beneficiary.survey_service_10"))
        self.assertEqual((service.answer_count, service.average), (10, (4 + 5 + 8 * 4) / 10))
        self.assertEqual(set(cells.mapped("answer_count")), {8, 10}, "two answered the choice: nothing is shown of it")
        self.assertFalse(as_manager.sample_ids)
        for records in (samples[0], self.env["survey.user_input"].sudo().search([("round_id", "=", survey_round.id)])):
            with self.assertRaises(AccessError):
                records.with_user(self.manager).read(["create_date"])

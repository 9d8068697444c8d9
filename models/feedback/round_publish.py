from odoo import api, fields, models
from odoo.exceptions import UserError


class RoundPublish(models.Model):
    """Results appear when a round is over, all at once, and never before."""

    _inherit = "beneficiary.survey.round"

    published_on = fields.Datetime("Results since", readonly=True, copy=False)

    _unpublished = models.Index("(id) WHERE state = 'closed' AND published_on IS NULL")

    def _frozen_except(self):
        return super()._frozen_except() | {"published_on", "answer_key"}

    def _close(self):
        result = super()._close()
        self._publish()
        return result

    def _publish(self):
        """Cut the answers of these rounds into results, once, in ``sudo``; then erase what told people apart."""
        for survey_round in self.filtered(lambda r: r.state == "closed" and not r.published_on):
            cells = self.env["beneficiary.feedback.cell"]._cut_round(survey_round)
            self.env["beneficiary.feedback.comment"]._cut_round(survey_round, cells)
            survey_round.write({"published_on": fields.Datetime.now(), "answer_key": False})
            self.env["survey.user_input"].search([("round_id", "=", survey_round.id)]).write({"person_key": False})

    @api.model
    def _cron_publish(self):
        """Publish what is over and was not yet: rounds, and the ratings of the months before this one. Idempotent."""
        cron = self.env["ir.cron"]
        for survey_round in self.search([("state", "=", "closed"), ("published_on", "=", False)], order="id"):
            survey_round.sudo()._lock_rows("state", "published_on")
            survey_round.sudo()._publish()
            if not cron._commit_progress(1):
                return
        self.env["beneficiary.feedback.cell"].sudo()._cut_ratings()

    def action_view_results(self):
        """Show the results of these rounds.

        :raise UserError: while a round is open
        :raise AccessError: when it is not the user's role
        """
        self.check_access("read")
        self._check_role("beneficiary.group_officer", "beneficiary.group_management")
        if not all(self.sudo().mapped("published_on")):
            raise UserError(self.env._("Results appear when the round is over."))
        action = self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_feedback_cell_action")
        return action | {"domain": [("round_id", "in", self.ids)], "context": {"search_default_by_question": 1}}

from odoo import api, fields, models


class VenueAnswer(models.Model):
    """What somebody found when the venue of an event was looked at: one line of its checklist (R-63)."""

    _name = "beneficiary.venue.answer"
    _description = "Answer about a Venue"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "sequence, id"
    _rec_name = "check_id"

    event_id = fields.Many2one("beneficiary.field.event", required=True, readonly=True, index=True, ondelete="cascade")
    check_id = fields.Many2one("beneficiary.venue.check", "Question", required=True, readonly=True, ondelete="restrict")
    help_text = fields.Char(related="check_id.help_text")
    required = fields.Boolean(related="check_id.required", store=True)
    sequence = fields.Integer(related="check_id.sequence", store=True)
    company_id = fields.Many2one(related="event_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="event_id.branch_id", store=True, precompute=True, index="btree_not_null")
    answer = fields.Selection([("yes", "Yes"), ("no", "No"), ("none", "Does not apply")])
    note = fields.Char()
    checked_by = fields.Many2one("res.users", readonly=True)
    checked_on = fields.Date(readonly=True)

    _once = models.UniqueIndex("(event_id, check_id)", "This question stands in the checklist already.")

    def _is_frozen(self):
        return self.event_id._is_frozen()

    def write(self, vals):
        result = super().write(vals)
        if "answer" in vals:
            for company, answers in self.grouped("company_id").items():
                answers.sudo().write(
                    {
                        "checked_by": self.env.uid if vals["answer"] else False,
                        "checked_on": company.sudo()._beneficiary_today() if vals["answer"] else False,
                    }
                )
            self.event_id.sudo()._eligibility_facts_changed()
        return result

    @api.model
    def _create_for(self, events):
        """Give events the checklist of their association, in one batch. Called in ``sudo``."""
        checks = self.env["beneficiary.venue.check"].search([("company_id", "in", [*events.company_id.ids, False])])
        return self.create(
            [
                {"event_id": event.id, "check_id": check.id}
                for event in events
                for check in checks
                if check.company_id in (event.company_id, self.env["res.company"])
            ]
        )

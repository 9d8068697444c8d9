from odoo import api, fields, models


class VisitLine(models.Model):
    """What was found about one question of a visit. It is final with the visit (R-85)."""

    _name = "beneficiary.visit.line"
    _description = "Finding of a Visit"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "visit_id, sequence, id"
    _check_company_auto = True

    visit_id = fields.Many2one("beneficiary.visit", required=True, readonly=True, index=True, ondelete="cascade")
    check_id = fields.Many2one("beneficiary.visit.check", required=True, readonly=True, ondelete="restrict")
    # the words as they were asked: the list of questions changes with the years
    name = fields.Char("Question", required=True, readonly=True)
    help_text = fields.Char(related="check_id.help_text")
    required = fields.Boolean(readonly=True)
    sequence = fields.Integer(readonly=True)
    company_id = fields.Many2one(related="visit_id.company_id", store=True, precompute=True, index=True)
    user_id = fields.Many2one(related="visit_id.user_id", store=True, precompute=True, index="btree_not_null")
    kind = fields.Selection(related="visit_id.kind", store=True, precompute=True)
    state = fields.Selection(related="visit_id.state")
    finding = fields.Selection(
        [("good", "Good"), ("remark", "With a remark"), ("bad", "Not good"), ("none", "Does not apply")]
    )
    note = fields.Text("What was found")

    _once = models.UniqueIndex("(visit_id, check_id)", "This question stands in the checklist already.")

    def _is_frozen(self):
        return self.visit_id._is_frozen()

    def _frozen_message(self):
        return self.visit_id._frozen_message()

    @api.model
    def _create_for(self, visits):
        """Give visits the checklist of their kind, in one batch. Called in ``sudo``."""
        checks = self.env["beneficiary.visit.check"].search(
            [("company_id", "in", [*visits.company_id.ids, False]), ("kind", "in", visits.mapped("kind"))]
        )
        return self.create(
            [
                {
                    "visit_id": visit.id,
                    "check_id": check.id,
                    "name": check.with_context(lang=visit.user_id.lang or self.env.lang).name,
                    "required": check.required,
                    "sequence": check.sequence,
                }
                for visit in visits
                for check in checks
                if check.kind == visit.kind and check.company_id in (visit.company_id, self.env["res.company"])
            ]
        )

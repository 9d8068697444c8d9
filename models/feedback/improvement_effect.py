from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

WAIT_DAYS = 90  # how long an improvement is given to show in a figure


class ImprovementEffect(models.Model):
    """Whether an improvement helped: a value when it began, and the same one in the next round (R-22).

    What is measured is added by other files: each adds to ``measure_by`` and to :meth:`_values_now`.
    """

    _inherit = "beneficiary.improvement"

    measure_by = fields.Selection([("none", "Not measured")], "Effect measured by", required=True, default="none")
    direction = fields.Selection(
        [("higher", "Higher is better"), ("lower", "Lower is better")], "Better is", required=True, default="higher"
    )
    measure_on = fields.Date(
        "Measured from", help="The effect is measured by the first value of this day or later, once it is done."
    )
    value_before = fields.Float("Value before", readonly=True, copy=False, aggregator=None)
    date_before = fields.Date("Noted on", readonly=True, copy=False)
    value_after = fields.Float("Value after", readonly=True, copy=False, aggregator=None)
    date_after = fields.Date("Measured on", readonly=True, copy=False)
    change = fields.Float(compute="_compute_effect", store=True, aggregator=None)
    effect = fields.Selection(
        [("pending", "Not measured yet"), ("better", "Better"), ("same", "Unchanged"), ("worse", "Worse")],
        compute="_compute_effect",
        store=True,
    )

    _to_measure = models.Index("(company_id, measure_on) WHERE state = 'done' AND measure_by <> 'none'")

    @api.model
    def _effect_fields(self):
        """Return the fields that are written once an improvement is done."""
        return {"state", "value_after", "date_after", "change", "effect", "measure_on"}

    @api.depends("value_before", "value_after", "date_before", "date_after", "direction")
    def _compute_effect(self):
        for improvement in self:
            measured = improvement.date_before and improvement.date_after
            change = improvement.value_after - improvement.value_before if measured else 0
            better = change if improvement.direction == "higher" else -change
            improvement.change = change
            if not measured:
                improvement.effect = "pending"
            else:
                improvement.effect = "better" if better > 0 else "worse" if better < 0 else "same"

    def _values_now(self):
        """Return improvement → (value, day of the value) of what they are measured by; without those that have none.

        Called in ``sudo``, for many at once.
        """
        return {}

    def _note_before(self):
        """Note the values that these improvements are to change. Called in ``sudo``."""
        for improvement, (value, day) in self._values_now().items():
            improvement.write({"value_before": value, "date_before": day})
        for improvement in self.filtered(lambda i: not i.measure_on):
            improvement.measure_on = fields.Date.add(improvement.deadline, days=WAIT_DAYS)

    def action_measure(self):
        """Measure the effect now, if there is a newer value than the one before.

        :raise UserError: when there is none yet
        :raise AccessError: when it is not the user's role
        """
        self._check_role("beneficiary.group_manager")
        self.check_access("write")
        self._check_state("done")
        for improvement in self - self.sudo()._note_after():
            raise UserError(self.env._("“%(name)s”: there is no newer value yet to measure by.", name=improvement.name))
        return True

    def _note_after(self):
        """Note the values after these improvements were done, and return those that have one. Called in ``sudo``."""
        measured = self.browse()
        for improvement, (value, day) in self._values_now().items():
            if improvement.date_before and day > max(improvement.date_done, improvement.date_before):
                improvement.write({"value_after": value, "date_after": day, "state": "measured"})
                measured |= improvement
        return measured

    @api.model
    def _measure_effects(self, batch_size):
        """Measure the effect of what is done and has had its time. Called in ``sudo``, in batches."""
        cron = self.env["ir.cron"]
        today = fields.Date.today()
        ready = Domain("state", "=", "done") & Domain("measure_by", "!=", "none") & Domain("measure_on", "<=", today)
        last = 0
        while improvements := self.search(ready & Domain("id", ">", last), limit=batch_size, order="id"):
            last = improvements[-1].id
            improvements._note_after()
            if not cron._commit_progress(len(improvements)):
                return

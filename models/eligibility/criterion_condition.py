from odoo import api, models
from odoo.fields import Domain

MODELS = {"file": "beneficiary.beneficiary", "answers": "beneficiary.request"}
INEQUALITIES = {"<", ">", "<=", ">="}


class CriterionCondition(models.AbstractModel):
    """What an applicant must meet as a condition on the file or on the answers, answered in SQL."""

    _name = "beneficiary.criterion.mixin"
    _inherit = ["beneficiary.criterion.mixin", "beneficiary.condition.mixin"]

    def _condition_domain(self):
        """Return the condition of this one criterion as a domain that may be run in ``sudo``.

        :raise ValidationError: naming the criterion, when it is no such condition
        """
        self.ensure_one()
        try:
            domain = Domain(self._read_condition(self.condition))
        except (ValueError, TypeError):
            self._refuse_condition(
                self.env._("it can be read as plain conditions only: fields compared with values, no formulas")
            )
        if domain.is_true() or domain.is_false():
            self._refuse_condition(self.env._("it has no condition yet: add at least one"))
        model = self.env[MODELS[self.condition_on]]
        self._check_domain(domain, model)
        return self._guard_answers(domain) if self.condition_on == "answers" else domain

    @api.model
    def _guard_answers(self, domain):
        """Answers are JSON, in which “nothing” is greater than any number: who did not answer exceeds nothing."""

        def guard(condition):
            if condition.operator in INEQUALITIES:
                return Domain(condition.field_expr, "!=", False) & condition
            return condition

        return domain.map_conditions(guard)

    def _check_leaf(self, condition, model):
        if self.condition_on == "answers" and model._name == MODELS["answers"]:
            self._check_answer(condition)
        else:
            super()._check_leaf(condition, model)

    def _check_answer(self, condition):
        root, _dot, question = condition.field_expr.partition(".")
        known = {prop["name"] for prop in self._condition_program().sudo().question_definition or []}
        if root != "answers" or question not in known or condition.operator in ("any", "not any"):
            self._refuse_condition(
                self.env._("“%(field)s” is not one of the programme's questions", field=condition.field_expr)
            )

    def _condition_program(self):
        """Return the programme whose questions the condition may ask about; a template has none."""
        return self.env["beneficiary.program"]

    def _try_condition(self):
        """Ask the database once, so that a value that does not fit its field is found when the rule is written."""
        domain = self._condition_domain()
        model = self.env[MODELS[self.condition_on]].sudo().with_context(active_test=False)
        with self._refusing_misfits():
            model.search(domain, limit=1)

    def _condition_passed(self, scope):
        """Return the ids of the records within ``scope`` that meet the condition, in one query.

        :param scope: a domain on the file, or on the request where the condition is on the answers
        :raise ValidationError: when the condition can no longer be used
        """
        model = self.env[MODELS[self.condition_on]].sudo().with_context(active_test=False)
        return set(model._search(self._condition_domain() & Domain(scope)))

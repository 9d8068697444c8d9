import ast

from psycopg2 import Error as DatabaseError

from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import OrderedSet, mute_logger

MODELS = {"file": "beneficiary.beneficiary", "answers": "beneficiary.request"}
# models of Odoo to whose fields a path may lead; of the addon's own, to all that the manager reads
OPEN_MODELS = {"res.partner", "res.country", "res.country.state", "res.partner.category"}
# computed, but searched in SQL by the columns they are computed from
SEARCHED_FIELDS = {("beneficiary.beneficiary", "age")}
SECRET_FIELDS = {"access_token", "tracking_code", "signup_type", "search_text"}
OPERATORS = {"=", "!=", "<", ">", "<=", ">=", "in", "not in", "any", "not any", "child_of", "parent_of"}
OPERATORS |= {f"{sign}{like}" for sign in ("", "not ") for like in ("like", "ilike", "=like", "=ilike")}
# what the ORM or the database says of a value that does not fit its field
MISFITS = (
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    UserError,
    DatabaseError,
)
INEQUALITIES = {"<", ">", "<=", ">="}


class CriterionCondition(models.AbstractModel):
    """Conditions as data: read without running anything, kept to what a manager may read, answered in SQL.

    They are evaluated as the system, for what is asked of an applicant must not depend on who looks. So a condition is
    searched for what it reaches before it is ever run.
    """

    _inherit = "beneficiary.criterion.mixin"

    def _condition_domain(self):
        """Return the condition of this one criterion as a domain that may be run in ``sudo``.

        :raise ValidationError: naming the criterion, when it is no such condition
        """
        self.ensure_one()
        try:
            items = ast.literal_eval((self.condition or "").strip() or "[]")
            if not isinstance(items, list):
                raise TypeError("no list")
            domain = Domain(items)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
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

    def _check_domain(self, domain, model):
        for condition in domain.iter_conditions():
            if condition.operator not in OPERATORS:
                self._refuse_condition(
                    self.env._("the comparison “%(operator)s” is not known", operator=condition.operator)
                )
            if self.condition_on == "answers" and model._name == MODELS["answers"]:
                self._check_answer(condition)
                continue
            comodel = self._check_path(condition.field_expr, model)
            if comodel is not None and self._asks_by_name(condition):
                self._check_open(comodel, condition.field_expr)
            if isinstance(condition.value, Domain):
                self._check_open(comodel, condition.field_expr)
                self._check_domain(condition.value, comodel)
            elif condition.operator in ("any", "not any"):
                self._check_open(comodel, condition.field_expr)
                self._check_domain(Domain(condition.value), comodel)

    @api.model
    def _asks_by_name(self, condition):
        """Tell whether the condition searches related records by what they are called, such as an account number."""
        value = condition.value
        values = value if isinstance(value, list | tuple | set | OrderedSet) else [value]
        return "like" in condition.operator or any(isinstance(item, str) for item in values)

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

    def _check_path(self, path, model):
        """Check every step of a path such as ``category_ids.name`` and return the model that it ends in, if any."""
        comodel = model
        for step, name in enumerate(path.split(".")):
            if step:
                self._check_open(comodel, path)
            field = comodel._fields.get(name) if comodel is not None else None
            if field is None or not self._may_ask(field):
                self._refuse_condition(self.env._("“%(field)s” is not a field that conditions may use", field=path))
            comodel = self.env[field.comodel_name] if field.relational else None
        return comodel

    @api.model
    def _may_ask(self, field):
        """Tell whether conditions may ask for ``field``: stored, no secret, and open to the manager's role."""
        if field.name in SECRET_FIELDS or field.type in ("binary", "properties", "properties_definition", "reference"):
            return False
        searched = (field.model_name, field.name) in SEARCHED_FIELDS
        if not (field.store or searched or (field.related and field.inherited)):
            return False
        return not field.groups or self._manager_in(field.groups)

    @api.model
    def _manager_in(self, groups):
        manager = self.env.ref("beneficiary.group_manager").sudo()
        own = manager | manager.all_implied_ids
        names = [name.strip() for name in groups.split(",")]
        if any(self.env.ref(name[1:]) in own for name in names if name.startswith("!")):
            return False
        return any(self.env.ref(name) in own for name in names if not name.startswith("!"))

    def _check_open(self, model, path):
        """Raise unless conditions may look into records of ``model``: those of the addon that the manager reads."""
        name = model._name if model is not None else ""
        if name in OPEN_MODELS or (name.startswith("beneficiary.") and self._manager_reads(name)):
            return
        self._refuse_condition(self.env._("“%(field)s” leads to records that conditions may not look into", field=path))

    @api.model
    def _manager_reads(self, name):
        manager = self.env.ref("beneficiary.group_manager").sudo()
        return bool(
            self.env["ir.model.access"]
            .sudo()
            .search_count(
                [
                    ("model_id.model", "=", name),
                    ("perm_read", "=", True),
                    ("group_id", "in", (manager | manager.all_implied_ids).ids),
                ],
                limit=1,
            )
        )

    def _refuse_condition(self, problem):
        raise ValidationError(
            self.env._(
                "The condition of “%(name)s” cannot be used: %(problem)s.",
                name=self.display_name or self.name,
                problem=problem,
            )
        )

    def _try_condition(self):
        """Ask the database once, so that a value that does not fit its field is found when the rule is written."""
        domain = self._condition_domain()
        model = self.env[MODELS[self.condition_on]].sudo().with_context(active_test=False)
        try:
            with self.env.cr.savepoint(flush=False), mute_logger("odoo.sql_db"):
                model.search(domain, limit=1)
        except MISFITS as error:
            self._refuse_condition(
                self.env._("a value does not fit what it is compared with (%(error)s)", error=str(error).split("\n")[0])
            )

    def _condition_passed(self, scope):
        """Return the ids of the records within ``scope`` that meet the condition, in one query.

        :param scope: a domain on the file, or on the request where the condition is on the answers
        :raise ValidationError: when the condition can no longer be used
        """
        model = self.env[MODELS[self.condition_on]].sudo().with_context(active_test=False)
        return set(model._search(self._condition_domain() & Domain(scope)))

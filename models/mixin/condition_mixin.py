import ast
from contextlib import contextmanager

from psycopg2 import Error as DatabaseError

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import OrderedSet, mute_logger

# models of Odoo to whose fields a path may lead; of the addon's own, to all that the manager reads
OPEN_MODELS = {"res.partner", "res.country", "res.country.state", "res.partner.category"}
# computed, but searched in SQL by the columns they are computed from
SEARCHED_FIELDS = {("beneficiary.beneficiary", "age")}
SECRET_FIELDS = {"access_token", "tracking_code", "signup_type", "search_text"}
SECRET_TYPES = {"binary", "properties", "properties_definition", "reference"}
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


class ConditionMixin(models.AbstractModel):
    """Conditions as data: read without running anything, and kept to what a manager may read.

    They are evaluated as the system, for what they find must not depend on who looks. So a condition is searched for
    what it reaches before it is ever run.
    """

    _name = "beneficiary.condition.mixin"
    _description = "Conditions as data"

    @api.model
    def _read_condition(self, text, names=None):
        """Return the plain list that ``text`` writes, with the few ``names`` (name → value) it may use put in.

        :raise ValueError: when it is anything but such a list
        """
        try:
            tree = ast.parse((text or "").strip() or "[]", mode="eval")
            for node in ast.walk(tree):
                for key, value in ast.iter_fields(node):
                    if isinstance(value, list):
                        setattr(node, key, [self._named_value(item, names or {}) for item in value])
            items = ast.literal_eval(tree)
        except (TypeError, SyntaxError, MemoryError, RecursionError) as error:
            raise ValueError(str(error)) from error
        if not isinstance(items, list):
            raise ValueError("no list")
        return items

    @api.model
    def _named_value(self, node, names):
        if isinstance(node, ast.Name) and node.id in names:
            return ast.copy_location(ast.Constant(names[node.id]), node)
        return node

    def _check_domain(self, domain, model):
        """Raise unless every condition of ``domain`` on ``model`` asks only for what a manager may read.

        :raise ValidationError: saying what may not be asked
        """
        for condition in domain.iter_conditions():
            if condition.operator not in OPERATORS:
                self._refuse_condition(
                    self.env._("the comparison “%(operator)s” is not known", operator=condition.operator)
                )
            self._check_leaf(condition, model)

    def _check_leaf(self, condition, model):
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
        if field.name in SECRET_FIELDS or field.type in SECRET_TYPES:
            return False
        searched = (field.model_name, field.name) in SEARCHED_FIELDS
        if not (field.store or searched or (field.related and field.inherited)):
            return False
        return not field.groups or (field.groups != fields.NO_ACCESS and self._manager_in(field.groups))

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

    @contextmanager
    def _refusing_misfits(self):
        """Run a condition on trial: a value that does not fit its field is refused in words.

        :raise ValidationError: with what the ORM or the database says of it
        """
        try:
            with self.env.cr.savepoint(flush=False), mute_logger("odoo.sql_db"):
                yield
        except MISFITS as error:
            self._refuse_condition(
                self.env._("a value does not fit what it is compared with (%(error)s)", error=str(error).split("\n")[0])
            )

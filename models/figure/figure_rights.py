import re

from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..mixin.condition_mixin import OPEN_MODELS

COMPANY_RULE = re.compile(r"^\[\('[\w.]*company_id', 'in', company_ids( \+ \[False\])?\)\]$")
# what a figure measures: who changes any of it makes another figure
DEFINITION = {
    "model",
    "company_field",
    "company_id",
    "date_field",
    "domain",
    "good_domain",
    "aggregate",
    "value_field",
    "value_from",
    "weight_field",
    "unit",
}


class FigureRights(models.Model):
    """Who may define what.

    A figure counts as the system does, past record rules, so that everybody sees the same number. A figure that
    somebody makes up must therefore not answer what he may not ask: not about cases from which people are barred,
    and not about single answers and ratings (R-20). Such figures come with the addon only.
    """

    _inherit = "beneficiary.figure"

    @api.constrains(*DEFINITION)
    def _check_definition(self):
        """Check the figures of the associations; the addon's own are tested with the addon.

        :raise ValidationError: naming the figure and what it may not count
        """
        for figure in self.filtered("company_id"):
            model = figure._counted()
            figure._check_open(model, figure.model)
            figure._check_fields(model)
            for text in (figure.domain, figure.good_domain):
                figure._check_domain(figure._read_domain(text, figure.company_id), model)
            figure._try()

    def _check_fields(self, model):
        numbers = ("integer", "float", "monetary")
        types = {
            "company_field": ("many2one",),
            "date_field": ("date", "datetime"),
            "value_field": ("date", "datetime") if self.value_from else numbers,
            "value_from": ("date", "datetime"),
            "weight_field": numbers,
        }
        for name in filter(lambda name: self[name], types):
            self._check_path(self[name], model)
            field = self._last_field(model, self[name])
            # a column of the records themselves; the association may be a step away where they have none
            direct = "." not in self[name] or (name == "company_field" and "company_id" not in model._fields)
            if not direct or field.type not in types[name] or not field.column_type or not field.store:
                self._refuse_field(name)
            if name == "company_field" and field.comodel_name != "res.company":
                self._refuse_field(name)

    def _last_field(self, model, path):
        for name in path.split("."):
            field = model._fields[name]
            model = self.env.get(field.comodel_name)
        return field

    def _refuse_field(self, name):
        raise ValidationError(
            self.env._(
                "“%(name)s”: “%(value)s” cannot be the “%(field)s”. Choose another field of these records.",
                name=self.name,
                value=self[name],
                field=self._fields[name]._description_string(self.env),
            )
        )

    @api.model
    def _everybodys_rules(self, name):
        """Return the domains that keep everybody from some records of the model ``name``, as they are written."""
        rules = self.env["ir.rule"].sudo()
        found = rules.search([("model_id.model", "=", name), ("global", "=", True), ("perm_read", "=", True)])
        return [" ".join((rule.domain_force or "").split()) for rule in found]

    @api.model
    def _is_confidential(self, name):
        """Tell whether a rule for everybody, that of the associations aside, keeps records of ``name`` from people."""
        return not all(COMPANY_RULE.match(rule) for rule in self._everybodys_rules(name))

    @api.model
    def _is_apart(self, name):
        """Tell whether each record of the model ``name`` belongs to one association alone."""
        return any(COMPANY_RULE.match(rule) and "False" not in rule for rule in self._everybodys_rules(name))

    def _check_open(self, model, path):
        super()._check_open(model, path)
        if model._name not in OPEN_MODELS and self._is_confidential(model._name):
            self._refuse_condition(
                self.env._("“%(field)s” is confidential: the figures that come with the addon count it", field=path)
            )

    def _check_path(self, path, model):
        comodel = super()._check_path(path, model)
        for name in path.split("."):
            field = model._fields[name]
            many = field.type in ("one2many", "many2many")
            # from what associations share, such as a contact, to what is of another one
            shared = field.inherited or not self._is_apart(model._name)
            if many and shared and self._is_apart(field.comodel_name):
                self._refuse_condition(self.env._("“%(field)s” may lead to records of other associations", field=path))
            model = self.env.get(field.comodel_name)
        # whether there is one tells something already
        if comodel is not None and (many or comodel._name.startswith("beneficiary.")):
            self._check_open(comodel, path)
        return comodel

    @api.model
    def _may_ask(self, field):
        return super()._may_ask(field) and not field.name.startswith("rating_")

    # -------------------------------------------------------------------- CRUD
    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    @api.model_create_multi
    def create(self, vals_list):
        figures = super().create(vals_list)
        figures._check_own()
        return figures

    def write(self, vals):
        self._check_own()
        result = super().write(vals)
        self._check_own()
        if DEFINITION & vals.keys():
            # what was measured before was another figure
            self.filtered("company_id").sudo()._forget()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shared(self):
        self._check_own()

    def _check_own(self):
        """Raise unless these are figures of an association: the addon's own change with the addon only."""
        if self.env.su:
            return
        for figure in self:
            if not figure.company_id:
                raise UserError(
                    self.env._(
                        "“%(name)s” comes with the addon and is the same for all associations. Duplicate it and change "
                        "the copy, or set a target of your own.",
                        name=figure.name,
                    )
                )

    def _forget(self):
        """Delete what was measured of these figures."""
        self.env["beneficiary.figure.snapshot"].search([("figure_id", "in", self.ids)]).unlink()

    def _read_domain(self, text, company, start=None, end=None):
        """Return the domain that ``text`` writes, its names put in.

        :raise ValidationError: when it is no plain domain
        """
        today = company._beneficiary_today()
        names = {
            "today": end or today,
            "start": start or today,
            "end": end or today,
            "company_id": company.id,
            "policy_id": company.beneficiary_policy_id.id,
            # the policy names a channel that is not in use any more, too
            "channel_ids": company.beneficiary_policy_id.with_context(active_test=False).channel_ids.ids,
        }
        try:
            return Domain(self._read_condition(text, names))
        except (ValueError, TypeError):
            return self._refuse_condition(
                self.env._("it can be read as plain conditions only: fields compared with values, no formulas")
            )

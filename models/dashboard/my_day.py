from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval


class MyDay(models.Model):
    """One number of the start screen: how many records wait for whoever looks at it, and the list of exactly those.

    The numbers are data. Another addon adds one with a record: the model, the domain, and the action whose views
    show the list. Everybody counts what he may read himself, and all numbers come from one statement.
    """

    _name = "beneficiary.my.day"
    _description = "My Day"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    section = fields.Selection(
        [("late", "Too late"), ("today", "For today"), ("waiting", "Waiting for you")],
        "When",
        required=True,
        default="waiting",
    )
    icon = fields.Char(help="A class of Font Awesome, such as fa-clock-o.")
    model = fields.Char(required=True, help="Technical name of the model that is counted.")
    domain = fields.Text(
        "What is counted",
        required=True,
        default="[]",
        help="A domain. It may name uid, who looks at the screen. Dates are written like “today” or “today +1d”.",
    )
    action = fields.Char(
        "Screen of the list", required=True, help="External id of the window action whose views show the list."
    )
    group_ids = fields.Many2many("res.groups", string="Who sees it", required=True)
    count = fields.Integer("How many", compute="_compute_count", search="_search_count")

    @api.depends("model", "domain")
    @api.depends_context("uid", "allowed_company_ids", "tz")
    def _compute_count(self):
        numbers = self._count_records()
        for day in self:
            day.count = numbers.get(day, 0)

    def _search_count(self, operator, value):
        days = self.search([("active", "in", (True, False))])
        return Domain("id", "in", days.filtered_domain([("count", operator, value)]).ids)

    @api.constrains("model", "domain")
    def _check_domain(self):
        for day in self:
            try:
                day._records_domain().validate(self.env[day.model])
            except (KeyError, NameError, SyntaxError, TypeError, ValueError):
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: “What is counted” is no domain that can be used on “%(model)s”.",
                        name=day.name,
                        model=day.model,
                    )
                )

    @api.constrains("model", "action")
    def _check_action(self):
        for day in self:
            action = self.env.ref(day.action, raise_if_not_found=False)
            if not action or action._name != "ir.actions.act_window" or action.res_model != day.model:
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: “Screen of the list” names no window action of “%(model)s”.",
                        name=day.name,
                        model=day.model,
                    )
                )

    def _count_records(self):
        """Return record → how many records it stands for, of those that the user may read. One statement for all."""
        queries = {
            day: self.env[day.model]._search(day._records_domain())
            for day in self
            if day.model in self.env and self.env[day.model].has_access("read")
        }
        if not queries:
            return {}
        numbers = [SQL("(SELECT COUNT(*) FROM %s AS records)", query.subselect("1")) for query in queries.values()]
        [row] = self.env.execute_query(SQL("SELECT %s", SQL(", ").join(numbers)))
        return dict(zip(queries, row, strict=True))

    def _records_domain(self):
        """Return the domain of the records that this number counts for the user."""
        self.ensure_one()
        return Domain(safe_eval(self.domain, {"uid": self.env.uid}))

    def action_open(self):
        """Open the list of exactly the records that this number counts.

        :return: a window action
        :raise AccessError: when the number is none of the user's
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(self.action)
        views = sorted(action["views"], key=lambda view: view[1] != "list")
        context = safe_eval(action["context"] or "{}", {"uid": self.env.uid})
        return action | {
            "name": self.name,
            "display_name": self.name,
            "domain": list(self._records_domain()),
            # without the filters of that screen: the list has what was counted
            "context": {key: value for key, value in context.items() if not key.startswith("search_default_")},
            "views": views,
            "view_mode": ",".join(mode for _view, mode in views),
        }

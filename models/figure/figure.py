from odoo import api, fields, models
from odoo.exceptions import ValidationError


class Figure(models.Model):
    """One figure that shows how far the association keeps a promise of its policy, as data.

    Which records it looks at, which of them keep the promise, and how that is counted: a share, a number, an average
    or a sum. The figures that come with the addon belong to no company; an association copies one, or writes its own.
    """

    _name = "beneficiary.figure"
    _description = "Figure"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.condition.mixin"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char("Figure", required=True, translate=True)
    code = fields.Char(required=True, copy=False, help="Short and unique, such as reply_in_window.")
    description = fields.Text("How it is counted", translate=True)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        index=True,
        help="Empty: a figure that comes with the addon, the same for all associations.",
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    model = fields.Selection("_selection_model", "Records", required=True, index=True)
    company_field = fields.Char(
        "Field of the association",
        required=True,
        default="company_id",
        help="The field that says which association a record belongs to.",
    )
    date_field = fields.Char(
        "Field of the date",
        help="The date that puts a record into a period. Empty: what there is at present, whatever the period.",
    )
    domain = fields.Char(
        "Which records",
        required=True,
        default="[]",
        help="These names may be used: today, start, end, company_id, policy_id, channel_ids (those of the policy).",
    )
    good_domain = fields.Char("Which of them keep the promise", help="The names as under “Which records”.")
    aggregate = fields.Selection(
        [("share", "Share (%)"), ("count", "How many"), ("average", "Average"), ("sum", "Sum")],
        "Counted as",
        required=True,
        default="share",
    )
    value_field = fields.Char(
        "Field of the value",
        help="For averages and sums: the number that is taken, or the date until which time passed.",
    )
    value_from = fields.Char(
        "Since", help="For averages of a time: the date from which it passed until the date above, in days or hours."
    )
    weight_field = fields.Char(
        "Per", help="For averages of what is a sum already: the number of things that each record sums up."
    )
    unit = fields.Selection(
        [
            ("percent", "%"),
            ("records", "Records"),
            ("days", "Days"),
            ("hours", "Hours"),
            ("points", "Points"),
            ("currency", "Currency of the association"),
        ],
        required=True,
        default="percent",
    )
    direction = fields.Selection(
        [("higher", "The higher the better"), ("lower", "The lower the better"), ("none", "No target")],
        "What is better",
        required=True,
        default="higher",
    )
    target = fields.Float(digits=(16, 2), help="In the unit of the figure. An association may set its own.")
    columns = fields.Char(help="The fields that a list of the records shows, in this order, separated by spaces.")
    requirements = fields.Char(
        help="The requirements of the five model policies whose clauses the figure proves, such as “R-46 R-47”."
    )
    target_ids = fields.One2many("beneficiary.figure.target", "figure_id", "Targets of the associations")
    clause_ids = fields.Many2many(
        "beneficiary.policy.clause",
        "beneficiary_policy_clause_figure_rel",
        "figure_id",
        "clause_id",
        "Clauses",
        readonly=True,
        copy=False,
    )

    _code_uniq = models.UniqueIndex("(code)", "This code is taken. Choose another one.")

    @api.model
    def _selection_model(self):
        """Return the models whose records can be counted, as people call them."""
        models_ = (
            self.env["ir.model"]
            .sudo()
            .search(["|", ("model", "=", "crm.lead"), ("model", "=like", "beneficiary.%"), ("abstract", "=", False)])
        )
        return [
            (model.model, model.name)
            for model in models_.sorted("name")
            if model.model in self.env and not self.env[model.model]._transient
        ]

    @api.constrains("aggregate", "value_field", "good_domain")
    def _check_complete(self):
        for figure in self:
            if figure.aggregate in ("average", "sum") and not figure.value_field:
                raise ValidationError(
                    self.env._("“%(name)s”: choose the field of the value that is taken.", name=figure.name)
                )
            if figure.aggregate == "share" and not (figure.good_domain or "").strip():
                raise ValidationError(
                    self.env._("“%(name)s”: say which of the records keep the promise.", name=figure.name)
                )

    @api.model
    def _code_of(self, name):
        """Return a free code made of ``name``."""
        base = "_".join("".join(c if c.isalnum() else " " for c in name.lower()).split()) or "figure"
        taken = set(self.sudo().with_context(active_test=False).search([("code", "=like", f"{base}%")]).mapped("code"))
        return next(code for code in (base, *(f"{base}_{n}" for n in range(2, len(taken) + 3))) if code not in taken)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not vals.get("code"):
                vals["code"] = self._code_of(vals.get("name") or "")
        return super().create(vals_list)

    def copy_data(self, default=None):
        default = dict(default or {})
        vals_list = super().copy_data(default)
        for figure, vals in zip(self, vals_list, strict=True):
            vals.setdefault("code", self._code_of(figure.code))
            if "company_id" not in default:
                vals["company_id"] = self.env.company.id
        return vals_list

    def _column_names(self):
        """Return the names of the fields that a sheet of the records shows, in order; those the user may read.

        :rtype: list
        """
        self.ensure_one()
        model = self.env[self.model]
        names = (self.columns or "").split() or [
            name for name in ("display_name", self.date_field, "state", "branch_id", "user_id") if name
        ]
        return [
            name
            for name in dict.fromkeys(names)
            if name in model._fields and model._has_field_access(model._fields[name], "read")
        ]

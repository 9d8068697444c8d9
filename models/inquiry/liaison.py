from odoo import api, fields, models
from odoo.exceptions import ValidationError


class Liaison(models.Model):
    """Who answers people of a category about a field of work, and who stands in (R-83).

    Both may be left open. The most specific line decides: category and field, then category, then field, then the
    line that names neither. Who is absent is replaced by the substitute, and if both are, by the next line.
    """

    _name = "beneficiary.liaison"
    _description = "Liaison Officer"
    _inherit = ["beneficiary.guarded.mixin"]
    _order = "company_id, category_id, work_field_id, id"
    _check_company_auto = True

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    category_id = fields.Many2one(
        "beneficiary.category", check_company=True, ondelete="cascade", help="Leave empty for every category."
    )
    work_field_id = fields.Many2one(
        "beneficiary.field",
        "Field of work",
        check_company=True,
        ondelete="cascade",
        help="Leave empty for every field of work.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Liaison officer",
        required=True,
        check_company=True,
        index=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    substitute_id = fields.Many2one(
        "res.users",
        check_company=True,
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id), ('id', '!=', user_id)]",
        help="Receives the inquiries while the liaison officer is absent.",
    )
    absent = fields.Boolean("Absent now", compute="_compute_absent")
    active = fields.Boolean(default=True)

    _scope_uniq = models.UniqueIndex(
        "(company_id, COALESCE(category_id, 0), COALESCE(work_field_id, 0)) WHERE active IS TRUE",
        "This category and field of work have a liaison officer already. Change that line instead.",
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    @api.depends("user_id")
    def _compute_absent(self):
        absent = self.user_id._beneficiary_absent()
        for liaison in self:
            liaison.absent = liaison.user_id in absent

    @api.depends("category_id.name", "work_field_id.name", "user_id.name")
    def _compute_display_name(self):
        for liaison in self:
            scope = " / ".join(filter(None, (liaison.category_id.name, liaison.work_field_id.name)))
            liaison.display_name = f"{liaison.user_id.name} ({scope})" if scope else liaison.user_id.name

    @api.constrains("user_id", "substitute_id")
    def _check_role_of_liaison(self):
        for liaison in self:
            if liaison.substitute_id == liaison.user_id:
                raise ValidationError(
                    self.env._("%(name)s is the liaison officer. Choose another substitute.", name=liaison.user_id.name)
                )
            for user in liaison.user_id | liaison.substitute_id:
                if not user.sudo().has_group("beneficiary.group_officer"):
                    raise ValidationError(
                        self.env._(
                            "%(name)s is not a relations officer and would not see the inquiries. Give him the role "
                            "first, or choose somebody else.",
                            name=user.name,
                        )
                    )

    @api.model
    def _find_users(self, wanted):
        """Return the liaison officers who are in charge now, for many cases in a constant number of queries.

        :param wanted: iterable of tuples (id of the company, ids of the categories, id of the field of work)
        :return: tuple → ``res.users``, empty where no line applies
        :rtype: dict
        """
        wanted = {(company, tuple(categories), work_field) for company, categories, work_field in wanted}
        lines = self.sudo().search([("company_id", "in", list({company for company, *_rest in wanted}))])
        users = (lines.user_id | lines.substitute_id).filtered(
            lambda u: u.active and u.has_group("beneficiary.group_officer")
        )
        present = users - users._beneficiary_absent()
        return {key: lines._pick(key, users, present).with_env(self.env) for key in wanted}

    def _pick(self, key, users, present):
        """Return the user of the most specific of these lines for one case of :meth:`_find_users`."""
        company, categories, work_field = key
        matching = self.filtered(
            lambda line: (
                line.company_id.id == company
                and (not line.category_id or line.category_id.id in categories)
                and (not line.work_field_id or line.work_field_id.id == work_field)
            )
        ).sorted(lambda line: (-2 * bool(line.category_id) - bool(line.work_field_id), line.id))
        for line in matching:
            for user in (line.user_id, line.substitute_id):
                if user in present:
                    return user
        # everybody is away: whom the most specific line names finds it on the first day back
        return (matching.user_id & users)[:1]

from odoo import api, fields, models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    beneficiary_branch_ids = fields.Many2many(
        "beneficiary.branch",
        "beneficiary_branch_delegate_rel",
        "user_id",
        "branch_id",
        string="Branches",
        help="The branches that this person represents. Delegates see these only.",
    )
    beneficiary_committee_ids = fields.Many2many(
        "beneficiary.committee", compute="_compute_beneficiary_committee_ids", compute_sudo=True, string="Committees"
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "beneficiary_branch_ids", "beneficiary_committee_ids"]

    @api.depends_context("uid")
    def _compute_beneficiary_committee_ids(self):
        committees = dict(
            self.env["beneficiary.committee.member"]._read_group(
                [("user_id", "in", self.ids)], ["user_id"], ["committee_id:recordset"]
            )
        )
        for user in self:
            user.beneficiary_committee_ids = committees.get(user, False)

    def _beneficiary_barred_domain(self, model_field):
        """Return a domain that leaves out what is about the complaints which this user must not see.

        The record rules of messages and activities use it: who wrote or received one may read it otherwise.

        :param str model_field: name of the field that holds the model; ``res_id`` holds the record
        """
        domain = Domain.TRUE
        for records in self.env["beneficiary.complaint"]._barred_records(self):
            if records:
                domain &= Domain(model_field, "!=", records._name) | Domain("res_id", "not in", records.ids)
        return list(domain)

    def write(self, vals):
        before = {user: user.beneficiary_branch_ids for user in self.sudo()} if "beneficiary_branch_ids" in vals else {}
        result = super().write(vals)
        if before:
            self.env.registry.clear_cache()  # record rules cache the branches of a user
        for user, branches in before.items():
            (branches - user.beneficiary_branch_ids)._forget_delegates(user)
            user.beneficiary_branch_ids._check_delegates()
        return result

    def _beneficiary_default_branch(self, company=None):
        """Return the first branch of the user in ``company`` (by default the current one), or an empty record."""
        company = company or self.env.company
        return self.sudo().beneficiary_branch_ids.filtered(lambda b: b.company_id == company)[:1]

    def _beneficiary_absent(self):
        """Return those of these users who are away now: on leave by the calendar, or by their own responder."""
        now = fields.Datetime.now()
        leaves = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search(
                [
                    ("resource_id.user_id", "in", self.ids),
                    ("time_type", "=", "leave"),
                    ("date_from", "<=", now),
                    ("date_to", ">=", now),
                ]
            )
        )
        away = leaves.resource_id.user_id | self.sudo().filtered("is_out_of_office")
        return self & away.with_env(self.env)

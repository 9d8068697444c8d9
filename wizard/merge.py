from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list


class Merge(models.TransientModel):
    """Merges files of the same person into one. The others are kept, archived, and point to it."""

    _name = "beneficiary.merge"
    _description = "Merge beneficiary files"

    beneficiary_ids = fields.Many2many(
        "beneficiary.beneficiary",
        string="Files",
        required=True,
        default=lambda self: self.env.context.get("active_ids", []),
    )
    target_id = fields.Many2one(
        "beneficiary.beneficiary",
        "Keep",
        required=True,
        compute="_compute_target_id",
        store=True,
        precompute=True,
        readonly=False,
        domain="[('id', 'in', beneficiary_ids)]",
    )

    @api.depends("beneficiary_ids")
    def _compute_target_id(self):
        for wizard in self:
            # the registered file, else the oldest one
            files = wizard.beneficiary_ids._origin.sorted(lambda b: (not b.file_number, b.id))
            wizard.target_id = files[:1]

    def action_merge(self):
        """Move everything to the kept file, and archive the others.

        :raise UserError: unless there are two files at least, of one company, one of them registered at most
        """
        self.ensure_one()
        self.target_id._check_role("beneficiary.group_manager")
        sources = self.beneficiary_ids - self.target_id
        self._check_can_merge(sources)
        (sources | self.target_id).check_access("write")
        self._settle(sources.sudo())
        self._fill_gaps(sources)
        self._move_links(sources.sudo())
        self._move_thread(sources.sudo())
        sources.sudo().write({"active": False, "merged_into_id": self.target_id.id, "state": "closed"})
        names = format_list(self.env, sources.mapped("display_name"), style="unit")
        self.target_id.message_post(body=self.env._("Merged into this file: %(names)s.", names=names))
        return self.target_id.get_formview_action()

    def _check_can_merge(self, sources):
        if not sources or self.target_id not in self.beneficiary_ids:
            raise UserError(self.env._("Choose at least two files, and which of them is kept."))
        if len(self.beneficiary_ids.company_id) > 1:
            raise UserError(self.env._("Files of different companies cannot be merged."))
        if sources.filtered("file_number"):
            raise UserError(
                self.env._(
                    "%(names)s has a file number already. Keep that file, and merge the others into it.",
                    names=format_list(self.env, sources.filtered("file_number").mapped("name"), style="unit"),
                )
            )

    def _settle(self, sources):
        """Settle what cannot stand twice on the kept file, or would point from it to itself."""
        guardians = self.env["beneficiary.guardian"].sudo()
        files = sources | self.target_id
        within = guardians.search([("beneficiary_id", "in", files.ids), ("guardian_id", "in", files.ids)])
        if within:
            raise UserError(
                self.env._(
                    "%(names)s: guardian and ward are two persons. If it is one person, delete the guardianship first.",
                    names=format_list(self.env, within.mapped("display_name"), style="unit"),
                )
            )
        corrections = self.env["beneficiary.correction"].sudo()
        waiting = corrections.search([("beneficiary_id", "in", files.ids), ("state", "=", "pending")], order="id")
        keep = waiting.filtered(lambda c: c.beneficiary_id == self.target_id) or waiting[:1]
        (waiting - keep)._close_for_merge()

    def _fill_gaps(self, sources):
        """Fill what the kept file does not know from the others; what it knows stays."""
        target = self.target_id
        vals = {}
        for name in self._gap_fields():
            if not target[name]:
                value = next((source[name] for source in sources if source[name]), False)
                if value:
                    vals[name] = value.id if hasattr(value, "id") else value
        identified = sources.filtered("national_id")[:1]
        if not target.national_id and identified:
            vals |= {"national_id": identified.national_id, "identity_type": identified.identity_type}
        vals["category_ids"] = [fields.Command.link(category.id) for category in sources.category_ids]
        vals["ability_ids"] = [fields.Command.link(ability.id) for ability in sources.ability_ids]
        # an ID number may stand on one active file only
        sources.sudo().write({"active": False})
        target.write(vals)

    def _gap_fields(self):
        """Return the fields of a file that are taken over where the kept file has none."""
        return [
            "phone",
            "email",
            "street",
            "city",
            "gender",
            "birth_date",
            "nationality_id",
            "marital_status",
            "agreed_medium",
            "branch_id",
            "monthly_income",
            "health_condition",
            "volunteer_platform_number",
        ]

    def _move_links(self, sources):
        """Let every stored link to the files point to the kept one, those of other addons included."""
        links = (
            self.env["ir.model.fields"]
            .sudo()
            .search([("relation", "=", "beneficiary.beneficiary"), ("ttype", "=", "many2one"), ("store", "=", True)])
        )
        for link in links:
            model = self.env.get(link.model)
            field = model is not None and model._fields.get(link.name)
            if not field or not model._auto or model._transient or field.related or link.name == "merged_into_id":
                continue
            records = model.sudo().with_context(active_test=False).search([(link.name, "in", sources.ids)])
            # the plain write of the ORM: what is decided or signed changes its owner here, not its content
            models.BaseModel.write(records, {link.name: self.target_id.id})
        self.target_id._signed_content_changed()
        self._move_bank_accounts(sources)
        self._move_logins(sources)

    def _move_bank_accounts(self, sources):
        """Take the bank accounts along; one that the kept contact has already is archived."""
        partner = self.target_id.partner_id.sudo()
        accounts = sources.partner_id.with_context(active_test=False).bank_ids
        known = set(partner.with_context(active_test=False).bank_ids.mapped("sanitized_acc_number"))
        for account in accounts:
            if account.sanitized_acc_number in known:
                account.active = False
            else:
                known.add(account.sanitized_acc_number)
                account.partner_id = partner

    def _move_logins(self, sources):
        """Let who logs in to the portal with a merged file see the kept one from now on."""
        users = sources.partner_id.with_context(active_test=False).user_ids.filtered("share")
        users.write({"partner_id": self.target_id.partner_id.id})

    def _move_thread(self, sources):
        for model in ("mail.message", "mail.activity", "ir.attachment"):
            name = "model" if model == "mail.message" else "res_model"
            records = self.env[model].sudo().search([(name, "=", sources._name), ("res_id", "in", sources.ids)])
            records.write({"res_id": self.target_id.id})

from odoo import models
from odoo.fields import Command
from odoo.tools import clean_context


class BeneficiaryContact(models.Model):
    """The contact and the bank accounts behind a file.

    Whoever may change the file may change the contact behind it, and no other contact: so the roles have no access
    rights on contacts and bank accounts at all, and the few fields that belong to the file are written for them.
    """

    _inherit = "beneficiary.beneficiary"

    def _contact_fields(self):
        """Return the fields of the contact that are kept through the file."""
        return {
            "name",
            "phone",
            "email",
            "street",
            "street2",
            "city",
            "zip",
            "state_id",
            "country_id",
            "lang",
            "tz",
            "image_1920",
            "comment",
        }

    def _bank_fields(self):
        """Return the fields of a bank account that are kept through the file; trust stays with accounting."""
        return {"acc_number", "bank_id", "acc_holder_name", "sequence"}

    def _create_contacts(self, vals_list):
        """Create the contacts of new files in one batch, and put them into ``vals_list``.

        A file takes its contact over, so one that exists already must be one that the user may change.
        """
        given = [vals["partner_id"] for vals in vals_list if vals.get("partner_id")]
        if given:
            self.env["res.partner"].browse(given).check_access("write")
        new = [vals for vals in vals_list if not vals.get("partner_id")]
        names = self._contact_fields()
        # without the defaults of the context: those are of the file, or of somebody who wants more than the file
        env = self.env(su=True, context=clean_context(self.env.context))
        branch = self.env.user._beneficiary_default_branch()
        partners = env["res.partner"].create(
            [
                {name: vals.pop(name) for name in names & vals.keys()}
                | {
                    "company_id": vals.get("company_id") or self.env.company.id,
                    "beneficiary_branch_id": vals.get("branch_id", branch.id),
                    "is_beneficiary": True,
                }
                for vals in new
            ]
        )
        for vals, partner in zip(new, partners, strict=True):
            vals["partner_id"] = partner.id

    def _write_contact(self, vals):
        """Write the contacts behind the files.

        The contact of a colleague carries his login: it is changed with the user's own rights, for who changes its
        e-mail address can take the login over.
        """
        if not vals:
            return
        partners = self.sudo().partner_id
        staff = partners.filtered(lambda p: not p.partner_share)
        (partners - staff).write(vals)
        staff.with_env(self.env).write(vals)

    def _prepare_create_values(self, vals_list):
        # the contact exists by now; the ORM would still write an empty `properties` to it, with the user's rights
        return [
            {name: value for name, value in prepared.items() if name in given or not self._fields[name].inherited}
            for prepared, given in zip(super()._prepare_create_values(vals_list), vals_list, strict=True)
        ]

    def _write_bank_accounts(self, commands):
        """Carry out the commands of the bank accounts' list, for accounts of this file only."""
        if not commands:
            return
        self._check_role("beneficiary.group_officer")
        accounts = self.sudo().partner_id.bank_ids
        for command, account_id, *value in commands:
            if command == Command.CREATE:
                vals = self._bank_vals(value[0]) | {"partner_id": self.partner_id.id}
                accounts.with_env(self.env(su=True, context=clean_context(self.env.context))).create(vals)
            elif command == Command.UPDATE:
                accounts.filtered(lambda a, i=account_id: a.id == i).write(self._bank_vals(value[0]))
            elif command in (Command.DELETE, Command.UNLINK):
                accounts.filtered(lambda a, i=account_id: a.id == i).active = False

    def _bank_vals(self, vals):
        return {name: vals[name] for name in self._bank_fields() & vals.keys()}

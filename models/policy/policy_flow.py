from odoo import fields, models
from odoo.exceptions import UserError


class PolicyFlow(models.Model):
    """The life of a policy: adopted, approved, in force, superseded."""

    _inherit = "beneficiary.policy"

    def action_adopt(self):
        """Copy a template into the current company as its own draft and return the draft.

        The board's approval block stays with the template: the association fills in its own.

        :raise UserError: when this is not a template
        """
        self.ensure_one()
        self._check_role("beneficiary.group_manager")
        if not self.is_template:
            raise UserError(self.env._("“%(name)s” is not a template. Only templates are adopted.", name=self.name))
        return self._copy_as_draft(
            {
                "company_id": self.env.company.id,
                "template_id": self.id,
                "chair_name": False,
            }
        )

    def action_adopt_and_open(self):
        """Adopt the template and open the draft (the button of the form)."""
        return self.action_adopt()._open_form()

    def action_new_version(self):
        """Return the next version of an approved policy, as a draft that may be changed.

        :raise UserError: when the policy is a draft itself or a template
        """
        self.ensure_one()
        self._check_role("beneficiary.group_manager")
        if self.is_template or self.state == "draft":
            raise UserError(
                self.env._("“%(name)s” is still a draft: change it directly, no new version is needed.", name=self.name)
            )
        newest = self.search([("company_id", "=", self.company_id.id)], order="version desc", limit=1)
        return self._copy_as_draft(
            {
                "company_id": self.company_id.id,
                "template_id": self.template_id.id,
                "previous_id": self.id,
                "version": newest.version + 1,
            }
        )

    def action_new_version_and_open(self):
        """Make the next version and open it (the button of the form)."""
        return self.action_new_version()._open_form()

    def _copy_as_draft(self, default):
        approval = {"session_number": 0, "session_year": 0, "approval_date": False, "approval_date_hijri": False}
        return self.sudo().copy(approval | default).with_env(self.env)

    def _open_form(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def action_approve(self):
        """Record that the board approved the policy. From then on its text does not change.

        :raise UserError: when something that a policy needs is missing
        """
        self._check_role("beneficiary.group_manager")
        for policy in self:
            policy._check_can_approve()
        return self._guarded_write({"state": "approved"})

    def _check_can_approve(self):
        if self.is_template or self.state != "draft":
            raise UserError(self.env._("Only a draft of your own can be approved; “%(name)s” is not.", name=self.name))
        if not self.channel_ids:
            raise UserError(self.env._("Choose the channels of “%(name)s” before it is approved.", name=self.name))
        if not self.clause_ids:
            raise UserError(self.env._("“%(name)s” has no clauses. Write them before it is approved.", name=self.name))

    def action_put_in_force(self):
        """Put an approved policy in force for its company; the one before it is superseded.

        :raise UserError: when the policy is not approved
        """
        self._check_role("beneficiary.group_manager")
        for policy in self:
            if policy.state != "approved":
                raise UserError(self.env._("Have “%(name)s” approved before it is put in force.", name=policy.name))
            policy._put_in_force()
        return True

    def _put_in_force(self):
        self.check_access("write")
        today = fields.Date.context_today(self)
        company = self.company_id.sudo()
        older = self.sudo().search([("company_id", "=", company.id), ("state", "=", "in_force")])
        older.write({"state": "superseded", "date_superseded": today})
        older.flush_recordset(["state"])  # the unique index allows one at a time
        self.sudo().write({"state": "in_force", "date_in_force": today})
        company.beneficiary_policy_id = self
        self._configure_company()

    def _configure_company(self):
        """Give the company what the policy needs: its own numbering, the team of inquiries, the committee it names."""
        company = self.company_id
        self.env["ir.sequence"]._beneficiary_ensure_company(company)
        company._beneficiary_ensure_team()
        committees = self.env["beneficiary.committee"].sudo().with_context(active_test=False)
        if not committees.search_count([("company_id", "=", company.id), ("kind", "=", self.committee_kind)], limit=1):
            committees.create(
                {
                    "name": dict(self._fields["committee_kind"]._description_selection(self.env))[self.committee_kind],
                    "kind": self.committee_kind,
                    "company_id": company.id,
                }
            )

    def action_view_requests(self):
        """Open the requests that began under this policy."""
        self.check_access("read")
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_request_action") | {
            "domain": [("policy_id", "in", self.ids)],
            "context": {},
        }

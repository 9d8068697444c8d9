from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.i18n import format_list

from .acknowledgement import KEEPERS

# a record is opened in silence: hundreds at once, and nobody waits for the first line of each thread
SILENT = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}


class AcknowledgementDuty(models.Model):
    """Who has to sign, who is reminded, and whose manager is told: all in batches, and nothing twice."""

    _inherit = "beneficiary.policy.acknowledgement"

    # ------------------------------------------------------------------ opening
    @api.model
    def _audience_domain(self, policy):
        """Return the domain of the employees whom a policy concerns: all staff and contracted parties (R-05)."""
        return Domain("company_id", "=", policy.company_id.id) & Domain("active", "=", True)

    @api.model
    def _missing_domain(self, policy):
        """Return the domain of the employees who still need an acknowledgement of a policy."""
        return self._audience_domain(policy) & Domain(
            "beneficiary_acknowledgement_ids", "not any", [("policy_id", "=", policy.id), ("state", "!=", "closed")]
        )

    @api.model
    def _open_for(self, policy, employees):
        """Open acknowledgements of a policy for ``employees``, in a constant number of queries.

        Who came back gets the closed one again. Those in an exempted group are exempted at once.
        """
        policy, employees = policy.sudo(), employees.sudo()
        records = self.sudo().with_context(**SILENT)
        known = records.search([("policy_id", "=", policy.id), ("employee_id", "in", employees.ids)])
        known.filtered(lambda a: a.state == "closed")._reopen()
        values = self._opening_values(policy.company_id)
        reasons = self.env["beneficiary.policy.exemption"]._reasons(policy.company_id, employees)
        created = records.create(
            [
                {"policy_id": policy.id, "employee_id": employee.id, **values, **reasons.get(employee, {})}
                for employee in employees - known.employee_id
            ]
        )
        return created | known

    @api.model
    def _open_for_new_staff(self, employees):
        """Open what is missing for ``employees``, who have just come, in the companies that have a policy in force."""
        for company, staff in employees.sudo().filtered("active").grouped("company_id").items():
            if company.beneficiary_policy_id:
                self._open_for(company.beneficiary_policy_id, staff)

    @api.model
    def _opening_values(self, company):
        today = company._beneficiary_today()
        return {
            "state": "pending",
            "deadline": today + timedelta(days=company.beneficiary_ack_days),
            "reminder_date": today,
        }

    def _reopen(self):
        """Wait for the signature again; called in ``sudo``."""
        for company, records in self.grouped("company_id").items():
            records.write(
                self._opening_values(company)
                | {
                    "close_reason": False,
                    "exempt_reason": False,
                    "exempted_by": False,
                    "escalated_on": False,
                    "escalated_to": False,
                }
            )

    # ------------------------------------------------------------------ closing
    @api.model
    def _close_for_leavers(self, employees):
        """Close what former staff have not signed."""
        pending = self.sudo().search([("state", "=", "pending"), ("employee_id", "in", employees.ids)])
        pending.filtered(lambda a: not a.employee_id.active or a.employee_id.company_id != a.company_id)._close_left()

    def _close_left(self):
        self._close(self.env._("The person has left."))

    @api.model
    def _close_superseded(self, company):
        """Close what was not signed of the versions that a newer one has replaced."""
        domain = [
            ("company_id", "=", company.id),
            ("state", "=", "pending"),
            ("policy_id.state", "=", "superseded"),
        ]
        self.sudo().with_context(**SILENT).search(domain)._close(self.env._("A newer version has taken its place."))

    # ---------------------------------------------------------------- reminding
    def action_remind(self):
        """Remind these persons now, whatever day the next reminder is due; once a day at most.

        :raise UserError: when one of them has nothing to sign
        """
        self._check_role(*KEEPERS)
        self.check_access("write")
        self._check_state("pending")
        self.sudo().filtered(lambda a: a.reminded_on != a.company_id._beneficiary_today())._remind()
        return True

    def _remind(self):
        """Ask for the signature: the first time with a task, afterwards with a message. Called in ``sudo``.

        Who has no login signs at the HR officer's, and stands on the list of what is pending.
        """
        reachable = self.filtered(lambda a: a.user_id.active)
        waiting = reachable._with_open_task()
        (reachable - waiting)._create_tasks()
        for record in waiting:
            record._send_reminder()
        for company, records in self.with_context(**SILENT).grouped("company_id").items():
            today, days = company._beneficiary_today(), company.beneficiary_ack_reminder_days
            records.write({"reminder_date": today + timedelta(days=days) if days else False})
            for count, group in (records & reachable).grouped("reminder_count").items():
                group.write({"reminder_count": count + 1, "reminded_on": today})

    def _with_open_task(self):
        """Return those for which the task to sign is still open."""
        task = self.env.ref("beneficiary.mail_activity_type_acknowledge")
        open_tasks = self.env["mail.activity"].search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids), ("activity_type_id", "=", task.id)]
        )
        return self.browse(open_tasks.mapped("res_id")) & self

    def _create_tasks(self):
        task = self.env.ref("beneficiary.mail_activity_type_acknowledge")
        model_id = self.env["ir.model"]._get_id(self._name)
        self.env["mail.activity"].create(
            [
                {
                    "res_model_id": model_id,
                    "res_id": record.id,
                    "activity_type_id": task.id,
                    "automated": True,
                    "user_id": record.user_id.id,
                    "date_deadline": record.deadline,
                }
                for record in self
            ]
        )

    def _send_reminder(self):
        record = self.with_context(lang=self.user_id.lang or self.env.lang)
        env = record.env
        record.message_notify(
            partner_ids=self.user_id.partner_id.ids,
            subject=env._("Please sign: %(policy)s", policy=record.policy_id.name),
            body=env._(
                "“%(policy)s” still waits for your signature. Please read and sign it by %(date)s.",
                policy=record.policy_id.name,
                date=record.deadline,
            ),
            model_description=env._("policy"),
            email_layout_xmlid="mail.mail_notification_layout",
        )

    # --------------------------------------------------------------- escalating
    def _escalate(self):
        """Tell the managers, once, who of their staff is late. Called in ``sudo``."""
        managers = {record: record._line_manager() for record in self}
        today = fields.Date.context_today(self)
        model_id = self.env["ir.model"]._get_id(self._name)
        task = self.env.ref("beneficiary.mail_activity_type_acknowledge_overdue")
        for manager, records in self.grouped(lambda r: managers[r]).items():
            records.with_context(**SILENT).write({"escalated_on": today, "escalated_to": manager.id})
            if not manager:
                continue
            # one message for all of them; the tasks themselves come without one
            self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
                [
                    {
                        "res_model_id": model_id,
                        "res_id": record.id,
                        "activity_type_id": task.id,
                        "automated": True,
                        "user_id": manager.id,
                        "date_deadline": today,
                    }
                    for record in records
                ]
            )
            for policy, late in records.grouped("policy_id").items():
                late._tell_manager(policy, manager)

    def _line_manager(self):
        """Return the user to whom a late signature is reported, or an empty record."""
        employee = self.employee_id
        department = employee.current_version_id.department_id
        for manager in (employee.parent_id, department.manager_id, department.parent_id.manager_id):
            if manager.user_id.active and manager != employee:
                return manager.user_id
        return self.env["res.users"]

    def _tell_manager(self, policy, manager):
        env = self.with_context(lang=manager.lang or self.env.lang).env
        policy.with_env(env).message_notify(
            partner_ids=manager.partner_id.ids,
            subject=env._("Not signed in time: %(policy)s", policy=policy.with_env(env).name),
            body=env._(
                "These members of your staff have not signed it in time: %(names)s. Please remind them.",
                names=format_list(env, self.employee_id.mapped("name"), style="unit"),
            ),
            email_layout_xmlid="mail.mail_notification_layout",
        )

    # ------------------------------------------------------------------- cron
    @api.model
    def _cron_staff_duties(self, batch_size=200):
        """Open, close, remind and report what the days have brought. Idempotent; batches of ``batch_size``."""
        work = list(self._duty_work())
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=sum(model.search_count(domain) for model, domain, _method in work))
        for model, domain, method in work:
            while records := model.search(domain, limit=batch_size, order="id"):
                method(records)
                if not cron._commit_progress(len(records)):
                    return

    @api.model
    def _duty_work(self):
        """Yield what is to be done: a model, the domain of the records, and the method that takes them out of it."""
        records = self.sudo()
        policies = self.env["beneficiary.policy"].sudo().search([("state", "=", "in_force")])
        for policy in policies:
            yield (
                self.env["hr.employee"].sudo(),
                self._missing_domain(policy),
                lambda employees, policy=policy: self._open_for(policy, employees),
            )
            yield self.env["hr.department"].sudo(), policy._departments_missing_domain(), policy._open_distribution
        pending = Domain("state", "=", "pending")
        yield records, pending & Domain("employee_id.active", "=", False), type(self)._close_left
        for policy in policies:
            today = policy.company_id._beneficiary_today()
            own = pending & Domain("policy_id", "=", policy.id)
            yield records, own & Domain("reminder_date", "<=", today), type(self)._remind
            late = own & Domain("deadline", "<", today) & Domain("escalated_on", "=", False)
            yield records, late, type(self)._escalate

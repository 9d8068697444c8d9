from odoo import api, fields, models


class TaskMixin(models.AbstractModel):
    """A record that is somebody's task until a day: an activity for the responsible, made for many at once.

    A model that inherits it says by :meth:`_task_open`, :meth:`_task_day` and :meth:`_task_summary` what is asked of
    that person.
    """

    _name = "beneficiary.task.mixin"
    _description = "Task of a responsible person"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin", "beneficiary.thread.mixin"]
    _check_company_auto = True

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        required=True,
        default=lambda self: self.env.user,
        check_company=True,
        index=True,
        tracking=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id"}

    @api.model
    def _task_fields(self):
        """Return the fields whose change moves the task."""
        return {"user_id"}

    def _task_open(self):
        """Return those of these records that are still to be done."""
        return self

    def _task_day(self):
        """Return by when this one record is to be done."""
        raise NotImplementedError

    def _task_summary(self):
        """Return what the responsible of this one record is asked to do, in the language of the context."""
        return self.display_name

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        # the activity tells the responsible, so there is no mail for each besides
        quiet = self.with_context(mail_create_nosubscribe=True)
        tasks = super(TaskMixin, quiet).create(vals_list).with_env(self.env)
        tasks._subscribe_responsible()
        tasks.sudo()._schedule_task()
        return tasks

    def write(self, vals):
        result = super().write(vals)
        if self._task_fields() & vals.keys():
            self.sudo()._schedule_task()
        return result

    def _message_auto_subscribe(self, updated_values, followers_existing_policy="skip"):
        # mail.thread calls it once for every created record; `_subscribe_responsible` does it for all of them
        if self.env.context.get("mail_create_nosubscribe"):
            return None
        return super()._message_auto_subscribe(updated_values, followers_existing_policy)

    # ------------------------------------------------------------- activities
    def _schedule_task(self):
        """Give the responsibles of what is open their task, in the place of the one before. Called in ``sudo``."""
        tasks = self._task_open()
        tasks.activity_unlink(["mail.mail_activity_data_todo"])
        tasks._schedule([(task, task.user_id, task._task_day()) for task in tasks])

    def _end_task(self, done=True):
        """Take the tasks back, or note that they are done. Called in ``sudo``."""
        if done:
            self.activity_feedback(["mail.mail_activity_data_todo"])
        else:
            self.activity_unlink(["mail.mail_activity_data_todo"])

    def _schedule(self, tasks, summary=None):
        """Create activities in one batch. Called in ``sudo``.

        :param tasks: list of (record, user, day)
        :param summary: function that returns the words for a record in the language of the user; by default what the
            task says
        """
        todo = self.env.ref("mail.mail_activity_data_todo").id
        model_id = self.env["ir.model"]._get_id(self._name)
        self.mapped("display_name")  # an activity reads the name of its record one by one
        summary = summary or (lambda record: record._task_summary())
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
            [
                {
                    "automated": True,
                    "activity_type_id": todo,
                    "res_model_id": model_id,
                    "res_id": record.id,
                    "user_id": user.id,
                    "date_deadline": day,
                    "summary": summary(record.with_context(lang=user.lang)),
                }
                for record, user, day in tasks
            ]
        )

import hashlib
import logging
import tempfile
from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

_logger = logging.getLogger(__name__)

MANAGEMENT = "beneficiary.group_management"
MAX_ATTEMPTS = 3
STATES = [("queued", "In the queue"), ("running", "Being made"), ("done", "Ready"), ("failed", "Failed")]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OrderedMixin(models.AbstractModel):
    """Files that somebody orders, and that a cron makes in the background as this person, with progress.

    Everything is read in one transaction of its own, so the parts of a file agree with each other while others go on
    working. A run that is killed leaves its record “Being made”; the next run begins it anew, three times at most. A
    run that fails says why, and can be ordered again.

    A model gives ``_order_cron`` (the external id of its cron), :meth:`_produce` and :meth:`_keep`.
    """

    _name = "beneficiary.ordered.mixin"
    _description = "Files made in the background"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.viewed.mixin"]
    _order_cron = None

    company_id = fields.Many2one(
        "res.company",
        "Association",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        "res.users",
        "Ordered by",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language",
        required=True,
        default=lambda self: self.env.user.lang or self.env["res.lang"].get_installed()[0][0],
    )
    state = fields.Selection(STATES, "Status", required=True, readonly=True, default="queued", copy=False)
    progress = fields.Integer("Done (%)", readonly=True, copy=False)
    attempts = fields.Integer("Times begun", readonly=True, copy=False)
    problem = fields.Text("Why it failed", readonly=True, copy=False)
    date_done = fields.Datetime("Made on", readonly=True, copy=False)
    may_download = fields.Boolean(compute="_compute_may_download")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"company_id", "lang"}

    @api.depends_context("uid")
    @api.depends("state", "user_id")
    def _compute_may_download(self):
        for record in self:
            record.may_download = record.state == "done" and record.user_id == self.env.user

    @api.model_create_multi
    def create(self, vals_list):
        self._check_role(MANAGEMENT)
        records = super().create(vals_list)
        self._wake_up()
        return records

    @api.model
    def _wake_up(self):
        """Let the making begin as soon as this transaction is committed."""
        self.env.ref(self._order_cron).sudo()._trigger()

    def action_order(self):
        """Open what was ordered: the button of the dialog has saved it, and what is saved is made.

        :raise AccessError: when it is not the user's role
        """
        self.ensure_one()
        self._check_role(MANAGEMENT)
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def action_order_again(self):
        """Order what failed once more.

        :raise AccessError: for whoever has not ordered it
        :raise UserError: when it did not fail
        """
        self._check_role(MANAGEMENT)
        self.check_access("read")
        self._check_own()
        self._lock_rows("state")
        self._check_state("failed")
        self.sudo().write({"state": "queued", "progress": 0, "attempts": 0, "problem": False})
        self._wake_up()

    def _check_own(self):
        """Raise unless the user has ordered these files: they hold what this one person may read."""
        for record in self:
            if record.user_id != self.env.user:
                raise AccessError(
                    self.env._(
                        "“%(name)s” holds what %(person)s may read. Order one of your own.",
                        name=record.display_name,
                        person=record.user_id.name,
                    )
                )

    # ------------------------------------------------------------------- files
    def _open_files(self):
        """Return the names of the files that everybody may have who reads the record."""
        return set()

    def _file(self, name):
        """Return the attachment of a file, in ``sudo``, after all rights are checked.

        :param str name: the name of the field
        :raise AccessError: when the user may not have it
        :raise UserError: when it is not there yet
        """
        self.ensure_one()
        self._check_role(MANAGEMENT)
        self.check_access("read")
        if name not in self._open_files():
            self._check_own()
        file = self._attachment(name) if self.state == "done" else None
        if not file:
            raise UserError(self.env._("“%(name)s” is not ready yet.", name=self.display_name))
        return file

    def _attachment(self, name):
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [("res_model", "=", self._name), ("res_id", "=", self.id), ("res_field", "=", name)],
                order="id desc",
                limit=1,
            )
        )

    def _download(self, name):
        """Return the action that downloads a file."""
        self._file(name)
        return {
            "type": "ir.actions.act_url",
            "url": f"/beneficiary/files/{self._name}/{self.id}/{name}",
            "target": "self",
        }

    def _save_file(self, name, file_name, content, mimetype=EXCEL):
        """Keep a file with its record; return its SHA-256 in hexadecimal digits.

        It goes past the field, so that a large file is in memory no more than once.
        """
        self.env["ir.attachment"].sudo().create(
            {
                "name": file_name,
                "raw": content,
                "mimetype": mimetype,
                "res_model": self._name,
                "res_id": self.id,
                "res_field": name,
                "company_id": self.company_id.id,
            }
        )
        return hashlib.sha256(content).hexdigest()

    # --------------------------------------------------------------------- run
    @api.model
    def _cron_make(self):
        """Make what was ordered, one after the other. Safe to kill, and to run again at any time."""
        cron = self.env["ir.cron"]
        # one run at a time: what is “Being made” now was left behind by a run that was killed
        for record in self.search([("state", "in", ("queued", "running"))], order="id"):
            record._make()
            if not cron._commit_progress(1):
                return

    def _make(self):
        """Make one record's files; what goes wrong is written on it."""
        if self.attempts >= MAX_ATTEMPTS:
            self._fail(
                self._in_words()._(
                    "It was stopped again and again, perhaps because it takes too long. Choose fewer days."
                )
            )
            return
        self.write({"state": "running", "progress": 0, "attempts": self.attempts + 1, "problem": False})
        as_whom = self._as_whom()
        self.env["ir.cron"]._commit_progress()
        try:
            with tempfile.NamedTemporaryFile(suffix=".xlsx") as target:
                with self._reading(*as_whom) as record:
                    record._check_may_order()
                    result = record._produce(target, self._show_progress)
                    self._show_progress(99)
                target.seek(0)
                with self.env.cr.savepoint():
                    self.date_done = fields.Datetime.now()
                    self._keep(result, target.read())
                    self.write({"state": "done", "progress": 100})
                    self.env["beneficiary.access.log"].with_user(self.user_id)._log(
                        self.with_user(self.user_id), "export"
                    )
        except (UserError, AccessError) as error:
            self._fail(str(error))
        except Exception as error:
            _logger.exception("%s could not be made", self)
            self._fail(
                self._in_words()._("An error happened: %(error)s. Tell your administrator.", error=type(error).__name__)
            )
        self._tell()

    def _in_words(self):
        """Return the environment in the language of who has ordered it."""
        return self.with_context(lang=self.user_id.lang).env

    def _fail(self, problem):
        self.write({"state": "failed", "problem": problem})

    def _check_may_order(self):
        """Raise when who has ordered it has lost the role, or the association, since."""
        user = self.env.user
        if not user.active or self.company_id not in user.company_ids:
            raise AccessError(self.env._("%(person)s does not work here any more.", person=user.name))
        self._check_role(MANAGEMENT)

    def _as_whom(self):
        """Return the user and the context in which everything is read."""
        context = {"lang": self.lang, "allowed_company_ids": self.company_id.ids, "tz": self.user_id.tz}
        return self.user_id.id, context

    @contextmanager
    def _reading(self, uid, context):
        """Yield this record as who has ordered it sees it, in a transaction of its own in which nothing is stored."""
        with self.env.registry.cursor() as cr:
            yield api.Environment(cr, uid, context)[self._name].browse(self.id)

    def _show_progress(self, percent, seen=None):
        """Say how far it is, and log what was read of confidential records.

        :param int percent: how much is done
        :param seen: the records of the last batch
        """
        if isinstance(seen, self.env.registry["beneficiary.viewed.mixin"]):
            records = self.env[seen._name].browse(seen.ids).with_user(self.user_id)
            self.env["beneficiary.access.log"].with_user(self.user_id)._log(records, "export")
        self.progress = percent
        self.env["ir.cron"]._commit_progress()

    def _tell(self):
        """Tell who has ordered it, in the browser."""
        done = self.state == "done"
        words = self._in_words()
        self.user_id._bus_send(
            "simple_notification",
            {
                "type": "success" if done else "danger",
                "sticky": not done,
                "title": self.with_env(words).display_name,
                "message": words._("It is ready to download.") if done else self.problem,
            },
        )

    def _produce(self, target, show):
        """Write the workbook to ``target`` (a binary file); called as who has ordered it, nothing is stored.

        :param show: function of the percentage done and of the records that were read
        :return: what :meth:`_keep` needs
        """
        raise NotImplementedError

    def _keep(self, result, content):
        """Store what was made.

        :param result: what :meth:`_produce` returned
        :param bytes content: the workbook
        """
        raise NotImplementedError

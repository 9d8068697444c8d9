from odoo import api, fields, models
from odoo.exceptions import ValidationError

KEPT_DAYS = 30


class Register(models.Model):
    """A register in Excel that somebody has ordered, such as all requests of a year.

    It holds what this person may read, so nobody else sees it, and it is deleted after a month: the records themselves
    are where they were.
    """

    _name = "beneficiary.register"
    _description = "Register in Excel"
    _inherit = ["beneficiary.ordered.mixin"]
    _order = "id desc"
    _order_cron = "beneficiary.ir_cron_register"

    kind = fields.Selection(
        [
            ("requests", "Requests"),
            ("complaints", "Complaints"),
            ("compensations", "Compensations"),
            ("deliveries", "Deliveries"),
            ("acknowledgements", "Acknowledgements"),
        ],
        "Register of",
        required=True,
        default="requests",
    )
    date_from = fields.Date("From", help="Empty: from the first one on.")
    date_to = fields.Date("To", help="Empty: up to today.")
    workbook = fields.Binary(attachment=True, readonly=True, copy=False, groups=fields.NO_ACCESS)
    workbook_hash = fields.Char("SHA-256", readonly=True, copy=False)
    row_count = fields.Integer("Rows", readonly=True, copy=False)

    _waiting = models.Index("(id) WHERE state IN ('queued', 'running')")

    def _set_once_fields(self):
        return super()._set_once_fields() | {"kind", "date_from", "date_to"}

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for register in self:
            if register.date_from and register.date_to and register.date_from > register.date_to:
                raise ValidationError(self.env._("“From” is after “To”. Choose an earlier first day."))

    @api.depends("kind", "date_from", "date_to")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for register in self:
            days = [str(day) for day in (register.date_from, register.date_to) if day]
            register.display_name = " ".join([labels.get(register.kind, ""), " – ".join(days)]).strip()

    def action_download(self):
        """Download the workbook.

        :raise AccessError: for whoever has not ordered it
        :raise UserError: when it is not ready
        """
        return self._download("workbook")

    def _produce(self, target, show):
        table = self.env["beneficiary.record.table"]
        model, _date_field, _domain, names = self._kinds()[self.kind]
        model, domain = self.env[model], self._domain()
        total = model.with_context(active_test=False).search_count(domain)
        columns = table._columns(model, names)

        def rows():
            known, count = {}, 0
            for records in table._batches(model, domain):
                yield from table._values(records, columns, self.company_id, known)
                count += len(records)
                show(min(98, count * 98 // max(total, 1)), records)

        with table._workbook(target, title=self.display_name, author=self.company_id.name) as book:
            return book.sheet(self.display_name).table([column for _path, _field, column in columns], rows())

    def _keep(self, result, content):
        self.write(
            {"row_count": result, "workbook_hash": self._save_file("workbook", f"{self._file_name()}.xlsx", content)}
        )

    def _file_name(self):
        return self.with_context(lang=self.lang).display_name.replace("/", "-")

    @api.autovacuum
    def _gc_old(self):
        """Delete the registers that were ordered more than a month ago."""
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=KEPT_DAYS)
        old = self.sudo().search([("create_date", "<", limit), ("state", "in", ("done", "failed"))], limit=1000)
        old.unlink()
        return len(old), len(old) == 1000

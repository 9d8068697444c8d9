from odoo import api, fields, models
from odoo.tools import SQL


class AccessLog(models.Model):
    """Who looked at what is confidential, and when (R-81). Rows are only added, and nobody changes one."""

    _name = "beneficiary.access.log"
    _description = "View of Confidential Data"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "id desc"

    date = fields.Datetime("On", required=True, readonly=True)
    user_id = fields.Many2one("res.users", "By", required=True, readonly=True, index=True, ondelete="restrict")
    what = fields.Selection(
        [("view", "Opened"), ("export", "Exported"), ("download", "File downloaded")], required=True, readonly=True
    )
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True, readonly=True)
    name = fields.Char("Of", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True, ondelete="cascade")
    complaint_id = fields.Many2one("beneficiary.complaint", readonly=True, index="btree_not_null", ondelete="cascade")

    _minute_uniq = models.UniqueIndex(
        "(user_id, res_model, res_id, what, date_trunc('minute', date))", "This view is logged already."
    )
    _company_recent = models.Index("(company_id, id DESC)")
    _company_date = models.Index("(company_id, date)")

    def _is_frozen(self):
        return True

    def _frozen_message(self):
        return self.env._("The log of views cannot be changed.")

    @api.model
    def _log(self, records, what):
        """Log that the user saw ``records``: one row for each record and minute, in one query.

        Staff only: who complains reads the own case without leaving a trace, and an anonymous one must not leave any.

        :param records: of a model with ``beneficiary.viewed.mixin``
        :param str what: ``view``, ``export`` or ``download``
        """
        user = self.env.user
        records = records._origin.sudo().exists()  # what a form holds unsaved was not stored yet
        if not records or user.share or self.env.uid == self.env.ref("base.user_root").id:
            return
        now = fields.Datetime.now()
        rows = [
            (
                now, user.id, what, record._name, record.id, record.display_name, record._viewed_company().id or None,
                record._viewed_complaint().id or None, user.id, now,
            )
            for record in records
        ]  # fmt: skip
        query = SQL(
            "INSERT INTO beneficiary_access_log"
            " (date, user_id, what, res_model, res_id, name, company_id, complaint_id,"
            " create_uid, create_date) VALUES %s ON CONFLICT DO NOTHING",
            SQL(", ").join(SQL("%s", row) for row in rows),
        )
        # on a cursor that only reads, Odoo does the whole call again on another one
        self.env.cr.execute(query, log_exceptions=False)

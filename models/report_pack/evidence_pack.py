import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import arabic
from ..complaint.complaint_code import ALPHABET, GROUP, LENGTH


class EvidencePack(models.Model):
    """What shows that the association kept its policy in a period: a paper for the board and a workbook behind it.

    The paper says of every clause what its figures were; the workbook holds the records behind them that the person
    who ordered it may read, so nobody else downloads it. Both are sealed by their SHA-256, and a public page says
    whether a file is the one that was made. A pack that is made never changes.

    `evidence_figures.py` counts, `evidence_workbook.py` writes the sheets.
    """

    _name = "beneficiary.evidence.pack"
    _description = "Evidence Pack"
    _inherit = ["beneficiary.ordered.mixin", "beneficiary.frozen.mixin"]
    _order = "id desc"
    _order_cron = "beneficiary.ir_cron_evidence_pack"
    _check_company_auto = True

    policy_id = fields.Many2one(
        "beneficiary.policy",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        default=lambda self: self.env.company.sudo().beneficiary_policy_id,
        domain="[('company_id', '=', company_id), ('state', 'in', ('in_force', 'superseded'))]",
    )
    version = fields.Integer(related="policy_id.version", aggregator=None)
    date_from = fields.Date("From", required=True, default=lambda self: self._today().replace(month=1, day=1))
    date_to = fields.Date("To", required=True, default=lambda self: self._today())
    workbook = fields.Binary(attachment=True, readonly=True, copy=False, groups=fields.NO_ACCESS)
    pdf = fields.Binary("Paper", attachment=True, readonly=True, copy=False, groups=fields.NO_ACCESS)
    workbook_hash = fields.Char("SHA-256 of the workbook", readonly=True, copy=False)
    pdf_hash = fields.Char("SHA-256 of the paper", readonly=True, copy=False)
    code = fields.Char(
        "Code to verify", required=True, readonly=True, copy=False, default=lambda self: self._draw_code(), index=True
    )
    verify_url = fields.Char("Page to verify", compute="_compute_verify_url")
    line_ids = fields.One2many("beneficiary.evidence.pack.line", "pack_id", "Clauses", readonly=True)
    met_count = fields.Integer("Targets reached", readonly=True, copy=False)
    missed_count = fields.Integer("Targets missed", readonly=True, copy=False)
    row_count = fields.Integer("Records listed", readonly=True, copy=False)

    _code_uniq = models.UniqueIndex("(code)", "Draw another code.")
    _waiting = models.Index("(id) WHERE state IN ('queued', 'running')")

    def _is_frozen(self):
        return self.state == "done"

    def _frozen_message(self):
        return self.env._("“%(name)s” is made and cannot be changed. Order another one.", name=self.display_name)

    def _set_once_fields(self):
        return super()._set_once_fields() | {"policy_id", "date_from", "date_to"}

    def _open_files(self):
        # figures only: whoever reads the pack may have it
        return {"pdf"}

    @api.model
    def _today(self):
        return self.env.company.sudo()._beneficiary_today()

    @api.constrains("date_from", "date_to", "company_id")
    def _check_period(self):
        for pack in self:
            if pack.date_from > pack.date_to:
                raise ValidationError(self.env._("“From” is after “To”. Choose an earlier first day."))
            if pack.date_to > pack.company_id.sudo()._beneficiary_today():
                raise ValidationError(self.env._("“To” is in the future. Choose today or an earlier day."))

    @api.constrains("policy_id")
    def _check_policy(self):
        for pack in self:
            if pack.policy_id.state not in ("in_force", "superseded"):
                raise ValidationError(self.env._("Choose a policy that is or was in force."))

    @api.depends("policy_id", "date_from", "date_to")
    def _compute_display_name(self):
        for pack in self:
            pack.display_name = self.env._(
                "Evidence %(first)s – %(last)s", first=pack.date_from or "", last=pack.date_to or ""
            )

    # -------------------------------------------------------------------- code
    @api.model
    def _draw_code(self):
        return "".join(secrets.choice(ALPHABET) for _i in range(LENGTH))

    @api.model
    def _by_code(self, typed):
        """Return the pack of a code, however it was typed, in ``sudo``; empty if there is none that is made."""
        text = arabic.ascii_digits(typed or "").upper().replace("O", "0").replace("I", "1").replace("L", "1")
        code = "".join(char for char in text if char in ALPHABET)
        packs = self.sudo()
        return packs.search([("code", "=", code), ("state", "=", "done")]) if len(code) == LENGTH else packs.browse()

    def _code_text(self):
        """Return the code as people read it."""
        return "-".join(self.code[i : i + GROUP] for i in range(0, len(self.code), GROUP))

    @api.depends("code")
    def _compute_verify_url(self):
        for pack in self:
            path = f"/beneficiary/verify/{pack._code_text()}" if pack.code else ""
            pack.verify_url = f"{pack.get_base_url()}{path}" if path else ""

    # ----------------------------------------------------------------- actions
    def action_download(self):
        """Download the workbook.

        :raise AccessError: for whoever has not ordered it: it holds what that person may read
        :raise UserError: when it is not ready
        """
        return self._download("workbook")

    def action_download_pdf(self):
        """Download the paper for the board.

        :raise AccessError: for whoever may not read the pack
        :raise UserError: when it is not ready
        """
        return self._download("pdf")

    def action_verify(self):
        """Open the public page that verifies the files."""
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": self.verify_url, "target": "new"}

    # -------------------------------------------------------------------- make
    def _keep(self, result, content):
        self.line_ids.unlink()
        lines = self.env["beneficiary.evidence.pack.line"].create([{"pack_id": self.id, **line} for line in result])
        name = self._file_name()
        self.write(
            {
                "met_count": len(lines.filtered(lambda line: line.result == "met")),
                "missed_count": len(lines.filtered(lambda line: line.result == "missed")),
                "row_count": sum(lines.mapped("row_count")),
                "workbook_hash": self._save_file("workbook", f"{name}.xlsx", content),
            }
        )
        self.pdf_hash = self._save_file("pdf", f"{name}.pdf", self._print(), "application/pdf")

    def _print(self):
        """Return the paper as PDF, printed as who has ordered it."""
        report = self.env["ir.actions.report"].with_user(self.user_id).with_company(self.company_id)
        content, _kind = report.with_context(lang=self.lang)._render_qweb_pdf(
            "beneficiary.report_evidence_pack", self.ids
        )
        return content

    def _file_name(self):
        return self.with_context(lang=self.lang).display_name.replace("/", "-")

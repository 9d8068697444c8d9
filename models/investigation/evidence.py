import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class Evidence(models.Model):
    """A piece of evidence about a complaint: what it is, who handed it in when, and its files with their hashes (R-73).

    Files are only added, and never changed; once a committee has decided on it, the whole piece is final.
    """

    _name = "beneficiary.evidence"
    _description = "Evidence"
    _inherit = ["beneficiary.complaint.part.mixin"]
    _order = "complaint_id desc, id"

    name = fields.Char("Title", required=True)
    kind = fields.Selection(
        [
            ("document", "Document"),
            ("photo", "Photo"),
            ("recording", "Recording"),
            ("message", "Message"),
            ("statement", "Written statement"),
            ("object", "Object"),
            ("other", "Other"),
        ],
        required=True,
        default="document",
    )
    description = fields.Text(help="What it shows.")
    attachment_ids = fields.Many2many(
        "ir.attachment", "beneficiary_evidence_attachment_rel", string="Files", copy=False
    )
    source = fields.Selection(
        [
            ("complainant", "Complainant"),
            ("accused", "Accused"),
            ("witness", "Witness"),
            ("association", "Association"),
            ("other", "Somebody else"),
        ],
        "From",
        required=True,
        default="complainant",
    )
    handed_in_by = fields.Char(help="The name of the person. Leave it empty for an anonymous complainant.")
    received_on = fields.Date(required=True, default=fields.Date.context_today)
    received_by = fields.Many2one("res.users", readonly=True, default=lambda self: self.env.user, copy=False)
    content_hash = fields.Text(
        "SHA-256 of the files", readonly=True, copy=False, help="One line for each file, as sha256sum writes them."
    )
    item_id = fields.Many2one(
        "beneficiary.committee.item",
        "Decided on in",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The first decision that rests on it. Since then nothing of it changes.",
    )

    def _is_frozen(self):
        return bool(self.item_id)

    def _frozen_message(self):
        return self.env._(
            "“%(name)s” was before the committee when it decided, and cannot be changed. Add another piece.",
            name=self.name,
        )

    def _viewed_fields(self):
        return {"description", "handed_in_by"}

    def _files(self):
        return self.attachment_ids

    @api.constrains("source", "handed_in_by", "complaint_id")
    def _check_anonymous(self):
        for evidence in self.sudo():
            if evidence.complaint_id.anonymous and evidence.source == "complainant" and evidence.handed_in_by:
                raise ValidationError(
                    self.env._(
                        "%(complaint)s is anonymous: leave “Handed in by” empty.", complaint=evidence.complaint_id.name
                    )
                )

    @api.constrains("received_on")
    def _check_received_on(self):
        for evidence in self:
            if evidence.received_on > evidence.company_id.sudo()._beneficiary_today():
                raise ValidationError(self.env._("“Received on” cannot be in the future."))

    # ------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        pieces = super().create(vals_list)
        pieces._seal()
        return pieces

    def write(self, vals):
        before = {piece: piece.sudo().attachment_ids for piece in self} if "attachment_ids" in vals else {}
        result = super().write(vals)
        for piece, files in before.items():
            if files.exists() - piece.sudo().attachment_ids:
                raise UserError(self._kept_message())
        if before:
            self._own_attachments()
            self._seal()
        return result

    def _check_file_kept(self, file):
        if file in self.attachment_ids:
            raise UserError(self._kept_message())
        super()._check_file_kept(file)

    @api.model
    def _kept_message(self):
        """Return why files of evidence are neither changed nor taken away."""
        return self.env._("Evidence stays as it was handed in: its files are neither changed nor removed. Add another.")

    # ------------------------------------------------------------------- hash
    def _seal(self):
        """Keep the hashes of the files as they came in."""
        for piece in self.sudo():
            piece.content_hash = piece._hashes()

    def _hashes(self):
        """Return a line of hash and name for each file, in a fixed order."""
        files = self.attachment_ids.sudo().sorted("id")
        return "\n".join(f"{hashlib.sha256(file.raw or b'').hexdigest()}  {file.name}" for file in files) or False

    def check_integrity(self):
        """Tell whether the files are those that were handed in."""
        self.ensure_one()
        self.check_access("read")
        return self.sudo()._hashes() == self.content_hash

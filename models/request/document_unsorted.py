from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .document_portal import MAX_FILES


class DocumentUnsorted(models.Model):
    """A paper that came without saying which one it is: an officer reads it and moves it to its line."""

    _inherit = "beneficiary.document"

    is_unsorted = fields.Boolean("Unsorted", compute="_compute_is_unsorted")
    belongs_to_id = fields.Many2one(
        "beneficiary.document",
        "Belongs to",
        domain="[('request_id', '=', request_id), ('id', '!=', id)]",
        check_company=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        help="The paper of the same request to which these files belong.",
    )

    @api.model
    def _unsorted_type(self):
        """Return the type of papers that nobody has sorted yet; empty where the association deleted it."""
        other = self.env.ref("beneficiary.document_type_other", raise_if_not_found=False)
        return other or self.env["beneficiary.document.type"]

    @api.depends("type_id")
    def _compute_is_unsorted(self):
        other = self._unsorted_type()
        for document in self:
            document.is_unsorted = bool(other) and document.type_id == other

    def action_sort(self):
        """Move the files of an unsorted paper to the line that “Belongs to” names, to be matched there.

        :raise UserError: when no line of the same request is chosen, or it would have too many files
        """
        self._check_role("beneficiary.group_officer")
        self.check_access("write")
        self._check_request_open()
        for document in self:
            document._check_can_sort()
            document._move_files(document.belongs_to_id)
        return True

    def _check_can_sort(self):
        target = self.belongs_to_id
        if not self.is_unsorted or target.is_unsorted or not target or target.request_id != self.request_id:
            raise UserError(self.env._("Choose under “Belongs to” a paper of the same request."))
        target.check_access("write")
        if len(target.attachment_ids) + len(self.attachment_ids) > MAX_FILES:
            raise UserError(
                self.env._(
                    "“%(paper)s” has at most %(count)s files. Put several pages into one PDF file.",
                    paper=target.type_id.name,
                    count=MAX_FILES,
                )
            )

    def _move_files(self, target):
        files = self.attachment_ids
        files.sudo().write({"res_model": self._name, "res_id": target.id})
        target.write({"attachment_ids": [Command.link(file.id) for file in files], "reject_reason": False})
        self.request_id._portal_log(
            self.env._("%(count)s files sorted to “%(paper)s”.", count=len(files), paper=target.type_id.name)
        )
        # nothing is left on this line: what it held is on the other one
        self._guarded_write({"attachment_ids": [Command.clear()]})
        self._guarded_write({"state": "missing"})
        self.sudo().unlink()


class RequestUnsorted(models.Model):
    _inherit = "beneficiary.request"

    has_unsorted = fields.Boolean("Unsorted papers", compute="_compute_has_unsorted")

    @api.depends("document_ids.type_id")
    def _compute_has_unsorted(self):
        other = self.env["beneficiary.document"]._unsorted_type()
        for request in self:
            request.has_unsorted = bool(other) and other in request.document_ids.type_id

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

MAX_FILES = 10


class DocumentPortal(models.Model):
    """A paper that its applicant sends on his pages."""

    _inherit = "beneficiary.document"

    def _portal_may_upload(self):
        """Tell whether the applicant can send this paper now: it is missing or rejected, or the request is not sent."""
        self.ensure_one()
        if not self.request_id._portal_is_open():
            return False
        return self.state in ("missing", "rejected") or (self.state == "received" and self.request_id.state == "draft")

    def _portal_upload(self, files, **values):
        """Take in the files of one paper. Called in ``sudo``, for a paper that the page found to be the applicant's.

        :param list files: values of ``ir.attachment`` as ``beneficiary.upload.mixin`` gives them
        :param values: ``number``, ``issue_date``, ``expiry_date``, where they are given
        :raise UserError: when the paper is not asked for, or there is no file or too many
        """
        self.ensure_one()
        if not self._portal_may_upload():
            raise UserError(self.env._("“%(paper)s” is not asked for any more.", paper=self.type_id.name))
        if not files:
            raise UserError(self.env._("Choose a photo or a PDF file of “%(paper)s”.", paper=self.type_id.name))
        if len(files) + (self.state != "rejected" and len(self.attachment_ids)) > MAX_FILES:
            raise UserError(
                self.env._(
                    "“%(paper)s” has at most %(count)s files. Put several pages into one PDF file.",
                    paper=self.type_id.name,
                    count=MAX_FILES,
                )
            )
        self._portal_check_dates(values)
        attachments = self.env["ir.attachment"].create(
            [file | {"res_model": self._name, "res_id": self.id} for file in files]
        )
        # files that were rejected stay on record, but no longer count for the paper
        former = Command.clear() if self.state == "rejected" else None
        links = [Command.link(attachment.id) for attachment in attachments]
        self.write({"attachment_ids": [former, *links] if former else links, "reject_reason": False} | values)
        request = self.request_id
        request._portal_log(
            self.env._("The applicant sent “%(paper)s”: %(count)s files.", paper=self.type_id.name, count=len(files))
        )
        if request.state != "draft":
            request._portal_tell(lambda r: r.env._("%(name)s: the applicant sent papers", name=r.name))

    def _portal_check_asked(self, values):
        """Raise unless what the type of paper asks for is among the ``values`` or known."""
        # what was written about a rejected paper says nothing about the new one
        known = {} if self.state == "rejected" else {"issue_date": self.issue_date, "expiry_date": self.expiry_date}
        values = known | values
        if self.type_id.needs_expiry and not values.get("expiry_date"):
            raise UserError(self.env._("“%(paper)s”: write until when it is valid.", paper=self.type_id.name))
        if self.type_id.max_age_days and not values.get("issue_date"):
            raise UserError(self.env._("“%(paper)s”: write when it was issued.", paper=self.type_id.name))

    def _portal_check_dates(self, values):
        issue = values.get("issue_date", self.issue_date)
        expiry = values.get("expiry_date", self.expiry_date)
        today = self.company_id._beneficiary_today()
        if issue and issue > today:
            raise UserError(
                self.env._("“%(paper)s”: the issue date lies in the future. Read it again.", paper=self.type_id.name)
            )
        if expiry and expiry < today:
            raise UserError(
                self.env._("“%(paper)s” has expired. Send one that is still valid.", paper=self.type_id.name)
            )

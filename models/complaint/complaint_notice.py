from markupsafe import Markup

from odoo import SUPERUSER_ID, api, fields, models


class ComplaintNotices(models.Model):
    """What complainants are told."""

    _inherit = "beneficiary.notice"

    kind = fields.Selection(
        selection_add=[
            ("complaint_ack", "Complaint received"),
            ("complaint_news", "News of your complaint"),
            ("complaint_resolved", "Complaint resolved"),
        ],
        ondelete={"complaint_ack": "cascade", "complaint_news": "cascade", "complaint_resolved": "cascade"},
    )
    complaint_id = fields.Many2one(
        "beneficiary.complaint",
        compute="_compute_complaint_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.depends("res_model", "res_id")
    def _compute_complaint_id(self):
        for notice in self:
            notice.complaint_id = notice._about_complaint()

    def _about_complaint(self):
        """Return the complaint that this one notice tells of; what hangs on one has ``complaint_id``."""
        if self.res_model == "beneficiary.complaint":
            return self.env[self.res_model].browse(self.res_id)
        record = self.env[self.res_model].sudo().browse(self.res_id) if self.res_model in self.env else None
        if record is not None and "complaint_id" in record._fields:
            return record.complaint_id
        return self.env["beneficiary.complaint"]


class ComplaintNotice(models.Model):
    """How complainants are told: by the agreed medium, or on the page of the code alone."""

    _inherit = "beneficiary.complaint"

    notice_ids = fields.One2many("beneficiary.notice", "complaint_id", "Notices")

    def _notice_lang(self):
        return self._notice_partner().lang or self.lang or super()._notice_lang()

    def _tell(self, kind, **values):
        """Tell who complained about each complaint; nobody looks for who is anonymous: he reads it with his code.

        :param str kind: a value of ``beneficiary.notice.kind``, see :meth:`_send_notice`
        """
        reachable = self.filtered(lambda c: not c.anonymous and (c.partner_id or c.contact_email or c.contact_phone))
        if reachable:
            reachable._send_notice(kind, **values)
        for complaint in (self - reachable).sudo():
            complaint = complaint.with_context(lang=complaint._notice_lang())
            complaint._post_as_association(complaint._notice_render(complaint._notice_template(kind), values))

    def _post_as_association(self, body):
        """Write to the complainant on the thread of this one complaint, in the name of the association."""
        return self.sudo().message_post(
            body=Markup(body),
            message_type="auto_comment",
            subtype_xmlid="mail.mt_comment",
            author_id=self.company_id.sudo().partner_id.id,
            email_from=self.company_id.sudo().partner_id.email_formatted or False,
        )

    def _own_author(self):
        """Return in whose name a note is written: the user, or the association where he is not one of its staff."""
        if self.env.uid == SUPERUSER_ID or self.env.user.share:
            return self.company_id.sudo().partner_id
        return self.env.user.sudo().partner_id

    # ------------------------------------------------------------------ whom
    def _notice_request(self):
        # who reads the request does not read the complaint about it
        return self.env["beneficiary.request"]

    def _notice_beneficiary(self):
        return self.beneficiary_id.sudo()

    def _notice_address(self, medium):
        if self.partner_id:
            return super()._notice_address(medium)
        if medium == "email":
            return self.contact_email
        return self.contact_phone if medium in ("sms", "phone") else False

    def _notice_medium(self):
        if not self.beneficiary_id and (self.contact_email or self.partner_id.email):
            return "email"
        return super()._notice_medium()

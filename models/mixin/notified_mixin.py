from odoo import models


class NotifiedMixin(models.AbstractModel):
    """Something about which a person outside the association is told by the agreed medium (R-45, R-49)."""

    _name = "beneficiary.notified.mixin"
    _description = "Notifies people by the agreed medium"

    def _send_notice(self, kind, **values):
        """Tell the person of each record about it.

        :param str kind: what it is about, such as ``acknowledgement``; names the template ``beneficiary.notice_<kind>``
        :param values: more values for the template, where the record is called ``case``
        """
        for record in self.sudo():
            partner = record._notice_partner()
            record = record.with_context(lang=partner.lang or self.env.lang)
            record.message_post_with_source(
                f"beneficiary.notice_{kind}",
                render_values={"case": record, **values},
                partner_ids=partner.ids if partner.email else [],
                subtype_xmlid="mail.mt_comment" if partner.email else "mail.mt_note",
                author_id=self.env.user.partner_id.id,
            )

    def _notice_partner(self):
        """Return the contact of the person who is told about this record."""
        return self.partner_id

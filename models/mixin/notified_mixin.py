import hashlib

from markupsafe import Markup

from odoo import SUPERUSER_ID, fields, models
from odoo.tools import format_datetime

from ...tools import arabic, hijri, plain_text


class NotifiedMixin(models.AbstractModel):
    """Something about which a person outside the association is told by the agreed medium (R-45, R-49).

    The model has a thread. What its people are told is a ``beneficiary.notice``; the methods below say who is told,
    how and what. Every one of them takes one record, in the language of the person.
    """

    _name = "beneficiary.notified.mixin"
    _description = "Notifies people by the agreed medium"

    def _send_notice(self, kind, **values):
        """Tell the person of each record about it, as part of the step that calls it.

        :param str kind: what it is about, a value of ``beneficiary.notice.kind``; names the template
            ``beneficiary.notice_<kind>``, and ``beneficiary.notice_<kind>_short`` for the SMS if there is one
        :param values: more values for the templates, where the record is called ``case``, the contact ``person``, and
            ``day(date)`` and ``moment(datetime)`` write dates in both calendars. ``occasion`` (not for the templates)
            says what makes this notice another one than the last of its kind: it is never made twice for one occasion
        :return: the new ``beneficiary.notice`` records, queued
        """
        occasion = values.pop("occasion", None)
        records = self.sudo()
        short = self.env.ref(f"{self._notice_template(kind)}_short", raise_if_not_found=False)
        values["_short"] = short and short.sudo().key
        vals_list = []
        for (lang, company), group in records.grouped(lambda r: (r._notice_lang(), r._notice_company())).items():
            group = group.with_context(lang=lang)
            author = self._notice_author(company)
            reply_to = group._notify_get_reply_to(default=author.email_formatted, author_id=author.id)
            for record in group:
                vals = record._notice_values(kind, values, occasion)
                vals["message"] = record._notice_message_values(vals, author, reply_to[record.id])
                vals_list.append(vals)
        return self.env["beneficiary.notice"]._queue(vals_list)

    # ------------------------------------------------------------- who and how
    def _notice_partner(self):
        """Return the contact who is told; may be empty when there is an address all the same."""
        return self.partner_id

    def _notice_beneficiary(self):
        """Return the file of the person who is told, or an empty record."""
        return self.beneficiary_id if "beneficiary_id" in self._fields else self.env["beneficiary.beneficiary"]

    def _notice_guardianship(self):
        """Return the guardianship by which somebody else is told instead, or an empty record."""
        return self.env["beneficiary.guardian"].sudo()

    def _notice_request(self):
        """Return the request to which the notice belongs, or an empty record."""
        return self.request_id if "request_id" in self._fields else self.env["beneficiary.request"]

    def _notice_company(self):
        """Return the association that tells."""
        return (self.company_id if "company_id" in self._fields else None) or self.env.company

    def _notice_branch(self):
        """Return the branch whose delegates see the notice, where neither request nor file say it."""
        return self.branch_id if "branch_id" in self._fields else self.env["beneficiary.branch"]

    def _notice_responsible(self):
        """Return the user who calls, prints, and is asked when a notice fails."""
        user = self.user_id if "user_id" in self._fields else self.env["res.users"]
        user = user or self._notice_beneficiary().user_id or self._notice_branch().delegate_ids[:1]
        if not user and not self.env.user.share and self.env.uid != SUPERUSER_ID:
            user = self.env.user
        return user

    def _notice_lang(self):
        """Return the code of the language in which the person is told."""
        return self._notice_partner().lang or self._notice_company().partner_id.lang or self.env.lang or "en_US"

    def _notice_medium(self):
        """Return the agreed medium (R-49), or the usual one of the association."""
        return self._notice_beneficiary().agreed_medium or self._notice_company()._beneficiary_media()[0]

    def _notice_address(self, medium):
        """Return the address of the person for a medium, or ``False``."""
        partner = self._notice_partner()
        if not partner:
            return False
        if medium == "email":
            return partner.email_normalized
        if medium in ("sms", "phone"):
            style = "E164" if medium == "sms" else "INTERNATIONAL"
            country = partner.country_id or self._notice_company().country_id
            return partner._phone_format(number=partner.phone, country=country, force_format=style)
        if medium == "letter":
            return self._notice_postal_address(partner)
        if medium == "fax":
            return self._notice_beneficiary().fax
        return partner.user_ids.filtered("active")[:1].login

    def _notice_postal_address(self, partner):
        if not partner.street:
            return False
        abroad = partner.country_id - self._notice_company().country_id
        parts = (partner.street, partner.street2, partner.city, partner.zip, abroad.name)
        comma = "، " if (self.env.lang or "").startswith("ar") else ", "
        return comma.join(part for part in parts if part)

    def _notice_route(self):
        """Return medium and address: the agreed medium, or the next one for which there is an address."""
        agreed = self._notice_medium()
        for medium in dict.fromkeys([agreed, *self._notice_company()._beneficiary_media()]):
            if address := self._notice_address(medium):
                return medium, address
        return agreed, False

    # --------------------------------------------------------------------- what
    def _notice_template(self, kind):
        """Return the name of the QWeb template of the message."""
        return f"beneficiary.notice_{kind}"

    def _notice_subject(self, kind):
        """Return the subject of the message, one line."""
        kinds = dict(self.env["beneficiary.notice"]._fields["kind"]._description_selection(self.env))
        return self.env._("%(kind)s – %(name)s", kind=kinds[kind], name=self.display_name)

    def _notice_outgoing(self, text):
        """Return ``text`` as it leaves for the person alone, by e-mail or SMS.

        What only he may have, such as a link that acts in his name, is put in here: the notice itself is read by staff.
        """
        return text

    def _notice_enclosures(self, kind):
        """Return what is enclosed with a letter of this kind, as a list of texts."""
        return []

    def _notice_render(self, template, values):
        """Return the HTML of a template in the language of the record."""
        company = self._notice_company()
        return self.env["ir.qweb"]._render(
            template,
            {
                "case": self,
                "person": self._notice_partner(),
                "company": company,
                "day": self._notice_day,
                "moment": lambda value: self._notice_moment(value, company),
                **{name: value for name, value in values.items() if not name.startswith("_")},
            },
            minimal_qcontext=True,
        )

    def _notice_day(self, value):
        """Return a date in figures, in both calendars."""
        islamic = hijri.from_gregorian(value)
        if not islamic:
            return str(value or "")
        return self.env._("%(date)s (%(hijri)s AH)", date=arabic.ltr(value), hijri=arabic.ltr(islamic))

    def _notice_moment(self, value, company):
        """Return day, date and time of a UTC moment where the association is, in both calendars."""
        zone = company._beneficiary_calendar().tz
        text = format_datetime(self.env, value, tz=zone, dt_format="EEEE d MMMM y, HH:mm")
        islamic = hijri.from_gregorian(company._beneficiary_date(fields.Datetime.to_datetime(value)))
        return self.env._("%(date)s (%(hijri)s AH)", date=text, hijri=islamic) if islamic else text

    def _notice_values(self, kind, values, occasion=None):
        """Return the values of the notice about this one record."""
        company = self._notice_company()
        medium, recipient = self._notice_route()
        body = self._notice_render(self._notice_template(kind), values)
        short = self._notice_render(values["_short"], values) if values.get("_short") else body
        return {
            "kind": kind,
            "res_model": self._name,
            "res_id": self.id,
            "company_id": company.id,
            "branch_id": self._notice_branch().id,
            "request_id": self._notice_request().id,
            "beneficiary_id": self._notice_beneficiary().id,
            "partner_id": self._notice_partner().id,
            "guardianship_id": self._notice_guardianship().id,
            "user_id": self._notice_responsible().id,
            "medium": medium,
            "recipient": recipient,
            "lang": self.env.lang,
            "subject": " ".join(self._notice_subject(kind).split()),
            "body": body,
            "text": plain_text.one_line(short),
            "enclosures": "\n".join(self._notice_enclosures(kind)),
            "key": self._notice_key(kind, body, occasion),
        }

    def _notice_key(self, kind, body, occasion=None):
        """Return what tells this notice from every other one.

        Without an occasion it is the very second and text: the same words about the same record at the same second are
        the same notice.
        """
        if occasion is None:
            digest = hashlib.sha256(str(body).encode()).hexdigest()[:16]
            occasion = f"{fields.Datetime.now()}/{digest}"
        return f"{self._name},{self.id}/{kind}/{occasion}"

    def _notice_author(self, company):
        """Return the contact in whose name the message is written: the user, or the association for the server.

        Where a step of the applicant himself sends it, it is the association that writes, too.
        """
        if self.env.uid == SUPERUSER_ID or self.env.user.share:
            return company.sudo().partner_id
        return self.env.user.sudo().partner_id

    def _notice_message_values(self, vals, author, reply_to):
        """Return the values of the message on the record's thread, which is the one that the portal shows."""
        company = self._notice_company()
        return {
            "model": self._name,
            "res_id": self.id,
            "subject": vals["subject"],
            "body": Markup(vals["body"]),
            "message_type": "auto_comment",
            "subtype_id": self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment"),
            "is_internal": False,
            "author_id": author.id,
            "email_from": author.email_formatted,
            "reply_to": reply_to,
            "partner_ids": [fields.Command.link(partner_id) for partner_id in filter(None, [vals["partner_id"]])],
            "email_add_signature": False,
            "record_company_id": company.id,
            "record_alias_domain_id": company.alias_domain_id.id,
        }

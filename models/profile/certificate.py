import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import arabic, qr
from ...tools.seal import seal

# without the letters and figures that people mix up: 32 signs, 12 of them are 60 bits
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 12


class VolunteerCertificate(models.Model):
    """A certificate of the hours that a volunteer gave: exact text in both languages, hash, and a code (R-61).

    It never changes. Whoever is shown the paper types its code on the website and sees name, hours and period.
    """

    _name = "beneficiary.volunteer.certificate"
    _description = "Certificate of Volunteer Hours"
    _inherit = ["beneficiary.guarded.mixin", "beneficiary.frozen.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, index="trigram")
    code = fields.Char(required=True, readonly=True, copy=False)
    beneficiary_id = fields.Many2one(
        "beneficiary.beneficiary",
        "Volunteer",
        required=True,
        readonly=True,
        index=True,
        check_company=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="beneficiary_id.company_id", store=True, precompute=True, index=True)
    branch_id = fields.Many2one(related="beneficiary_id.branch_id", store=True, precompute=True, index="btree_not_null")
    person_name = fields.Char("Name", required=True, readonly=True)
    hours = fields.Float(required=True, readonly=True)
    date_from = fields.Date("From", required=True, readonly=True)
    date_to = fields.Date("To", required=True, readonly=True)
    text_ar = fields.Text("Arabic text", required=True, readonly=True)
    text_en = fields.Text("English text", required=True, readonly=True)
    content_hash = fields.Char("SHA-256", required=True, readonly=True)
    issued_by = fields.Many2one("res.users", required=True, readonly=True)
    issued_on = fields.Datetime(required=True, readonly=True)
    state = fields.Selection(
        [("valid", "Valid"), ("revoked", "Withdrawn")], "Status", default="valid", required=True, readonly=True
    )
    revoke_reason = fields.Char("Why it was withdrawn", readonly=True)
    revoked_by = fields.Many2one("res.users", "Withdrawn by", readonly=True)
    revoked_on = fields.Datetime("Withdrawn on", readonly=True)

    _code_uniq = models.UniqueIndex("(code)", "This code is already given.")
    _number_uniq = models.UniqueIndex("(company_id, name)", "This number is already given.")
    _company_recent = models.Index("(company_id, id DESC)")

    # ------------------------------------------------------------------ frozen
    def _is_frozen(self):
        return True

    def _frozen_except(self):
        return super()._frozen_except() | {
            "state",
            "revoke_reason",
            "revoked_by",
            "revoked_on",
            "beneficiary_id",
            "branch_id",
            "company_id",
        }

    def _frozen_message(self):
        return self.env._("A certificate cannot be changed or deleted. Withdraw it, and issue a new one.")

    # ------------------------------------------------------------------- issue
    @api.model
    def _issue(self, beneficiary):
        """Return a new certificate of all approved hours of one person. The caller has checked the rights.

        :raise UserError: without approved hours
        """
        hours = self.env["beneficiary.volunteer.hour"].sudo()
        domain = [("beneficiary_id", "=", beneficiary.id), ("state", "=", "approved")]
        [(total, first, last)] = hours._read_group(domain, [], ["hours:sum", "date:min", "date:max"])
        if not total or total <= 0:
            raise UserError(
                self.env._("%(name)s has no approved hours yet. Approve them first.", name=beneficiary.display_name)
            )
        company = beneficiary.company_id
        vals = {
            "name": self.env["ir.sequence"]._beneficiary_next("beneficiary.certificate", company.id, 1)[0],
            "code": self._draw_code(),
            "beneficiary_id": beneficiary.id,
            "person_name": beneficiary.name,
            "hours": total,
            "date_from": first,
            "date_to": last,
            "issued_by": self.env.uid,
            "issued_on": fields.Datetime.now(),
        }
        vals |= {f"text_{lang}": self._text(vals, company, lang) for lang in ("ar", "en")}
        vals["content_hash"] = self._hash(vals)
        return self.sudo().create(vals).with_env(self.env)

    @api.model
    def _draw_code(self):
        """Return a new secret that nobody guesses and everybody can type."""
        return "".join(secrets.choice(SIGNS) for _index in range(CODE_LENGTH))

    @api.model
    def _text(self, vals, company, lang):
        """Return what the certificate says, in one language; this very text is kept.

        :param str lang: ``ar`` or ``en``
        """
        # a language that is not installed falls back to English: the text is kept as it was printed
        installed = [code for code, _name in self.env["res.lang"].get_installed() if code.startswith(lang)]
        paper = self.env["beneficiary.report.mixin"].with_context(lang=installed[0] if installed else "en_US")
        return paper.env._(
            "This certifies that %(name)s gave %(hours)s hours of volunteer work to %(company)s, from %(date_from)s to "
            "%(date_to)s, with our thanks.",
            company=company.with_env(paper.env).name,
            name=vals["person_name"],
            hours=f"{vals['hours']:g}",
            date_from=paper._date(vals["date_from"]),
            date_to=paper._date(vals["date_to"]),
        )

    @api.model
    def _hash(self, vals):
        """Return the SHA-256 over what the certificate says, in a canonical form."""
        names = ("name", "code", "person_name", "hours", "date_from", "date_to", "text_ar", "text_en")
        content = {name: str(vals[name]) for name in names}
        return seal(content)

    def check_integrity(self):
        """Tell whether the certificate still gives the hash that was stored when it was issued."""
        self.ensure_one()
        self.check_access("read")
        certificate = self.sudo()
        return self._hash(certificate) == certificate.content_hash

    # ----------------------------------------------------------------- looking
    @api.model
    def _clean_code(self, text):
        """Return a code as it is stored, however it was typed."""
        return "".join(char for char in arabic.ascii_digits(text or "").upper() if char in SIGNS)

    @api.model
    def _find(self, company, text):
        """Return the certificate of an association with this code, in ``sudo``; may be empty."""
        code = self._clean_code(text)
        if len(code) != CODE_LENGTH:
            return self.sudo().browse()
        return self.sudo().search([("code", "=", code), ("company_id", "=", company.id)], limit=1)

    def _spaced_code(self):
        """Return the code in groups of four, as people read it out."""
        return "-".join(self.code[index : index + 4] for index in range(0, CODE_LENGTH, 4))

    def _verify_url(self):
        """Return the address on which the certificate is looked up; the QR code holds it."""
        self.ensure_one()
        return f"{self.get_base_url()}/beneficiary/certificate/{self.code}"

    def _qr(self):
        """Return the QR code of :meth:`_verify_url` as a PNG."""
        return qr.png(self._verify_url())

    def _get_report_base_filename(self):
        """Return the name of the PDF that a person downloads on the portal."""
        self.ensure_one()
        return self.env._("Certificate %(number)s", number=self.name)

    # ----------------------------------------------------------------- actions
    def action_print(self):
        """Print the certificate."""
        self.check_access("read")
        return self.env.ref("beneficiary.action_report_volunteer_certificate").report_action(self)

    def action_revoke(self, reason):
        """Withdraw certificates: whoever looks them up sees that they are not valid.

        :param str reason: why
        :raise UserError: without a reason
        """
        self._check_role("beneficiary.group_manager")
        self._check_state("valid")
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the certificate is withdrawn."))
        return self._guarded_write(
            {
                "state": "revoked",
                "revoke_reason": reason,
                "revoked_by": self.env.uid,
                "revoked_on": fields.Datetime.now(),
            }
        )

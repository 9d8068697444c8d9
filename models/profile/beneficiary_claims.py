from odoo import api, models
from odoo.exceptions import UserError, ValidationError

MAX_TEXT = 120
MAX_CLAIMS = 30
MAX_FILES = 5


class BeneficiaryClaims(models.Model):
    """How a person adds a qualification or experience to his file on the portal: always as claimed (R-60)."""

    _inherit = "beneficiary.beneficiary"

    @api.model
    def _claim_forms(self):
        """Return kind → (model, names of its inputs) of what a person may add himself."""
        return {
            "qualification": (
                "beneficiary.qualification",
                ("level_id", "field_of_study", "institution", "date_awarded", "number"),
            ),
            "experience": ("beneficiary.experience", ("name", "organisation", "date_from", "date_to")),
        }

    def _claim(self, kind, typed, uploads=()):
        """Record what a person claims on the portal. The page has checked that he acts for the file.

        :param str kind: a key of :meth:`_claim_forms`
        :param dict typed: name → text; other names than those of the form do not count
        :param uploads: werkzeug's ``FileStorage``: the proof
        :return: the new claim, in ``sudo``
        :raise UserError: naming what is wrong
        """
        self.ensure_one()
        model, names = self._claim_forms()[kind]
        claims = self.env[model].sudo()
        if claims.search_count([("beneficiary_id", "=", self.id)], limit=MAX_CLAIMS) >= MAX_CLAIMS:
            raise UserError(self.env._("There are %(count)s already. Ask us to tidy them up first.", count=MAX_CLAIMS))
        vals = {name: self._claim_value(claims, name, typed.get(name)) for name in names}
        files = self._claim_files(uploads)
        claim = claims.create(vals | {"beneficiary_id": self.id, "origin": "portal"})
        owner = {"res_model": model, "res_id": claim.id}
        claim.attachment_ids = self.env["ir.attachment"].sudo().create([file | owner for file in files])
        self._call_to_verify(claim)
        return claim

    @api.model
    def _claim_value(self, claims, name, text):
        """Return what was typed into an input, as it is stored.

        :raise UserError: naming the field and what to do
        """
        field = claims._fields[name]
        label = field._description_string(self.env)
        text = " ".join((text if isinstance(text, str) else "").split())
        if not text:
            if field.required:
                raise ValidationError(self.env._("“%(field)s” is empty. Fill it in.", field=label))
            return False
        if len(text) > MAX_TEXT:
            raise ValidationError(self.env._("“%(field)s” is too long. Write it shorter.", field=label))
        if field.type == "date":
            return self.env["beneficiary.correction"]._clean_date(label, text)
        if field.type == "many2one":
            choice = self._claim_levels().filtered(lambda level: str(level.id) == text)
            if not choice:
                raise ValidationError(self.env._("“%(field)s”: choose one of the list.", field=label))
            return choice.id
        return text

    def _claim_levels(self):
        """Return the levels among which a person chooses, in ``sudo``."""
        company = self.company_id or self.env.company
        domain = [("company_id", "in", [company.id, False])]
        return self.env["beneficiary.qualification.level"].sudo().search(domain)

    @api.model
    def _claim_files(self, uploads):
        uploads = [upload for upload in uploads if upload.filename]
        if not uploads:
            raise ValidationError(self.env._("The proof is missing. Choose a photo or a PDF file of it."))
        if len(uploads) > MAX_FILES:
            raise ValidationError(self.env._("Send at most %(count)s files at once.", count=MAX_FILES))
        return [self.env["beneficiary.upload.mixin"]._upload_vals(upload) for upload in uploads]

    def _call_to_verify(self, claim):
        """Let the responsible know that there is something to verify."""
        user = self.user_id or self.branch_id.delegate_ids[:1]
        if user:
            self.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=user.id,
                summary=self.env._("Verify: %(claim)s", claim=claim._claim_label()),
            )

    def _portal_profile(self):
        """Return what the person's page shows of qualifications, experience and volunteering, in ``sudo``."""
        self.ensure_one()
        person = self.sudo()
        assignments = person.volunteer_assignment_ids
        return {
            "qualifications": person.qualification_ids,
            "experiences": person.experience_ids,
            "assignments": assignments.filtered(lambda a: a.state in ("confirmed", "done")),
            "hours": person.volunteer_hours,
            "certificates": person.volunteer_certificate_ids,
        }

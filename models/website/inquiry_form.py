from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

MAX_LINE = 200
MAX_TEXT = 5000


class InquiryForm(models.AbstractModel):
    """What a form of the website may say to make an inquiry; the form builder offers these fields, and no others.

    It stores nothing. Whatever else is posted reaches no field of the inquiry: team, company, responsible, person and
    status come from the association alone, and the visitor is told nothing but that the question has arrived.
    """

    _name = "beneficiary.inquiry.form"
    _description = "Inquiry"

    contact_name = fields.Char("Your name")
    phone = fields.Char()
    email_from = fields.Char("E-mail")
    name = fields.Char("Subject")
    question = fields.Text("Your question")
    work_field_id = fields.Many2one("beneficiary.field", "What it is about")

    @api.model
    def _create_inquiry(self, website, values, extra=""):
        """Take in what a visitor asks on the website.

        :param website: ``website`` whose association answers
        :param dict values: fields of this model; others are ignored
        :param str extra: what the site manager's own questions brought
        :return: the inquiry, in ``sudo``
        :raise UserError: when something is missing; it says what
        """
        company = website.company_id.sudo()
        if not company.beneficiary_policy_id:
            raise UserError(self.env._("Questions cannot be sent here yet. Please call us, or come to us."))
        values = self._clean_values(values, extra)
        self._check_values(values)
        team = company._beneficiary_ensure_team()
        leads = self.env["crm.lead"].sudo().with_company(company).with_context(mail_create_nosubscribe=True)
        return leads.create(values | self._inquiry_vals(website, company, values) | {"team_id": team.id})

    @api.model
    def _clean_values(self, values, extra):
        """Return the text of the known fields, each cut to what a person may write there."""
        lines = ("contact_name", "phone", "email_from", "name")
        clean = {name: " ".join(str(values.get(name) or "").split())[:MAX_LINE] for name in lines}
        parts = (str(values.get("question") or "").strip(), extra.strip())
        return clean | {
            "question": "\n\n".join(part for part in parts if part)[:MAX_TEXT],
            "work_field_id": values.get("work_field_id"),
        }

    @api.model
    def _check_values(self, values):
        """Raise a ``UserError`` that says which field to fill in, for the first that is missing or wrong."""
        if not values["contact_name"]:
            raise UserError(self.env._("Write your name, so that we know whom to answer."))
        if not values["question"]:
            raise UserError(self.env._("Write your question."))
        if not (values["phone"] or values["email_from"]):
            raise UserError(self.env._("Write your phone number or your e-mail address, so that we can answer."))
        if values["email_from"] and not email_normalize(values["email_from"]):
            raise UserError(self.env._("“E-mail” is not complete. Write it like name@example.com, or leave it empty."))

    @api.model
    def _inquiry_vals(self, website, company, values):
        """Return what the association itself says about the inquiry."""
        channel = self.env.ref("beneficiary.channel_website", raise_if_not_found=False)
        channels = company.beneficiary_policy_id.channel_ids
        lang = self.env["res.lang"]._get_data(code=self.env.lang)
        return {
            "company_id": company.id,
            "channel_id": channel.id if channel and channel in channels else False,
            "lang_id": lang.id if lang else False,
            "work_field_id": self._work_field(company, values["work_field_id"]).id,
        }

    @api.model
    def _work_field(self, company, work_field_id):
        """Return the field of work that a form names, if it is one of this association."""
        domain = [("id", "=", work_field_id or 0), ("company_id", "in", (False, company.id))]
        return self.env["beneficiary.field"].sudo().search(domain, limit=1)

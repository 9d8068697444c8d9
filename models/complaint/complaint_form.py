from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize
from odoo.tools.i18n import format_list

from .kind import KINDS

MAX_LINE = 200
MAX_TEXT = 20_000
LINES = ("contact_name", "contact_phone", "contact_email", "subject", "accused_name")
TEXTS = ("description", "wish")


class ComplaintForm(models.AbstractModel):
    """What a visitor may say to make a complaint, on the page for it and in the forms of the form builder (R-70).

    It stores nothing. Whatever else is posted reaches no field of the complaint: company, responsible, channel and
    status come from the association alone. Who writes is one of three (``who``): ``self``, somebody logged in for a
    file that he acts for; ``named``, anybody with a name and a phone or e-mail; ``anonymous``, of whom nothing at all
    is stored.
    """

    _name = "beneficiary.complaint.form"
    _description = "Complaint"

    kind = fields.Selection(KINDS)
    contact_name = fields.Char("Your name")
    contact_phone = fields.Char("Phone")
    contact_email = fields.Char("E-mail")
    subject = fields.Char()
    description = fields.Text("What happened")
    wish = fields.Text("What you ask for")
    accused_name = fields.Char("Who it is about")

    # ------------------------------------------------------------------ reading
    @api.model
    def _clean_values(self, posted, extra=""):
        """Return the known fields of what was posted, each cut to what a person may write there.

        :param posted: mapping of names to texts; other names are ignored
        :param str extra: what the site manager's own questions brought
        """
        values = {name: " ".join(str(posted.get(name) or "").split())[:MAX_LINE] for name in LINES}
        for name in TEXTS:
            text = str(posted.get(name) or "").replace("\r\n", "\n").replace("\x00", "").strip()
            values[name] = text[:MAX_TEXT]
        if extra.strip():
            values["description"] = "\n\n".join(filter(None, (values["description"], extra.strip())))[:MAX_TEXT]
        kind = posted.get("kind")
        values["kind"] = kind if kind in dict(KINDS) else ""
        return values

    @api.model
    def _problems(self, values, who):
        """Return field → what is wrong with it and what to do, for the values of :meth:`_clean_values`."""
        problems = {}
        if not values["kind"]:
            problems["kind"] = self.env._("“What is it?”: choose what fits best.")
        if who not in ("self", "named", "anonymous"):
            problems["who"] = self.env._("“Who are you?”: choose whether you say who you are.")
        if who == "named":
            self._problems_contact(values, problems)
        if not values["description"]:
            problems["description"] = self.env._("“What happened”: write it in your own words.")
        return problems

    @api.model
    def _problems_contact(self, values, problems):
        if not values["contact_name"]:
            problems["contact_name"] = self.env._("“Your name”: write it, so that we know whom to answer.")
        if not (values["contact_phone"] or values["contact_email"]):
            problems["contact_phone"] = self.env._(
                "“Phone”: write your number, or your e-mail address below, so that we can answer."
            )
        if values["contact_email"] and not email_normalize(values["contact_email"]):
            problems["contact_email"] = self.env._(
                "“E-mail” is not complete. Write it like name@example.com, or leave it empty."
            )

    # ------------------------------------------------------------------- filing
    @api.model
    def _file_complaint(self, company, values, who, user=None, file=None, case=None):
        """File a complaint that :meth:`_problems` has nothing against.

        For an anonymous one the caller comes with an environment that is nobody's: it becomes the creator.

        :param company: ``res.company`` whose complaint it is
        :param dict values: of :meth:`_clean_values`
        :param str who: ``self``, ``named`` or ``anonymous``
        :param user: the login that files it, if there is one
        :param file: the ``beneficiary.beneficiary`` for whom a login files it
        :param case: the ``beneficiary.request`` that it is about, one of the login's own
        :return: the complaint, in ``sudo``
        :raise UserError: when the association takes in no complaints yet
        """
        company = company.sudo()
        if not company.beneficiary_policy_id:
            raise UserError(self.env._("Complaints cannot be sent here yet. Please call us, or come to us."))
        complaints = self.env["beneficiary.complaint"].sudo().with_company(company)
        vals = self._case_vals(company, values) | {"anonymous": who == "anonymous"}
        if who != "anonymous":
            vals |= self._person_vals(values, who, user, file)
            vals["request_id"] = case.id if case else False
        return complaints.create(vals)

    @api.model
    def _case_vals(self, company, values):
        """Return what the case says of itself, whoever wrote it."""
        channel = self.env.ref("beneficiary.channel_website", raise_if_not_found=False)
        channels = company.beneficiary_policy_id.complaint_channel_ids or company.beneficiary_policy_id.channel_ids
        return {
            "company_id": company.id,
            "channel_id": (channel or channels[:1]).id,
            "kind": values["kind"] or "complaint",
            "subject": values["subject"] or values["description"].splitlines()[0][:80],
            "description": values["description"],
            "wish": values["wish"],
            "accused_name": values["accused_name"],
        }

    @api.model
    def _person_vals(self, values, who, user, file):
        """Return what the case says of who wrote it."""
        vals = {"filed_by_id": user.id if user and user.share and not user._is_public() else False}
        if who == "self":
            return vals | {"beneficiary_id": file.id}
        files = self.env["beneficiary.beneficiary"].sudo()
        phone = values["contact_phone"]
        return vals | {
            "contact_name": values["contact_name"],
            "contact_email": values["contact_email"] or False,
            "contact_phone": (phone and files._international_phone(phone)) or phone or False,
        }

    @api.model
    def _create_from_form(self, website, values, extra=""):
        """Take in what a form of the form builder posted, by name: a code cannot be shown there.

        :param website: ``website`` whose association answers
        :param dict values: fields of this model; others are ignored
        :param str extra: what the site manager's own questions brought
        :return: the complaint, in ``sudo``
        :raise UserError: when something is missing; it says what
        """
        values = self._clean_values(values, extra)
        values["kind"] = values["kind"] or "complaint"
        problems = self._problems(values, "named")
        if problems:
            raise UserError(format_list(self.env, list(problems.values()), style="unit"))
        return self._file_complaint(website.company_id, values, "named", user=self.env.user)

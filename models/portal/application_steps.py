from datetime import date

from odoo import fields, models
from odoo.tools import email_normalize

from ...tools import identity
from .application import STEPS
from .application_reading import MAX_TEXT

PERSON_FIELDS = (
    "name",
    "identity_type",
    "national_id",
    "birth_date",
    "gender",
    "marital_status",
    "nationality_id",
    "phone",
    "email",
    "street",
    "city",
    "agreed_medium",
)
MAX_MEMBERS = 30
QUESTIONS = ("char", "text", "integer", "float", "boolean", "date", "datetime", "selection", "tags")


class ApplicationSteps(models.Model):
    """How the steps of the form are filled in: what each takes from a post, and what it still wants.

    The step of the papers is in `application_papers.py`, how a typed text is read in `application_reading.py`.

    A post is never written as it comes: every step names its fields, and every value is read as the type of its field.
    ``form`` below is werkzeug's ``MultiDict``. What cannot be read is reported as field → sentence; everything else is
    kept, finished or not.
    """

    _inherit = "beneficiary.application"

    def _save_step(self, step, form, files=None):
        """Keep what was typed in a step.

        :param str step: one of ``STEPS``
        :param files: the uploaded files of the post
        :return: field → what cannot be read in it, in words
        """
        self.ensure_one()
        errors = {}
        if step in ("who", "program", "questions", "documents"):
            errors = getattr(self, f"_save_{step}")(form, files)
        self.write(
            {"last_change": fields.Datetime.now(), "lang": self.env.lang}
            | {"reminded_on": False, "last_reminded_on": False}
        )
        return errors

    def _problems(self, step):
        """Return what a step still wants before the application is sent: field → sentence."""
        self.ensure_one()
        return getattr(self, f"_problems_{step}")() if step in ("who", "program", "questions", "documents") else {}

    def _open_step(self):
        """Return the first step that still wants something, or ``review``."""
        return next((step for step in STEPS[:4] if self._problems(step)), "review")

    # --------------------------------------------------------------------- who
    def _save_who(self, form, files=None):
        errors = {}
        own = self._own_files(self.user_id, self.company_id) if self.user_id else self.for_beneficiary_id.browse()
        chosen = form.get("for_beneficiary", "")
        # only one of the visitor's own files is ever taken, whatever number is posted
        self.for_beneficiary_id = own.filtered(lambda f: str(f.id) == chosen)
        if "program" in form:
            self._choose_program(form.get("program"))
        if self.for_beneficiary_id or "name" not in form:
            return errors
        self.write(self._read_fields(PERSON_FIELDS, form, errors))
        self._save_members(form, errors)
        return errors

    def _save_members(self, form, errors):
        """Keep the rows of the household; a row without a name is left out."""
        rows = zip(
            form.getlist("member_name"),
            form.getlist("member_relation"),
            form.getlist("member_birth_date"),
            form.getlist("member_national_id"),
            strict=False,
        )
        members = self.env["beneficiary.application.member"].sudo()
        relations = dict(members._fields["relation"].selection)
        vals_list = []
        for number, (name, relation, birth_date, national_id) in enumerate(list(rows)[:MAX_MEMBERS]):
            if not name.strip():
                continue
            born, error = self._read_date(birth_date)
            if error:
                errors[f"member_birth_date_{number}"] = error
            vals_list.append(
                {
                    "application_id": self.id,
                    "name": name.strip()[: MAX_TEXT["char"]],
                    "relation": relation if relation in relations else "other",
                    "birth_date": born,
                    "national_id": identity.clean(national_id)[:40],
                }
            )
        if form.getlist("member_name"):
            self.member_ids.unlink()
            members.create(vals_list)

    def _problems_who(self):
        if self.for_beneficiary_id:
            return {} if self._file() else {"for_beneficiary": self.env._("Choose for whom you apply.")}
        problems = {}
        if not (self.name or "").strip():
            problems["name"] = self.env._("“Name”: write the full name as it stands on the identity document.")
        self._problem_identity(problems)
        if self.birth_date and self.birth_date > fields.Date.context_today(self):
            problems["birth_date"] = self.env._("“Date of birth” lies in the future. Correct it.")
        if self.phone and not self._phone():
            problems["phone"] = self.env._("“Mobile phone”: write it as 05XXXXXXXX or with the country code.")
        if self.email and not email_normalize(self.email):
            problems["email"] = self.env._("“E-mail”: this is no e-mail address. Write it as name@example.com.")
        if not self.assisted_by_id and not (self.phone or self.email):
            problems["phone"] = self.env._("“Mobile phone”: write a phone or an e-mail, or we cannot answer you.")
        if self.agreed_medium == "email" and not self.email:
            problems["email"] = self.env._("“E-mail”: you want to be told by e-mail. Write the address.")
        if self.agreed_medium in ("sms", "phone") and not self.phone:
            problems["phone"] = self.env._("“Mobile phone”: you want to be told by phone. Write the number.")
        for member in self.member_ids:
            number = member.national_id
            if number and not any(identity.is_valid(number, kind) for kind in identity.FIRST_DIGIT):
                problems["member_name_0"] = self.env._(
                    "Household, %(name)s: %(number)s is no ID or Iqama number. Read it again, or leave it empty.",
                    name=member.name,
                    number=number,
                )
        return problems

    def _problem_identity(self, problems):
        number = self._clean_identity()
        if self.identity_type == "none":
            return
        if not number:
            problems["national_id"] = self.env._(
                "“Number of the identity document”: write it, or choose “No document” above."
            )
        elif self.identity_type in identity.FIRST_DIGIT and not identity.is_valid(number, self.identity_type):
            problems["national_id"] = self.env._(
                "“Number of the identity document”: %(number)s does not fit. A national ID has 10 digits and begins "
                "with 1, an Iqama with 2. Read it again from the card.",
                number=number,
            )

    def _phone(self):
        """Return the phone that was typed in international form, or ``False``."""
        files = self.env["beneficiary.beneficiary"].with_company(self.company_id)
        return self.phone and files._international_phone(self.phone)

    # ----------------------------------------------------------------- program
    def _save_program(self, form, files=None):
        self._choose_program(form.get("program"))
        return {}

    def _choose_program(self, chosen):
        program = (
            self.env["beneficiary.program"]
            ._apply_programs(self.company_id)
            .filtered(lambda p: str(p.id) == (chosen or ""))
        )
        if program and program != self.program_id:
            self.write({"program_id": program.id, "answers": False})

    def _problems_program(self):
        return {} if self._program() else {"program": self.env._("Choose what you apply for.")}

    # --------------------------------------------------------------- questions
    def _questions(self):
        """Return the questions of the programme that the page can ask, with the answers given so far."""
        if not self.program_id.question_definition:
            return []
        return [prop for prop in self.read(["answers"])[0]["answers"] if prop["type"] in (*QUESTIONS, "separator")]

    def _save_questions(self, form, files=None):
        errors = {}
        self.write(self._read_fields(("amount_requested", "description"), form, errors))
        answers = {}
        for prop in self._questions():
            if prop["type"] == "separator":
                continue
            name = f"q_{prop['name']}"
            value, error = self._read_answer(prop, form.getlist(name))
            if error:
                errors[name] = self.env._("“%(question)s”: %(problem)s", question=prop["string"], problem=error)
            # the column holds JSON
            answers[prop["name"]] = str(value) if isinstance(value, date) else value
        if answers:
            self.answers = answers
        return errors

    def _read_answer(self, prop, posted):
        """Return what was answered to one question as its type, and what is wrong with it."""
        kind, text = prop["type"], (posted[0].strip() if posted else "")
        if kind == "boolean":
            return bool(text), None
        if kind == "tags":
            known = [tag[0] for tag in prop.get("tags") or []]
            return [tag for tag in known if tag in posted], None
        if kind == "selection":
            return (text if text in dict(prop.get("selection") or []) else False), None
        return self._read_value(kind, text)

    def _is_required(self, prop):
        """Tell whether a question must be answered: its text ends in an asterisk."""
        return (prop.get("string") or "").rstrip().endswith("*")

    def _problems_questions(self):
        problems = {}
        for prop in self._questions():
            value = prop.get("value")
            empty = value is False or value in (None, "", [])
            if prop["type"] not in ("separator", "boolean") and self._is_required(prop) and empty:
                problems[f"q_{prop['name']}"] = self.env._(
                    "“%(question)s” needs an answer.", question=prop["string"].rstrip(" *")
                )
        if not (self.description or "").strip():
            problems["description"] = self.env._("“What you need”: write it in some words.")
        if self.amount_requested < 0:
            problems["amount_requested"] = self.env._("“Amount you ask for” cannot be negative.")
        return problems

from contextlib import contextmanager
from datetime import date

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Command

from ...tools import arabic
from ...tools.seal import seal
from .application_steps import PERSON_FIELDS


class ApplicationSend(models.Model):
    """How an application becomes a request: everything at once, signed as it was read, or nothing."""

    _inherit = "beneficiary.application"

    # -------------------------------------------------------------- declaration
    def _declaration_text(self):
        """Return the declaration that is going to be signed, and the digest that says what it states.

        The request is really made, read, and taken back: so the text is exactly the one that will be signed.

        :raise UserError: when something is still wanted
        """
        self._check_can_send()
        if not self.reference:
            self._draw_reference()
        with self._taken_back():
            request = self._build()
            return self._signed_text(request)

    @contextmanager
    def _taken_back(self):
        """Undo in the database, and in memory, what is done inside."""
        savepoint = self.env.cr.savepoint()
        try:
            yield
        finally:
            savepoint.close(rollback=True)

    @api.model
    def _signed_text(self, request):
        declarations = self.env["beneficiary.declaration"].sudo()
        content = declarations._content(request)
        text = declarations._text(request, content)
        # the numbers of the records differ each time they are made; what they say does not
        stated = content | {"beneficiary": 0, "documents": sorted(content["documents"].values())}
        return text, seal([text, stated])

    # --------------------------------------------------------------------- send
    def _send(self, signer_name, signature, digest):
        """File the application as a request, signed and submitted.

        :param str signer_name: who signs
        :param signature: base64 image of the signature
        :param str digest: what :meth:`_declaration_text` gave with the text that the page showed
        :return: the new ``beneficiary.request``, in ``sudo``
        :raise UserError: when something is missing, was changed since it was read, or is being sent already
        """
        self.ensure_one()
        try:
            self.lock_for_update()
        except LockError:
            raise UserError(self.env._("Your request is being sent already. Wait a moment.")) from None
        self._check_can_send()
        self.env["beneficiary.declaration"]._check_signature(signer_name, signature)
        request = self._build()
        if self._signed_text(request)[1] != digest:
            raise UserError(
                self.env._(
                    "What you are about to sign was changed since you read it. Load the page again, and read it."
                )
            )
        request._sign_declaration(signer_name, signature, **self._signing_values())
        request.action_submit()
        self._after_sending(request)
        return request

    def _check_can_send(self, steps=("who", "program", "questions", "documents")):
        if self.state != "draft":
            raise UserError(self.env._("This request was sent already."))
        for step in steps:
            for problem in self._problems(step).values():
                raise UserError(problem)

    def _signing_values(self):
        """Return what a declaration says beside text and signature; who signs at home is helped by nobody."""
        return {} if self.assisted_by_id else {"collected_by": False}

    def _after_sending(self, request):
        """Keep nothing but the link to the request, and invite the applicant to follow it."""
        self.member_ids.unlink()
        self.document_ids.unlink()
        self.write(
            dict.fromkeys(PERSON_FIELDS, False)
            | {"state": "sent", "request_id": request.id, "last_change": fields.Datetime.now(), "answers": False}
            | {"description": False, "amount_requested": 0, "for_beneficiary_id": False}
        )
        if not self.user_id or self.assisted_by_id:
            request._invite_applicant()

    # -------------------------------------------------------------------- build
    def _as_association(self):
        """Return the application as the association's own hand works on it: a visitor has no hand in the registry."""
        user = self.assisted_by_id.id or SUPERUSER_ID
        application = self.with_user(user).sudo().with_company(self.company_id)
        return application.with_context(lang=self.lang or self.env.lang, mail_create_nosubscribe=True)

    def _build(self):
        """Make file, household, request and papers. Nothing is signed or submitted yet.

        :return: the new request, in ``sudo``
        """
        application = self._as_association()
        person = application._file() or application._create_file()
        request = application.env["beneficiary.request"].create(application._request_values(person))
        application._hand_in_papers(request)
        return request

    def _draw_reference(self):
        [reference] = self.env["ir.sequence"]._beneficiary_next("beneficiary.request", self.company_id.id, 1)
        self.reference = reference

    def _create_file(self):
        """Make the file of a person whom nobody has confirmed yet; it is attached to no other file."""
        files = self.env["beneficiary.beneficiary"]
        person = files.create(self._file_values())
        self.env["beneficiary.family.member"].create(
            [
                {"beneficiary_id": person.id}
                | {name: member[name] for name in ("name", "relation", "birth_date", "national_id")}
                for member in self.member_ids
            ]
        )
        return person

    def _file_values(self):
        vals = {name: self[name] for name in PERSON_FIELDS if name != "nationality_id"}
        vals |= {
            "national_id": self._clean_identity() if self.identity_type != "none" else False,
            "nationality_id": self.nationality_id.id,
            "company_id": self.company_id.id,
            "is_confirmed": False,
            "user_id": self.assisted_by_id.id,
            "branch_id": self._branch().id,
        }
        if partner := self._own_contact():
            vals["partner_id"] = partner.id
        else:
            vals["lang"] = self.lang
        return vals

    def _own_contact(self):
        """Return the contact of the login, to which the new file belongs; empty for visitors and colleagues."""
        user = self.user_id
        if not user or user._is_internal():
            return user.partner_id.browse()
        files = self.env["beneficiary.beneficiary"].with_context(active_test=False)
        taken = files.search_count(
            [("partner_id", "=", user.partner_id.id), ("company_id", "=", self.company_id.id)], limit=1
        )
        return user.partner_id.browse() if taken else user.partner_id

    def _branch(self):
        return self.assisted_by_id._beneficiary_default_branch(self.company_id)

    def _request_values(self, person):
        return {
            "name": self.reference,
            "beneficiary_id": person.id,
            "program_id": self._program().id,
            "company_id": self.company_id.id,
            "channel_id": self._channel().id,
            "origin": "staff" if self.assisted_by_id else "portal",
            "user_id": (self.assisted_by_id or person.user_id.filtered(lambda u: not u.share)).id,
            "assisted_by_id": self.assisted_by_id.id,
            "guardian_id": self._guardianship().id,
            "amount_requested": self.amount_requested,
            "description": self.description,
            "answers": self._answer_values(),
            "incomplete_reason": self._incomplete_reason(),
            **({} if person.branch_id else {"branch_id": self._branch().id}),
        }

    def _answer_values(self):
        answers = {prop["name"]: prop.get("value") for prop in self._questions() if prop["type"] != "separator"}
        # the column holds JSON; what is read back has dates and moments
        return {name: str(value) if isinstance(value, date) else value for name, value in answers.items()}

    def _incomplete_reason(self):
        """Return why the request is not complete yet, where the policy wants to know."""
        if not self._wants_complete():
            return False
        return self.incomplete_reason or self.env._("Sent on the website: the association has to see the papers.")

    def _channel(self):
        """Return the channel by which the request comes, among those that the policy knows."""
        known = self.company_id.beneficiary_policy_id.channel_ids
        codes = ("delegate", "interview", "website") if self.assisted_by_id else ("website", "email")
        for code in codes:
            channel = self.env.ref(f"beneficiary.channel_{code}", raise_if_not_found=False)
            if channel and channel in known:
                return channel
        return known[:1]

    # ------------------------------------------------------------------- papers
    def _hand_in_papers(self, request):
        """Give the lines of the request's checklist what was uploaded, or what the file has already."""
        for paper in self._papers():
            line = request.document_ids.filtered(lambda d, t=paper["type"]: d.type_id == t)[:1]
            if paper["reused"]:
                self._reuse_paper(line, paper["reused"])
            elif paper["line"].attachment_ids:
                self._move_paper(line, paper["line"])

    def _move_paper(self, line, typed):
        files = typed.attachment_ids
        files.write({"res_model": line._name, "res_id": line.id})
        line.write(
            {"attachment_ids": [Command.set(files.ids)]}
            | {name: typed[name] for name in ("number", "issue_date", "expiry_date")}
        )
        line.write({"state": "received"})

    def _reuse_paper(self, line, paper):
        """Copy a paper that was matched before; who matched it, and when, stays with it."""
        files = paper.attachment_ids
        copies = files.browse().concat(*(file.copy({"res_model": line._name, "res_id": line.id}) for file in files))
        line.write(
            {"attachment_ids": [Command.set(copies.ids)]}
            | {name: paper[name] for name in ("number", "issue_date", "expiry_date")}
        )
        line.write({"state": "verified", "verified_by": paper.verified_by.id, "verified_on": paper.verified_on})

    # ------------------------------------------------------------------- review
    def _review(self):
        """Return what is going to be sent: a list of ``(step, title, pairs of label and text)``."""
        report = self.env["beneficiary.report.mixin"]
        who = (self._file() and self._review_file(self._file())) or self._review_person(report)
        asked = [(self.env._("Programme"), self._program().name)]
        questions = [
            (self.env._("What you need"), self.description),
            (
                self._fields["amount_requested"]._description_string(self.env),
                report._money(self.amount_requested, self.currency_id) if self.amount_requested else "",
            ),
            *(
                (prop["string"], self.env["beneficiary.request"]._answer_text(prop))
                for prop in self._questions()
                if prop["type"] != "separator"
            ),
        ]
        papers = [(paper["type"].name, self._review_paper(paper)) for paper in self._papers()]
        return [
            ("who", self.env._("Applicant"), who),
            ("program", self.env._("Programme"), asked),
            ("questions", self.env._("Request"), [pair for pair in questions if pair[1]]),
            ("documents", self.env._("Papers"), papers),
        ]

    def _review_file(self, person):
        return [
            (self.env._("Name"), person.name),
            (self.env._("Number of the identity document"), arabic.ltr(person.national_id)),
            (self.env._("Mobile phone"), arabic.ltr(person.phone)),
            (self.env._("Household members"), str(len(person.family_member_ids))),
        ]

    def _review_person(self, report):
        pairs = []
        for name in PERSON_FIELDS:
            field = self._fields[name]
            value = self[name]
            if field.type == "selection":
                value = report._label(self, name) if value else ""
            elif field.type == "date":
                value = report._date(value) if value else ""
            elif field.type == "many2one":
                value = value.name
            pairs.append((field._description_string(self.env), value))
        members = [report._join([m.name, report._label(m, "relation")]) for m in self.member_ids]
        pairs.append((self.env._("Household"), "; ".join(members)))
        return [pair for pair in pairs if pair[1]]

    def _review_paper(self, paper):
        if paper["reused"]:
            return self.env._("We have it already")
        count = len(paper["line"].attachment_ids)
        if not count:
            return self.env._("Missing") if paper["type"].required else self.env._("Not sent")
        return self.env._("Files: %(count)s", count=count)

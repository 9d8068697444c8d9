import json

from odoo import api, fields, models
from odoo.tools.i18n import format_list

from ...tools import arabic


class Declaration(models.Model):
    """The applicant's signed declaration that the data is correct (R-44): exact text, signature, time and hash.

    It never changes. When something that it states is changed afterwards it becomes void, and a new one is asked for.
    """

    _name = "beneficiary.declaration"
    _description = "Declaration"
    _inherit = ["beneficiary.signed.mixin"]

    committee_id = fields.Many2one(related="request_id.committee_id", store=True, index="btree_not_null")
    content = fields.Json(
        readonly=True, groups="beneficiary.group_manager", help="What the text states, to notice changes."
    )
    capacity = fields.Selection(
        [("self", "For oneself"), ("guardian", "As guardian")], default="self", required=True, readonly=True
    )
    assisted_by_id = fields.Many2one("res.users", "Written down and read out by", readonly=True, ondelete="restrict")
    state = fields.Selection(
        [("valid", "Valid"), ("void", "Void")], default="valid", required=True, readonly=True, index=True
    )
    void_reason = fields.Char(readonly=True)
    voided_on = fields.Datetime(readonly=True)

    def _frozen_except(self):
        return super()._frozen_except() | {"state", "void_reason", "voided_on"}

    def _frozen_message(self):
        return self.env._("A signed declaration cannot be changed or deleted. Let the applicant sign a new one.")

    @api.model
    def _open_request_states(self):
        """Return the states in which a request may still be changed and signed again."""
        return ("draft", "submitted", "complete", "review")

    @api.model_create_multi
    def create(self, vals_list):
        self.browse().check_access("create")  # before anything is read for it
        requests = self.env["beneficiary.request"].browse([vals["request_id"] for vals in vals_list])
        for request, vals in zip(requests, vals_list, strict=True):
            content = self._content(request)
            vals["content"] = content
            vals.update(request.sudo()._capacity_values())
            vals.setdefault("text", self._text(request, content))
            vals["content_hash"] = self._hash(vals.get("signature"), text=vals["text"], content=content)
        return super().create(vals_list)

    # ------------------------------------------------------------ what is signed
    @api.model
    def _content(self, request, document_ids=None):
        """Return what a declaration of ``request`` states, as plain data.

        :param document_ids: the papers it covers; by default all those handed in. A paper that is added later was not
            signed, so it does not void the declaration; a change of a covered one does.
        """
        request = request.sudo().with_context(lang="en_US")
        person = request.beneficiary_id
        if document_ids is None:
            papers = request.document_ids.filtered(lambda d: d.state != "missing")
        else:
            papers = request.document_ids.filtered(lambda d: d.id in document_ids)
        content = {
            "request": request.name,
            "program": request.program_id.id,
            "beneficiary": person.id,
            "person": {name: self._plain(person[name]) for name in self._person_fields()},
            "household": [
                [self._plain(member[name]) for name in ("name", "relation", "birth_date", "national_id")]
                for member in person.family_member_ids.sorted("id")
            ],
            **request._declared_capacity(),
            "amount": request.amount_requested,
            "description": request.description or "",
            **({"answers": answers} if (answers := request._answers_text()) else {}),
            "documents": {
                str(paper.id): [
                    paper.type_id.id,
                    *(self._plain(paper[name]) for name in ("number", "issue_date", "expiry_date")),
                    sorted(paper.attachment_ids.mapped("checksum")),
                ]
                for paper in papers.sorted("id")
            },
        }
        return json.loads(json.dumps(content))

    @api.model
    def _person_fields(self):
        return sorted(self.env["beneficiary.beneficiary"]._signed_fields() - {"family_member_ids"})

    @staticmethod
    def _plain(value):
        return str(value) if value else ""

    @api.model
    def _text(self, request, content):
        """Return the text that the applicant reads and signs, in his own language."""
        request = request.sudo()
        request = request.with_context(lang=request.partner_id.lang or self.env.lang)
        person, env = request.beneficiary_id, request.env
        lines = [
            request._declared_opening(),
            env._("I am directly responsible for their correctness, and I will tell the association of any change."),
            env._(
                "Phone: %(phone)s. Household members: %(count)s.",
                phone=arabic.ltr(person.phone) or "—",
                count=len(content["household"]),
            ),
        ]
        if request.amount_requested:
            lines.append(
                env._(
                    "Amount requested: %(amount)s.",
                    amount=arabic.ltr(request.currency_id.format(request.amount_requested)),
                )
            )
        if request.description:
            lines.append(env._("What I ask for: %(description)s", description=request.description))
        lines += [f"{question}: {answer}" for question, answer in request._answers_text()]
        papers = request.document_ids.filtered(lambda d: str(d.id) in content["documents"])
        if papers:
            lines.append(
                env._(
                    "Papers handed in: %(papers)s.",
                    papers=format_list(env, papers.type_id.mapped("name"), style="unit"),
                )
            )
        if request.assisted_by_id:
            lines.append(request._declared_help())
        return "\n".join(lines)

    def _signed_data(self):
        return super()._signed_data() | {"content": self.content}

    # ------------------------------------------------------------------ voiding
    def _void_if_changed(self):
        """Void the declarations that no longer say what their request says."""
        for declaration in self.sudo():
            if declaration.request_id.state not in self._open_request_states():
                continue
            covered = {int(key) for key in declaration.content["documents"]}
            if self._content(declaration.request_id, covered) != declaration.content:
                declaration._void(self.env._("What was signed has been changed."))

    def _void(self, reason):
        valid = self.sudo().filtered(lambda d: d.state == "valid")
        valid.write({"state": "void", "void_reason": reason, "voided_on": fields.Datetime.now()})
        valid.request_id.declaration_id = False
        for declaration in valid:
            declaration.request_id.message_post(
                body=self.env._(
                    "The declaration of %(name)s is void: %(reason)s", name=declaration.signer_name, reason=reason
                ),
                subtype_xmlid="mail.mt_note",
            )

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list

from ..tools import identity
from .crm_lead import WAITING
from .inquiry.contact_log import LIVE_CHANNELS


class CrmLeadInquiry(models.Model):
    """The steps of an inquiry and the gate before each of them."""

    _inherit = "crm.lead"

    channel_is_live = fields.Boolean(compute="_compute_channel_is_live")

    @api.depends("channel_id")
    def _compute_channel_is_live(self):
        for lead in self:
            lead.channel_is_live = lead.channel_id.code in LIVE_CHANNELS

    # ------------------------------------------------------------------ gates
    def _check_inquiry(self, *groups):
        """Raise unless these leads are inquiries, and the user has one of the roles and may change them."""
        self._check_role(*groups)
        self.check_access("write")
        if self.filtered(lambda lead: not lead.is_inquiry):
            raise UserError(self.env._("This step is for inquiries, not for sales leads."))

    def _check_inquiry_state(self, *states):
        """Raise a ``UserError`` unless every inquiry is in one of ``states``."""
        labels = dict(self._fields["inquiry_state"]._description_selection(self.env))
        for lead in self:
            if lead.inquiry_state not in states:
                raise UserError(
                    self.env._(
                        "%(name)s is “%(state)s”; this step needs “%(needed)s”.",
                        name=lead.display_name,
                        state=labels.get(lead.inquiry_state, ""),
                        needed="/".join(labels[state] for state in states),
                    )
                )

    # ------------------------------------------------------------------- take
    def action_take(self):
        """Take inquiries over: the user becomes responsible, and they are in progress."""
        self._check_inquiry("beneficiary.group_delegate")
        self._check_inquiry_state(*WAITING)
        self.user_id = self.env.user
        self.filtered(lambda lead: lead.inquiry_state == "new")._guarded_write({"inquiry_state": "open"})
        return True

    # ----------------------------------------------------------------- answer
    def action_answer(self):
        """Send the answer: to a known person by the agreed medium, else by e-mail to who asked (R-17, R-49).

        Where there is neither, the answer was given by phone and is logged as such.

        :raise UserError: when no answer is written
        """
        self._check_can_answer()
        known = self.filtered("beneficiary_id")
        by_mail = (self - known).filtered("email_normalized")
        for lead in known:
            lead._send_notice("answer", answer=lead.answer)
        for lead in by_mail:
            lead._mail_answer()
        by_phone = self.env.ref("beneficiary.channel_phone")
        for lead in known:
            lead._log_answer(lead.channel_id)
        for lead in by_mail:
            lead._log_answer(lead._mail_channel())
        for lead in self - known - by_mail:
            lead._log_answer(by_phone)
        return self._mark_answered()

    def action_answer_now(self):
        """Record an answer that the visitor was given on the spot, at the counter or on the phone.

        :raise UserError: when no answer is written
        """
        self._check_can_answer()
        for lead in self:
            lead._log_answer(lead.channel_id)
        return self._mark_answered()

    def _check_can_answer(self):
        self._check_inquiry("beneficiary.group_delegate")
        self._check_inquiry_state(*WAITING)
        for lead in self:
            if not (lead.answer or "").strip():
                raise UserError(self.env._("Write the answer to %(name)s under “Answer”.", name=lead.display_name))

    def _mail_answer(self):
        """Send the answer by e-mail to the address from which the inquiry came, on its thread."""
        lead = self.sudo().with_context(lang=self._answer_lang())
        lead.message_post(
            body=self.env["ir.qweb"]
            .with_context(lang=self._answer_lang())
            ._render("beneficiary.inquiry_answer_mail", {"case": lead}),
            subject=self.env._("Re: %(subject)s", subject=self.name),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            author_id=self.env.user.partner_id.id,
            outgoing_email_to=self.email_normalized,
        )

    def _answer_lang(self):
        """Return the language in which a person is answered who has no file."""
        return self.lang_id.code or self.company_id.sudo().partner_id.lang or self.env.lang

    def _notice_partner(self):
        return self.beneficiary_id.partner_id if self.is_inquiry else super()._notice_partner()

    def _log_answer(self, channel):
        """Log the answer: in the contact that the user has open with the visitor, else as an outgoing contact."""
        contacts = self.contact_log_ids.filtered(lambda c: c.direction == "in" and c.user_id == self.env.user)
        if not contacts._finish(answer=self.answer):
            now = fields.Datetime.now()
            self.env["beneficiary.contact.log"].create(
                self._contact_vals(channel, now, direction="out", answer=self.answer, date_end=now)
            )

    def _mark_answered(self):
        now = fields.Datetime.now()
        for first, leads in self.grouped(lambda lead: lead.first_answered_on).items():
            leads._guarded_write(
                {
                    "inquiry_state": "answered",
                    "first_answered_on": first or now,
                    "answered_on": now,
                    "answered_by": self.env.uid,
                    "close_reason": False,
                }
            )
        return True

    # ------------------------------------------------------------ close, reopen
    def action_close(self, reason=None):
        """Close inquiries. Every inquiry is answered, so one without an answer needs a reason (R-40).

        :param str reason: why it is closed without an answer; else what is written under “Reason …” counts
        :raise UserError: when it is not answered and there is no reason
        """
        self._check_inquiry("beneficiary.group_delegate")
        self._check_inquiry_state(*WAITING, "answered")
        for lead in self:
            why = (reason or lead.close_reason or "").strip()
            if lead.inquiry_state != "answered" and not why:
                raise UserError(
                    self.env._(
                        "%(name)s is not answered. Answer it, or write under “Reason for closing without an answer” "
                        "why it is closed.",
                        name=lead.display_name,
                    )
                )
            lead._guarded_write({"inquiry_state": "closed", "close_reason": why})
        self.contact_log_ids._finish()
        return True

    def action_reopen(self):
        """Take up again inquiries that were answered or closed. What was answered stays in the contacts."""
        self._check_inquiry("beneficiary.group_delegate")
        self._check_inquiry_state("answered", "closed")
        self.check_access("write")
        self.sudo()._reopen()
        return True

    def _reopen(self):
        self.write(
            {
                "inquiry_state": "open",
                "answer": False,
                "answered_on": False,
                "answered_by": False,
                "close_reason": False,
            }
        )

    # ----------------------------------------------------------- open a request
    def action_open_request(self, program_id=None):
        """Open a request out of the inquiry, carrying over everything that was typed.

        :param int program_id: the programme; without it the screen is opened on which it is chosen
        :raise UserError: when a request was opened already, or several files match the person
        """
        self._check_inquiry("beneficiary.group_officer")
        self.ensure_one()
        self._check_inquiry_state(*WAITING, "answered", "closed")
        if program_id:
            program = self.env["beneficiary.program"].browse(program_id)
            program.check_access("read")
            return self._open_request(program).get_formview_action()
        return self.env["ir.actions.act_window"]._for_xml_id("beneficiary.beneficiary_inquiry_request_action") | {
            "context": {"default_lead_id": self.id, "default_beneficiary_id": self._known_person().id}
        }

    def _known_person(self):
        """Return the person who is linked, or the only one who is recognised."""
        return self.beneficiary_id or (self.known_ids if len(self.known_ids) == 1 else self.known_ids.browse())

    def _open_request(self, program, person=None):
        """Return a draft request for ``program`` out of this inquiry; two clicks make one request.

        :param person: the file of the applicant; without it the recognised one, else a new one of what was typed
        """
        self.lock_for_update()
        self.invalidate_recordset(["inquiry_state"])
        self._check_inquiry_state(*WAITING, "answered", "closed")
        person = person or self._known_person() or self._create_person()
        if self.beneficiary_id != person:
            self.beneficiary_id = person
        request = self.env["beneficiary.request"].create(self._request_vals(program, person))
        request._guarded_write({"origin": "inquiry"})
        self._hand_over(request)
        self._guarded_write({"inquiry_state": "converted", "request_id": request.id})
        self._message_log(body=self.env._("The request %(name)s was opened.", name=request.name))
        return request

    def _create_person(self):
        """Return a new file of what was typed about the person.

        :raise UserError: when several files match, or no name was typed
        """
        if self.known_ids:
            raise UserError(
                self.env._(
                    "Several files match %(name)s: %(names)s. Choose the person first.",
                    name=self.display_name,
                    names=format_list(self.env, self.known_ids.mapped("name"), style="unit"),
                )
            )
        if not (self.contact_name or "").strip():
            raise UserError(self.env._("Write the name of the person of %(name)s first.", name=self.display_name))
        return self.env["beneficiary.beneficiary"].create(self._person_vals())

    def _person_vals(self):
        """Return the values of the file that is made of what was typed."""
        number = self.identity_number
        vals = {
            "name": self.contact_name,
            "phone": self.phone,
            "email": self.email_normalized or self.email_from,
            "company_id": self.company_id.id,
            "branch_id": self.branch_id.id,
            "user_id": self.user_id.id or self.env.uid,
            "category_ids": [fields.Command.set(self.category_id.ids)],
        }
        if number:
            types = {digit: name for name, digit in identity.FIRST_DIGIT.items()}
            digits = number.isdigit() and len(number) == 10
            vals |= {"national_id": number, "identity_type": (digits and types.get(number[0])) or "other"}
        return vals

    def _request_vals(self, program, person):
        """Return the values of the request that carries on this inquiry."""
        vals = {
            "beneficiary_id": person.id,
            "program_id": program.id,
            "company_id": self.company_id.id,
            "user_id": self.user_id.id or self.env.uid,
            "description": self.question or self.name,
            "priority": "1" if self.priority in ("2", "3") else "0",
        }
        if self.channel_id in self.allowed_channel_ids:
            vals["channel_id"] = self.channel_id.id
        if not person.branch_id:
            vals["branch_id"] = self.branch_id.id
        return vals

    def _hand_over(self, request):
        """Give the request the contacts and the files of the inquiry; the inquiry keeps them, too."""
        self.contact_log_ids._finish()
        self.contact_log_ids.sudo().request_id = request
        files = (
            self.env["ir.attachment"]
            .sudo()
            .search([("res_model", "=", self._name), ("res_id", "=", self.id), ("res_field", "=", False)])
        )
        for file in files:
            file.copy({"res_model": request._name, "res_id": request.id})

    # --------------------------------------------------------------- contacts
    def _contact_vals(self, channel, start, **vals):
        """Return the values of a contact on this inquiry."""
        return {"lead_id": self.id, "channel_id": channel.id, "date_start": start} | vals

    def _log_first_contacts(self, starts):
        """Log the contact with which each of these new inquiries began."""
        contacts = self.env["beneficiary.contact.log"]
        user = False if self.env.su else self.env.uid
        contacts.create(
            [
                lead._contact_vals(lead.channel_id, start, question=lead.question, user_id=user)
                | contacts._end_vals(lead.channel_id, start)
                for lead, start in zip(self, starts, strict=True)
            ]
        )

    # ------------------------------------------------------------ smart buttons
    def action_view_request(self):
        """Open the request that came of this inquiry."""
        self.check_access("read")
        self.ensure_one()
        return self.request_id.get_formview_action()

    def action_view_person(self):
        """Open the file of the person."""
        self.check_access("read")
        self.ensure_one()
        return self.beneficiary_id.get_formview_action()

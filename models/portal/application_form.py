from odoo import api, models
from odoo.fields import Command

from ...tools import identity


class ApplicationForm(models.Model):
    """How a form that was built with the website's form builder becomes a request.

    Nothing is signed there: the request waits as a draft until the applicant signs it on his pages.
    """

    _inherit = "beneficiary.application"

    @api.private
    @api.model
    def website_form_input_filter(self, request, values):
        """Add to the whitelisted ``values`` of a form what the visitor does not decide; called by the website."""
        number = identity.clean(values.get("national_id") or "")
        kind = next((kind for kind, digit in identity.FIRST_DIGIT.items() if number.startswith(digit)), "other")
        company = request.website.company_id.sudo()
        programs = self.env["beneficiary.program"]._apply_programs(company)
        chosen = programs.filtered(lambda p: p.id == values.get("program_id")) if values.get("program_id") else programs
        return values | {
            "national_id": number,
            "identity_type": kind if number else "none",
            "program_id": chosen.id if len(chosen) == 1 else False,
            "company_id": company.id,
            "website_id": request.website.id,
            "lang": self.env.lang,
        }

    def _send_unsigned(self):
        """File a request that waits for its signature, and invite the applicant to sign it.

        :return: the new ``beneficiary.request``, a draft, in ``sudo``
        :raise UserError: naming what is missing
        """
        self.ensure_one()
        self._check_can_send(("who", "program", "questions"))
        self._as_association()._draw_reference()
        request = self._build()
        self._hand_in_unsorted(request)
        self._after_sending(request)
        return request

    def _hand_in_unsorted(self, request):
        """Give the request one received paper for every file of the form, for an officer to sort."""
        files = self.env["ir.attachment"].sudo()
        files = files.search([("res_model", "=", self._name), ("res_id", "=", self.id)], order="id")
        papers = request.env["beneficiary.document"].sudo()
        other = papers._unsorted_type()
        if not other:
            files.write({"res_model": request._name, "res_id": request.id})
            return
        for file in files:
            paper = papers.create({"request_id": request.id, "type_id": other.id})
            file.write({"res_model": paper._name, "res_id": paper.id})
            paper.write({"attachment_ids": [Command.set(file.ids)]})
            paper.write({"state": "received"})

from werkzeug.datastructures import MultiDict

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.portal.application import STEPS
from .common import PageMixin

COOKIE = "beneficiary_application"
SENT = "beneficiary_sent"
MAX_POST = 120 * 1024 * 1024
SPARE_ROWS = 2


class ApplyPages(PageMixin, http.Controller):
    """Applying on the website, step by step, without coming to the counter (R-15, R-16, R-43, R-44).

    Every step is a form of its own that works without JavaScript; only the signature is drawn. Reading a step writes
    nothing; what is typed is kept by :meth:`apply_post` and found again by login or cookie.
    """

    # ---------------------------------------------------------------- the draft
    def _applications(self):
        company = self._association()
        return request.env["beneficiary.application"].sudo().with_company(company).with_context(lang=request.env.lang)

    def _draft(self):
        """Return the visitor's own draft, in ``sudo``; empty when he has not begun."""
        token = request.cookies.get(COOKIE)
        found = self._applications()._find_draft(request.env.user, self._association(), token)
        return found.with_company(self._association())

    def _draft_to_write(self):
        """Return the visitor's own draft; it is begun now if there is none."""
        draft = self._draft()
        if draft:
            draft._claim(request.env.user)
            return draft
        return self._applications()._begin(request.env.user, self._association(), request.website)

    def _remember(self, response, draft):
        """Let the browser find the draft again; a login needs no cookie for that."""
        if draft.user_id:
            response.delete_cookie(COOKIE)
            return response
        return self._give_cookie(response, COOKIE, draft.access_token, draft.company_id.beneficiary_draft_days * 86400)

    # -------------------------------------------------------------------- pages
    @http.route(
        "/beneficiary/apply", type="http", auth="public", website=True, readonly=True, sitemap=True, methods=["GET"]
    )
    def apply_step(self, step=None, program=None, **kwargs):
        """Show one step; without ``step`` the one where the visitor stopped.

        :param program: the programme with which a link begins
        """
        draft = self._draft()
        if not self._programs():
            return self._private(request.render("beneficiary.apply_closed", {"res_company": self._association()}))
        if not draft:
            step = "who"
        elif step not in STEPS or STEPS.index(step) > STEPS.index(draft._open_step()) + (step == "sign"):
            step = draft._open_step()
        if step == "sign":
            return request.redirect("/beneficiary/apply/sign")
        return self._step_page(step, draft, program=program)

    @http.route(
        "/beneficiary/apply", type="http", auth="public", website=True, methods=["POST"], max_content_length=MAX_POST
    )
    def apply_post(self, **kwargs):
        """Keep what was typed in a step, and go where the pressed button says."""
        if not self._programs():
            return request.redirect("/beneficiary/apply")
        if not self._attempt_allowed("apply"):
            return self._too_many()
        form, files = request.httprequest.form, request.httprequest.files
        step = form.get("step") if form.get("step") in STEPS[:4] else "who"
        if any(upload.filename for upload in files.values()) and not self._attempt_allowed("upload"):
            return self._too_many()
        draft = self._draft_to_write()
        errors = draft._save_step(step, form, files if step == "documents" else None)
        go = form.get("go")
        if go == "next":
            errors = draft._problems(step) | errors
        if errors and go != "back":
            response = self._step_page(step, draft, typed=form, errors=errors)
        elif go == "later":
            response = self._later_page(draft)
        else:
            response = request.redirect(f"/beneficiary/apply?step={self._target(step, go)}", code=303)
        return self._remember(response, draft)

    def _target(self, step, go):
        """Return the step to which a button leads."""
        move = {"next": 1, "back": -1}.get(go, 0)
        return STEPS[max(STEPS.index(step) + move, 0)]

    def _programs(self):
        return request.env["beneficiary.program"]._apply_programs(self._association())

    def _step_page(self, step, draft, typed=None, errors=None, program=None):
        """Render a step.

        :param typed: what was posted just now, shown again as it was typed
        :param errors: field → what is wrong with it
        """
        values = self._page_values(step, draft) | {
            "typed": typed if typed is not None else MultiDict(),
            "errors": errors or {},
            "chosen_program": draft._program() or self._program_of_link(program),
        }
        return self._private(request.render(f"beneficiary.apply_{step}", values | self._step_values(step, draft)))

    def _program_of_link(self, program):
        """Return the programme that a link names, by its number or with its name before it; empty for any other."""
        _name, number = request.env["ir.http"]._unslug(program or "")
        return self._programs().filtered(lambda p: p.id == number)

    def _page_values(self, step, draft):
        """Return what the frame of every step shows."""
        user, applications = request.env.user, self._applications()
        return {
            "draft": draft,
            "step": step,
            "steps": self._step_names(),
            "reached": STEPS.index(draft._open_step()) if draft else 0,
            "res_company": self._association(),
            "paper": request.env["beneficiary.report.mixin"].with_context(lang=request.env.lang),
            "assisting": applications._may_assist(user),
            "colleague": user._is_internal() and not applications._may_assist(user),
        }

    def _step_names(self):
        """Return the steps as ``(name, title)``."""
        titles = (
            request.env._("Who"),
            request.env._("Programme"),
            request.env._("Request"),
            request.env._("Papers"),
            request.env._("Check"),
            request.env._("Sign"),
        )
        return list(zip(STEPS, titles, strict=True))

    def _step_values(self, step, draft):
        """Return what one step shows beside the frame."""
        if step == "who":
            return self._who_values(draft)
        if step == "program":
            return {"programs": self._programs()}
        if step == "questions":
            return {"questions": draft._questions(), "papers": draft._papers()}
        if step == "documents":
            return {
                "papers": draft._papers(),
                "missing": draft._missing_papers(),
                "wants_complete": draft._wants_complete(),
                "accept": draft._upload_accept(),
            }
        return {"sections": draft._review(), "missing": draft._missing_papers()}

    def _who_values(self, draft):
        company, applications = self._association(), self._applications()
        countries = request.env["res.country"].sudo().search([])
        return {
            "files": applications._own_files(request.env.user, company),
            "own_file": self._own_file(),
            "model": applications,
            "choices": {
                name: applications._fields[name]._description_selection(request.env)
                for name in ("identity_type", "gender", "marital_status", "agreed_medium")
            },
            "relations": request.env["beneficiary.application.member"]
            ._fields["relation"]
            ._description_selection(request.env),
            "countries": [(str(country.id), country.name) for country in countries],
            "spare_rows": SPARE_ROWS,
        }

    # ------------------------------------------------------ later, begin again
    def _later_page(self, draft):
        values = self._page_values("who", draft) | {"address": draft._continue_address(), "day": draft._reminder_day()}
        return self._private(request.render("beneficiary.apply_later", values))

    @http.route("/beneficiary/apply/continue/<string:token>", type="http", auth="public", website=True, sitemap=False)
    def apply_continue(self, token, **kwargs):
        """Go on with a draft that was begun somewhere else. The secret leaves the address at once."""
        if not self._attempt_allowed("apply"):
            return self._too_many()
        draft = self._applications()._find_draft(request.env.user, self._association(), token)
        response = request.redirect("/beneficiary/apply", code=303)
        return self._private(self._remember(response, draft) if draft else response)

    @http.route("/beneficiary/apply/discard", type="http", auth="public", website=True, methods=["POST"], sitemap=False)
    def apply_discard(self, **kwargs):
        """Delete the draft with its files, and let this device forget it."""
        self._draft().unlink()
        response = request.redirect("/beneficiary/apply", code=303)
        response.delete_cookie(COOKIE)
        return response

    @http.route(
        "/beneficiary/apply/file/<int:attachment_id>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def apply_file(self, attachment_id, **kwargs):
        """Download a file of the own draft."""
        attachment = self._draft().document_ids.attachment_ids.filtered(lambda a: a.id == attachment_id)
        if not attachment:
            return request.not_found()
        return self._download(attachment)

    # --------------------------------------------------------------------- sign
    @http.route("/beneficiary/apply/sign", type="http", auth="public", website=True, sitemap=False, methods=["GET"])
    def apply_sign(self, **kwargs):
        """Show the exact text that is signed. It is read off the request itself, which is made and taken back."""
        draft = self._draft()
        if not draft or draft._open_step() != "review":
            return request.redirect("/beneficiary/apply")
        if not self._attempt_allowed("apply"):
            return self._too_many()
        try:
            text, digest = draft._declaration_text()
        except UserError as error:
            return self._step_page("review", draft, errors={"sign": str(error)})
        values = self._page_values("sign", draft) | {
            "text": text,
            "sign_url": f"/beneficiary/apply/send?digest={digest}",
            "signer": self._signer_name(draft),
        }
        return self._private(request.render("beneficiary.apply_sign", values))

    def _signer_name(self, draft):
        return draft._guardianship().guardian_id.name or draft._file().name or draft.name

    @http.route("/beneficiary/apply/send", type="jsonrpc", auth="public", methods=["POST"], website=True)
    def apply_send(self, digest=None, name=None, signature=None):
        """Take the signature, and send the application.

        :return: ``{"error": sentence}``, or where the page goes
        """
        digest = digest or request.httprequest.args.get("digest") or ""
        try:
            if not self._attempt_allowed("send"):
                raise UserError(request.env._("Too many attempts. Please wait some minutes, then try again."))
            self._check_drawing(name, signature)
            draft = self._draft()
            if not draft:
                raise UserError(request.env._("This request was sent already, or it has expired. Begin a new one."))
            with request.env.cr.savepoint():
                sent = draft._send(name, signature, digest)
        except UserError as error:
            return {"error": str(error)}
        request.session[SENT] = sent.id
        request.future_response.set_cookie(COOKIE, max_age=0)
        return {"force_refresh": True, "redirect_url": request.env["ir.http"]._url_for("/beneficiary/apply/sent")}

    @http.route("/beneficiary/apply/sent", type="http", auth="public", website=True, readonly=True, sitemap=False)
    def apply_sent(self, **kwargs):
        """Thank, and say how the request is followed. Only the session that sent it sees the page."""
        sent = request.env["beneficiary.request"].sudo().browse(request.session.get(SENT)).exists()
        if not sent or sent.company_id != self._association():
            return request.redirect("/beneficiary/apply")
        sent = sent.with_context(lang=request.env.lang)
        values = self._page_values("sign", self._applications()) | {
            "sent": sent,
            "logged_in": not request.env.user._is_public() and not sent.assisted_by_id,
            "addressed": bool(sent.partner_id.email or sent.partner_id.phone),
        }
        return self._private(request.render("beneficiary.apply_sent", values))

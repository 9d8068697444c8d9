from werkzeug.datastructures import MultiDict

from odoo import http
from odoo.http import request

from ..models.complaint.complaint_upload import MAX_FILES
from .complaint_common import MAX_POST, ComplaintMixin

CODE = "beneficiary_complaint_code"
CODE_SECONDS = 600


class ComplaintPages(ComplaintMixin, http.Controller):
    """The page on which anybody complains, asks for help or suggests something, with or without a name (R-70, R-71).

    An anonymous complaint is filed by nobody: no login, address or browser is stored with it, or counted where it is
    stored (R-81). Reading the page writes nothing.
    """

    @http.route(
        "/beneficiary/complaint", type="http", auth="public", website=True, methods=["GET"], readonly=True, sitemap=True
    )
    def complaint(self, kind=None, **kwargs):
        """Show the form.

        :param str kind: what a link has chosen already
        """
        if not request.website._beneficiary_policy():
            return self._private(request.render("beneficiary.complaint_closed", {"res_company": self._association()}))
        return self._complaint_form_page(typed=MultiDict({"kind": kind} if kind else {}))

    @http.route(
        "/beneficiary/complaint",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
        sitemap=False,
        max_content_length=MAX_POST,
    )
    def complaint_send(self, **kwargs):
        """Take in what was written; with a mistake in it nothing is lost, and the files stay."""
        if not request.website._beneficiary_policy():
            return request.redirect("/beneficiary/complaint")
        if not self._complaint_allowed():
            return self._too_many()
        form = request.httprequest.form
        if form.get("who") in ("self", "named"):
            person = {
                "user": request.env.user,
                "file": self._complaint_file(form) if form["who"] == "self" else None,
                "case": self._complaint_request(form),
            }
            sent = self._complaint_take_in(request.env, form, bare=False, **person)
        else:
            # who has not chosen yet may still want to stay unknown
            with self._as_nobody() as env:
                sent = self._complaint_take_in(env, form, bare=True)
        if "errors" in sent:
            return self._complaint_form_page(typed=form, **sent)
        return self._complaint_sent(**sent)

    def _complaint_take_in(self, env, form, bare, **person):
        """File what was posted.

        :param env: the environment in which it is stored
        :param bool bare: whether hidden data is taken out of photos
        :param person: login, file and request of who says who he is
        :return: the complaint and its code, or what the form shows to have it mended
        """
        model = self._complaint_form(env)
        files, wrong_files = self._complaint_files(env, bare)
        values, who = model._clean_values(form), form.get("who")
        errors = model._problems(values, who)
        if who == "self" and not person["file"]:
            errors["who"] = request.env._("“Who are you?”: choose for whom you write, or write by name.")
        if wrong_files:
            errors["files"] = " ".join(wrong_files)
        if errors:
            return {"errors": errors, "kept": files.with_env(request.env(su=True))}
        complaint = model._file_complaint(self._association(), values, who, **person)
        complaint._portal_receive(files)
        return {"complaint": complaint, "code": "" if complaint.filed_by_id else complaint._draw_code()}

    def _complaint_file(self, form):
        """Return the file for which somebody logged in writes, one of those for which he acts."""
        files, chosen = self._own_files(), form.get("for_beneficiary")
        return files.filtered(lambda f: str(f.id) == chosen) if chosen else files[:1]

    def _complaint_requests(self):
        """Return the requests that somebody logged in may name: his own and his wards'."""
        requests = request.env["beneficiary.request"].sudo()
        domain = requests._portal_domain(request.env.user, self._association())
        return requests.search(domain, limit=50, order="id desc")

    def _complaint_request(self, form):
        chosen = form.get("request_id")
        return self._complaint_requests().filtered(lambda r: str(r.id) == chosen) if chosen else None

    def _complaint_form_page(self, typed, errors=None, kept=None):
        """Render the form.

        :param typed: what was posted just now, shown again as it was typed
        :param errors: field → what is wrong with it
        :param kept: files that came with it and are good
        """
        user, company = request.env.user, self._association()
        model, files = self._complaint_form(), self._own_files()
        values = {
            "typed": typed,
            "errors": errors or {},
            "kept": kept if kept is not None else self._no_files(),
            "kinds": model._fields["kind"]._description_selection(request.env),
            "ways": self._complaint_ways(company),
            "files": files,
            "own_file": self._own_file(),
            "requests": self._complaint_requests(),
            "visitor": user.sudo().partner_id if not user._is_public() else user.sudo().partner_id.browse(),
            "accept": model._upload_accept(),
            "max_files": MAX_FILES,
            "res_company": company,
            "association": company,
            "paper": request.env["beneficiary.report.mixin"].with_context(lang=request.env.lang),
        }
        response = request.render("beneficiary.page_complaint", values, status=422 if errors else 200)
        return self._private(response)

    def _complaint_ways(self, company):
        """Return the routes of the association, in the order of the form."""
        routes = request.env["beneficiary.complaint.route"]._of(company)
        return [route for route in routes.values() if route.ack_hours or route.resolve_days]

    # ---------------------------------------------------------------------- sent
    def _complaint_sent(self, complaint, code):
        """Lead to where the sender follows it: his pages, or a code, which his browser alone carries along."""
        if not code:
            return self._private(request.redirect(f"/my/complaints/{complaint.id}?message=sent", code=303))
        response = request.redirect("/beneficiary/complaint/sent", code=303)
        self._give_cookie(response, CODE, code, CODE_SECONDS)
        return self._private(response)

    @http.route(
        "/beneficiary/complaint/sent",
        type="http",
        auth="public",
        website=True,
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def complaint_sent(self, **kwargs):
        """Show reference and code, once."""
        code = request.cookies.get(CODE)
        complaint = self._nobody()["beneficiary.complaint"]._by_code(code)
        if not complaint or complaint.company_id != self._association():
            return request.redirect("/beneficiary/complaint/case")
        values = {
            "case": complaint,
            "code": code,
            "way": complaint.route_id,
            "res_company": complaint.company_id,
            "paper": request.env["beneficiary.report.mixin"].with_context(lang=request.env.lang),
        }
        response = request.render("beneficiary.complaint_sent", values)
        response.delete_cookie(CODE)
        return self._private(response)

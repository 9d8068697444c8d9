from werkzeug.exceptions import NotFound

from odoo import http
from odoo.fields import Domain
from odoo.http import request
from odoo.tools.lru import LRU
from odoo.tools.translate import LazyTranslate

from .common import PageMixin

_lt = LazyTranslate(__name__)

# what browsers get by its own type; the rest is a download of unknown kind
SAFE_TYPES = {
    "application/pdf",
    "image/jpeg",
    "image/png",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
SAFE_IMAGES = {"image/jpeg", "image/png", "image/gif", "image/webp"}
UNKNOWN = "application/octet-stream"
MAX_CARDS = 24
# the sheets are the same for everybody: printing one takes seconds, so that it is done once for each change
SHEETS = LRU(64)


class ServicesPages(PageMixin, http.Controller):
    """The public pages of the association: services, questions, forms, policy, ways to reach it (R-19, R-84).

    They only read, and read nothing that is about a person. Visitors have no access rights: what they see is searched
    in ``sudo`` by the methods of ``website`` that name what is public.
    """

    # ----------------------------------------------------------------- sitemap
    def sitemap_programs(env, rule, qs):
        """Return the addresses of the programmes that visitors see."""
        for program in env["website"].get_current_website()._beneficiary_programs():
            if not qs or qs.lower() in program.website_url:
                yield {"loc": program.website_url}

    # ----------------------------------------------------------------- services
    @http.route(
        "/beneficiary",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=True,
        list_as_website_content=_lt("Services"),
    )
    def services(self, **kwargs):
        """Show what the association offers, and how people reach it."""
        return request.render("beneficiary.page_services", self._services_values())

    def _services_values(self):
        website = request.website
        policy = website._beneficiary_policy()
        return self._page_values() | {
            "policy": policy,
            "programs": website._beneficiary_programs(),
            "faqs": website._beneficiary_faqs(),
            "tools": website._beneficiary_tools(),
            "contacts": website._beneficiary_contacts(policy.channel_ids),
            "complaints": website._beneficiary_contacts(policy.complaint_channel_ids),
            "complaint_url": website._beneficiary_complaint_url(),
            "approval": policy._text_approval() if policy else [],
        }

    def _page_values(self):
        """Return what all these pages use."""
        return {
            "association": self._association(),
            "paper": request.env["beneficiary.report.mixin"],
            "sheet": request.env["report.beneficiary.report_program_requirements"],
        }

    @http.route(
        "/beneficiary/services", type="http", auth="public", website=True, readonly=True, sitemap=False, methods=["GET"]
    )
    def services_cards(self, limit=None, **kwargs):
        """Return the cards of the programmes as HTML, for the building block that shows them on other pages."""
        limit = min(int(limit), MAX_CARDS) if str(limit or "").isdecimal() and int(limit) else MAX_CARDS
        programs = request.website._beneficiary_programs(limit=limit)
        response = request.render("beneficiary.services_cards", self._page_values() | {"programs": programs})
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    # ---------------------------------------------------------------- programme
    def _program(self, slug):
        """Return the programme of an address, in ``sudo``.

        :raise NotFound: for what visitors do not see: the answer is the same as for what does not exist
        """
        _name, program_id = request.env["ir.http"]._unslug(slug)
        program = request.website._beneficiary_programs(Domain("id", "=", program_id or 0), limit=1)
        if not program:
            raise NotFound()
        return program

    @http.route(
        "/beneficiary/program/<string:slug>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=sitemap_programs,
    )
    def program(self, slug, **kwargs):
        """Show one programme: who it is for, what is needed, how long it takes, who decides."""
        program = self._program(slug)
        if slug != request.env["ir.http"]._slug(program):
            return request.redirect(program.website_url)
        values = {"program": program, "main_object": program, "policy": request.website._beneficiary_policy()}
        return request.render("beneficiary.page_program", self._page_values() | values)

    @http.route(
        "/beneficiary/program/<int:program_id>/image",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        multilang=False,
        sitemap=False,
    )
    def program_image(self, program_id, **kwargs):
        """Return the picture of a programme."""
        program = self._program(str(program_id))
        if not program.image:
            raise NotFound()
        stream = request.env["ir.binary"]._get_stream_from(program, "image", filename="image")
        if stream.mimetype not in SAFE_IMAGES:
            raise NotFound()
        stream.public = True
        response = stream.get_response(as_attachment=False, immutable=bool(kwargs.get("unique")))
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    @http.route(
        "/beneficiary/program/<string:slug>/requirements",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        sitemap=False,
    )
    def program_requirements(self, slug, **kwargs):
        """Return the requirements sheet of a programme as PDF (R-43)."""
        program = self._program(slug)
        headers = [
            ("Content-Type", "application/pdf"),
            ("Content-Disposition", http.content_disposition(f"{request.env._('Requirements')} - {program.name}.pdf")),
            ("X-Robots-Tag", "noindex"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        return request.make_response(self._requirements_pdf(program), headers)

    def _requirements_pdf(self, program):
        key = (request.db, program.id, request.env.lang, self._requirements_stamp(program))
        if key not in SHEETS:
            report = request.env["ir.actions.report"].sudo().with_company(program.company_id)
            SHEETS[key] = report._render_qweb_pdf("beneficiary.report_program_requirements", program.ids)[0]
        return SHEETS[key]

    def _requirements_stamp(self, program):
        """Return what changes when the sheet does."""
        company, policy = program.company_id, program.company_id.beneficiary_policy_id
        records = (program, *program.document_type_ids, program.committee_id, policy, company, company.partner_id)
        return company._beneficiary_today(), policy.id, *((r._name, r.id, r.write_date) for r in records)

    # ------------------------------------------------------------------- policy
    @http.route("/beneficiary/policy", type="http", auth="public", website=True, readonly=True, sitemap=True)
    def policy(self, **kwargs):
        """Show the policy in force as people read it."""
        policy = request.website._beneficiary_policy()
        content = self._policy_content(policy) if policy else None
        return request.render("beneficiary.page_policy", self._page_values() | {"policy": policy, "content": content})

    def _policy_content(self, policy):
        """Return the text of the policy without what is for staff: tools that are not published, and measures."""
        public = set(request.website._beneficiary_tools().ids)
        content = policy._text_content()
        content["tools"] = [tool for tool in content["tools"] if tool["id"] in public]
        content["measures"] = []
        content["in_force"] = request.env["beneficiary.report.mixin"]._date(policy.date_in_force)
        return content

    @http.route(
        "/beneficiary/tool/<int:tool_id>",
        type="http",
        auth="public",
        website=True,
        readonly=True,
        multilang=False,
        sitemap=False,
    )
    def tool(self, tool_id, **kwargs):
        """Return the file of a published tool of the policy in force, always as a download."""
        tool = request.website._beneficiary_tools(Domain("id", "=", tool_id))
        if not tool:
            raise NotFound()
        stream = request.env["ir.binary"]._get_stream_from(tool, "file", filename=tool.file_name or tool.name)
        if stream.mimetype not in SAFE_TYPES:
            stream.mimetype = UNKNOWN
        response = stream.get_response(as_attachment=True)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

from odoo import http
from odoo.exceptions import MissingError, UserError
from odoo.http import request
from odoo.tools.misc import get_lang

from odoo.addons.portal.controllers.portal import CustomerPortal

from .common import PageMixin

NEW_MEMBERS = 3  # empty rows for the household on one form


class MyFilePortal(PageMixin, CustomerPortal):
    """The pages on which a person sees his file and his wards', and asks to have them corrected (R-16, R-41, R-49)."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "beneficiary_file_count" in counters:
            values["beneficiary_file_count"] = len(self._own_files())
        return values

    @http.route()
    def account(self, **kwargs):
        """Lead who has a file to its page: what Odoo's form changes at once is corrected there (R-41)."""
        if self._own_file():
            return request.redirect("/my/beneficiary")
        return super().account(**kwargs)

    # ----------------------------------------------------------------- access
    def _file_of_visitor(self, beneficiary_id):
        """Return the file, in ``sudo``, if the visitor acts for it.

        :raise MissingError: otherwise; the answer is the same for a file that does not exist
        """
        beneficiary = self._own_files().filtered(lambda b: b.id == beneficiary_id)
        if not beneficiary:
            raise MissingError(request.env._("This file does not exist."))
        return beneficiary

    def _file_page(self, template, values):
        """Return a page about files in the language of the page; nobody keeps a copy of it."""
        values = self._prepare_portal_layout_values() | {
            "page_name": "beneficiary_file",
            "paper": request.env["beneficiary.report.mixin"],
            "direction": get_lang(request.env).direction,
            **values,
        }
        return self._private(request.render(template, values))

    # ------------------------------------------------------------------- file
    @http.route("/my/beneficiary", type="http", auth="user", website=True, methods=["GET"], readonly=True)
    def portal_my_file(self, message=None, **kwargs):
        """Show the visitor's file and those of his wards."""
        return self._show_files(message=message)

    def _show_files(self, **values):
        files = self._own_files().with_context(lang=request.env.lang)
        return self._file_page(
            "beneficiary.portal_my_file",
            {
                "files": files,
                "cards": [self._file_card(beneficiary) for beneficiary in files],
                "languages": request.env["res.lang"].get_installed(),
                **values,
            },
        )

    def _file_card(self, beneficiary):
        """Return what the page shows of one file, beside the file itself."""
        corrections = request.env["beneficiary.correction"].sudo()
        guardians = beneficiary.guardian_ids
        own = self._own_file()
        return {
            "beneficiary": beneficiary,
            "is_own": beneficiary == own,
            "media": beneficiary._portal_media(),
            "choices": beneficiary._portal_consent_choices(),
            "guardians": guardians.filtered_domain(guardians._acting_domain(guardians.guardian_id)),
            "wards": beneficiary.ward_ids.filtered_domain(guardians._acting_domain(beneficiary)),
            "pending": corrections._pending_for(beneficiary),
            "last": corrections.search([("beneficiary_id", "=", beneficiary.id), ("state", "!=", "pending")], limit=1),
        }

    @http.route(
        "/my/beneficiary/<int:beneficiary_id>/contact", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_my_file_contact(self, beneficiary_id, medium=None, language=None, **kwargs):
        """Change at once how, and in which language, the person is told."""
        if not self._attempt_allowed("form"):
            return self._too_many()
        try:
            self._file_of_visitor(beneficiary_id)._portal_change_contact(medium or None, language or None)
        except MissingError:
            return request.redirect("/my/beneficiary")
        except UserError as error:
            return self._show_files(error=str(error))
        return request.redirect("/my/beneficiary?message=saved")

    @http.route(
        "/my/beneficiary/<int:beneficiary_id>/consent", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_my_file_consent(self, beneficiary_id, **kwargs):
        """Give and withdraw consents, as they are ticked."""
        if not self._attempt_allowed("form"):
            return self._too_many()
        ticked = {int(text) for text in request.httprequest.form.getlist("purpose") if text.isdecimal()}
        try:
            self._file_of_visitor(beneficiary_id)._portal_set_consents(ticked)
        except MissingError:
            return request.redirect("/my/beneficiary")
        return request.redirect("/my/beneficiary?message=allowed")

    # ------------------------------------------------------------- correction
    @http.route(
        "/my/beneficiary/<int:beneficiary_id>/correction",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def portal_correction(self, beneficiary_id, **kwargs):
        """Show the form on which a correction is asked for."""
        try:
            beneficiary = self._file_of_visitor(beneficiary_id)
        except MissingError:
            return request.redirect("/my/beneficiary")
        if request.env["beneficiary.correction"]._pending_for(beneficiary):
            return request.redirect("/my/beneficiary?message=waits")
        return self._correction_form(beneficiary)

    @http.route(
        "/my/beneficiary/<int:beneficiary_id>/correction", type="http", auth="user", website=True, methods=["POST"]
    )
    def portal_correction_send(self, beneficiary_id, **post):
        """Record a correction that was asked for, or show the form again with what was typed."""
        if not self._attempt_allowed("form"):
            return self._too_many()
        try:
            beneficiary = self._file_of_visitor(beneficiary_id)
        except MissingError:
            return request.redirect("/my/beneficiary")
        try:
            with request.env.cr.savepoint():
                self._ask_correction(beneficiary, post)
        except UserError as error:
            return self._correction_form(beneficiary, post, str(error))
        return request.redirect("/my/beneficiary?message=sent")

    def _ask_correction(self, beneficiary, post):
        corrections = request.env["beneficiary.correction"]
        return corrections._ask(
            self._own_file(),
            beneficiary,
            {name: self._typed_correction(post, name) for name in corrections._correctable_fields() if name in post},
            self._typed_members(beneficiary, post),
            self._typed_correction(post, "note"),
            request.httprequest.files.getlist("files"),
        )

    def _typed_correction(self, post, name):
        """Return what was typed into a field of the form: text, whatever was posted."""
        value = post.get(name)
        return value if isinstance(value, str) else ""

    def _member_rows(self, beneficiary):
        """Return the rows of the household's form: those of the members, then some empty ones."""
        return [str(member.id) for member in beneficiary.family_member_ids] + [
            f"new{index}" for index in range(NEW_MEMBERS)
        ]

    def _typed_members(self, beneficiary, post):
        """Return what was typed about the household of this file, and of no other."""
        rows = [row for row in self._member_rows(beneficiary) if f"member_name_{row}" in post]
        return [
            {
                "member": row,
                "action": "remove" if post.get(f"member_remove_{row}") else "",
                **{
                    name: self._typed_correction(post, f"member_{name}_{row}")
                    for name in ("name", "relation", "birth_date", "national_id")
                },
            }
            for row in rows
        ]

    def _correction_form(self, beneficiary, post=None, error=None):
        beneficiary = beneficiary.with_context(lang=request.env.lang)
        return self._file_page(
            "beneficiary.portal_correction",
            {
                "beneficiary": beneficiary,
                "inputs": self._correction_inputs(beneficiary, post or {}),
                "members": self._member_inputs(beneficiary, post or {}),
                "relations": beneficiary.family_member_ids._fields["relation"]._description_selection(request.env),
                "note": self._typed_correction(post or {}, "note"),
                "accept": request.env["beneficiary.upload.mixin"]._upload_accept(),
                "error": error,
            },
        )

    def _correction_inputs(self, beneficiary, post):
        """Return the inputs of the form: what the file says, or what was typed before."""
        corrections = request.env["beneficiary.correction"]
        labels = corrections._correctable_labels()
        types = {"birth_date": "date", "phone": "tel", "email": "email"}
        completes = {"name": "name", "phone": "tel", "email": "email", "street": "street-address", "zip": "postal-code"}
        return [
            {
                "name": name,
                "label": labels[name],
                "type": types.get(name, "text"),
                "value": self._typed_correction(post, name) if name in post else str(beneficiary[name] or ""),
                "options": self._options(beneficiary, name),
                "required": name in corrections._required_fields(),
                "autocomplete": completes.get(name, "off") if beneficiary == self._own_file() else "off",
            }
            for name in corrections._correctable_fields()
        ]

    def _options(self, beneficiary, name):
        field = beneficiary._fields[name]
        return field._description_selection(request.env) if field.type == "selection" else None

    def _member_inputs(self, beneficiary, post):
        members = {str(member.id): member for member in beneficiary.family_member_ids}
        rows = []
        for row in self._member_rows(beneficiary):
            member = members.get(row)
            rows.append(
                {
                    "row": row,
                    "member": member,
                    "masked": beneficiary._mask(member.national_id) if member else "",
                    "remove": bool(post.get(f"member_remove_{row}")),
                    "national_id": self._typed_correction(post, f"member_national_id_{row}"),
                    **{
                        name: self._typed_correction(post, f"member_{name}_{row}")
                        if f"member_{name}_{row}" in post
                        else str(member[name] or "")
                        if member
                        else ""
                        for name in ("name", "relation", "birth_date")
                    },
                }
            )
        return rows

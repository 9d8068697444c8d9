from ipaddress import IPv6Address, ip_address

from werkzeug.exceptions import NotFound

from odoo.exceptions import UserError
from odoo.http import request

MAX_SIGNATURE = 700_000  # characters of base64
MAX_SIGNER = 120  # characters of the name under it
NO_STORE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
NO_FRAME = {"X-Frame-Options": "SAMEORIGIN", "Content-Security-Policy": "frame-ancestors 'self'"}


class PageMixin:
    """What the pages for beneficiaries have in common. A controller inherits it beside Odoo's own class.

    Odoo makes one class of all controllers of a page of the portal, so the mixins stand before Odoo's class and in the
    same order everywhere.
    """

    def _association(self):
        """Return the association whose website this is, in ``sudo``."""
        return request.website.company_id.sudo()

    def _linked_record(self, found):
        """Return what the secret of a link opens, in the language of the page.

        :param found: the record of the link, in ``sudo``; empty when the link is wrong
        :raise NotFound: when it is; the answer is the same whether there is such a record or not
        """
        if not found or found.company_id != self._association():
            raise NotFound()
        return found.with_context(lang=request.env.lang)

    def _own_file(self):
        """Return the file of the visitor in this association, in ``sudo``; empty for strangers."""
        return request.env["beneficiary.beneficiary"]._portal_own_file(request.env.user, self._association())

    def _own_files(self):
        """Return the files for which the visitor acts, in ``sudo``: his own one first, then those of his wards."""
        return request.env["beneficiary.beneficiary"]._portal_files(request.env.user, self._association())

    def _read_by_colleague(self, record):
        """Return ``record`` in ``sudo`` for a colleague, of whichever of his associations it is.

        A website is that of one association. What a colleague opens from the backend leads here as well where several
        associations have one address.

        :return: the record; an empty one for anybody else, and when there is none
        :raise AccessError: when the colleague may not read it
        """
        user = request.env.user
        if not user._is_internal() or not record.exists():
            return record.browse()
        record.with_context(allowed_company_ids=user._get_company_ids()).check_access("read")
        return record.sudo()

    def _check_drawing(self, name, signature):
        """Check what a page sends to sign with.

        :raise UserError: when one of the two is missing, or larger than the page makes it
        """
        if not isinstance(name, str) or not isinstance(signature, str):
            raise UserError(request.env._("Write your name and sign in the box."))
        if len(name) > MAX_SIGNER or len(signature) > MAX_SIGNATURE:
            raise UserError(request.env._("The name or the signature is too large. Sign again in the box."))

    def _to_login(self):
        """Lead a visitor who has to log in to the login and back again, and any other one home."""
        if request.session.uid:
            return request.redirect("/my")
        return request.redirect_query("/web/login", {"redirect": request.httprequest.path})

    def _visitor_address(self):
        """Return the network address of the visitor; of IPv6 the network, for one household has all of its numbers."""
        text = self._remote_address()
        try:
            address = ip_address(text)
        except ValueError:
            return text
        if not isinstance(address, IPv6Address):
            return text
        return str(address.ipv4_mapped or address.exploded[:19])

    def _remote_address(self):
        return request.httprequest.remote_addr or ""

    def _visitor_key(self):
        """Return what tells one visitor from another when attempts are counted."""
        user = request.env.user
        return self._visitor_address() if user._is_public() else f"user {user.id}"

    def _attempt_allowed(self, scope, *keys):
        """Count an attempt of the visitor, or of ``keys`` where they are given, and tell whether it may go on.

        Where it may not, a page answers with :meth:`_too_many`; nothing is rolled back, so the attempt stays counted.

        :param str scope: a name of ``beneficiary.rate.limit``
        """
        limits = request.env["beneficiary.rate.limit"]
        if not keys:
            scope, keys = limits._scope_of(scope, request.env.user), [self._visitor_key()]
        return limits._allow(scope, *keys)

    def _give_cookie(self, response, name, value, seconds):
        """Let the browser, and no script in it, keep something for some time."""
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            httponly=True,
            samesite="Lax",
            secure=request.httprequest.scheme == "https",
        )
        return response

    def _private(self, response):
        """Let neither caches nor other sites keep what the page shows of a person, nor frame it to catch clicks."""
        response.headers.update(NO_STORE)
        for name, value in NO_FRAME.items():
            response.headers.setdefault(name, value)
        return response

    def _too_many(self):
        """Return the page that asks a visitor to come back later."""
        response = request.render("beneficiary.page_too_many", status=429)
        return self._private(response)

    def _download(self, attachment):
        """Return an uploaded file for the disk of the visitor, never as a page; rights are checked by the caller."""
        stream = request.env["ir.binary"].sudo()._get_stream_from(attachment.sudo(), "raw")
        response = stream.get_response(as_attachment=True, content_security_policy="default-src 'none'; sandbox")
        response.headers["X-Content-Type-Options"] = "nosniff"
        return self._private(response)

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

from .common import PageMixin


class OrderedFiles(PageMixin, http.Controller):
    """The files that staff have ordered: registers and evidence packs. Every download is logged."""

    # not for a cursor that only reads: the download is logged
    @http.route(
        "/beneficiary/files/<string:model>/<int:record_id>/<string:name>", type="http", auth="user", methods=["GET"],
        readonly=False,
    )  # fmt: skip
    def ordered_file(self, model, record_id, name, **kwargs):
        """Download a file; a page that is not found for whoever may not have it."""
        if not isinstance(request.env.get(model), request.env.registry["beneficiary.ordered.mixin"]):
            raise request.not_found()
        try:
            file = request.env[model].browse(record_id)._file(name)
        except (AccessError, MissingError, UserError):
            raise request.not_found() from None
        return self._download(file)

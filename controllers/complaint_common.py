from contextlib import contextmanager

from odoo import SUPERUSER_ID
from odoo.exceptions import UserError
from odoo.http import request

from ..models.complaint.complaint_upload import MAX_FILES
from .common import PageMixin

MAX_POST = 60 * 1024 * 1024


class ComplaintMixin(PageMixin):
    """What the pages about complaints share: the form, the page that a code opens, and those of the portal."""

    # --------------------------------------------------------------------- whose
    def _nobody(self):
        """Return an environment that is nobody's, in the language of the page.

        What is done in it does not say who did it, not even when somebody is logged in.
        """
        return request.env(user=SUPERUSER_ID, su=True, context={"lang": request.env.lang})

    @contextmanager
    def _as_nobody(self):
        """Let whatever is stored inside be stored by nobody.

        What is computed and tracked is written at the end of a request, in the name of the user of the request: a
        record that was made in the environment of nobody would tell who it was. So it is written here, before.
        """
        before = request.env
        before.cr.flush()
        nobody = self._nobody()
        request.update_env(user=nobody.uid, context=nobody.context, su=True)
        try:
            yield request.env
            request.env.cr.flush()
        finally:
            request.update_env(user=before.uid, context=before.context, su=before.su)

    def _complaint_form(self, env=None):
        """Return the model by which forms are read."""
        return (env or request.env)["beneficiary.complaint.form"].with_company(self._association())

    def _unseen_allowed(self, scope, *keys):
        """Count an attempt of somebody of whom nothing is stored, and tell whether it may go on."""
        return request.env["beneficiary.rate.limit"]._allow_unseen(scope, *(keys or [self._visitor_address()]))

    def _complaint_allowed(self):
        """Count a complaint that is sent: of its sender nothing is stored, of the association that it had one."""
        limits = request.env["beneficiary.rate.limit"]
        return self._unseen_allowed("complaint") and limits._allow("complaint_company", self._association().id)

    # --------------------------------------------------------------------- files
    def _complaint_files(self, env, bare):
        """Take in the files of the posted form.

        :param env: the environment in which they are stored
        :param bool bare: whether hidden data is taken out of photos
        :return: the files that are good, and what is wrong with the others
        """
        http_request = request.httprequest
        uploads, tokens = http_request.files.getlist("files"), http_request.form.getlist("kept")
        return self._complaint_form(env)._keep_files(uploads, tokens, bare=bare)

    def _no_files(self):
        return request.env["ir.attachment"].sudo()

    # ---------------------------------------------------------------------- page
    def _complaint_case_values(self, case, base, **values):
        """Return what the page of one complaint shows.

        :param case: the complaint, in ``sudo``, that the visitor may see
        :param str base: the address of the page, to which the forms on it post
        """
        return {
            "case": case,
            "base": base,
            "paper": request.env["beneficiary.report.mixin"].with_context(lang=request.env.lang),
            "state": case._portal_state(),
            "timeline": case._portal_timeline(),
            "messages": case._portal_messages(),
            "kinds": dict(case._fields["kind"]._description_selection(case.env)),
            "accept": self._complaint_form()._upload_accept(),
            "max_files": MAX_FILES,
            "upload_mb": case.company_id.beneficiary_upload_mb,
            "message": None,
            "errors": {},
            "typed": {},
            "kept": self._no_files(),
            **values,
        }

    def _complaint_do(self, case, form, do, files=None):
        """Carry out one step of the complainant.

        :param str form: the form on the page, where an error is shown with what was typed
        :param do: function of the complaint that does it; what it raises is shown, and nothing of it is kept
        :param files: files that the form sent, and that stay with it when it has to be mended
        :return: what the page shows when it went wrong, or ``None``
        """
        try:
            with request.env.cr.savepoint():
                do(case)
        except UserError as error:
            request.env.invalidate_all()
            return {"errors": {form: str(error)}, "typed": request.httprequest.form, "kept": files or self._no_files()}
        return None

    def _complaint_post(self, case, env, bare):
        """Write a message with files; return what the page shows when it went wrong, or ``None``."""
        files, problems = self._complaint_files(env, bare)
        if problems:
            return {"errors": {"message": " ".join(problems)}, "typed": request.httprequest.form, "kept": files}
        text = request.httprequest.form.get("text", "")
        return self._complaint_do(case, "message", lambda c: c._portal_post(text, files), files)

    def _complaint_download(self, case, attachment_id):
        """Return a file of a message that the complainant reads."""
        files = case._portal_messages(limit=None).attachment_ids.filtered(lambda a: a.id == attachment_id)
        return self._download(files) if files else request.not_found()

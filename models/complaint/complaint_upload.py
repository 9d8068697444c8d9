import io
import secrets
from datetime import timedelta

from PIL import Image, ImageOps

from odoo import api, fields, models
from odoo.exceptions import UserError

MAX_FILES = 5
BARE = "bare"  # a file whose hidden data is gone
# what a photo is stored as once its hidden data is gone
CLEAN_FORMATS = {"image/jpeg": ("JPEG", {"quality": 90}), "image/png": ("PNG", {}), "image/webp": ("WEBP", {})}


class ComplaintUpload(models.AbstractModel):
    """Files that a visitor sends along. They are kept while he mends his form, and forgotten if he never sends it."""

    _name = "beneficiary.complaint.form"
    _inherit = ["beneficiary.complaint.form", "beneficiary.upload.mixin"]

    @api.model
    def _kept_files(self, tokens):
        """Return the files that a form sent before, by the secrets that it got for them, in ``sudo``.

        :param list tokens: what the form posted
        """
        tokens = [token for token in tokens if isinstance(token, str) and token][:MAX_FILES]
        files = self.env["ir.attachment"].sudo()
        if not tokens:
            return files
        domain = [("res_model", "=", self._name), ("access_token", "in", tokens)]
        return files.search([*domain, ("company_id", "=", self.env.company.id)], limit=MAX_FILES, order="id")

    @api.model
    def _keep_files(self, uploads, tokens, bare=False):
        """Take in the files of a form, each judged by its content.

        :param uploads: werkzeug's ``FileStorage`` objects
        :param list tokens: of files that it sent before and still wants
        :param bool bare: take hidden data out of photos, such as where they were taken, for who is anonymous
        :return: the files that are good (``ir.attachment``, in ``sudo``), and what is wrong with the others
        """
        kept, problems = self._kept_files(tokens), []
        uploads = [upload for upload in uploads if upload.filename]
        for upload in uploads[: MAX_FILES + 1]:
            if len(kept) >= MAX_FILES:
                problems.append(self.env._("Send %(number)s files at most.", number=MAX_FILES))
                break
            try:
                kept |= self._keep_file(self._upload_vals(upload), bare)
            except UserError as error:
                problems.append(str(error))
        return (self._make_bare(kept) if bare else kept), problems

    @api.model
    def _keep_file(self, vals, bare):
        return (
            self.env["ir.attachment"]
            .sudo()
            .create(
                (self._bare_vals(vals) if bare else vals)
                | {
                    "res_model": self._name,
                    "res_id": 0,
                    "company_id": self.env.company.id,
                    "access_token": secrets.token_urlsafe(24),
                    "description": BARE if bare else False,
                }
            )
        )

    @api.model
    def _make_bare(self, files):
        """Return the files without hidden data, those that came before their sender chose to be anonymous made anew.

        So none of them says either who was logged in when it came.
        """
        result = files.browse()
        for file in files:
            if file.description == BARE:
                result |= file
            else:
                vals = {"name": file.name, "raw": file.raw, "mimetype": file.mimetype}
                file.unlink()
                result |= self._keep_file(vals, bare=True)
        return result

    @api.model
    def _bare_vals(self, vals):
        """Return the values of a file without hidden data; a PDF file stays as it is, and the page says so."""
        if vals["mimetype"] == "application/pdf":
            return vals
        kind, options = CLEAN_FORMATS.get(vals["mimetype"], CLEAN_FORMATS["image/jpeg"])
        try:
            image = ImageOps.exif_transpose(Image.open(io.BytesIO(vals["raw"])))
            if image.mode == "P":  # what is transparent is said in `info`, which goes
                image = image.convert("RGBA")
            if kind == "JPEG" and image.mode not in ("L", "RGB"):
                image = image.convert("RGB")
            image.info = {}
            stream = io.BytesIO()
            image.save(stream, kind, **options)
        except (Image.DecompressionBombError, OSError, SyntaxError, ValueError):
            message = self.env._("“%(file)s” cannot be read. Take the photo again, please.", file=vals["name"])
            raise UserError(message) from None
        mimetype = f"image/{kind.lower()}"
        name = self._upload_stored_name(vals["name"], mimetype)
        return {"name": name, "raw": stream.getvalue(), "mimetype": mimetype}

    @api.model
    def _give_files(self, files, complaint):
        """Let files that were kept belong to a complaint; their secrets open nothing any more."""
        files.write({"res_model": complaint._name, "res_id": complaint.id, "access_token": False, "description": False})

    @api.autovacuum
    def _gc_kept_files(self):
        """Forget after a day what was uploaded and never sent."""
        before = fields.Datetime.now() - timedelta(days=1)
        domain = [("res_model", "=", self._name), ("res_id", "in", (0, False)), ("create_date", "<", before)]
        self.env["ir.attachment"].sudo().search(domain, limit=1000).unlink()

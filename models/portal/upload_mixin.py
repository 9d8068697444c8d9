import io
import re

from PIL import Image

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools.mimetypes import guess_mimetype

# content → extension of the stored name; the first one is what a name without one gets
TYPES = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif"),
}
IMAGE_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}
# what a name must not hold anywhere: some program would take the file for one of these
DANGEROUS = set(
    "asp aspx bat cgi cmd com cpl css dll exe gz hta htm html jar js jsp jse lnk mht mhtml mjs msi php phtml pif pl "
    "ps1 py rar rb reg scr sh shtml svg svgz swf tar vbe vbs wsf xht xhtml xml xsl zip".split()
)
MARKUP = re.compile(rb"<script|<!doctype|<html|<svg[\s>]|<\?php|<iframe", re.IGNORECASE)
MAX_PIXELS = 100_000_000
MAX_NAME = 100


class UploadMixin(models.AbstractModel):
    """Takes in the files that visitors upload: by what they contain, never by what they are called.

    Photos and PDF files only. The stored name and type are made here, so that nothing is ever served as a page.
    """

    _name = "beneficiary.upload.mixin"
    _description = "Files uploaded by visitors"

    @api.model
    def _upload_limit(self):
        """Return how large one file may be, in bytes."""
        return self.env.company.sudo().beneficiary_upload_mb * 1024 * 1024

    @api.model
    def _upload_accept(self):
        """Return the value of the ``accept`` attribute of a file input."""
        return ",".join(self._upload_types())

    @api.model
    def _upload_types(self):
        """Return the types that are taken in; WebP and HEIC only where the server can read them."""
        return [kind for kind in TYPES if kind == "application/pdf" or IMAGE_FORMATS[kind] in Image.OPEN]

    @api.model
    def _upload_vals(self, upload):
        """Return the values of an ``ir.attachment`` for one uploaded file.

        :param upload: werkzeug's ``FileStorage``; no more of it is read than may be uploaded
        :return: ``name``, ``raw`` and ``mimetype``; the caller says to which record it belongs
        :raise UserError: naming the file and what to do, when it is empty, too large, or no photo or PDF file
        """
        name = self._upload_name(upload.filename)
        limit = self._upload_limit()
        content = upload.stream.read(limit + 1)
        if not content:
            raise UserError(self.env._("“%(file)s” is empty. Choose the file again.", file=name))
        if len(content) > limit:
            raise UserError(
                self.env._(
                    "“%(file)s” is larger than %(size)s MB. Take a smaller photo, or send the pages one by one.",
                    file=name,
                    size=limit // (1024 * 1024),
                )
            )
        mimetype = self._upload_mimetype(name, content)
        return {"name": self._upload_stored_name(name, mimetype), "raw": content, "mimetype": mimetype}

    @api.model
    def _upload_mimetype(self, name, content):
        """Return the type of a file by its content.

        :raise UserError: when it is none of those that are taken in, or pretends to be another
        """
        found = guess_mimetype(content, default="application/octet-stream").split(";")[0]
        found = {"image/heif": "image/heic", "image/jpg": "image/jpeg"}.get(found, found)
        if (
            found not in self._upload_types()
            or self._upload_dangerous_name(name)
            or MARKUP.search(content)
            or not self._upload_is_readable(content, found)
        ):
            raise UserError(
                self.env._(
                    "“%(file)s” cannot be taken in. Send a photo (JPEG or PNG) or a PDF file: take a photo of the "
                    "paper with your phone, for example.",
                    file=name,
                )
            )
        return found

    @api.model
    def _upload_is_readable(self, content, mimetype):
        """Tell whether a file is what its first bytes say, as a whole."""
        if mimetype == "application/pdf":
            return self._upload_is_pdf(content)
        return self._upload_is_image(content, mimetype)

    @api.model
    def _upload_is_pdf(self, content):
        """Tell whether a file is a PDF from its first to its last byte, and nothing else besides."""
        return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]

    @api.model
    def _upload_is_image(self, content, mimetype):
        """Tell whether an image can be read, and is none that would fill the memory."""
        try:
            image = Image.open(io.BytesIO(content), formats=(IMAGE_FORMATS[mimetype],))
            small = image.width * image.height <= MAX_PIXELS
            image.verify()
        except (Image.DecompressionBombError, OSError, SyntaxError, ValueError):
            return False
        return small

    @api.model
    def _upload_dangerous_name(self, name):
        """Tell whether any part of a name is that of a program or a page."""
        return bool({part.strip().lower() for part in name.split(".")[1:]} & DANGEROUS)

    @api.model
    def _upload_name(self, filename):
        """Return the name of an upload without folders, and without signs that are not shown."""
        name = re.split(r"[\\/]", filename or "")[-1]
        name = "".join(c for c in name if c.isprintable() and c not in '<>:"|?*').strip(" .")
        return name[-MAX_NAME:] or self.env._("file")

    @api.model
    def _upload_stored_name(self, name, mimetype):
        """Return the name under which a file is stored: its last part says what the content is."""
        stem, _dot, extension = name.rpartition(".")
        if stem and extension.lower() in TYPES[mimetype]:
            return name
        known = {known for extensions in TYPES.values() for known in extensions}
        return f"{stem if stem and extension.lower() in known else name}.{TYPES[mimetype][0]}"

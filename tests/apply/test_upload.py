from odoo.tests import tagged

from ..common import BeneficiaryCommon
from .common import PDF, picture, upload


@tagged("post_install", "-at_install")
class TestUpload(BeneficiaryCommon):
    """What visitors upload is judged by its content, and stored under a harmless name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mixin = cls.env["beneficiary.upload.mixin"].with_company(cls.company)

    def _vals(self, name, content):
        return self.mixin._upload_vals(upload(name, content))

    def test_photos_and_pdf_are_taken_in(self):
        for name, content, stored, mimetype in (
            ("ID.pdf", PDF, "ID.pdf", "application/pdf"),
            ("ID.JPG", picture("JPEG"), "ID.JPG", "image/jpeg"),
            ("الهوية.png", picture(), "الهوية.png", "image/png"),
            ("no_extension", PDF, "no_extension.pdf", "application/pdf"),
            ("really_a_jpeg.png", picture("JPEG"), "really_a_jpeg.jpg", "image/jpeg"),
            ("Dr. Ahmad.v2", PDF, "Dr. Ahmad.v2.pdf", "application/pdf"),
            ("../../etc/passwd.pdf", PDF, "passwd.pdf", "application/pdf"),
            ('C:\\papers\\a"<b>.pdf', PDF, "ab.pdf", "application/pdf"),
            ("", PDF, "file.pdf", "application/pdf"),
            ("a\u202efdp.pdf", PDF, "afdp.pdf", "application/pdf"),
        ):
            with self.subTest(name=name):
                vals = self._vals(name, content)
                self.assertEqual((vals["name"], vals["mimetype"], vals["raw"]), (stored, mimetype, content))

    def test_everything_else_is_refused(self):
        page = b"<html><script>alert(1)</script></html>"
        for name, content in (
            ("page.html", page),
            ("page.pdf", page),
            ("page.png", page),
            ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
            ("drawing.png", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
            ("paper.pdf.html", PDF),
            ("paper.html.pdf", PDF),
            ("paper.PhP.jpg", picture("JPEG")),
            ("paper.exe", b"MZ" + b"\0" * 200),
            ("paper.zip", b"PK\x03\x04" + b"\0" * 200),
            ("paper.txt", b"some words"),
            ("polyglot.pdf", PDF + page),
            ("polyglot.jpg", picture("JPEG") + page),
            ("polyglot.pdf", PDF + b"PK\x03\x04" + b"\0" * 2000),
            ("half.png", picture()[:40]),
            ("gif.gif", picture("GIF")),
        ):
            with self.subTest(name=name), self.assertRefused("cannot be taken in", "photo (JPEG or PNG)"):
                self._vals(name, content)

    def test_empty_and_large_files(self):
        with self.assertRefused("“ID.pdf” is empty"):
            self._vals("ID.pdf", b"")
        self.company.beneficiary_upload_mb = 1
        with self.assertRefused("“ID.pdf” is larger than 1 MB"):
            self._vals("ID.pdf", PDF[:-6] + b" " * 1024 * 1024 + b"%%EOF\n")

    def test_a_picture_that_would_fill_the_memory(self):
        with self.assertRefused("cannot be taken in"):
            self._vals("bomb.png", picture("PNG", (20_000, 10_000), "1"))

    def test_the_settings_are_checked(self):
        with self.assertDatabaseRefuses("res.company", "Largest file"):
            self.company.beneficiary_upload_mb = 0

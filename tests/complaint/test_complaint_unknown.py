import io
from unittest.mock import patch

from PIL import Image

from odoo.tests import tagged
from odoo.tools import SQL, config

from .intake_common import CASE, ComplaintPagesCommon

ADDRESS, BROWSER = "203.0.113.77", "Browser-of-nobody/7.7"


def photo():
    """Return a photo that says where and with what it was taken, as bytes."""
    image, exif, buffer = Image.new("RGB", (30, 20), "white"), Image.Exif(), io.BytesIO()
    exif[0x010F] = "Camera of nobody"
    image.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


@tagged("post_install", "-at_install")
class TestComplaintUnknown(ComplaintPagesCommon):
    """Who wants to stay unknown leaves nothing that says who it was (R-81)."""

    def test_nothing_says_who_stays_unknown(self):
        """Neither table, thread, file nor limit of attempts names the address, the browser or the login."""
        self.patch(config, "options", config.options.new_child({"proxy_mode": True}))
        headers = {"User-Agent": BROWSER, "X-Forwarded-For": ADDRESS, "X-Forwarded-Host": "association.test"}
        self._login(self.user_a)
        partner = self.user_a.sudo().partner_id
        files = [self._file("photo.jpg", photo(), "image/jpeg")]
        with patch.object(type(self.env["beneficiary.rate.limit"]), "_allow", autospec=True) as counted:
            counted.return_value = True
            complaint, page = self._send(files=files, headers=headers)
            self._open(CASE, code=self._code(page), headers=headers)
            self._open(f"{CASE}/message", text="One more thing", headers=headers)
            self._open(f"{CASE}/withdraw", reason="Enough", headers=headers)
        self.assertEqual(complaint.state, "withdrawn")
        # the association alone is counted in the database
        self.assertEqual([call.args[1:] for call in counted.call_args_list], [("complaint_company", self.company.id)])
        messages = complaint.message_ids
        records = (complaint, messages, messages.attachment_ids, complaint.activity_ids, messages.tracking_value_ids)
        for record in records:
            self.assertTrue(record)
            self.assertNotIn(self.user_a, record.create_uid | record.write_uid)
        self.assertFalse(messages.author_id & partner)
        self.assertFalse(complaint.message_partner_ids & partner)
        own = messages.filtered(lambda m: "One more thing" in m.body or "Sent with" in m.body)
        self.assertEqual(len(own), 2)
        self.assertFalse(own.author_id or any(own.mapped("email_from")) or own.author_guest_id)
        self.assertNotIn(b"Camera of nobody", messages.attachment_ids.raw)
        self.assertEqual(self._tables_that_hold(ADDRESS, BROWSER), [])

    def _tables_that_hold(self, *texts):
        """Return the tables in which one of ``texts`` stands in any column."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        )
        return [
            table
            for (table,) in self.env.cr.fetchall()
            if self.env.execute_query(
                SQL(
                    "SELECT 1 FROM %s AS line WHERE line::text LIKE ANY(%s) LIMIT 1",
                    SQL.identifier(table),
                    [f"%{text}%" for text in texts],
                )
            )
        ]

    def test_the_search_for_traces_finds_one(self):
        self.env["ir.config_parameter"].set_param("test.trace", f"from {ADDRESS} here")
        self.assertEqual(self._tables_that_hold(ADDRESS), ["ir_config_parameter"])

    def test_an_employee_stays_unknown_too(self):
        self._login(self.officer)
        complaint, _code = self._by_code(files=[self._file()])
        file = complaint._portal_messages().attachment_ids
        self.assertEqual(self._open(f"{CASE}/file/{file.id}").content[:5], b"%PDF-")
        self._open(f"{CASE}/message", text="One more thing")
        for record in (complaint, complaint.message_ids, file, complaint.activity_ids):
            self.assertNotIn(self.officer, record.create_uid | record.write_uid)
        self.assertFalse(self.env["beneficiary.access.log"].search([("complaint_id", "=", complaint.id)]))
        self.assertFalse(complaint.message_partner_ids & self.officer.partner_id)

    def test_who_was_known_first_and_then_stays_unknown(self):
        self._login(self.user_a)
        files = [self._file("photo.jpg", photo(), "image/jpeg")]
        self._send(who="self", description="", files=files)
        kept = self._kept()
        self.assertIn(b"Camera of nobody", kept.raw)
        complaint, _page = self._send(kept=kept.access_token, request_id=str(self.case.id), contact_name="Fatimah")
        self.assertTrue(complaint.anonymous)
        self.assertFalse(complaint.request_id or complaint.contact_name or complaint.filed_by_id)
        file = complaint._portal_messages().attachment_ids
        self.assertNotIn(b"Camera of nobody", file.raw)
        self.assertNotEqual(file.create_uid, self.user_a)
        self.assertFalse(kept.exists())

    def test_the_code_is_shown_once(self):
        complaint, page = self._send()
        code = self._code(page)
        self.assertEqual(len(code.replace("-", "")), 24)
        self.assertNotIn(code, page.url)
        self.assertIn("no-store", page.headers["Cache-Control"])
        again = self._open("/beneficiary/complaint/sent")
        self.assertIsNone(self._code(again))
        self.assertNotIn(complaint.name, again.text)
        self.assertEqual(self._tables_that_hold(code, code.replace("-", "")), [])

import io

import xlsxwriter

from odoo import models

from .payout_mixin import FINANCE


class PaymentBatchList(models.Model):
    """The list of a batch for the bank."""

    _inherit = "beneficiary.payment.batch"

    def action_bank_list(self):
        """Make the list of the batch for the bank (Excel), keep it on the thread, and download it.

        :raise UserError: when nothing of the batch is approved
        """
        self._check_role(FINANCE)
        self.ensure_one()
        self.check_access("read")
        payments = self._waiting("approved", "billed", "paid")
        batch = self.sudo()
        attachment = (
            self.env["ir.attachment"]
            .sudo()
            .create(
                {
                    "name": f"{self.name.replace('/', '-')}.xlsx",
                    "raw": batch._bank_sheet(payments.sudo()),
                    "res_model": self._name,
                    "res_id": self.id,
                    "mimetype": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                }
            )
        )
        author = self.env.user.partner_id
        batch.message_post(body=self.env._("List for the bank"), attachment_ids=attachment.ids, author_id=author.id)
        return {"type": "ir.actions.act_url", "url": f"/web/content/{attachment.id}?download=true", "target": "self"}

    def _bank_columns(self):
        """Return the columns of the list: heading → function of a payment."""
        return {
            self.env._("Reference"): lambda p: p.name,
            self.env._("Payee"): lambda p: p.partner_bank_id.acc_holder_name or p.partner_id.name,
            self.env._("IBAN"): lambda p: p.iban,
            self.env._("Bank"): lambda p: p.partner_bank_id.bank_id.name or "",
            self.env._("BIC"): lambda p: p.partner_bank_id.bank_id.bic or "",
            self.env._("Amount"): lambda p: p.amount,
            self.env._("Currency"): lambda p: p.currency_id.name,
            self.env._("Due on"): lambda p: p.date_due.isoformat(),
        }

    def _bank_sheet(self, payments):
        """Return the list of these payments as an Excel file. Texts stay texts: nothing in them is a formula."""
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            if self.env["res.lang"]._get_data(code=self.env.user.lang).direction == "rtl":
                sheet.right_to_left()
            for column, (heading, value) in enumerate(self._bank_columns().items()):
                sheet.set_column(column, column, 22)
                sheet.write_string(0, column, heading)
                for row, payment in enumerate(payments.sorted("id"), 1):
                    content = value(payment)
                    write = sheet.write_number if isinstance(content, float) else sheet.write_string
                    write(row, column, content)
        return buffer.getvalue()

from odoo import fields, models


class PaymentCollect(models.TransientModel):
    """Collects payments in a batch."""

    _name = "beneficiary.payment.collect"
    _description = "Collect payments in a batch"

    batch_id = fields.Many2one(
        "beneficiary.payment.batch", domain="[('state', 'in', ('draft', 'to_approve', 'approved'))]"
    )
    title = fields.Char("Title of the new batch")
    payment_ids = fields.Many2many(
        "beneficiary.payment",
        string="Payments",
        required=True,
        domain="[('batch_id', '=', False), ('state', 'in', ('draft', 'to_approve', 'approved'))]",
    )

    def action_collect(self):
        """Put the payments into the batch, a new one if none is chosen, and open it."""
        self.ensure_one()
        batch = self.batch_id
        if not batch:
            company = self.payment_ids.company_id[:1] or self.env.company
            batch = batch.create({"title": self.title, "company_id": company.id})
        batch.add_payments(self.payment_ids.ids)
        return batch.get_formview_action()

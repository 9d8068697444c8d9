from odoo import models


class DeliveryReceipt(models.AbstractModel):
    """The receipt for what was delivered, signed by whoever received it (R-51)."""

    _name = "report.beneficiary.report_delivery_receipt"
    _description = "Delivery receipt"
    _inherit = ["beneficiary.report.mixin"]

    _report_model = "beneficiary.delivery"

    def _lang_code(self, doc):
        return doc.sudo().beneficiary_id.partner_id.lang

    def _title(self, doc):
        return self.env._("Delivery receipt")

    def _reference(self, doc):
        return doc.name

    def _facts(self, delivery):
        """Return what was delivered, as pairs of label and text.

        Whoever may read the delivery is told to whom and for which programme, without the details of the case.
        """
        request = delivery.sudo().request_id
        person = request.beneficiary_id
        facts = [
            (self.env._("Beneficiary"), person.name),
            (self.env._("File number"), person.file_number),
            (self.env._("Programme"), request.program_id.name),
            (self.env._("Date"), self._date(delivery.date)),
            (self.env._("What was delivered"), self._label(delivery, "kind")),
            (self.env._("Description"), delivery.description),
        ]
        if self._may_see_identity():
            facts.insert(2, (self.env._("Identity number"), person.national_id))
            facts.insert(3, (self.env._("Reference"), request.name))
        return facts

    def _amount(self, delivery):
        return self._money(delivery.amount, delivery.currency_id)

    def _sentence(self, delivery):
        """Return what the receiver signs."""
        company, receiver = delivery.company_id.name, delivery.receiver_name
        if receiver:
            return self.env._(
                "I, %(receiver)s, have received from %(company)s what is written above.",
                receiver=receiver,
                company=company,
            )
        return self.env._("I have received from %(company)s what is written above.", company=company)

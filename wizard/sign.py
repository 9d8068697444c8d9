from odoo import api, fields, models


class SignWizard(models.AbstractModel):
    """A screen on which somebody reads a text and signs it. The record that is signed checks everything anew.

    A model that inherits it names the field of that record in ``_signed_field``, and says in :meth:`_text`,
    :meth:`_signer` and :meth:`_sign` what is read, by whom it is signed, and how.
    """

    _name = "beneficiary.sign.wizard"
    _description = "Sign a text"

    _signed_field = None

    text = fields.Text(compute="_compute_text")
    signer_name = fields.Char("Signed by", compute="_compute_signer_name", store=True, readonly=False)
    signature = fields.Binary(attachment=False)

    @api.model
    def _depends_on(self):
        """Return the names of the fields that say what is signed, and by whom."""
        return [self._signed_field] if self._signed_field else []

    @api.depends(lambda self: self._depends_on())
    def _compute_text(self):
        for wizard in self:
            record = wizard._signed()
            wizard.text = wizard._text(record) if record else False

    @api.depends(lambda self: self._depends_on())
    def _compute_signer_name(self):
        for wizard in self:
            wizard.signer_name = wizard._signer(wizard._signed())

    def _signed(self):
        """Return the record that is signed.

        :raise AccessError: when the user may not read it
        """
        record = self[self._signed_field]
        record.check_access("read")
        return record

    def _text(self, record):
        """Return the text that is signed."""
        raise NotImplementedError

    def _signer(self, record):
        """Return the name of who is expected to sign; ``record`` may be empty."""
        raise NotImplementedError

    def _sign(self, record):
        """Record the signature."""
        raise NotImplementedError

    def action_sign(self):
        """Sign what stands on the screen."""
        self.ensure_one()
        self._sign(self[self._signed_field])
        return {"type": "ir.actions.act_window_close"}

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize

from ...tools import arabic

MAX_TEXT = 120


class CorrectionValues(models.Model):
    """Which fields of a file a person may ask to have corrected, and how their values are read and told."""

    _inherit = "beneficiary.correction"

    @api.model
    def _correctable_fields(self):
        """Return the fields of a file that its person may ask to have corrected, in the order of the form.

        The ID number is not among them: it is corrected where the card is seen.
        """
        return [
            "name",
            "birth_date",
            "gender",
            "marital_status",
            "phone",
            "email",
            "street",
            "street2",
            "city",
            "zip",
        ]

    @api.model
    def _correctable_labels(self):
        """Return field → its label, in words that a beneficiary understands."""
        own = {
            "name": self.env._("Full name"),
            "phone": self.env._("Mobile phone"),
            "street": self.env._("Street and building"),
            "street2": self.env._("District"),
            "zip": self.env._("Postal code"),
        }
        files = self.env["beneficiary.beneficiary"]
        names = self._correctable_fields()
        return {name: own.get(name) or files._fields[name]._description_string(self.env) for name in names}

    @api.model
    def _required_fields(self):
        """Return the fields that cannot be emptied by a correction."""
        return {"name", "phone"}

    @api.model
    def _clean_field(self, name, text):
        """Return what somebody typed for a field of the file as the file stores it, ``False`` for nothing.

        :param str name: one of :meth:`_correctable_fields`
        :param str text: what was typed
        :raise UserError: naming the field, and what to do
        """
        label = self._correctable_labels()[name]
        text = " ".join(text.split())
        if len(text) > MAX_TEXT:
            raise UserError(self.env._("“%(field)s” is too long. Write it shorter.", field=label))
        if not text:
            return False
        files = self.env["beneficiary.beneficiary"]
        field = files._fields[name]
        if field.type == "date":
            return self._clean_date(label, text)
        if field.type == "selection":
            if text not in dict(field._description_selection(self.env)):
                raise UserError(self.env._("“%(field)s”: choose one of the list.", field=label))
            return text
        if name == "phone":
            return files._international_phone(text, raise_exception=True)
        if name == "email":
            if not (email := email_normalize(text)):
                raise UserError(
                    self.env._("“%(field)s”: this is no e-mail address. Write it as name@example.com.", field=label)
                )
            return email
        return arabic.ascii_digits(text) if name == "zip" else text

    @api.model
    def _clean_date(self, label, text):
        try:
            date = fields.Date.to_date(arabic.ascii_digits(text))
        except ValueError:
            date = None
        if not date or date.year < 1900 or date > fields.Date.context_today(self):
            raise UserError(
                self.env._("“%(field)s”: write a date that is not in the future, such as 1990-12-31.", field=label)
            )
        return fields.Date.to_string(date)

    @api.model
    def _field_words(self, name, value):
        """Return a stored value of a field of the file in words."""
        if not value:
            return ""
        field = self.env["beneficiary.beneficiary"]._fields[name]
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        return str(value)

    @api.model
    def _field_changes(self, beneficiary, values):
        """Return the values of the lines for what differs from the file.

        :param dict values: field → what was typed; unknown names and what is missing are left alone
        """
        lines, missing = [], []
        labels = self._correctable_labels()
        for name in self._correctable_fields():
            if not isinstance(values.get(name), str):
                continue
            new = self._clean_field(name, values[name])
            old = beneficiary[name]
            old = fields.Date.to_string(old) if old and self._is_date(name) else old
            if (new or False) == (old or False):
                continue
            if not new and name in self._required_fields():
                missing.append(labels[name])
            lines.append(
                {
                    "field_name": name,
                    "raw_value": new,
                    "old_value": self._field_words(name, old),
                    "new_value": self._field_words(name, new),
                }
            )
        if missing:
            raise ValidationError(self.env._("“%(field)s” cannot be left empty.", field=missing[0]))
        return lines

    @api.model
    def _is_date(self, name):
        return self.env["beneficiary.beneficiary"]._fields[name].type == "date"

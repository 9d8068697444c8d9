from zoneinfo import ZoneInfo

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.misc import get_lang

from ...tools import plain_text
from ...tools.workbook import Column, Workbook

BATCH = 2000
KINDS = {
    "text": "long",
    "html": "long",
    "integer": "number",
    "float": "number",
    "monetary": "money",
    "date": "date",
    "datetime": "moment",
}
NAME_WIDTH = 34  # what has no number of its own is named by a phrase
LEFT_OUT = ("binary", "json", "properties", "properties_definition")
UTC = ZoneInfo("UTC")
# names of other records are kept, and forgotten when there are more
MAX_NAMES = 20_000


class RecordTable(models.AbstractModel):
    """Records as the rows of a workbook: batch by batch, by key, and never more than the user may read.

    It is used in the environment of who has ordered the workbook: the record rules choose the rows, the groups of the
    fields the columns.
    """

    _name = "beneficiary.record.table"
    _description = "Records as rows of a workbook"

    @api.model
    def _workbook(self, target, **properties):
        """Return a new workbook in the direction of the user's language.

        :param target: a path or a binary file
        """
        rtl = get_lang(self.env).direction == "rtl"
        return Workbook(target, rtl=rtl, hijri_label=self.env._("%s (Hijri)"), **properties)

    @api.model
    def _columns(self, model, names):
        """Return the fields that the user may read, with the columns in which they are shown.

        :param model: an empty recordset
        :param names: names of fields, or paths such as ``request_id.program_id``
        :return: tuples of path, field and :class:`Column`
        :rtype: list
        """
        found = []
        for path in names:
            field, owner = self._readable(model, path)
            if field:
                found.append((path, field, self._column(field, owner)))
        return found

    def _column(self, field, owner):
        """Return how a field of the model ``owner`` is shown."""
        if field.name == "display_name":
            return Column(self.env["ir.model"].sudo()._get(owner._name).name, width=NAME_WIDTH)
        return Column(field._description_string(owner.env), KINDS.get(field.type, "text"))

    def _readable(self, model, path):
        """Return the field at the end of ``path`` and its model, or ``(None, None)`` if the user may not read it."""
        parts = path.split(".")
        for part in parts[:-1]:
            field = model._fields.get(part)
            if not field or not model._has_field_access(field, "read"):
                return None, None
            model = self.env[field.comodel_name]
        field = model._fields.get(parts[-1])
        if not field or field.type in LEFT_OUT or not model._has_field_access(field, "read"):
            return None, None
        return field, model

    @api.model
    def _batches(self, model, domain, size=BATCH, as_system=False, archived=True):
        """Yield the records of ``domain`` that the user may read, in the order of their keys, ``size`` at a time.

        Nothing of a batch is kept when the next one is read.

        :param bool as_system: whether the domain is read as the system: it may ask what the user may not; which of
            the records are yielded is for the rules of the user all the same
        :param bool archived: whether what is archived is among them, too
        """
        model, last = model.with_context(active_test=not archived, prefetch_fields=False), 0
        while True:
            page = Domain(domain) & Domain("id", ">", last)
            found = model.sudo(as_system or self.env.su).search(page, order="id", limit=size)
            if not found:
                return
            last, count = found[-1].id, len(found)
            yield found.sudo(self.env.su)._filtered_access("read") if as_system else found
            self.env.invalidate_all(flush=False)
            if count < size:
                return

    @api.model
    def _among(self, records):
        """Return the domain of these records and no others."""
        return Domain("id", "in", records.ids)

    @api.model
    def _values(self, records, columns, company, names=None):
        """Return one tuple for each record.

        :param columns: what :meth:`_columns` returns
        :param company: the association in whose time zone moments are shown
        :param dict names: the names of other records that are known already; more are added
        """
        names = {} if names is None else names
        own = [path for path, _field, _column in columns if "." not in path]
        own += [path.split(".")[0] for path, _field, _column in columns if "." in path]
        records.fetch(list(dict.fromkeys(own)))
        zone = ZoneInfo(company.sudo()._beneficiary_calendar().tz or "UTC")
        return list(zip(*(self._cells(records, path, field, zone, names) for path, field, _c in columns), strict=True))

    def _cells(self, records, path, field, zone, names):
        """Return the values of one column."""
        rows = list(records)
        *steps, name = path.split(".")
        for step in steps:
            rows = [row[step] for row in rows]
        if steps:  # the user may read the field, and that it leads there
            rows = [row.sudo() for row in rows]
        if field.relational:
            return self._names_of([row[name] for row in rows], field.comodel_name, names)
        values = [row[name] for row in rows]
        return getattr(self, f"_cells_{field.type}", self._cells_plain)(values, field, zone)

    def _cells_plain(self, values, field, zone):
        return values

    def _cells_boolean(self, values, field, zone):
        yes, no = self.env._("Yes"), self.env._("No")
        return [yes if value else no for value in values]

    def _cells_selection(self, values, field, zone):
        labels = dict(field._description_selection(self.env))
        return [labels.get(value, value) for value in values]

    def _cells_datetime(self, values, field, zone):
        return [
            value and value.replace(microsecond=0, tzinfo=UTC).astimezone(zone).replace(tzinfo=None) for value in values
        ]

    def _cells_html(self, values, field, zone):
        return [value and plain_text.from_html(value) for value in values]

    def _cells_reference(self, values, field, zone):
        return [value and value.sudo().display_name for value in values]

    def _cells_many2one_reference(self, values, field, zone):
        return [str(value) if value else "" for value in values]

    def _names_of(self, links, comodel, names):
        """Return for each of ``links`` the names of its records, as lists show them."""
        known = names.setdefault(comodel, {})
        if len(known) > MAX_NAMES:
            known.clear()
        wanted = {record_id for link in links for record_id in link._ids}
        missing = self.env[comodel].sudo().browse(wanted - known.keys())
        known.update({record.id: record.display_name or "" for record in missing})
        mark = "، " if get_lang(self.env).code.startswith("ar") else ", "
        return [mark.join(known[record_id] for record_id in link._ids) for link in links]

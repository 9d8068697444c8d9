from odoo.exceptions import MissingError
from odoo.fields import Domain
from odoo.http import request

from ..tools.secret import same_secret
from .common import PageMixin


class PartyMixin(PageMixin):
    """Pages of what a party signs: it is let in by its login, or by the token of the link it was sent."""

    def _of_party(self, records, domain, record_id, access_token):
        """Return the record of a page for its party.

        :param records: the model in ``sudo``; it has ``access_token`` and ``_is_shown``
        :param domain: what the visitor's login lets him see
        :param access_token: as the visitor sent it
        :return: the record; an empty one when the visitor is not its party, or there is nothing to see
        """
        own = records.search(domain & Domain("id", "=", record_id), limit=1)
        if own or not access_token:
            return own
        found = records.browse(record_id).exists()
        return found if found and found._is_shown() and same_secret(found.access_token, access_token) else own

    def _to_read(self, find, records, record_id, access_token):
        """Return the record of a page for its party, or for a colleague who may read it.

        :param find: function that returns it for the party, and raises MissingError for anybody else
        :param records: the model with the rights of the visitor
        """
        try:
            return find(record_id, access_token)
        except MissingError:
            found = self._read_by_colleague(records.browse(record_id))
            if not found or not found._is_shown():
                raise
            return found

    def _party_acts(self, record, domain):
        """Tell whether the visitor may act as the party: a colleague has the counter for it."""
        own = record.filtered_domain(domain)
        return record._waits_for_party() and (bool(own) or not request.env.user._is_internal())

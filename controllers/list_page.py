from odoo.http import request

from odoo.addons.portal.controllers.portal import pager

from .common import PageMixin

ON_PAGE = 20


class ListMixin(PageMixin):
    """Lists on the pages of a login: by pages, sorted and filtered as the visitor chose."""

    def _beneficiary_list(
        self, records, domain, url, page, order=None, sortings=None, sortby=None, filters=None, filterby=None
    ):
        """Return one page of a list, and the values with which its template turns pages, sorts and filters.

        :param records: the model as the pages use it
        :param domain: what the visitor may see of it
        :param str url: address of the list
        :param int page: number of the page, from 1
        :param str order: where there are no ``sortings``
        :param dict sortings: name → ``label`` and ``order``; the first one serves where ``sortby`` is none of them
        :param dict filters: name → ``label`` and ``domain``; the first one serves where ``filterby`` is none of them
        """
        values, chosen = {}, {}
        if sortings:
            chosen["sortby"] = sortby if sortby in sortings else next(iter(sortings))
            order = sortings[chosen["sortby"]]["order"]
            values["searchbar_sortings"] = sortings
        if filters:
            chosen["filterby"] = filterby if filterby in filters else next(iter(filters))
            domain &= filters[chosen["filterby"]]["domain"]
            values["searchbar_filters"] = filters
        pages = pager(url=url, url_args=chosen, total=records.search_count(domain), page=page, step=ON_PAGE)
        found = records.search(domain, order=order, limit=ON_PAGE, offset=pages["offset"])
        return found, values | chosen | {"pager": pages, "default_url": url}

    def _beneficiary_list_page(self, template, name, page_name, listed, **values):
        """Return the response with one page of a list, which is for nobody but the visitor.

        :param str template: external id of the page
        :param str name: what the template calls the records
        :param str page_name: what the breadcrumbs call the page
        :param listed: what :meth:`_beneficiary_list` returned
        :param values: what else the template needs
        """
        found, turning = listed
        layout = turning | self._prepare_portal_layout_values()
        values |= {
            name: found,
            "page_name": page_name,
            "paper": request.env["beneficiary.report.mixin"].with_context(lang=request.env.lang),
        }
        return self._private(request.render(template, layout | values))

"""Every figure of the addon counted a second time, in SQL of its own.

Each recount is written from what the figure says of itself (its description) and from the clause that it proves, not
from the domains by which the addon counts. So it reads dates and facts where the addon reads the states that follow
from them, and it knows neither the ORM nor record rules. It needs nothing of the addon's code: the tests import it,
and the life cycle check, too.

>>> recount.figures(cursor, company_id, first, last, now)
{"reply_in_window": (19, 20, 95.0), ...}
"""

from .complaints import COMPLAINTS
from .feedback import FEEDBACK
from .objectives import OBJECTIVES
from .requests import REQUESTS
from .shape import counted

RECOUNTS = {**OBJECTIVES, **REQUESTS, **FEEDBACK, **COMPLAINTS}


def figures(cursor, company_id, first, last, now):
    """Return code → (kept, all, value) of every figure, for one association.

    :param cursor: a cursor of the database; everything must be flushed
    :param first: the first day of the period, as days pass where the association is
    :param last: the last day
    :param now: the present moment, UTC
    """
    return {
        code: counted(cursor, recount, company_id=company_id, first=first, last=last, now=now)
        for code, recount in RECOUNTS.items()
    }

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.atoms import cut

# the steps of Odoo's rating: unhappy, so so, happy
LOWEST, HIGHEST = 1, 5


class RatingCell(models.Model):
    """How the ratings of deliveries become cells: those of the months that are over, once each (R-18, R-20).

    Ratings of too few people wait for the next month. Of a rating that was counted the value and the words are erased.
    """

    _inherit = "beneficiary.feedback.cell"

    @api.model
    def _cut_ratings(self):
        """Publish the ratings of the months before this one, an association at a time, in ``sudo``. Idempotent."""
        cron = self.env["ir.cron"]
        self.env["rating.rating"].flush_model()
        month = fields.Date.start_of(fields.Date.context_today(self), "month")
        query = SQL("SELECT DISTINCT delivery.company_id %s", self._from_ratings(month))
        for (company_id,) in self.env.execute_query(query):
            self._cut_company_ratings(self.env["res.company"].browse(company_id), month)
            if not cron._commit_progress(1):
                return

    def _from_ratings(self, month):
        return SQL(
            """ FROM rating_rating rating
                JOIN beneficiary_delivery delivery ON delivery.id = rating.res_id
                JOIN beneficiary_request request ON request.id = delivery.request_id
               WHERE rating.res_model = 'beneficiary.delivery' AND rating.consumed IS TRUE
                 AND rating.rating >= %s AND rating.rated_on < %s""",
            LOWEST,
            month,
        )

    def _cut_company_ratings(self, company, month):
        """Cut what is waiting of one association.

        :param date month: first day of the month whose ratings are not counted yet
        :return: the new cells
        """
        groups = self._rating_groups(company, month)
        atoms, _rest = cut({key: {row[1] for row in rows} for key, rows in groups.items()}, self._minimum_people())
        common = {
            "company_id": company.id,
            "date": month - timedelta(days=1),
            "topic": "rating",
            "audience": "beneficiaries",
        }
        vals_list, texts, done = [], [], []
        for key, keys in atoms:
            rows = [row for k in keys for row in groups[k]]
            values = [row[2] for row in rows]
            vals_list.append(common | self._key_values(key) | self._rating_values(values))
            texts += [
                {"company_id": company.id, "date": common["date"], "program_id": key[0], "text": row[3]} for row in rows
            ]
            done += [row[0] for row in rows]
        cells = self.create(vals_list)
        self.env["beneficiary.feedback.comment"]._publish(texts)
        self.env["rating.rating"].browse(done).write({"rating": 0, "feedback": False, "partner_id": False})
        return cells

    def _rating_groups(self, company, month):
        """Return key → rows of (rating, person, value, text)."""
        query = SQL(
            """SELECT request.program_id, delivery.user_id, delivery.branch_id,
                      rating.id, delivery.beneficiary_id, rating.rating, rating.feedback
               %s AND delivery.company_id = %s ORDER BY rating.id FOR UPDATE OF rating""",
            self._from_ratings(month),
            company.id,
        )
        groups = {}
        for program, provider, branch, *row in self.env.execute_query(query):
            groups.setdefault((program, provider, branch), []).append(row)
        return groups

    def _rating_values(self, values):
        """Return the sums of ratings as those of a question."""
        count, total = len(values), sum(values)
        return {
            "answer_count": count,
            "total": total,
            "value_count": count,
            "score_total": 100 * (total - count * LOWEST) / (HIGHEST - LOWEST),
            "score_count": count,
            "counts": [[f"v{value:g}", values.count(value)] for value in sorted(set(values))],
        }

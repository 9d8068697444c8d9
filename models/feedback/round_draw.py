from secrets import randbelow

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

SERVED = ("approved", "done")
SPARED_DAYS = 30  # within which nobody is asked the same again by hand
COLUMNS = ("partner_id", "beneficiary_id", "branch_id", "request_id", "program_id", "provider_user_id")


class SurveyRoundDraw(models.Model):
    """Who is asked: an audience, and a sample that is drawn by lot from it, in the database.

    Results hold five people at least (R-20), but whoever chooses who is asked could choose four whose answers he knows,
    or the same people twice, once with and once without the one he wants to know of. So the lot is drawn by the server
    when the round opens; a round that somebody makes by hand asks ten people at least or everyone, and nobody who was
    asked the same shortly before, so that no two rounds overlap. What remains is that people agree among each other to
    answer, or to tell what they answered; no way of counting helps against that. Rounds of the plan and those after
    deliveries choose nobody, and ask who is there.
    """

    _inherit = "beneficiary.survey.round"

    @api.depends("audience", "category_ids", "program_ids", "branch_ids", "company_id", "state")
    def _compute_audience_count(self):
        for survey_round in self:
            saved = survey_round._origin.sudo()
            survey_round.audience_count = saved._count_people(saved._spared_query()) if saved.state == "draft" else 0

    @api.model
    def _count_people(self, query):
        """Return how many people ``query`` finds, as :meth:`_audience_query` writes it."""
        self.env.flush_all()
        return self.env.execute_query(SQL("SELECT COUNT(*) FROM (%s) AS people", query))[0][0]

    # ----------------------------------------------------------------- audience
    def _audience_query(self):
        """Return the query of everyone in the audience: a ``key`` that tells people apart, and :data:`COLUMNS`.

        Another addon may add audiences. Called in ``sudo``: who belongs to it does not depend on who asks.
        """
        self.ensure_one()
        return getattr(self, f"_audience_{self.audience}")()

    def _files_domain(self):
        """Return the domain of the files that the segment of this one round names."""
        domain = (
            Domain("company_id", "=", self.company_id.id)
            & Domain("active", "=", True)
            & Domain("is_confirmed", "=", True)
        )
        if self.category_ids:
            domain &= Domain("category_ids", "in", self.category_ids.ids)
        if self.branch_ids:
            domain &= Domain("branch_id", "in", self.branch_ids.ids)
        if self.program_ids:
            served = Domain("program_id", "in", self.program_ids.ids) & Domain("state", "in", SERVED)
            domain &= Domain("request_ids", "any", served)
        return domain

    def _files_query(self, domain):
        """Return the query of files, each with the last request that was granted, and who handled it."""
        files = self.env["beneficiary.beneficiary"].sudo()._search(domain)
        program = SQL("AND r.program_id IN %s", tuple(self.program_ids.ids)) if self.program_ids else SQL()
        return SQL(
            """
            SELECT 'file ' || f.id AS key, f.partner_id, f.id AS beneficiary_id, f.branch_id,
                   r.id AS request_id, r.program_id, r.user_id AS provider_user_id
              FROM beneficiary_beneficiary f
              LEFT JOIN LATERAL (
                        SELECT r.id, r.program_id, r.user_id
                          FROM beneficiary_request r
                         WHERE r.beneficiary_id = f.id AND r.state IN %s %s
                      ORDER BY r.id DESC
                         LIMIT 1
                   ) r ON TRUE
             WHERE f.id IN %s
            """,
            SERVED,
            program,
            files.subselect(),
        )

    def _audience_beneficiaries(self):
        """Return the query of registered beneficiaries."""
        beneficiaries = Domain("category_ids", "=", False) | Domain("category_ids.kind", "=", "beneficiary")
        return self._files_query(self._files_domain() & Domain("state", "=", "registered") & beneficiaries)

    def _audience_external(self):
        """Return the query of supporters, volunteers and members, and of the partner entities."""
        others = (
            Domain("category_ids", "any", [("kind", "!=", "beneficiary")])
            & Domain("category_ids", "not any", [("kind", "=", "beneficiary")])
            & Domain("state", "in", ("prospect", "registered"))
        )
        query = self._files_query(self._files_domain() & others)
        if self.category_ids or self.branch_ids or self.program_ids:
            return query
        return SQL(
            """
            SELECT DISTINCT ON (people.partner_id) people.*
              FROM (%s UNION ALL
                    SELECT 'entity ' || e.id, COALESCE(e.notice_partner_id, e.partner_id), NULL, NULL, NULL, NULL, NULL
                      FROM beneficiary_partner_entity e
                     WHERE e.active AND e.company_id = %s) AS people
          ORDER BY people.partner_id, people.key
            """,
            query,
            self.company_id.id,
        )

    def _audience_internal(self):
        """Return the query of the employees; categories, programmes and branches do not narrow it down."""
        return SQL(
            """
            SELECT DISTINCT ON (e.work_contact_id) 'employee ' || e.id AS key, e.work_contact_id AS partner_id,
                   NULL::int AS beneficiary_id, NULL::int AS branch_id, NULL::int AS request_id,
                   NULL::int AS program_id, NULL::int AS provider_user_id
              FROM hr_employee e
             WHERE e.active AND e.company_id = %s AND e.work_contact_id IS NOT NULL
          ORDER BY e.work_contact_id, e.id
            """,
            self.company_id.id,
        )

    # --------------------------------------------------------------------- draw
    def _fewest_people(self):
        """Return how many people a round asks at least that somebody narrowed down by hand."""
        return 2 * self.env["beneficiary.feedback.cell"]._minimum_people()

    def _is_narrowed(self):
        """Tell whether this one round leaves somebody of the audience out."""
        return bool(self.sample_size or self.category_ids or self.program_ids or self.branch_ids)

    def _spared_query(self):
        """Return the query of the audience without those who were asked the same in the last days."""
        since = fields.Datetime.subtract(fields.Datetime.now(), days=SPARED_DAYS)
        return SQL(
            """
            SELECT audience.*
              FROM (%s) AS audience
             WHERE NOT EXISTS (
                   SELECT FROM beneficiary_survey_sample asked
                     JOIN beneficiary_survey_round earlier ON earlier.id = asked.round_id
                    WHERE asked.partner_id = audience.partner_id AND earlier.survey_id = %s
                      AND earlier.company_id = %s AND earlier.state != 'cancelled'
                      AND coalesce(asked.told_on, asked.create_date) > %s
                   )
            """,
            self._audience_query(),
            self.survey_id.id,
            self.company_id.id,
            since,
        )

    def _draw(self, by_hand=False):
        """Draw the sample of this one round by lot, in one statement. Called in ``sudo``.

        The lot of a person is a hash of the number of the draw and the person: the same number and the same audience
        give the same sample. The number is drawn here, so nobody can choose whom it hits.

        :param bool by_hand: whether somebody opens the round, and not the plan
        :return: how many people were drawn
        """
        self.ensure_one()
        seed = self.seed or 1 + randbelow(10**9)
        self.env.flush_all()
        pending = None if self.kind == "field_survey" else "invitation"
        columns = SQL(", ").join(SQL.identifier(name) for name in COLUMNS)
        now = fields.Datetime.now()
        drawn = self.env.execute_query(
            SQL(
                """
                INSERT INTO beneficiary_survey_sample
                            (round_id, company_id, state, pending, reminders, calls,
                             create_uid, create_date, write_uid, write_date, %(columns)s)
                     SELECT %(round)s, %(company)s, 'open', %(pending)s, 0, 0,
                            %(uid)s, %(now)s, %(uid)s, %(now)s, %(columns)s
                       FROM (%(audience)s) AS people
                   ORDER BY md5(%(seed)s || ':' || people.key), people.key
                      LIMIT %(size)s
                  RETURNING id
                """,
                columns=columns,
                round=self.id,
                company=self.company_id.id,
                pending=pending,
                uid=self.env.uid,
                now=now,
                audience=self._spared_query() if by_hand else self._audience_query(),
                seed=str(seed),
                size=self.sample_size or None,
            )
        )
        self.env["beneficiary.survey.sample"].invalidate_model()
        self.invalidate_recordset(["sample_ids"])
        if drawn:
            self.seed = seed
        return len(drawn)

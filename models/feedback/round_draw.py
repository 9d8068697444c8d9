from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

SERVED = ("approved", "done")
COLUMNS = ("partner_id", "beneficiary_id", "branch_id", "request_id", "program_id", "provider_user_id")


class SurveyRoundDraw(models.Model):
    """Who is asked: an audience, and a sample that is drawn by lot from it, in the database."""

    _inherit = "beneficiary.survey.round"

    @api.depends("audience", "category_ids", "program_ids", "branch_ids", "company_id", "state")
    def _compute_audience_count(self):
        for survey_round in self:
            saved = survey_round._origin.sudo()
            survey_round.audience_count = saved._count_audience() if saved.state == "draft" else 0

    def _count_audience(self):
        """Return how many people belong to the audience of this one round."""
        self.ensure_one()
        self.env.flush_all()
        return self.env.execute_query(SQL("SELECT COUNT(*) FROM (%s) AS people", self._audience_query()))[0][0]

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
    def _draw(self):
        """Draw the sample of this one round by lot, in one statement. Called in ``sudo``.

        The lot of a person is a hash of the number of the draw and the person: the same number and the same audience
        give the same sample, and nobody can choose whom it hits.

        :return: how many people were drawn
        """
        self.ensure_one()
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
                audience=self._audience_query(),
                seed=str(self.seed),
                size=self.sample_size or None,
            )
        )
        self.env["beneficiary.survey.sample"].invalidate_model()
        self.invalidate_recordset(["sample_ids"])
        return len(drawn)

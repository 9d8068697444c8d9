"""Invitations, rounds, measures, improvements, and what people said (R-18…R-22, R-85)."""

from .shape import average, count, local, share

ROUND = "beneficiary_survey_round r WHERE r.company_id = %(company_id)s AND r.state = 'closed'"
# never of fewer than five answers
RESULT = "beneficiary_feedback_cell c WHERE c.company_id = %(company_id)s AND c.score_count > 0 AND c.answer_count >= 5"

FEEDBACK = {
    #
    **{
        code: average(f"{RESULT} AND c.topic = '{topic}'", "c.score_total", "c.date", weight="c.score_count")
        for code, topic in (
            ("satisfaction_service", "service"),
            ("satisfaction_provider", "provider"),
            ("delivery_rating", "rating"),
            ("trust", "trust"),
            ("impression", "impression"),
        )
    },
    #
    "served_invited": share(
        "beneficiary_survey_sample s WHERE s.company_id = %(company_id)s AND s.delivery_id IS NOT NULL",
        "s.told_on IS NOT NULL",
        local("s.create_date"),
    ),
    #
    "external_rounds": count(f"{ROUND} AND r.audience = 'external'", local("r.closed_on")),
    "internal_rounds": count(f"{ROUND} AND r.audience = 'internal'", local("r.closed_on")),
    #
    "improvements_done": share(
        "beneficiary_improvement m WHERE m.company_id = %(company_id)s AND m.state <> 'cancelled'",
        "m.date_done IS NOT NULL",
        "m.deadline",
    ),
    #
    "measures_held": share(
        "beneficiary_measure_due d WHERE d.company_id = %(company_id)s AND d.state <> 'cancelled'"
        f" AND (d.date_held IS NOT NULL OR d.date_due < {local('%(now)s::timestamp')})",
        "coalesce(d.date_held <= d.date_due, FALSE)",
        "d.date_due",
    ),
}

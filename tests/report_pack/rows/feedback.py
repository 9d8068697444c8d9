"""Rounds, results, improvements and measures."""

from .base import DAYS, LONG_AGO, MOMENTS


def add_feedback(rows, people, requests, survey):
    """Rounds, who was invited, what was said, what is improved, and which measures were held."""
    survey_round = {"name": "Any", "kind": "manual", "survey_id": survey, "audience": "external", "state": "closed"}
    dates = {"date_open": "2025-12-01", "date_close": "2026-04-01"}
    rows.spread(
        "survey_round",
        "closed_on",
        MOMENTS,
        {},
        {"audience": "internal"},
        {"audience": "internal"},
        {"audience": "beneficiaries"},
        {"state": "cancelled"},
        {"state": "cancelled", "audience": "internal"},
        **survey_round | dates,
    )
    asked = rows.add("survey_round", **survey_round | dates | {"audience": "beneficiaries", "state": "open"})

    def delivery():
        vals = {"kind": "cash", "state": "signed", "signed_on": LONG_AGO, "date": "2025-01-01"}
        return rows.add("delivery", request_id=requests[0], beneficiary_id=people["full"], **vals)

    rows.spread(
        "survey_sample",
        "create_date",
        MOMENTS,
        {"delivery_id": delivery, "told_on": LONG_AGO},
        {"delivery_id": delivery},
        {"told_on": LONG_AGO},
        round_id=asked,
        state="open",
        beneficiary_id=people["full"],
        request_id=requests[0],
    )
    for number, topic in enumerate(("service", "provider", "rating", "trust", "impression"), 1):
        rows.spread(
            "feedback_cell",
            "date",
            DAYS,
            {"score_total": 431.5 + number, "score_count": 6},
            {"score_total": 700.0 / number, "score_count": 11},
            {"score_total": 0.0, "score_count": 0},
            topic=topic,
            audience="beneficiaries",
            answer_count=12,
        )
    improvement = {"name": "Any", "cause_kind": "clause", "measure_by": "none", "direction": "higher"}
    rows.spread(
        "improvement",
        "deadline",
        DAYS,
        {"state": "done", "date_done": "2026-01-01"},
        {"state": "measured", "date_done": "2026-01-01"},
        {"state": "in_progress"},
        {"state": "cancelled"},
        **improvement,
    )

    def measure():
        vals = {"kind": "interview", "period": 1, "period_unit": "year", "name": '{"en_US": "Any"}'}
        vals |= {"survey_days": 14, "survey_sample_size": 0}
        return rows.add("policy_measure", **vals)

    rows.spread(
        "measure_due",
        "date_due",
        DAYS,
        {"state": "held", "date_held": "2025-12-30", "in_time": True},
        {"state": "held", "date_held": "2026-04-05", "in_time": False},
        {"state": "missed"},
        {"state": "cancelled"},
        measure_id=measure,
        kind="interview",
        anchor_date="2025-01-01",
        date_open="2025-01-02",
    )
    # its day has passed, and the night has not come that marks it
    rows.add(
        "measure_due",
        measure_id=measure(),
        kind="interview",
        anchor_date="2025-01-01",
        date_open="2025-01-02",
        date_due="2026-03-30",
        state="open",
    )

"""Satisfaction: what the people who were served say, in cells of at least five answers, never less."""

from .sheet import Dashboard, chart

CELL = "beneficiary.feedback.cell"
SCALE = ["score_count", ">", 0]
SERVED = ["audience", "=", "beneficiaries"]


def by_month():
    """Return the chart of the satisfaction with each topic, month by month."""
    return chart(
        "bar",
        "Satisfaction by month (%)",
        CELL,
        ["date:month", "topic"],
        [SCALE, SERVED],
        measure="score",
        date="date:date",
        stacked=False,
    )


def satisfaction():
    """Return the dashboard of the satisfaction. It reads cells only: no answer, no person, no round that is open."""
    board = Dashboard("satisfaction", "last_12_months")
    scored = board.pivot(CELL, [SCALE, SERVED], columns=["topic"], measures=("score", "answer_count"), date="date:date")

    def topic(title, name, color):
        return (
            title,
            board.filled(board.value(scored, "score", topic=name)),
            color,
            "menu_feedback_results",
            "0.0",
            "answers",
            board.value(scored, "answer_count", topic=name),
        )

    board.cards(
        topic("With the service (%)", "service", "good"),
        topic("With who provided it (%)", "provider", "good"),
        topic("Rating after delivery (%)", "rating", "good"),
        topic("Trust (%)", "trust", "plain"),
        topic("Impression (%)", "impression", "plain"),
    )
    board.charts(by_month())
    board.charts(
        chart(
            "bar",
            "Satisfaction by programme (%)",
            CELL,
            ["program_id"],
            [SCALE, SERVED],
            measure="score",
            date="date:date",
        ),
        chart(
            "bar", "Satisfaction by branch (%)", CELL, ["branch_id"], [SCALE, SERVED], measure="score", date="date:date"
        ),
    )
    board.charts(
        chart("bar", "Satisfaction by audience (%)", CELL, ["audience"], [SCALE], measure="score", date="date:date"),
        chart(
            "bar",
            "Answers that were published, by month",
            CELL,
            ["date:month", "topic"],
            [SERVED],
            measure="answer_count",
            date="date:date",
        ),
    )
    return board

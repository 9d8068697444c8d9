"""The director, every morning: how the association keeps its word, what it gave, what people say of it."""

from .complaints import COMPLAINT, MAIN, in_time
from .complaints import OPEN as OPEN_COMPLAINT
from .requests import OPEN, REQUEST, replied_in_time
from .satisfaction import CELL, SCALE, SERVED, by_month
from .sheet import PERCENT, Dashboard, chart

FIGURE, SNAPSHOT = "beneficiary.figure", "beneficiary.figure.snapshot"
PERSON, DELIVERY, SIGNING = "beneficiary.beneficiary", "beneficiary.delivery", "beneficiary.policy.acknowledgement"
FIGURES = 60
# what is drawn together: shares, of the promises that everybody asks about first
KEYS = [
    "reply_in_window",
    "inquiries_in_time",
    "complaints_acknowledged",
    "papers_verified",
    "declarations_signed",
    "staff_acknowledged",
]


def director():
    """Return the dashboard of the management."""
    board = Dashboard("director")
    received = board.pivot(REQUEST, [["date_submitted", "!=", False]], date="date_submitted")
    replied = board.pivot(REQUEST, [["date_replied", "!=", False]], columns=["reply_state"], date="date_replied")
    waiting = board.pivot(REQUEST, [OPEN], columns=["reply_state"])
    complaints = board.pivot(COMPLAINT, [MAIN, OPEN_COMPLAINT], columns=["clock_state"])
    people = board.pivot(PERSON, [["state", "=", "registered"]])
    given = board.pivot(DELIVERY, [["state", "=", "signed"]], measures=("__count", "amount"), date="signed_on")
    signed = board.pivot(SIGNING, [["state", "in", ["pending", "signed"]]], columns=["state"])
    acknowledged, acknowledged_total = in_time(board, "acknowledge")
    board.cards(
        ("Requests received", board.value(received), "plain", "menu_requests_all"),
        replied_in_time(board, replied),
        (
            "Late replies",
            board.value(waiting, reply_state="late"),
            "bad",
            "menu_deadlines",
            None,
            "waiting",
            board.value(waiting),
        ),
        ("Open complaints", board.value(complaints), "soon", "menu_complaint"),
        (
            "Acknowledged in time",
            acknowledged,
            "good",
            "menu_complaint_analysis",
            PERCENT,
            "complaints",
            acknowledged_total,
        ),
    )
    board.cards(
        ("People registered", board.value(people), "plain", "menu_beneficiaries"),
        ("Deliveries", board.value(given), "plain", "menu_delivery"),
        ("Value delivered", board.value(given, "amount"), "plain", "menu_delivery"),
        (
            "Policy signed by",
            board.share(signed, state="signed"),
            "good",
            "menu_acknowledgements",
            PERCENT,
            "people asked",
            board.value(signed),
        ),
    )
    board.charts(
        chart(
            "bar",
            "How we keep our word (%)",
            SNAPSHOT,
            ["date:month", "figure_id"],
            [["figure_id.code", "in", KEYS], ["has_value", "=", True]],
            measure="value",
            date="date:date",
            stacked=False,
        )
    )
    board.charts(
        chart(
            "bar",
            "Requests by month and status",
            REQUEST,
            ["date_submitted:month", "state"],
            [["date_submitted", "!=", False]],
            date="date_submitted",
            action="beneficiary_request_action",
        ),
        chart(
            "bar",
            "Value delivered by month",
            DELIVERY,
            ["signed_on:month"],
            [["state", "=", "signed"]],
            measure="amount",
            date="signed_on",
            action="beneficiary_delivery_action",
        ),
    )
    board.charts(
        chart(
            "bar",
            "Requests by programme",
            REQUEST,
            ["program_id", "state"],
            [["date_submitted", "!=", False]],
            date="date_submitted",
            action="beneficiary_request_action",
        ),
        chart(
            "bar",
            "People registered by branch",
            PERSON,
            ["branch_id"],
            [["state", "=", "registered"]],
            action="beneficiary_beneficiary_action",
        ),
    )
    board.charts(
        by_month(),
        chart(
            "bar",
            "Satisfaction by service provider (%)",
            CELL,
            ["provider_user_id"],
            [SCALE, SERVED, ["provider_user_id", "!=", False]],
            measure="score",
            date="date:date",
        ),
    )
    board.records(
        "The promises of the policy in figures",
        FIGURE,
        [["clause_ids.policy_id.state", "=", "in_force"]],
        [
            ("name", "Figure"),
            ("value_text", "Value"),
            ("target_text", "Target"),
            ("result", "Result"),
            ("measured_on", "Counted on"),
        ],
        "sequence",
        lines=FIGURES,
    )
    return board

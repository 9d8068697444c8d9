"""Complaints: whether they are acknowledged and resolved in time, how they end, what causes them."""

from .sheet import ONE_DIGIT, PERCENT, Dashboard, chart

COMPLAINT, CLOCK = "beneficiary.complaint", "beneficiary.clock"
MAIN = ["merged_into_id", "=", False]
OPEN = ["state", "in", ["new", "acknowledged", "amicable", "investigation"]]
ENDED = ["outcome", "!=", False]
ACTION = "beneficiary_complaint_action"


def in_time(board, kind):
    """Return the share of the clocks of a kind that were met in time, and how many there were."""
    clocks = board.pivot(
        CLOCK, [["kind", "=", kind], ["state", "in", ["met", "met_late"]]], columns=["state"], date="stopped_on"
    )
    return board.share(clocks, state="met"), board.value(clocks)


def complaints():
    """Return the dashboard of the complaints."""
    board = Dashboard("complaints")
    received = board.pivot(COMPLAINT, [MAIN], date="date_received")
    waiting = board.pivot(COMPLAINT, [MAIN, OPEN], columns=["clock_state"])
    ended = board.pivot(COMPLAINT, [MAIN, ENDED], measures=("__count", "hours_to_resolve"), date="date_resolved")
    ended_by = board.pivot(COMPLAINT, [MAIN, ENDED], columns=["outcome"], date="date_resolved")
    known = board.pivot(
        COMPLAINT,
        [MAIN, ["date_acknowledged", "!=", False]],
        measures=("__count", "hours_to_acknowledge"),
        date="date_acknowledged",
    )
    acknowledged, acknowledged_total = in_time(board, "acknowledge")
    resolved, resolved_total = in_time(board, "resolve")
    board.cards(
        ("Complaints received", board.value(received), "plain", "menu_complaint"),
        ("Open complaints", board.value(waiting), "soon", "menu_complaint"),
        ("Late complaints", board.value(waiting, clock_state="late"), "bad", "menu_complaint"),
        (
            "Acknowledged in time",
            acknowledged,
            "good",
            "menu_complaint_analysis",
            PERCENT,
            "acknowledged",
            acknowledged_total,
        ),
        ("Resolved in time", resolved, "good", "menu_complaint_analysis", PERCENT, "resolved", resolved_total),
    )
    board.cards(
        (
            "Hours to acknowledge",
            board.average(known, "hours_to_acknowledge"),
            "plain",
            "menu_complaint_analysis",
            ONE_DIGIT,
        ),
        (
            "Hours to resolve",
            board.average(ended, "hours_to_resolve"),
            "plain",
            "menu_complaint_analysis",
            ONE_DIGIT,
        ),
        (
            "Settled amicably",
            board.share(ended_by, outcome="amicable"),
            "good",
            "menu_complaint_analysis",
            PERCENT,
        ),
    )
    board.charts(
        chart(
            "bar",
            "Complaints by month",
            COMPLAINT,
            ["date_received:month", "kind"],
            [MAIN],
            date="date_received",
            action=ACTION,
        )
    )
    board.charts(
        chart("bar", "Where the open complaints are", COMPLAINT, ["state"], [MAIN, OPEN], action=ACTION),
        chart("pie", "How complaints end", COMPLAINT, ["outcome"], [MAIN, ENDED], date="date_resolved", action=ACTION),
    )
    board.charts(
        chart(
            "bar",
            "Root causes of complaints",
            COMPLAINT,
            ["cause_ids"],
            [MAIN, ["cause_ids", "!=", False]],
            date="date_received",
            action=ACTION,
        ),
        chart("pie", "How complaints reach us", COMPLAINT, ["channel_id"], [MAIN], date="date_received", action=ACTION),
    )
    programs = board.pivot(
        COMPLAINT, [MAIN], rows=["branch_id"], columns=["state"], date="date_received", order="__count"
    )
    board.table("Complaints by branch and status", programs)
    return board

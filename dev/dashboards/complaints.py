"""Complaints: whether they are acknowledged and resolved in time, how they end, what causes them."""

from .sheet import ONE_DIGIT, PERCENT, Dashboard, chart

COMPLAINT, CLOCK = "beneficiary.complaint", "beneficiary.clock"
MAIN = ["merged_into_id", "=", False]
OPEN = ["state", "in", ["new", "acknowledged", "amicable", "investigation"]]
ENDED = ["outcome", "!=", False]
ACTION = "beneficiary_complaint_action"


def _in_time(board, kind):
    """Return the share of the clocks of a kind that were met in time, and how many there were."""
    clocks = board.pivot(
        CLOCK, [["kind", "=", kind], ["state", "in", ["met", "met_late"]]], columns=["state"], date="stopped_on"
    )
    total = board.value(clocks)
    return f"IFERROR({board.value(clocks, state='met')}/{total},0)", total


def complaints():
    """Return the dashboard of the complaints."""
    board = Dashboard("complaints")
    received = board.pivot(COMPLAINT, [MAIN], date="date_received")
    waiting = board.pivot(COMPLAINT, [MAIN, OPEN], columns=["clock_state"])
    ended = board.pivot(
        COMPLAINT, [MAIN, ENDED], measures=("__count", "amicable_share", "hours_to_resolve"), date="date_resolved"
    )
    known = board.pivot(
        COMPLAINT,
        [MAIN, ["date_acknowledged", "!=", False]],
        measures=("__count", "hours_to_acknowledge"),
        date="date_acknowledged",
    )
    acknowledged, acknowledged_total = _in_time(board, "acknowledge")
    resolved, resolved_total = _in_time(board, "resolve")
    board.cards(
        ("Received", board.value(received), "plain", "menu_complaint"),
        ("Open", board.value(waiting), "soon", "menu_complaint"),
        ("Late", board.value(waiting, clock_state="late"), "bad", "menu_complaint"),
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
            "Working hours to acknowledge",
            f"IFERROR({board.value(known, 'hours_to_acknowledge')},0)",
            "plain",
            "menu_complaint_analysis",
            ONE_DIGIT,
        ),
        (
            "Working hours to resolve",
            f"IFERROR({board.value(ended, 'hours_to_resolve')},0)",
            "plain",
            "menu_complaint_analysis",
            ONE_DIGIT,
        ),
        (
            "Settled amicably",
            f"IFERROR({board.value(ended, 'amicable_share')}/100,0)",
            "good",
            "menu_complaint_analysis",
            PERCENT,
        ),
    )
    board.charts(
        chart(
            "bar",
            "Received by month",
            COMPLAINT,
            ["date_received:month", "kind"],
            [MAIN],
            date="date_received",
            action=ACTION,
        )
    )
    board.charts(
        chart("bar", "Where the open ones are", COMPLAINT, ["state"], [MAIN, OPEN], action=ACTION),
        chart("pie", "How they ended", COMPLAINT, ["outcome"], [MAIN, ENDED], date="date_resolved", action=ACTION),
    )
    board.charts(
        chart(
            "bar",
            "Root causes",
            COMPLAINT,
            ["cause_ids"],
            [MAIN, ["cause_ids", "!=", False]],
            date="date_received",
            action=ACTION,
        ),
        chart("pie", "How they reach us", COMPLAINT, ["channel_id"], [MAIN], date="date_received", action=ACTION),
    )
    programs = board.pivot(
        COMPLAINT, [MAIN], rows=["branch_id"], columns=["state"], date="date_received", order="__count"
    )
    board.table("By branch and status", programs)
    return board

"""The committees: what waits for a decision, what was decided, which minutes are signed."""

from .sheet import PERCENT, Dashboard, chart

ITEM, MEETING = "beneficiary.committee.item", "beneficiary.committee.meeting"
PENDING = ["outcome", "=", "pending"]
DECIDED = ["outcome", "!=", "pending"]


def committees():
    """Return the dashboard of the committees."""
    board = Dashboard("committees")
    pending = board.pivot(ITEM, [PENDING])
    decided = board.pivot(ITEM, [DECIDED], columns=["outcome"], date="decided_on")
    meetings = board.pivot(MEETING, [["state", "in", ["held", "certified"]]], columns=["state"], date="start")
    planned = board.pivot(MEETING, [["state", "=", "planned"]])
    board.cards(
        ("Cases that wait", board.value(pending), "soon", "menu_agenda"),
        ("Cases decided", board.value(decided), "plain", "menu_agenda"),
        (
            "Share approved",
            board.share(decided, outcome="approved"),
            "good",
            "menu_agenda",
            PERCENT,
        ),
        (
            "Meetings held",
            board.value(meetings),
            "plain",
            "menu_meetings",
            None,
            "planned",
            board.value(planned),
        ),
        ("Minutes to sign", board.value(meetings, state="held"), "bad", "menu_meetings"),
    )
    board.charts(
        chart(
            "bar",
            "Decisions by month",
            ITEM,
            ["decided_on:month", "outcome"],
            [DECIDED],
            date="decided_on",
            action="beneficiary_committee_item_action",
        )
    )
    board.charts(
        chart(
            "bar",
            "Decisions by committee",
            ITEM,
            ["committee_id", "outcome"],
            [DECIDED],
            date="decided_on",
            action="beneficiary_committee_item_action",
        ),
        chart(
            "line",
            "Amount approved by month",
            ITEM,
            ["decided_on:month"],
            [["outcome", "=", "approved"]],
            measure="amount_approved",
            date="decided_on",
        ),
    )
    board.charts(
        chart(
            "bar",
            "Cases that wait, by committee",
            ITEM,
            ["committee_id"],
            [PENDING],
            action="beneficiary_committee_item_action",
        ),
        chart(
            "bar",
            "Meetings by month",
            MEETING,
            ["start:month", "state"],
            [["state", "!=", "cancelled"]],
            date="start",
            action="beneficiary_committee_meeting_action",
        ),
    )
    board.records(
        "The longest waiting",
        ITEM,
        [PENDING, ["request_id", "!=", False]],
        [
            ("program_id", "Programme"),
            ("request_id", "Request"),
            ("committee_id", "Committee"),
            ("reply_deadline", "Reply by"),
            ("create_date", "Sent on"),
        ],
        "id",
    )
    return board

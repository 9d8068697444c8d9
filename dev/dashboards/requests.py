"""The relations officers: what waits, what is late, where it comes from."""

from .sheet import PERCENT, Dashboard, chart

REQUEST, LEAD = "beneficiary.request", "crm.lead"
OPEN = ["state", "in", ["submitted", "complete", "review"]]
INQUIRY = ["is_inquiry", "=", True]
UNANSWERED = ["inquiry_state", "in", ["new", "open", "referred"]]
LATE = ["reply_state", "in", ["late", "due_soon"]]


def replied_in_time(board, replied):
    """Return the card of the share of replies inside the promised time.

    :param replied: the pivot of what was replied to, by ``reply_state``
    """
    share = board.share(replied, reply_state="replied")
    return "Replied in time", share, "good", "menu_requests_all", PERCENT, "replies", board.value(replied)


def requests():
    """Return the dashboard of the officers."""
    board = Dashboard("requests")
    waiting = board.pivot(REQUEST, [OPEN], columns=["reply_state"])
    replied = board.pivot(REQUEST, [["date_replied", "!=", False]], columns=["reply_state"], date="date_replied")
    received = board.pivot(REQUEST, [["date_submitted", "!=", False]], date="date_submitted")
    inquiries = board.pivot(LEAD, [INQUIRY, UNANSWERED], columns=["clock_state"])
    board.cards(
        ("Requests received", board.value(received), "plain", "menu_requests_all"),
        ("Waiting for a reply", board.value(waiting), "plain", "menu_requests_all"),
        ("Due soon", board.value(waiting, reply_state="due_soon"), "soon", "menu_deadlines"),
        ("Late replies", board.value(waiting, reply_state="late"), "bad", "menu_deadlines"),
        replied_in_time(board, replied),
    )
    board.cards(
        ("Inquiries to answer", board.value(inquiries), "plain", "menu_inquiries_all"),
        ("Late inquiries", board.value(inquiries, clock_state="late"), "bad", "menu_inquiries_all"),
    )
    board.charts(
        chart(
            "bar",
            "Requests received by month",
            REQUEST,
            ["date_submitted:month", "reply_state"],
            [["date_submitted", "!=", False]],
            date="date_submitted",
            action="beneficiary_request_action",
        )
    )
    board.charts(
        chart("bar", "Where the open requests are", REQUEST, ["state"], [OPEN], action="beneficiary_request_action"),
        chart(
            "pie",
            "How requests reach us",
            REQUEST,
            ["channel_id"],
            [["date_submitted", "!=", False]],
            date="date_submitted",
            action="beneficiary_request_action",
        ),
    )
    board.charts(
        chart(
            "bar",
            "Inquiries by month",
            LEAD,
            ["create_date:month", "inquiry_state"],
            [INQUIRY],
            date="create_date",
            action="crm_lead_action_inquiry",
        ),
        chart(
            "pie",
            "How inquiries reach us",
            LEAD,
            ["channel_id"],
            [INQUIRY],
            date="create_date",
            action="crm_lead_action_inquiry",
        ),
    )
    programs = board.pivot(REQUEST, [OPEN], rows=["program_id"], columns=["reply_state"], order="__count")
    board.table("Open requests by programme", programs)
    people = board.pivot(REQUEST, [OPEN], rows=["user_id"], columns=["reply_state"], order="__count")
    board.table("Open requests by responsible", people)
    board.records(
        "Late and due soon",
        REQUEST,
        [OPEN, LATE],
        [
            ("program_id", "Programme"),
            ("name", "Reference"),
            ("state", "Status"),
            ("user_id", "Responsible"),
            ("reply_deadline", "Reply by"),
            ("reply_state", "Clock"),
        ],
        "reply_deadline",
    )
    return board

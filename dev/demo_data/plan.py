"""How many requests each company has, when they began, and who deals with them."""

CHANNELS = {
    "awn": "interview website phone interview social_media help_request website letter interview".split(),
    "qader": "interview website phone interview social_media website help_request".split(),
    "makarem": "website interview volunteering website phone social_media".split(),
    "samtah": "interview phone interview website fax interview email letter".split(),
    "wim": "website interview social_media website phone help_request".split(),
}
DELEGATE_BRANCHES = {"awn_north", "wim_east"}
COMMITTEES = {"awn": "research", "qader": "research", "makarem": "research", "samtah": "competent", "wim": "research"}
THIRD = {"awn": "researcher", "qader": "researcher", "makarem": "manager", "samtah": "manager", "wim": "researcher"}
COUNTS = {  # draft, returned, submitted, complete, review, approved, refused, done, cancelled
    "awn": (4, 2, 7, 3, 6, 5, 5, 12, 2),
    "qader": (2, 1, 3, 2, 4, 2, 2, 5, 1),
    "makarem": (2, 1, 3, 2, 3, 2, 3, 5, 1),
    "samtah": (3, 1, 4, 7, 8, 3, 3, 8, 1),
    "wim": (2, 1, 3, 1, 4, 2, 2, 6, 1),
}
STATES = ("draft", "returned", "submitted", "complete", "review", "approved", "refused", "done", "cancelled")
# days on which requests of each state began, and after how many days they are decided: in time, and early or late
STARTS = {
    "draft": (-20, -3),
    "returned": (-30, -13),
    "submitted": (-16, -3),
    "complete": (-22, -9),
    "review": (-36, -11),
    "approved": (-62, -26),
    "refused": (-130, -27),
    "done": (-178, -36),
    "cancelled": (-100, -20),
}
STARTS_MONTH = STARTS | {"review": (-48, -12), "approved": (-80, -46), "refused": (-130, -46), "done": (-178, -56)}
STARTS_MAXIMUM = STARTS | {"approved": (-62, -38), "refused": (-130, -38), "done": (-178, -50)}
WINDOWS = {
    "awn": (STARTS, (14, 20), (6, 11)),
    "qader": (STARTS_MONTH, (31, 38), (8, 20)),
    "makarem": (STARTS, (14, 20), (6, 11)),
    "samtah": (STARTS_MAXIMUM, (5, 19), (24, 31)),
    "wim": (STARTS, (14, 20), (6, 11)),
}
# Samtah promises fifteen working days, which is three weeks: late, due about now whatever day it is, and open
SAMTAH_WAITING = {
    "complete": [-36, -31, -21, -19, -13, -5, -3],
    "review": [-34, -20, -18, -17, -14, -12, -9, -7],
}

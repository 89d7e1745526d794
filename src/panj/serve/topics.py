"""The topics of a day as people meet them: the sections of a brief, and what a topic is called."""

SECTIONS = {  # which topics of the situation stand in a section
    "Control": ("control",),
    "In force, open or closed": ("measures",),
    "Forces": ("forces",),
    "Displacement and casualties": ("displacement", "casualties"),
    "Drones and missiles": ("strikes",),
    "Captives and people in need": ("captives", "need"),
    "Requests and pledges": ("requests",),
    "Due, planned and forecast": ("outlook",),
    "Obligations": ("obligations",),
    "Responsibility": ("responsibility",),
    "Tension": ("tension",),
}
BOARDS = (
    "control",
    "measures",
    "forces",
    "displacement",
    "casualties",
    "captives",
    "need",
    "strikes",
    "requests",
    "obligations",
    "forecasts",
    "responsibility",
    "tension",
)
TOPICS = {name: "outlook" if name == "forecasts" else name for name in BOARDS}  # of a line, by the name of its board
_NAMES = {
    "measures": "in force",
    "displacement": "displaced",
    "need": "people in need",
    "strikes": "drones and missiles",
    "outlook": "ahead",
}


def called(topic: str) -> str:
    """Return what a topic or a board is called where people read: "in force" for measures."""
    return _NAMES.get(topic, topic)

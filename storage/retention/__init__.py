"""What goes when its time is over: parts of closed cases, old rows of everything else; and a log of both."""

from storage.retention.ahead import Ahead, ahead
from storage.retention.closed import (
    Over,
    begin_again,
    clean,
    drop_files,
    drop_trail,
    look_later,
    to_look_at,
)
from storage.retention.exact import blur, exact, undecided
from storage.retention.log import CLEANINGS, Cleaning, note, noted
from storage.retention.rows import SWEPT, forget_silent, forget_spent_files, old, sweep

__all__ = [
    "CLEANINGS",
    "SWEPT",
    "Ahead",
    "Cleaning",
    "Over",
    "ahead",
    "begin_again",
    "blur",
    "clean",
    "drop_files",
    "drop_trail",
    "exact",
    "forget_silent",
    "forget_spent_files",
    "look_later",
    "note",
    "noted",
    "old",
    "sweep",
    "to_look_at",
    "undecided",
]

"""Who works on cases."""

from enum import StrEnum


class Role(StrEnum):
    """What a member of staff may be."""

    OFFICER = "officer"
    HEAD = "head"
    COORDINATOR = "coordinator"
    LEADER = "leader"
    MEDIA = "media"
    ADMIN = "admin"

"""A platform tells that somebody blocked us, or is back. Where it is a colleague, others hear of it."""

from handlers.staff import groups, people
from handlers.turn import Turn
from storage import conversations, outbox
from storage.groups import find


def gone(turn: Turn) -> None:
    """Nothing reaches this lane any more. A colleague's part falls to those above, who hear of it once."""
    conn = turn.connection()
    if find(conn, turn.lane) is not None:
        groups.left(turn)
        return
    outbox.drop_lane(conn, turn.lane, wall=turn.wall)
    if turn.talk.blocked_at is not None:
        return
    conversations.block(conn, turn.lane, turn.now)
    member = turn.member()
    if member is None:
        return
    for one in people.above(conn, member.office, but=member.id):
        channel = people.channel_name(turn.worded(one.language), turn.message.address.channel)
        people.tell(turn, one, "staff-unreached", name=member.name, channel=channel)


def back(turn: Turn) -> None:
    """They can be reached again; what a colleague missed stands in the list."""
    conversations.block(turn.connection(), turn.lane, None)
    if turn.member() is not None:
        turn.say("staff-back")

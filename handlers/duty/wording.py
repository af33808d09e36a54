"""A watch in words, and who has it."""

from bot.core.roster import Watch
from handlers.watch import Post
from locales import Speaker
from storage.staff import Member


def span(watch: Watch, say: Speaker) -> str:
    """From when until when: "thứ Hai 23/11, 07:30–19:30"."""
    weekday, day = say(f"weekday-{watch.begin.weekday()}"), watch.begin.strftime("%d/%m")
    begin, end = watch.begin.strftime("%H:%M"), watch.end.strftime("%H:%M")
    over = watch.end.date() > watch.begin.date()
    return say("rota-span-over" if over else "rota-span", weekday=weekday, day=day, begin=begin, end=end)


def short(watch: Watch, say: Speaker) -> str:
    """For a button: "thứ Hai 23/11 07:30"."""
    return f"{say(f'weekday-{watch.begin.weekday()}')} {watch.begin:%d/%m %H:%M}"


def whom(post: Post, say: Speaker) -> str:
    """Who has it, and who acts instead."""
    if post.member is None and post.acts is None:
        return say("rota-nobody")
    name = post.member.name if post.member is not None else say("rota-gone")
    if post.acts is None:
        return say("rota-away-alone", who=name)
    if post.acts is post.member:
        return say("rota-away-later", who=name) if post.vacant else name
    return say("rota-instead", who=post.acts.name, of=name)


def named(member: Member, me: Member, say: Speaker) -> str:
    """A colleague on a button, or oneself."""
    return say("rota-me") if member.id == me.id else member.name

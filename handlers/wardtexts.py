"""The ward file's own words as texts of the catalogue: labels, hints, pointers, office names."""

from collections.abc import Iterator

from bot.core.words import Wording
from bot.ward import Ward


def ward_texts(ward: Ward) -> dict[str, dict[str, str]]:
    """By language and key."""
    texts = dict(_texts(ward))
    return {language: {key: words.to(language) for key, words in texts.items()} for language in ("vi", "en")}


def label_key(code: str) -> str:
    """The locale key of a category's label, e.g. `ward-label-DL-1`."""
    return f"ward-label-{code.replace('.', '-')}"


def hint_key(about: str, code: str) -> str:
    """The locale key of what to tell (`details`), to photograph (`photos`), whom to ask first (`pointer`)."""
    return f"ward-{about}-{code.replace('.', '-')}"


def _texts(ward: Ward) -> Iterator[tuple[str, Wording]]:
    for topic in (t for category in ward.categories for t in (category, *category.subcategories)):
        yield label_key(topic.code), topic.label
        for about, find in (
            ("details", ward.details_hint), ("photos", ward.photo_hint), ("pointer", ward.pointer),
        ):  # fmt: skip
            words = find(topic.code)
            if words is not None:
                yield hint_key(about, topic.code), words
    for office in ward.offices:
        yield f"ward-office-{office.id}", office.name
    for line in ward.hotlines:
        yield f"ward-hotline-{line.number.replace(' ', '-')}", line.name
    yield "ward-name", ward.name
    yield "ward-short", ward.short_name
    yield "ward-authority", ward.authority

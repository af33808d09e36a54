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
    """The locale key of what to tell (`details`), to photograph (`photos`) and mind (`care`), whom to ask
    first (`pointer`)."""
    return f"ward-{about}-{code.replace('.', '-')}"


def evidence_key(about: str, id_: str) -> str:
    """The locale key of what a point of a checklist is called (`label`), `how` to get it, `why` it helps."""
    return f"ward-evidence-{id_}-{about}"


def _texts(ward: Ward) -> Iterator[tuple[str, Wording]]:
    for topic in (t for category in ward.categories for t in (category, *category.subcategories)):
        yield label_key(topic.code), topic.label
        for about, find in (
            ("details", ward.details_hint), ("photos", ward.photo_hint), ("pointer", ward.pointer),
            ("care", ward.care),
        ):  # fmt: skip
            words = find(topic.code)
            if words is not None:
                yield hint_key(about, topic.code), words
    for item in ward.evidence:
        yield evidence_key("label", item.id), item.label
        yield evidence_key("how", item.id), item.how
        yield evidence_key("why", item.id), item.why
    for office in ward.offices:
        yield f"ward-office-{office.id}", office.name
    for line in ward.hotlines:
        yield f"ward-hotline-{line.number.replace(' ', '-')}", line.name
    yield "ward-name", ward.name
    yield "ward-short", ward.short_name
    yield "ward-authority", ward.authority

"""What is said once about a new answer: whom to ask first, a voice that will be heard, what is missing."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.core.measure import Amounts, Unit, What, arithmetic, shortfall
from bot.core.messages import MediaKind
from bot.flow.questions import Answers, Flow
from bot.ward import Ward
from handlers.report.questions import Questions, code_of
from handlers.retold import quantity_words
from handlers.turn import Turn
from handlers.wardtexts import hint_key


def make_remark(ward: Ward, flow: Flow, ask: Questions) -> Callable[[Turn, Answers, Answers], Sequence[str]]:
    """What is said, given the answers before and after."""

    def remark(turn: Turn, before: Answers, after: Answers) -> Sequence[str]:
        return tuple(said(turn, before, after))

    def said(turn: Turn, before: Answers, after: Answers) -> Iterator[str]:
        code, earlier = (code_of(each, ask.category, ask.subcategory) for each in (after, before))
        pointer = ward.pointer(code) if code != earlier else None
        if pointer is not None and pointer != ward.pointer(earlier):
            yield turn.words(hint_key("pointer", code))
        if _voices(ask, after) > _voices(ask, before):
            yield turn.words("voice-kept")
        weighed = _weighed(flow, ask, after)
        if weighed is not None and weighed != _weighed(flow, ask, before):
            yield from _missing(turn, weighed)

    return remark


def _voices(ask: Questions, answers: Answers) -> int:
    photos = answers.raw(ask.photos)
    items = photos.get("items", ()) if isinstance(photos, Mapping) else ()
    return sum(1 for item in items if item.get("kind") == MediaKind.VOICE)


def _weighed(flow: Flow, ask: Questions, answers: Answers) -> Amounts | None:
    """The amounts, once both are known and the report asks for them."""
    told = answers.given(ask.amounts)
    if not told or ask.amounts not in flow.walk(answers):
        return None
    return Amounts(float(told["bought"]), float(told["got"]), Unit(told["unit"]), told.get("word", ""))


def _missing(turn: Turn, weighed: Amounts) -> Iterator[str]:
    """In careful words: a kitchen scale proves nothing, and nobody is judged."""
    missing = shortfall(weighed.bought, weighed.got)
    if missing.grams <= 0:
        return
    say = turn.worded(turn.talk.language)
    said = say(
        "amounts-said",
        missing=quantity_words(missing.grams, weighed.unit, say, weighed.word),
        bought=quantity_words(weighed.bought, weighed.unit, say, weighed.word),
    )
    yield f"{said} {say(size_key(turn.desk.ward, weighed))}"


def size_key(ward: Ward, weighed: Amounts) -> str:
    """Large where no scale in the table may be wrong by so much, small where every one may."""
    lines = arithmetic(weighed, ward.laws.tolerances)
    times = next((line for line in lines if line.what is What.TIMES), None)
    if times is None or times.low <= 1 < times.high:
        return "amounts-open"
    return "amounts-large" if times.low > 1 else "amounts-small"

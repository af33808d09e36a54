"""The lexicon: what in it cannot work, and how a ward adds its own words and names."""

from pathlib import Path

import msgspec
import pytest

from bot.core.errors import WardError
from bot.core.understanding import Intent
from bot.core.understanding.lexicon import Concept
from bot.ward.lexicon import SHIPPED, read_lexicon, shipped, tuned, unanswered
from bot.ward.schema import WardWords
from tests.support.lexicons import small
from tests.ward.shipped import WARD, edited

SOUND = """\
[spellings]
ko = "không"
[after_number]
[concepts.short]
words = ["thiếu"]
kinds = ["bad"]
[concepts.bad]
[concepts.fake]
weak = ["giả"]
after = ["short"]
[[rules]]
all = ["short"]
code = "DL"
weight = 4
[[rules]]
all = ["short", "weights"]
weight = 2
to = { fake = "HG.1" }
unless = ["case code"]
[[rules]]
all = ["bad"]
code = "question"
topic = "nowhere"
weight = 1
[[rules]]
all = ["fake"]
code = "elsewhere"
topic = "nobody"
weight = 1
[[tellings]]
concept = "bad"
fact = "packs_short"
value = "#"
"""


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    text = SOUND
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "lexicon.toml").write_text(text, encoding="utf-8")
    return folder / "lexicon.toml"


def test_a_sound_lexicon_is_read(tmp_path: Path) -> None:
    assert read_lexicon(written(tmp_path)).concepts.keys() == {"short", "bad", "fake"}


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('kinds = ["bad"]', 'kinds = ["worse"]', 6, "concepts.short.kinds: there is no concept 'worse'"),
        ("[concepts.bad]", '[concepts.bad]\nkinds = ["short"]', 6, "'short' is a kind of itself"),
        ('after = ["short"]', 'after = ["none"]', 10, "concepts.fake.after: there is no concept 'none'"),
        ('after = ["short"]', "", 9, "these words are never heard"),
        ('all = ["short"]\ncode', 'all = ["shirt"]\ncode', 12, "rules[0].all: there is no concept 'shirt'"),
        ('all = ["short"]\ncode', "all = []\ncode", 12, "a rule needs a concept"),
        ('code = "DL"', "", 11, "a rule needs either a code or `to`"),
        ('code = "DL"', 'code = "dl"', 13, "'dl' is neither a category nor an intent"),
        ('code = "DL"', 'code = "DL"\ntopic = "late"', 14, "only a question or a matter for somebody else"),
        ('fake = "HG.1"', 'fakes = "HG.1"', 18, "rules[1].to: there is no concept 'fakes'"),
        ('fake = "HG.1"', 'fake = "fake"', 18, "rules[1].to: 'fake' is neither"),
        ('unless = ["case code"]', 'unless = ["code"]', 19, "rules[1].unless: there is no concept 'code'"),
        ('concept = "bad"', 'concept = "good"', 31, "tellings[0].concept: there is no concept 'good'"),
        ('fact = "packs_short"', 'fact = "packs"', 32, "there is no routing fact 'packs'"),
        ('fact = "packs_short"', 'fact = "category"', 32, "there is no routing fact 'category'"),
        ('value = "#"', 'value = "many"', 33, "packs_short cannot be 'many'"),
        ('fact = "packs_short"', 'fact = "food"', 33, "food cannot be '#'"),
        ("[[tellings]]", "[[telling]]", 0, "unknown field `telling`"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, what: str) -> None:
    with pytest.raises(WardError) as caught:
        read_lexicon(written(tmp_path, (old, new)))
    problem = str(caught.value)
    assert what in problem
    if line:
        assert f"lexicon.toml:{line}: " in problem


def test_a_topic_that_this_ward_does_not_answer_is_named_with_its_line(tmp_path: Path) -> None:
    told = list(unanswered(WARD, ["what-counts"], written(tmp_path)))
    assert [sentence.partition("lexicon.toml:")[2] for sentence in told] == [
        "23: rules[2].topic: 'nowhere' is not the id of an answer",
        "28: rules[3].topic: 'nobody' is not the id of a pointer",
    ]


def test_the_shipped_lexicon_has_no_fault() -> None:
    assert read_lexicon(SHIPPED) == shipped()


def test_a_ward_adds_words_to_a_concept_and_concepts_of_its_own() -> None:
    words = (
        WardWords(concept="short", words=("móc cân",)),
        WardWords(concept="short", marked=("cân đuối",)),
        WardWords(concept="shop", words=("quán bà tám",)),
    )
    lexicon = tuned(msgspec.structs.replace(WARD, words=words), small())
    concepts = lexicon.finder.concepts
    assert {"thiếu", "móc cân"} <= set(concepts["short"].words)
    assert concepts["short"].marked == ("cân điêu", "cân đuối")
    assert concepts["short"].unless == ("thiếu nước",)
    assert concepts["shop"] == Concept(words=("quán bà tám",))


def test_the_words_of_a_ward_are_heard(tmp_path: Path) -> None:
    from bot.ward import load_ward  # noqa: PLC0415  beside the file that is made here

    more = '[[words]]\nconcept = "unheard of"\nwords = ["xyz"]\n[[danger]]'
    ward = load_ward(edited(tmp_path, ("[[danger]]", more)))
    assert ward.words[0].concept == "unheard of"
    assert ward.heard("tôi mua 1 cân thịt về cân lại còn 7 lạng").guesses[0].code == "DL.1"


def test_only_what_the_ward_offers_is_heard() -> None:
    def heard(**hidden: bool) -> list[str]:
        categories = tuple(
            msgspec.structs.replace(
                category,
                hidden=hidden.get(category.code, False),
                subcategories=tuple(
                    msgspec.structs.replace(sub, hidden=hidden.get(sub.code.replace(".", ""), False))
                    for sub in category.subcategories
                ),
            )
            for category in WARD.categories
        )
        ward = msgspec.structs.replace(WARD, categories=categories)
        heard = msgspec.structs.replace(ward, lexicon=tuned(ward, small())).heard("hàng giả, sữa bột")
        return [reading.code for reading in heard.readings]

    assert heard() == ["HG.1"]
    assert heard(HG1=True) == ["HG"]
    assert heard(HG=True) == []


def test_names_of_the_ward_are_its_own_with_and_without_their_first_word() -> None:
    units = tuned(WARD, small()).units
    assert {"phuong thanh dong", "thanh dong", "binh han", "an thuong", "hai phong"} <= units.own
    assert "Nam Sách" in units.others
    near = msgspec.structs.replace(WARD, neighbours=("Bình Hàn", "Nơi Xa"))
    assert tuned(near, small()).units.others == {"Nơi Xa"}


def test_a_lexicon_without_words_hears_nothing() -> None:
    empty = small(concepts={}, rules=(), tellings=())
    ward = msgspec.structs.replace(WARD, lexicon=tuned(WARD, empty))
    assert ward.heard("cân thiếu").intent is Intent.NOTHING

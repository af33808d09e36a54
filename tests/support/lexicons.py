"""A lexicon of a few words: enough to see what the rules of hearing do with them."""

from bot.core.understanding.lexicon import Concept, LexiconFile, Rule, Telling


def small(**changes: object) -> LexiconFile:
    """Cheating with scales, fakes, milk, a question, a name of a place."""
    parts: dict[str, object] = {
        "spellings": {"ko": "không", "hok": "không", "nạng": "lạng", "vs": "với", "ntn": "như thế nào"},
        "after_number": {"k": "nghìn", "l": "lạng"},
        "concepts": CONCEPTS,
        "rules": RULES,
        "tellings": TELLINGS,
    }
    return LexiconFile(**{**parts, **changes})  # type: ignore[arg-type]  # the test says which


CONCEPTS = {
    "harmless": Concept(words=("hàng giá rẻ", "cân nhơn hoà", "gia cầm")),
    "negation": Concept(words=("không", "chưa")),
    "goods": Concept(words=("thịt", "hàng")),
    "milk": Concept(words=("sữa", "sữa bột"), kinds=("food",)),
    "food": Concept(words=("bánh",), kinds=("goods",)),
    "fake": Concept(
        words=("hàng giả", "hàng nhái"),
        weak=("giả", "đểu"),
        after=("goods",),
        unless=("giả vờ",),
        negatable=True,
    ),
    "short": Concept(words=("cân thiếu", "thiếu", "# lạng nợ"), marked=("cân điêu",), unless=("thiếu nước",)),
    "ask": Concept(words=("làm sao", "như thế nào")),
    "real": Concept(words=("hàng thật",)),
    "scam": Concept(words=("lừa chuyển khoản",)),
    "ill": Concept(words=("đau bụng", "# người đau bụng")),
    "several": Concept(words=("# gói",)),
    "today": Concept(words=("sáng nay",), kinds=("time",)),
    "yesterday": Concept(words=("hôm qua",), kinds=("time",)),
    "clock": Concept(words=("lúc # giờ",), kinds=("time",)),
    "time": Concept(),
    "site": Concept(words=("chợ", "quầy")),
    "beside": Concept(words=("gần", "ở")),
    "halt": Concept(words=("bán", "thì")),
    "unit": Concept(words=("phường", "xã", "thành phố")),
}
RULES = (
    Rule(all=("short",), code="DL", weight=4),
    Rule(all=("short", "weights"), code="DL.1", weight=3, near=4),
    Rule(all=("amounts-short",), code="DL.1", weight=6),
    Rule(all=("short", "gold-weights"), code="DL.6", weight=6),
    Rule(all=("fake",), code="HG", weight=6, unless=("ask",)),
    Rule(all=("fake",), to={"milk": "HG.1", "several": "HG.5"}, weight=2),
    Rule(all=("ask", "real"), code="question", topic="what-counts", weight=8),
    Rule(all=("scam",), code="elsewhere", topic="online-fraud", weight=9),
    Rule(all=("case code",), code="track", weight=9),
    Rule(all=("goods", "ask"), code="DL", weight=-9),
)
TELLINGS = (
    Telling(concept="ill", fact="injured"),
    Telling(concept="food", fact="food"),
    Telling(concept="goods", fact="food", value=False),
    Telling(concept="several", fact="earlier_reports", value="#"),
)

"""The words of a message as codes: one spelling for each word that matters to amounts, however it was typed.

Typed with its marks, a word means only itself: "cần" is no "cân", "nữa" no "nửa". Typed without, it may be
any word of its letters, unless the message is written with marks: there "can" is a jerrycan.
"""

import re
import unicodedata
from functools import cache
from typing import Final

import msgspec


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, a figure or a sign: its code, where it stands in the text, and whether it is typed as it is
    spelled, with marks or in a message with marks."""

    code: str
    start: int
    end: int
    marked: bool = False


_TOKEN: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[½¼¾]|[^\W\d_½¼¾]+|[^\s\w]")
_WIDE: Final = {0xFF01 + step: 0x21 + step for step in range(94)} | {0x3000: 0x20}
_AGAIN: Final = re.compile(r"([^\W\d_])\1\1+")
_MARKED: Final = """
    một mốt bốn tư năm lăm nhăm sáu bảy bẩy tám chín mười mươi chục trăm rưỡi rưởi nửa lẻ
    cân ký kí kilô lạng nạng gờ tạ yến tấn chỉ phân lượng cây lít nít mét nghìn ngàn đồng đ vnđ triệu củ xị
    quả trái cái gói túi hộp bịch thùng lốc bó mớ nải tuần tháng lần người đứa giờ phút tuổi bữa miếng khúc
    loại kilôgam
    thứ nhà sạp quầy kiện cuộn tấm đôi cặp chiếc vỉ rổ giỏ món bác bình số ngõ ngách tổ tầng đường hẻm lô
    đặt lấy bảo báo nói hô đề đóng tính bán đổ bơm gọi để
    còn được đc có lại thử đúng nhận lên vẻn vẹn mỗi mới thực tế về là chứa
    thiếu hụt mất bớt chênh lệch nhẹ kém xén thâm đứt
    trả hết giá tiền tốn bạc tổng phạt
    trừ hơn gần khoảng tầm cỡ chưa đầy chừng độ xấp xỉ ngót trên dưới đến cứ từng tôi tới hoặc
    vàng nhẫn tiệm lắc chuyền dây xăng dầu rượu mắm sữa nước mật chạy vải đồ giả
    điện tử nhơn lò hồ đối chứng treo móc đĩa tiểu mà thì rồi thôi ạ ừ đấy nhé nhá chứ đã cũng bị
    bằng cháu chiếm gánh giấm hàng kêu niêm lụa rèm lưới ống thước mình những phế liệu vụn sắt tương vác vựa
    xò xóm nặng thấy thành thơm nẫu mọng ngoái
    thương lái đại lý nát ve chú dì cô bà chị sáng chiều trưa tối đêm vợ hồi lúc cuốc
    đây đó này nọ kia vậy thế của khối cát sỏi bê gỗ đất viên nhưng khi nó gộp
"""
_OWN: Final = {
    # these mean something else without their marks, so they keep a code of their own
    "bì": "bì", "đá": "đá", "vỏ": "vỏ", "đền": "đền", "bù": "bù", "hoàn": "hoàn", "rươi": "rươi", "từ": "từ",
    "để": "để", "chú": "chú", "dì": "dì", "cô": "cô", "bà": "bà", "chị": "chị", "mới": "mới", "bị": "bị",
    "đó": "đó", "tôi": "tôi", "mật": "mật", "tử": "tử", "chứa": "chứa", "tặng": "tặng", "đại": "đại",
    "thừa": "thừa", "dư": "dư", "lái": "lái", "vợ": "vợ", "tấm": "tấm", "giỏ": "giỏ", "lô": "lô",
    "cỡ": "cỡ", "rọi": "rọi", "đòi": "đòi", "chuyển": "chuyển", "bấm": "bấm", "hũ": "hũ", "lọ": "lọ",
    "tuýp": "tuýp", "két": "két", "chưng": "chưng", "sào": "sào", "thô": "thô", "huyết": "huyết", "nẻ": "le",
    "thỏi": "thỏi", "cả": "cả", "nhảy": "nhảy", "hủ": "hũ", "giả": "giả", "quét": "quét", "chém": "chém",
   "chở": "chở", "lợn": "heo", "bò": "heo", "trâu": "heo", "gà": "heo", "cá": "ca",
    "cắp": "cắp", "hòa": "hoa", "hoà": "hoa",
    "đếm": "đếm", "vẫn": "vẫn", "tờ": "tờ", "m³": "m³", "phần": "phần", "quẹt": "quẹt", "kệ": "kệ",
    "nạng": "lang", "nít": "lit", "rưởi": "ruoi", "bẩy": "bay", "kilô": "kilo",
    "kilôgam": "kilogam", "đc": "duoc",
}  # fmt: skip
_SHORT: Final = {"dc": "duoc", "đc": "duoc", "thiu": "thieu", "vnđ": "vnd", "kilogamme": "kilogam"}
_EVERYDAY: Final = frozenset({"con", "can", "ban", "ta", "chi", "nam", "tu", "sau", "la", "moi", "do", "dat"})
"""Ordinary words without marks that are other words with them."""
_ENOUGH: Final = 2
_SHARE: Final = 4


def words(text: str) -> frozenset[str]:
    """A set of codes, written as one line."""
    return frozenset(text.split())


def strip(word: str) -> str:
    """The letters of a word without their marks."""
    spread = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@cache
def _codes() -> dict[str, str]:
    return {word: strip(word) for word in _MARKED.split()} | _OWN


def tokens(text: str) -> list[Token]:
    """The message word by word; places count the letters of `text` itself."""
    shown, places = _shown(text)
    found = [(match[0], *match.span()) for match in _TOKEN.finditer(shown)]
    if _AGAIN.search(shown) is not None:
        found = [(_AGAIN.sub(r"\1", word), start, end) for word, start, end in found]
    marked = _is_marked([word for word, _, _ in found])
    known = _codes()  # a word with marks that means nothing here has the empty code
    row = [
        Token(_plain(word, marked=marked), start, end, marked)
        if word.isascii()
        else Token(known.get(word, word if len(word) == 1 else ""), start, end, marked=True)
        for word, start, end in found
    ]
    if places is None:
        return row
    return [Token(each.code, places[each.start], places[each.end], each.marked) for each in row]


def _plain(word: str, *, marked: bool) -> str:
    """The code of a word without marks."""
    if marked and word in _EVERYDAY:
        return word + "'"
    return _SHORT.get(word, word)


def _is_marked(words: list[str]) -> bool:
    letters = [word for word in words if word[0].isalpha()]
    own = len(letters) - sum(map(str.isascii, letters))
    return own >= _ENOUGH and own * _SHARE >= len(letters)


def _shown(text: str) -> tuple[str, list[int] | None]:
    """Composed, lower case, with ordinary figures; and where each of its letters came from, if not its own
    place."""
    if text.isascii():
        return text.lower(), None
    low = text.translate(_WIDE).lower()
    if len(low) == len(text) and unicodedata.is_normalized("NFC", low):
        return low, None
    return _composed(text)


def _composed(text: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    places: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        cluster = unicodedata.normalize("NFC", text[start:end].translate(_WIDE).lower())
        letters.append(cluster)
        places.extend([start] * len(cluster))
        start = end
    return "".join(letters), [*places, len(text)]

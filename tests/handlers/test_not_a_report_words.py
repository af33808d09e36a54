"""Each answer and each pointer is reached by words that people use, with and without marks."""

from collections.abc import Mapping, Sequence
from typing import Final

import pytest

from bot.core.understanding.heard import Intent
from tests.support.wards import invented_ward

WARD = invented_ward()

QUESTIONS: Final[Mapping[str, Sequence[str]]] = {
    "what-counts": (
        "Cân thiếu bao nhiêu thì bị coi là cân gian?",
        "thieu vai chuc gam thi co sao khong",
        "How much missing weight counts as cheating?",
    ),
    "home-scale": (
        "Tôi cân bằng cân ở nhà thì có tính không ạ?",
        "can nha toi co dung lam bang chung duoc khong",
    ),
    "reference-scale": (
        "Cân đối chứng của chợ đặt ở chỗ nào vậy?",
        "muon can lai o cho thi can doi chung o dau, co mat tien khong",
        "Where is the reference scale of the market?",
    ),
    "scale-stamp": (
        "Bao lâu thì cân phải kiểm định một lần?",
        "tem kiem dinh tren can la gi",
    ),
    "identity": (
        "Nếu tôi báo thì chủ quán có biết là ai báo không?",
        "toi so bi lo ten lam, co ai biet toi bao khong",
        "Will the seller find out that it was me?",
    ),
    "anonymous": (
        "Tôi không muốn cho biết tên thì có báo được không?",
        "co gui an danh duoc khong",
        "Can I report anonymously?",
    ),
    "fresh-goods": (
        "Mớ rau ngoài chợ không có nhãn thì có vi phạm không?",
        "ca tuoi ban o cho co can phai co nhan khong",
        "Do fresh vegetables need a label?",
    ),
    "old-province": (
        "Bao bì vẫn ghi tỉnh Hải Dương thì có sai không?",
        "nhan ghi dia chi tinh hai duong cu con dung duoc khong",
    ),
    "e-label": (
        "Hàng chỉ có mã QR chứ không in nhãn thì có đúng không?",
        "nhan dien tu co hop le khong",
    ),
    "label-contents": (
        "Trên nhãn bắt buộc phải ghi những gì?",
        "nhan hang phai co nhung noi dung nao",
    ),
    "foreign-label": (
        "Hàng nhập khẩu có bắt buộc phải có tem phụ tiếng Việt không?",
        "do ngoai nhap co phai dan nhan tieng viet khong",
    ),
    "no-photo": (
        "Tôi không chụp được ảnh thì có báo được không?",
        "khong co anh phuong co nhan khong",
        "Can I report without a photo?",
    ),
    "what-to-photo": (
        "Tôi cần chụp những gì để báo?",
        "co can giu hoa don khong",
        "What should I take a picture of?",
    ),
    "confront": (
        "Tôi có nên quay lại nói chuyện với người bán không?",
        "co nen dang len facebook khong",
    ),
    "what-happens": (
        "Gửi phản ánh xong thì phường sẽ làm gì tiếp?",
        "bao xong thi ai xu ly, co xuong kiem tra khong",
        "What happens after I send a report?",
    ),
    "how-long": (
        "Bao nhiêu ngày thì phường trả lời?",
        "gui phan anh bao lau thi co ket qua",
        "How long does it take to get an answer?",
    ),
    "cost": (
        "Gửi phản ánh có mất phí gì không?",
        "bao the nay co ton tien khong",
        "Does it cost anything to report?",
    ),
    "call": (
        "Phường có số điện thoại nào để gọi không?",
        "toi den truc tiep phuong duoc khong, lam viec may gio",
        "Is there a phone number I can call?",
    ),
    "false-report": (
        "Lỡ báo nhầm thì tôi có bị phạt không?",
        "bao sai co sao khong",
        "What if I am wrong about the shop, will I be punished?",
    ),
    "fines": (
        "Cân thiếu như thế thì bị phạt bao nhiêu tiền?",
        "cua hang ban hang gia bi xu phat the nao",
        "How much will the shop be fined?",
    ),
    "compensation": (
        "Tôi có được trả lại hàng và lấy lại tiền không?",
        "hang mua roi co duoc doi tra khong",
        "Can I get my money back?",
    ),
    "for-another": (
        "Tôi báo thay cho mẹ tôi có được không?",
        "bao ho hang xom duoc khong",
        "May I report for my mother?",
    ),
    "online-goods": (
        "Mua hàng trên mạng thì báo ở đây được không?",
        "mua tren shopee co phan anh duoc khong",
    ),
    "other-ward": (
        "Tôi mua ở phường khác thì báo ở đây có được không?",
        "toi khong o phuong nay co bao duoc khong",
    ),
    "late": (
        "Tôi mua từ tháng trước rồi, giờ báo có được không?",
        "chuyen lau roi co con bao duoc khong",
    ),
    "add-later": (
        "Gửi rồi tôi có bổ sung thêm ảnh được không?",
        "da gui phan anh roi co sua lai duoc khong",
    ),
    "formal": (
        "Muốn làm đơn tố cáo thì gửi ở đâu?",
        "thu tuc lam don to cao the nao",
    ),
    "robot": (
        "Đây là người thật hay là máy trả lời vậy?",
        "toi dang noi chuyen voi ai day",
        "Are you a real person or a bot?",
    ),
    "what-for": (
        "Ở đây báo được những việc gì?",
        "ban nay dung de lam gi",
        "What can I report here?",
    ),
    "personal-data": (
        "Phường lưu thông tin gì của tôi?",
        "du lieu cua toi duoc giu bao lau",
    ),
}

ELSEWHERE: Final[Mapping[str, Sequence[str]]] = {
    "noise": ("Quán bên cạnh mở loa kéo hát hò đến khuya, ồn không chịu được", "hang xom mo nhac to ca dem"),
    "parking": ("Xe tải đỗ chắn ngay cửa nhà tôi từ sáng", "o to do bit loi ra vao ngo"),
    "garbage": ("Rác chất đống ở đầu ngõ mấy hôm không ai dọn", "co nguoi do trom rac ra bo muong"),
    "street-light": ("Cả dãy đèn đường phố tôi tắt mấy tối nay", "den duong bi hong toi om"),
    "road": ("Đường trước trường đầy ổ gà, mưa là ngã xe", "nap cong bi mat rat nguy hiem"),
    "flooding": ("Mưa một tí là ngõ tôi ngập đến đầu gối", "cong tac nuoc tran len duong"),
    "tree": ("Cây bàng trước ngõ nghiêng sắp đổ", "canh cay kho sap gay roi xuong duong"),
    "pavement": ("Vỉa hè bị hàng quán chiếm hết, người đi bộ phải xuống lòng đường", "hang rong lan via he"),
    "smoke": ("Người ta đốt rác khói bay vào nhà tôi", "dot rom khoi mu mit ca lang"),
    "pollution": ("Chuồng lợn nhà bên xả nước thải ra mương", "nuoc thai cua xuong chay ra song den ngom"),
    "building": ("Nhà bên xây không phép làm nứt tường nhà tôi", "cong trinh xay dung trai phep"),
    "land": ("Hàng xóm lấn ranh giới đất nhà tôi", "tranh chap dat dai voi nha ben canh"),
    "water": ("Nhà tôi mất nước từ hôm qua", "nuoc may duc ngau khong dung duoc"),
    "power": ("Cả khu tôi bị cúp điện từ trưa", "mat dien ca xom"),
    "bill": ("Sao tiền điện tháng này cao gấp đôi vậy", "hoa don tien nuoc tang vot"),
    "telecom": ("Mạng internet nhà tôi chập chờn cả tuần", "sim dien thoai bi khoa hai chieu"),
    "id-card": ("Làm lại thẻ căn cước thì mang giấy tờ gì", "vneid cua toi khong dang nhap duoc"),
    "residence": ("Đăng ký tạm trú cho người thuê nhà ở đâu", "xin xac nhan cu tru"),
    "civil-status": ("Làm giấy khai sinh cho cháu thì cần những gì", "dang ky ket hon o phuong the nao"),
    "lost-papers": ("Tôi đánh rơi ví có giấy tờ ở chợ", "nhat duoc cai vi thi nop o dau"),
    "welfare": ("Mẹ tôi 80 tuổi thì làm trợ cấp thế nào", "lam the bao hiem y te o dau"),
    "loan": ("Nhà tôi muốn vay vốn ngân hàng chính sách", "vay von ho ngheo thi hoi ai"),
    "labour": ("Công ty nợ lương tôi ba tháng nay", "toi can tim viec lam"),
    "school": ("Trường thu học phí cao quá", "hoi ve tuyen sinh lop 1"),
    "health-station": ("Trạm y tế phường mở cửa mấy giờ", "tiem chung cho chau o dau"),
    "dogs": ("Chó nhà đầu ngõ thả rông đuổi người đi đường", "cho tha rong khong ro mom"),
    "traffic": ("Xe tải chạy ẩu trước cổng trường", "thanh nien dua xe lang lach"),
    "neighbour": ("Hai nhà hàng xóm cãi nhau suốt ngày", "mau thuan voi hang xom nho hoa giai"),
    "theft": ("Đêm qua nhà tôi bị trộm vào lấy xe máy", "bi moc tui o cho mat dien thoai"),
    "loan-sharks": ("Bọn đòi nợ thuê ném chất bẩn vào nhà tôi", "cho vay nang lai dan to roi khap ngo"),
    "school-violence": ("Cháu tôi bị các bạn đánh hội đồng ở trường", "con toi bi bat nat o truong"),
    "child": ("Có đứa trẻ bị bố dượng đánh đập suốt", "chau be bi bo roi truoc cong chua"),
    "domestic": ("Anh hàng xóm say rượu đánh vợ", "chong toi danh toi, bao luc gia dinh"),
    "online-fraud": ("Có người giả danh công an bắt tôi chuyển tiền", "toi bi lua chuyen khoan tren mang"),
    "fight": ("Có đám thanh niên đánh nhau ngoài quán bia", "hai nhom cam gay danh nhau"),
    "fire": ("Nhà số 20 đang cháy to lắm", "co chay o tang 3"),
    "gambling": ("Quán nước đầu phố đánh bạc suốt đêm", "nha do ghi lo de"),
    "drugs": ("Mấy thanh niên hút chích ở nhà bỏ hoang", "nghi co nguoi ban ma tuy"),
    "missing": ("Mẹ tôi đi lạc từ sáng chưa về", "chau be bi lac o cho"),
    "life": ("Em không muốn sống nữa, mọi người đừng tìm em", "Toi chi muon chet cho xong"),
    "reprisal": (
        "Họ biết tôi báo nên kéo đến nhà doạ, bắt tôi rút đơn",
        "Since I reported him he waits for me every night",
    ),
    "seller": (
        "Tôi bán hàng 20 năm mà cứ bị khách vu oan, phường xem giúp",
        "quán em bị khách bóc phốt, oan quá",
    ),
    "misconduct": (
        "Cán bộ phường gợi ý đưa phong bì mới ký giấy",
        "can bo mot cua hach sach, vinh tien dan",
        "An official at the ward asked me for a bribe",
    ),
}

TRACK: Final = (
    "Đơn của tôi giải quyết đến đâu rồi?",
    "phan anh cua toi may hom roi chua thay tra loi",
    "What is happening with my report?",
)
WITHDRAW: Final = (
    "Tôi báo nhầm quầy rồi, xin rút lại",
    "huy giup toi phan anh hom qua, nguoi ta da den roi",
    "I want to withdraw my report, it was a mistake",
)
REPORTS: Final = (
    "Mua 2 cân thịt về cân lại còn 1kg7, phường có kiểm tra không?",
    "mua 1kg ca chi duoc 8 lang, the co bi coi la gian khong",
    "Nhãn dán đè hạn sử dụng, tôi có được trả lại không? Cửa hàng ở số 5 chợ Mẫu",
    "Quán bán rượu giả, sợ lộ tên quá",
)
"""Both a question and a report: a report."""


def _pairs(told: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    return [(topic, words) for topic, sentences in told.items() for words in sentences]


def test_there_is_a_sentence_for_every_answer_and_every_pointer() -> None:
    assert {answer.id for answer in WARD.laws.answers} == set(QUESTIONS)
    assert {pointer.id for pointer in WARD.pointers} == set(ELSEWHERE)


@pytest.mark.parametrize(("topic", "words"), _pairs(QUESTIONS))
def test_a_question_finds_its_answer(topic: str, words: str) -> None:
    heard = WARD.heard(words)
    assert (heard.intent, heard.topic) == (Intent.QUESTION, topic)


@pytest.mark.parametrize(("topic", "words"), _pairs(ELSEWHERE))
def test_a_matter_of_somebody_else_finds_its_pointer(topic: str, words: str) -> None:
    heard = WARD.heard(words)
    assert (heard.intent, heard.topic) == (Intent.ELSEWHERE, topic)


@pytest.mark.parametrize("words", TRACK)
def test_who_asks_where_their_report_is_is_told(words: str) -> None:
    assert WARD.heard(words).intent is Intent.TRACK


@pytest.mark.parametrize("words", WITHDRAW)
def test_who_was_mistaken_can_take_it_back(words: str) -> None:
    assert WARD.heard(words).intent is Intent.WITHDRAW


@pytest.mark.parametrize("words", REPORTS)
def test_what_is_a_question_and_a_report_is_a_report(words: str) -> None:
    assert WARD.heard(words).intent is Intent.REPORT

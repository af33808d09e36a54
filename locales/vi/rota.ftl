# Lịch trực: ai trực khi nào, xếp lịch, đổi ca, nhắc trực.

rota-head = Lịch trực · { $office }
rota-now = Đang trực: { $who }
rota-now-nobody = Hiện không có ai trực: việc khẩn được báo cho tất cả cán bộ của đơn vị.
rota-line = • { $span }: { $who }
rota-line-vacant = ⚠ { $span }: { $who }
rota-span = { $weekday } { $day }, { $begin }–{ $end }
rota-span-over = { $weekday } { $day }, { $begin } – { $end } hôm sau
rota-nobody = chưa có ai
rota-gone = người không còn làm ở đơn vị
rota-instead = { $who } (thay { $of })
rota-away-alone = { $who } (vắng, chưa có ai thay)
rota-away-later = { $who } (vắng một phần ca)
rota-asked = (đang nhờ { $who })
rota-how = Bấm một ca để xếp người trực.
rota-none = Không có đơn vị nào giữ lịch trực mà anh/chị xem được. Đơn vị giữ lịch trực được ghi trong tệp của phường.
rota-which = Xem lịch trực của đơn vị nào?

rota-one =
    Ca { $span }
    Hiện tại: { $who }

    Ai trực ca này?
rota-me = Tôi trực
rota-rid = Bỏ trống ca này
rota-back = Xem lại lịch
rota-copy = Chép lịch tuần trước
rota-wipe = Xoá lịch sắp tới
rota-wipe-sure = Xoá { $count } ca đã xếp sắp tới? Người trực sẽ được báo.
rota-wipe-yes = Xoá hết
rota-put = Đã xếp { $who } trực { $when }.
rota-copied = Đã chép { $count } ca từ tuần trước. Ca đã có người thì giữ nguyên.
rota-wiped = Đã xoá { $count } ca sắp tới.
rota-over = Ca này đã qua, hoặc đã được xếp lại. Xin xem lại lịch: /truc.
rota-not-of-office = Người này không còn làm ở đơn vị, hoặc không nhận được tin. Xin chọn lại.

rota-swap = Đổi ca { $when }
rota-drop = Thôi nhờ đổi ca { $when }
rota-ask-whom = Ca { $span }: nhờ ai trực thay, hoặc đổi lấy ca nào?
rota-give = Nhờ { $who } trực thay
rota-for = Đổi lấy { $when } của { $who }
rota-alone = Đơn vị chưa có đồng nghiệp nào khác để đổi ca.
rota-not-yours = Đây không phải ca trực của anh/chị.
rota-was-asked = Đã hỏi { $who }. Ca vẫn là của anh/chị cho đến khi { $who } nhận.
rota-asks =
    { $who } nhờ anh/chị trực thay ca:
    • { $span }
rota-asks-for =
    { $who } muốn đổi ca với anh/chị. Anh/chị trực:
    • { $span }
    { $who } trực:
    • { $other }
rota-yes = Nhận ca
rota-no = Không nhận
rota-dropped = Đã thôi nhờ. Ca vẫn là của anh/chị.
rota-declined = Đã báo là không nhận.
rota-was-declined = { $who } không nhận được ca { $span }. Ca vẫn là của anh/chị.
rota-swapped = Đã đổi ca trực giữa { $one } và { $other }.

rota-given =
    { $by } đã xếp anh/chị trực:
    { $watches }
rota-taken =
    { $by } đã bỏ anh/chị khỏi lịch trực:
    { $watches }
rota-it-comes = Nhắc trực · { $office }: ca của anh/chị là { $span }.
rota-it-begins = Bắt đầu ca trực · { $office }: { $span }. Việc khẩn được báo cho anh/chị trước tiên, vào bất cứ giờ nào.
rota-missing =
    { $office } chưa có người trực:
    { $watches }
    Nếu để trống, việc khẩn được báo cho tất cả cán bộ của đơn vị.
rota-fill = Xếp lịch trực
rota-see = Xem lịch trực

card-duty = Đang trực: { $who }, đến { $until }

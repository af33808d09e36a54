# Nhắc việc: hồ sơ đến hạn, việc của phường, hồ sơ tự tiếp tục.

remind-one = Nhắc việc: hồ sơ { $code } · { $topic }
remind-many = { $count } việc cần để ý, việc gấp ở trên:
remind-line = { $number }. { $code } · { $topic }: { $why }
remind-rest = … và { $count } việc khác trong danh sách.
remind-open = Mở { $code }
remind-list = Xem danh sách

remind-group =
    { $count ->
        [1] Chưa ai nhận hồ sơ này:
       *[other] { $count } hồ sơ chưa ai nhận, gấp nhất ở trên:
    }
remind-group-line = { $code } · { $topic }: { $why }
remind-take = Nhận { $code }

remind-accept = nhận việc
remind-first-word = báo tin đầu tiên cho người phản ánh
remind-result = có kết quả
remind-legal = báo người phản ánh đang ở đâu (hạn theo luật)
remind-percent = Đã dùng { $percent }% thời hạn { $what }. Hạn: { $due }.
remind-over = Đã hết hạn { $what }. Hạn: { $due }.
remind-late = Đã trễ { $count } ngày làm việc: { $what }. Hạn: { $due }.
remind-untaken = KHẨN: đã { $span } chưa ai nhận.
remind-in-place = Nhắc thay { $who }, đang vắng.
remind-missed = Lời nhắc này đáng lẽ đến từ { $moment }.
remind-missed-many = Trong đó { $count } việc đáng lẽ đã được nhắc sớm hơn.
remind-dispute = Hồ sơ { $code }: { $reporter } chưa hài lòng với kết quả (ngày { $day }) và đang chờ quyết định có xem xét lại không.
remind-goes-on = Hồ sơ { $code }: hết thời gian chờ, { $reporter } chưa trả lời. Hồ sơ tiếp tục xử lý, việc này đã ghi vào lịch sử.

news-asked-again =
    Hồ sơ { $code } còn chờ Ông/Bà trả lời câu hỏi này:
    “{ $question }”
    Nếu tiện, xin Ông/Bà trả lời trước ngày { $day }. Nếu không, phường vẫn xử lý với những gì đã có.
news-asked-again-bare = Hồ sơ { $code } còn chờ Ông/Bà bổ sung. Nếu tiện, xin Ông/Bà trả lời trước ngày { $day }. Nếu không, phường vẫn xử lý với những gì đã có.
news-goes-on = Hồ sơ { $code }: chưa nhận được trả lời của Ông/Bà, { $office } tiếp tục xử lý với những gì đã có. Ông/Bà vẫn có thể gửi thêm bất cứ lúc nào.

duty-head = Việc của phường: { $name }
duty-until = Hạn: { $day }.
duty-until-provisional = Hạn (tạm tính, lịch nghỉ chưa được xác nhận): { $day }.
duty-today = Hôm nay là ngày cuối.
duty-late = Hạn là { $day }, đã trễ { $count } ngày làm việc.
duty-past = Hạn là { $day }, đã qua.
duty-why = Vì sao: { $means }.
duty-why-skips = Vì sao: { $means }; không tính { $skips }.
duty-why-before = ngày làm việc cuối cùng trước ngày { $day }
duty-why-by = ngày làm việc cuối cùng tính đến ngày { $day }
duty-why-from = ngày làm việc đầu tiên từ ngày { $day }
duty-list-button = Việc của phường ({ $count })
duty-list = Việc của phường giao cho anh/chị: { $count } việc đang đến hạn.
duty-list-none = Hiện không có việc nào của phường đang chờ anh/chị.
duty-list-item = { $number }. { $name }
duty-mark-one = Đã làm xong: { $name }
duty-mark = Đã xong
duty-not-done = Chưa xong
duty-done = Đã ghi nhận là xong. Sẽ không nhắc việc này nữa.
duty-again = Đã bỏ ghi nhận. Việc này sẽ được nhắc tiếp.
duty-over = Việc này đã được ghi nhận hoặc đã qua, không cần làm gì thêm.

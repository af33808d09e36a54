# Gặp cán bộ: hàng đợi của người, lời qua lại giữa người dân và cán bộ.

officer-asked =
    Phường đã ghi lại yêu cầu gặp cán bộ (số { $number }). { $office } { $promise }
    { $next }
    Việc gấp, xin dùng một trong các cách sau:
    { $ways }
officer-answers = sẽ trả lời Ông/Bà ngay tại đây.
officer-later = sẽ xem. Hiện chưa có cán bộ nào đang dùng trợ lý này, nên có thể phải chờ.
officer-write-now = Xin Ông/Bà viết ngay bên dưới điều cần hỏi, cán bộ sẽ đọc.
officer-write-aside = Câu đang hỏi dở vẫn giữ nguyên. Muốn viết cho cán bộ, xin bấm Nhắn cho cán bộ.

counter-note = Nhắn cho cán bộ
counter-ask-note = Xin Ông/Bà viết lời nhắn cho cán bộ (yêu cầu số { $number }).
counter-never = Thôi, không nhắn
counter-dropped = Ông/Bà không nhắn nữa. Khi cần, cứ viết hoặc bấm Gặp cán bộ.
counter-passed =
    Đã chuyển lời này đến { $office } (yêu cầu số { $number }). Câu trả lời sẽ hiện ở đây.
    Nếu Ông/Bà muốn gửi thành phản ánh, xin bấm nút bên dưới, không phải viết lại.
counter-passed-on = Đã chuyển lời này đến { $office } (yêu cầu số { $number }). Ta làm tiếp câu đang hỏi dở.
counter-files =
    Ảnh và ghi âm xin gửi trong một phản ánh, để { $office } giữ làm bằng chứng.
    Tệp vừa nhận chưa đến cán bộ (yêu cầu số { $number }). Bấm nút bên dưới để gửi phản ánh kèm tệp này, không phải gửi lại.
counter-too-many = Hôm nay Ông/Bà đã nhắn rất nhiều. Xin viết tiếp vào ngày mai, hoặc gọi điện, đến trực tiếp.
counter-answer =
    Cán bộ phường ({ $office }) trả lời yêu cầu số { $number }:
    { $words }
counter-write = Trả lời cán bộ
counter-thanks = Xong, cảm ơn
counter-welcome = Phường cảm ơn Ông/Bà (yêu cầu số { $number }). Khi cần, cứ bấm Gặp cán bộ.
counter-outcome-thanks = Người dân báo đã xong.
counter-moved-resident = Yêu cầu số { $number } của Ông/Bà nay do { $office } trả lời.
counter-settled =
    { $office } đã xong yêu cầu số { $number }: { $outcome }
    Nếu cần hỏi thêm, xin bấm Gặp cán bộ.
counter-over-resident = Yêu cầu số { $number } đã xong. Nếu cần hỏi thêm, xin bấm Gặp cán bộ.
counter-not-own = Không có yêu cầu nào của Ông/Bà mang số { $number }.

counter-card =
    Yêu cầu số { $number }: { $kind }
    Nơi trả lời: { $office }
    Gửi lúc { $at }
counter-kind-officer = người dân muốn gặp cán bộ
counter-kind-rights = người dân xin xoá dữ liệu cá nhân
counter-channel = Trả lời qua: { $channel }
counter-on-web = trang chat của Phường
counter-on-telegram = Telegram
counter-during = Lúc gọi, người dân đang làm dở một việc khác với trợ lý.
counter-due = Hạn theo luật: trả lời lần đầu chậm nhất { $first }, xong chậm nhất { $last }.
counter-late-first = ⚠ Đã quá hạn trả lời lần đầu.
counter-late = ⚠ Đã quá hạn theo luật.
counter-nothing = Người dân chưa viết gì.
counter-resident = Người dân
counter-line = { $at } · { $who }: { $words }
counter-line-moved = { $at } · chuyển cho { $office }
counter-erased = (lời đã được xoá)
counter-gone = Không còn cách nào trả lời tại đây: người này đã thoát và xoá cuộc trò chuyện.
counter-blocked = Câu trả lời không đến được: người này đã chặn trợ lý trên kênh của họ.
counter-done = Đã xong lúc { $at }. Kết quả: { $outcome }
counter-card-moved = Yêu cầu số { $number } đã chuyển cho { $office }.
counter-card-taken = Yêu cầu số { $number } không còn do anh/chị trả lời.
counter-in-place = Gửi đến anh/chị thay { $who }, đang vắng.
counter-news =
    Yêu cầu số { $number }, người dân vừa viết:
    { $words }

counter-reply = Trả lời
counter-move = Chuyển
counter-finish = Xong
counter-look = Mở
counter-open = Mở số { $number }

counter-story =
    Yêu cầu số { $number } đến lúc này:
    { $lines }
counter-meanwhile =
    Chưa gửi. Trong lúc anh/chị viết, yêu cầu số { $number } có thêm:
    { $lines }
ask-reply-words = Anh/chị trả lời người dân thế nào? Người dân thấy tên đơn vị, không thấy tên anh/chị.
ask-reply-confirm = Gửi câu trả lời này?
ask-settle-words = Kết quả là gì? Xin ghi một câu, người dân sẽ đọc được.
ask-settle-confirm = Khép lại yêu cầu với câu này?
counter-will-send =
    Trả lời yêu cầu số { $number }:
    { $words }
counter-will-settle =
    Kết quả của yêu cầu số { $number }:
    { $words }
cancelled-reply = Đã bỏ câu trả lời đang viết. Yêu cầu vẫn chờ.
cancelled-settle = Yêu cầu vẫn chờ, chưa khép lại.
counter-sent = Đã gửi câu trả lời cho yêu cầu số { $number }.
counter-finished = Đã khép lại yêu cầu số { $number }.
counter-move-where = Chuyển yêu cầu số { $number } cho nơi nào?
counter-moved = Đã chuyển yêu cầu số { $number } cho { $office }.
counter-busy = Anh/chị đang viết dở việc khác. Xin gửi hoặc huỷ việc đó, rồi bấm lại.
counter-over = Yêu cầu số { $number } đã xong từ trước. Kết quả: { $outcome }
counter-not-yours = Yêu cầu này không do anh/chị trả lời.
counter-staff-only = Nút này chỉ dành cho cán bộ của Phường.
counter-no-more = Anh/chị không còn quyền làm việc ở đây, nên việc đang viết dở đã được đóng, không gửi đi.
counter-queue =
    { $count } yêu cầu đang chờ:
    { $lines }
counter-queue-line = Số { $number } · { $kind } · { $office } · { $at }
counter-queue-late = ⚠ Số { $number } · { $kind } · { $office } · { $at } · quá hạn
counter-queue-more = và { $count } yêu cầu nữa
counter-queue-empty = Không có yêu cầu nào đang chờ anh/chị.

# Giữ lâu hơn, và những gì còn lại sau thời hạn lưu giữ.

more-keep = Giữ hồ sơ
more-release = Thôi giữ hồ sơ
did-keep = giữ hồ sơ, chưa xoá dữ liệu
did-release = thôi giữ hồ sơ
did-clean = hết thời hạn lưu giữ, đã xoá nội dung và thông tin về người phản ánh

ask-hold-reason = Vì sao cần giữ hồ sơ này quá thời hạn lưu giữ? Ví dụ: số quyết định, hồ sơ vụ án cần đến nó. Chỉ cán bộ thấy.
ask-hold-confirm = Giữ hồ sơ?
hold-shown =
    Giữ hồ sơ { $code }, không xoá gì cho đến khi có người bấm "Thôi giữ hồ sơ". Lý do:
    { $reason }
hold-done = Đã giữ hồ sơ { $code }. Dữ liệu của hồ sơ này không bị xoá khi hết thời hạn lưu giữ.
cancelled-hold = Đã thôi, hồ sơ vẫn theo thời hạn lưu giữ chung.

ask-unhold-reason = Vì sao không cần giữ hồ sơ này nữa? Chỉ cán bộ thấy.
ask-unhold-confirm = Thôi giữ hồ sơ? Nếu đã quá thời hạn lưu giữ, nội dung sẽ bị xoá ngay và không lấy lại được.
unhold-shown =
    Thôi giữ hồ sơ { $code }. Lý do:
    { $reason }
unhold-done = Đã thôi giữ hồ sơ { $code }. Từ nay hồ sơ theo thời hạn lưu giữ chung.
cancelled-unhold = Đã thôi, hồ sơ vẫn được giữ.

card-kept = Đang giữ theo yêu cầu, từ { $day }: không xoá dữ liệu khi hết thời hạn lưu giữ.
card-cleaned-head = Hồ sơ { $code } · { $status }
card-cleaned-filed = Gửi ngày: { $day }
card-cleaned-outcome = Kết luận: { $outcome }
card-cleaned = Hết thời hạn lưu giữ: nội dung, nơi bán, ảnh và thông tin về người phản ánh đã được xoá ngày { $day }. Chỉ còn các mục dùng để thống kê.
case-cleaned = Hồ sơ này đã hết thời hạn lưu giữ, nội dung đã được xoá, nên không làm gì thêm được nữa.

thread-cleaned = Phường đã giải quyết xong. Kết quả: { $outcome }. Hết thời hạn lưu giữ, nội dung phản ánh đã được xoá ngày { $day }, nên không xem lại chi tiết được nữa.
thread-cleaned-over = Phản ánh đã khép lại. Hết thời hạn lưu giữ, nội dung phản ánh đã được xoá ngày { $day }, nên không xem lại chi tiết được nữa.

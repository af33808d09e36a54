# Việc của cán bộ: thẻ hồ sơ, nhận việc, chuyển.

masked-phone = [số điện thoại đã che]
masked-mail = [thư điện tử đã che]

card-head = Hồ sơ { $code } · { $priority } · { $status }
card-priority-now = Khẩn
card-priority-high = Ưu tiên cao
card-priority-usual = Thường
card-priority-low = Chờ phân loại
card-topic = Việc: { $topic }
card-holder = Người nhận: { $who }
card-free = Chưa ai nhận
card-confidential = Việc liên quan đến cán bộ: chỉ lãnh đạo và đơn vị được giao biết. Xin không chuyển tiếp.
card-stands-in = Gửi đến anh/chị vì hiện không liên lạc được ai của { $office } trên trợ lý.
card-who = { $name } ({ $office })
card-amounts = { $words } (nguyên văn: { $typed })
card-step = – { $words }
card-also = • Ngoài ra có nói tới: { $matters }
card-instead = • Lời kể giống việc khác: { $what } (viết: "{ $words }")
card-edited = { $reporter } viết lại sau khi gửi: { $words }
card-files = Ảnh, tệp: { $files }
card-evidence = Bằng chứng { $have }/{ $of } (ảnh { $photos }/{ $wanted }, chưa xem nội dung)
card-evidence-lacks = Bằng chứng { $have }/{ $of } (ảnh { $photos }/{ $wanted }, chưa xem nội dung) · còn thiếu: { $missing }
card-similar = Có { $count } phản ánh tương tự trong 30 ngày trước đó: { $codes }
card-files-photo = { $count } ảnh
card-files-video = { $count } video
card-files-voice = { $count } ghi âm
card-files-document = { $count } tài liệu
card-originals = Tệp không phải ảnh được mở tại máy chủ; ai mở, vì lý do gì đều được ghi lại.
card-unreadable = ⚠ Nội dung phản ánh không mở được nữa. Đề nghị báo quản trị viên.
reporter-named = Người phản ánh #{ $number }
card-reporter-sealed = { $reporter }: giữ kín danh tính
card-reporter-anonymous = { $reporter }: ẩn danh
card-lead = Chủ trì: { $office }
card-coordinators = Phối hợp: { $offices }
card-handed = { $office } chuyển đến, lý do: { $reason }
card-reason = • { $reason }
card-basis = Căn cứ: { $laws }
card-accept-by = Cần nhận việc trước { $time }, { $day }
card-due = Chậm nhất { $day } phải báo người dân phản ánh đang ở đâu
card-photos = Ảnh của hồ sơ { $code }. Xin chỉ dùng để xử lý việc này.
card-moved = Hồ sơ { $code } đã chuyển sang { $office }.
card-closed = Hồ sơ này không còn hiển thị với anh/chị.
card-bare =
    Có một phản ánh liên quan đến cán bộ đang chờ lãnh đạo phường. Nội dung không hiển thị ở đây.
    Hiện chưa có lãnh đạo nào dùng trợ lý, hoặc không liên lạc được. Xin mời lãnh đạo bằng lệnh /moi.
card-group-head = Hồ sơ { $code } · { $category }
card-group-place = Nơi bán: { $place }
card-place-private = xem trong tin riêng
card-group-status = { $status } · { $office }
card-group-line = { $code } · { $category } · { $status }
card-line = { $code } · { $topic } · { $status } · { $age }
card-line-evidence = { $have }/{ $of } · { $line }
card-age-days = { $days } ngày
card-age-today = hôm nay
card-late-days = trễ { $days } ngày
card-late-today = trễ từ hôm nay
card-take = Nhận việc
card-open = Xem chi tiết
card-see-photos = Xem ảnh
card-move = Chuyển

work-took = Anh/chị đã nhận hồ sơ { $code }.
work-yours = Hồ sơ { $code } đã có trong việc của anh/chị.
work-taken = Hồ sơ { $code } đã có người nhận: { $who }.
work-own = Hồ sơ { $code } là phản ánh của chính anh/chị, nên người khác xử lý.
work-unseen = Không có hồ sơ nào mang mã này trong phạm vi anh/chị được xem.
work-in-private = Đã gửi chi tiết vào tin riêng của anh/chị.
work-no-photos = Hồ sơ { $code } không có ảnh xem được.
work-list = { $view }: gấp nhất ở trên. Bấm để mở.
work-list-evidence = { $view }: nhiều bằng chứng ở trên. Bấm để mở.
work-by-evidence = Đủ bằng chứng trước
work-by-pressing = Gấp nhất trước
work-view-mine = Của tôi
work-view-free = Chưa ai nhận
work-view-late = Trễ hạn
work-view-waiting = Chờ người dân
work-view-all = Tất cả hồ sơ đang mở
work-view-unsorted = Cần phân loại
work-view-unsorted-count = Cần phân loại ({ $count })
work-view-helping = Phối hợp
work-view-helping-count = Phối hợp ({ $count })
work-view-none = { $view }: không có hồ sơ nào.
work-load = Số việc từng người
work-load-offices = Số việc từng đơn vị
work-none = Hiện không có hồ sơ nào đang mở.
work-help = Gõ /viec và mã để mở một hồ sơ, ví dụ /viec 26-0042-7. Gõ /viec và nơi bán hoặc tên hàng để tìm, ví dụ /viec chợ con.
work-more = Xem thêm
work-found = { $count } hồ sơ có «{ $words }», mới nhất ở trên.
work-found-more = Có từ { $count } hồ sơ trở lên có «{ $words }», đây là các hồ sơ mới nhất. Thêm từ để tìm hẹp hơn.
work-found-none = Không có hồ sơ đang mở nào có «{ $words }».
work-found-bounded = Chỉ tìm trong { $most } hồ sơ đang mở mới nhất.
load-office-numbers = { $open } đang mở · { $free } chưa ai nhận · { $late } trễ · { $waiting } chờ người dân · { $done } có kết quả trong 30 ngày
load-person = • { $name }: { $open } đang mở · { $late } trễ
load-person-away = • { $name } (vắng): { $open } đang mở · { $late } trễ
load-person-button = { $name } ({ $open })
load-free = • Chưa ai nhận: { $open } · { $late } trễ
load-free-button = Chưa ai nhận ({ $open })
load-gone = người không còn làm việc
work-group-list = { $office }. { $view }: gấp nhất ở trên. Chi tiết gửi riêng cho người bấm.
work-group-none = { $office }. { $view }: không có hồ sơ nào.
work-group-unbound = Nhóm này chưa gắn với đơn vị nào, nên không xem được hồ sơ ở đây.
work-move-where = Chuyển hồ sơ { $code } sang đơn vị nào?
work-move-what = Hồ sơ { $code } chuyển sang { $office }.
work-moved = Đã chuyển hồ sơ { $code } sang { $office }.
work-moved-before = Hồ sơ { $code } đã ở { $office } rồi.

ask-transfer-reason = Xin cho biết lý do chuyển. Lý do chỉ cán bộ thấy.
cancelled-transfer = Đã thôi, hồ sơ chưa chuyển đi đâu.

event-take = Phường đã tiếp nhận
event-transfer = Đã chuyển đơn vị xem xét
news-taken =
    Phản ánh { $code }: { $office } đã tiếp nhận và sẽ xem xét.
    Chậm nhất { $due } Phường sẽ báo phản ánh đang ở đâu.
news-moved =
    Phản ánh { $code } đã chuyển sang { $office }, nơi phụ trách việc này. Ông/Bà không cần gửi lại.
    Chậm nhất { $due } Phường sẽ báo phản ánh đang ở đâu.

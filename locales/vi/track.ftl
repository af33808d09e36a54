# Tra cứu và dữ liệu của tôi.

ask-track-code = Xin Ông/Bà nhập mã tra cứu, ví dụ 26-0042-7.
hint-track-own = Phản ánh gửi từ đây: chọn bên dưới, hoặc gõ số thứ tự.
ask-track-secret = Xin nhập mật mã 8 ký tự trên biên nhận. Nếu không có, bấm Bỏ qua.
code-mistyped = Mã này bị gõ nhầm một chữ số. Xin Ông/Bà xem lại.
code-none = Phường chưa thấy mã tra cứu. Mã có dạng 26-0042-7.
secret-mistyped = Mật mã có 8 ký tự, ví dụ K7QM 3XTA. Xin Ông/Bà xem lại.
track-unknown = Không có phản ánh nào mang mã { $code }. Xin Ông/Bà xem lại biên nhận.
track-open = Phản ánh { $code }: đang xử lý. Muốn xem chi tiết, cần thêm mật mã.
track-done = Phản ánh { $code }: đã xong. Muốn xem chi tiết, cần thêm mật mã.
track-wrong = Mã hoặc mật mã chưa đúng. Xin Ông/Bà xem lại biên nhận.
track-locked = Mã này đã bị nhập sai mật mã nhiều lần, nên tạm khoá một giờ. Xin Ông/Bà thử lại sau.
track-too-many = Ông/Bà đã tra cứu nhiều lần. Xin thử lại sau một giờ.
track-glance =
    Phản ánh của Ông/Bà:
    { $cases }
    Muốn xem một phản ánh, gõ /tracuu và mã.
track-none = chưa có phản ánh nào

case-line = { $code } · { $topic } · { $status }
case-head =
    Phản ánh { $code }
    Việc: { $topic }
    Tình trạng: { $status }
    Nơi xem xét: { $office }
    Chậm nhất { $due } Phường sẽ báo phản ánh đang ở đâu.
case-event = { $at }: { $what }

status-sent = Đã gửi
status-accepted = Đã tiếp nhận
status-needs-info = Cần bổ sung
status-transferred = Đã chuyển
status-verifying = Đang xác minh
status-concluded = Có kết quả
status-closed = Đã đóng
status-referred = Không thuộc thẩm quyền
status-withdrawn = Đã rút
status-unknown = Đang xử lý

event-file = Phường đã nhận phản ánh

data-head = Phường đang giữ những gì về Ông/Bà:
data-channel = • Kênh nhắn tin: { $channel }
data-consent = • { $action } (văn bản { $version }, ngày { $at })
consent-log-agreed = Ông/Bà đã đồng ý
consent-log-refused = Ông/Bà đã không đồng ý
consent-log-withdrawn = Ông/Bà đã rút lại đồng ý
data-draft = • Một việc đang làm dở
data-files = • { $count } tệp chưa nằm trong phản ánh nào
data-case = • Phản ánh { $code }, gửi ngày { $at }
data-referred = • { $count } phản ánh ngoài địa bàn
data-request = • Yêu cầu số { $number } đang chờ cán bộ
data-rights = Ông/Bà có quyền xem, sửa, xin bản sao, xin xoá, rút lại đồng ý. Bấm nút bên dưới, hoặc gõ /xoa để xin xoá.
data-delete = Xoá dữ liệu của tôi
data-erased =
    Phường đã xoá ngay bản gửi dở và tin nhắn cũ ở đây. Phần còn lại do cán bộ xem xét (yêu cầu số { $number }).
    Phường trả lời lần đầu chậm nhất { $first }, xong chậm nhất { $last }. Nếu phải giữ hồ sơ theo luật, Phường sẽ nói rõ lý do.

case-not-now = Lúc này chưa làm được việc đó với phản ánh này.
case-not-yours = Việc đó do người khác phụ trách phản ánh này làm.

# Lời nói chung cho mọi cuộc trò chuyện.

welcome =
    Kính chào Ông/Bà. Đây là trợ lý tự động của { $authority }.
    Ông/Bà có thể báo cân thiếu, hàng giả, hàng không nhãn, hàng kém chất lượng hoặc thu sai giá.
    Việc khẩn cấp: gọi 113 (công an), 114 (cháy), 115 (cấp cứu).
    Gõ 0 bất cứ lúc nào để gặp cán bộ.

menu-report = Gửi phản ánh
menu-track = Tra cứu
menu-help = Hướng dẫn
menu-language = Ngôn ngữ
menu-officer = Gặp cán bộ
menu-lost = Ông/Bà muốn làm gì? Xin chọn một mục, hoặc gõ số của mục đó.
button-over = Nút này không còn dùng được, vì việc đó đã xong hoặc đã huỷ.

help =
    Trợ lý tự động của { $authority } nhận phản ánh qua vài câu hỏi ngắn.
    Ông/Bà bấm nút, gõ số, hoặc cứ kể bằng lời của mình, có dấu hay không dấu đều được.
    Ảnh nên có: hàng, nhãn, mặt cân, biển hiệu. Không cần chụp mặt người.
    Xin giữ nguyên hàng, bao bì, hoá đơn. Không tự đến đối chất, không đăng lên mạng trước khi có kết quả.
    Gõ: /baocao để gửi phản ánh · /tracuu để tra cứu · /dulieu để xem dữ liệu của mình · /ngonngu để đổi ngôn ngữ · 0 để gặp cán bộ.
    Phường không bao giờ hỏi mã OTP, tiền, số tài khoản hay ảnh căn cước.
    Tin nhắn ở đây là phản ánh. Muốn tố cáo hoặc khiếu nại theo luật, Ông/Bà làm đơn có ký tên hoặc đến nơi tiếp công dân.

hotline-line = { $number } – { $name }
ways-door = Đến trực tiếp { $authority } trong giờ làm việc.

language-own = Tiếng Việt
language-which = Ông/Bà muốn dùng ngôn ngữ nào?
language-set = Từ bây giờ Phường trả lời bằng tiếng Việt.

unsubscribe-none = Ông/Bà chưa đăng ký nhận tin tuyên truyền, nên không có gì để huỷ.
cancel-nothing = Hiện không có phản ánh nào đang gửi dở. Ông/Bà cũng chưa đăng ký nhận tin, nên không có gì để huỷ.

alarm-head = Nếu đang có nguy hiểm, xin Ông/Bà giữ an toàn và gọi ngay:
alarm-tail = Trợ lý này không báo thay cho cuộc gọi khẩn cấp.

repeat-mark = (Gửi lại, phòng khi tin trước chưa đến)

talk-flow-gone = Phường vừa cập nhật trợ lý, nên việc làm dở đã được đóng lại. Xin Ông/Bà bắt đầu lại.
draft-resume = Ông/Bà đang gửi dở, ta làm tiếp.
draft-nudge = Ông/Bà đang gửi dở một phản ánh. Ông/Bà muốn làm tiếp không?
draft-expired = Phản ánh gửi dở đã quá hạn giữ nên Phường đã xoá. Ông/Bà có thể gửi lại bất cứ lúc nào.

cancelled-report = Đã huỷ và xoá bản đang viết. Khi cần, Ông/Bà bấm Gửi phản ánh.
cancelled-consent = Đã huỷ và xoá những gì Ông/Bà vừa gửi để báo.
cancelled-track = Đã thôi tra cứu.

nav-skip = Bỏ qua
nav-back = Quay lại
nav-cancel = Huỷ
nav-done = Xong
nav-edit = Sửa
nav-keep = Giữ nguyên
edit-which = Ông/Bà muốn sửa phần nào?

reask-required = Câu này cần có câu trả lời ạ.
reask-gone = Nút này không còn dùng được. Xin Ông/Bà trả lời câu hiện tại.
reask-changed = Nội dung đã thay đổi. Xin Ông/Bà xem lại trước khi gửi.
reask-first = Đây là câu đầu tiên rồi ạ.
reask-choice = Xin Ông/Bà chọn một mục bên dưới, hoặc gõ số của mục đó.
reask-words = Phường chưa đọc được nội dung. Xin Ông/Bà viết bằng chữ.
reask-short = Xin Ông/Bà viết rõ hơn một chút, ít nhất { $least } chữ cái.
reask-long = Nội dung dài quá. Xin Ông/Bà viết gọn trong { $most } chữ cái.
reask-files = Xin Ông/Bà gửi ảnh, video hoặc ghi âm. Nếu không có, bấm Bỏ qua.
reask-many-files = Mỗi phản ánh nhận nhiều nhất { $most } tệp. Những tệp đã nhận vẫn được giữ.
reask-when = Xin Ông/Bà cho biết việc xảy ra khi nào.
reask-place = Xin Ông/Bà cho biết nơi bán hàng: tên chợ, tên quầy, hoặc địa chỉ.
reask-point = Phường không đọc được vị trí này. Xin Ông/Bà gửi lại hoặc gõ địa chỉ.
reask-phone = Số điện thoại chưa đúng. Ví dụ: 0912 345 678.
reask-amounts = Xin Ông/Bà ghi hai số: mua bao nhiêu, cân lại được bao nhiêu. Ví dụ: 2kg 1,7kg.
amounts-two = Xin Ông/Bà ghi hai số: mua bao nhiêu, cân lại được bao nhiêu. Ví dụ: 2kg 1,7kg.
amounts-unclear = Lời ghi này có thể hiểu theo hai cách. Xin Ông/Bà chọn cách đúng.
amounts-more = Số cân lại nhiều hơn số mua. Xin Ông/Bà xem lại: ghi số mua trước, số cân lại sau.

place-here = 📍 Gửi vị trí
place-type = Gõ địa chỉ
place-how-here =
    Vị trí là dữ liệu nhạy cảm, Phường chỉ dùng để tìm nơi bán hàng.
    Xin dùng nút vị trí của máy, và ghim vào nơi bán, không phải nhà mình.
place-how-type = Xin Ông/Bà gõ tên chợ, tên quầy hoặc địa chỉ. Ví dụ: cạnh cổng trường, ngõ 5.
place-pinned = đã ghim trên bản đồ
place-around = trên bản đồ chỉ còn vị trí gần đúng (trong khoảng 150 m)

yesno-yes = Có
yesno-no = Không
when-today = Hôm nay
when-yesterday = Hôm qua
when-earlier = Trước đó
when-other = Trước đó

file-refused = Tệp { $name } không nhận được: { $reason } Những phần khác vẫn được giữ.
file-unnamed = vừa gửi
file-empty = tệp rỗng.
file-type = loại tệp này Phường không nhận. Xin gửi ảnh, video, ghi âm hoặc PDF.
file-broken = tệp bị hỏng, không mở được.
file-too-large = tệp lớn quá.
file-too-large-picture = ảnh có kích thước lớn quá.
file-timeout = ảnh mất quá nhiều thời gian để mở.
file-lost = tệp chưa tải lên được. Xin Ông/Bà gửi lại.

weekday-0 = thứ Hai
weekday-1 = thứ Ba
weekday-2 = thứ Tư
weekday-3 = thứ Năm
weekday-4 = thứ Sáu
weekday-5 = thứ Bảy
weekday-6 = Chủ nhật
date-long = { $weekday }, ngày { $day }
date-moment = { $time } ngày { $day }
decimal-mark = ,

edit-taken = Đã ghi lại theo lời Ông/Bà vừa sửa.
edit-noted = Phản ánh { $code } đã gửi đi, nên lời Ông/Bà vừa sửa được ghi thêm vào hồ sơ, bên cạnh lời cũ.

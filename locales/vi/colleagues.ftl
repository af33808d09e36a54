# Lời chung khi nói với cán bộ: không xưng hô như với người dân.

welcome-colleague =
    Xin chào. Đây là trợ lý tự động của { $authority }.
    Gõ /viec để xem các hồ sơ đang mở, /hangdoi để xem người dân đang chờ trả lời.
    Muốn gửi phản ánh như mọi người dân, xin bấm một nút bên dưới.
help-colleague =
    Trợ lý tự động của { $authority }, phần dành cho cán bộ.
    Gõ: /viec để xem hồ sơ · /viec và mã, nơi bán hoặc tên hàng để tìm · /hangdoi để trả lời người dân · /vangmat khi vắng mặt · /ngonngu để đổi ngôn ngữ.
    Mọi thao tác với hồ sơ là nút trên thẻ. Đang có câu hỏi mở thì lời, ảnh gửi vào là câu trả lời; gõ Huỷ để thôi.
    Người dân dùng các nút dưới đây; cán bộ cũng gửi phản ánh được như mọi người dân.
menu-lost-colleague = Trợ lý chưa rõ cần làm gì. Gõ /viec để xem hồ sơ, hoặc chọn một mục bên dưới.
language-which-colleague = Chọn ngôn ngữ:
unsubscribe-none-colleague = Chưa đăng ký nhận tin tuyên truyền, nên không có gì để huỷ.
cancel-nothing-colleague = Hiện không có việc nào đang làm dở, nên không có gì để huỷ.
alarm-head-colleague = Nếu đang có nguy hiểm, xin giữ an toàn và gọi ngay:
talk-flow-gone-colleague = Trợ lý vừa được cập nhật, nên việc làm dở đã được đóng lại. Xin bắt đầu lại.
draft-resume-colleague = Việc này đang làm dở, ta làm tiếp.
draft-nudge-colleague = Còn một việc đang làm dở. Làm tiếp không?
draft-expired-colleague = Phản ánh gửi dở đã quá hạn giữ nên đã được xoá. Có thể gửi lại bất cứ lúc nào.
edit-which-colleague = Cần sửa phần nào?
edit-taken-colleague = Đã ghi lại theo lời vừa sửa.
file-lost-colleague = tệp chưa tải lên được. Xin gửi lại.
place-how-type-colleague = Xin gõ tên chợ, tên quầy hoặc địa chỉ. Ví dụ: cạnh cổng trường, ngõ 5.

reask-gone-colleague = Nút này không còn dùng được. Xin trả lời câu hiện tại.
reask-changed-colleague = Nội dung đã thay đổi. Xin xem lại trước khi gửi.
reask-choice-colleague = Xin chọn một mục bên dưới, hoặc gõ số của mục đó.
reask-words-colleague = Chưa đọc được nội dung. Xin viết bằng chữ.
reask-short-colleague = Xin viết rõ hơn một chút, ít nhất { $least } chữ cái.
reask-long-colleague = Nội dung dài quá. Xin viết gọn trong { $most } chữ cái.
reask-files-colleague = Xin gửi ảnh, video hoặc ghi âm. Nếu không có, bấm Bỏ qua.
reask-when-colleague = Xin ghi việc xảy ra khi nào.
reask-place-colleague = Xin ghi nơi bán hàng: tên chợ, tên quầy, hoặc địa chỉ.
reask-point-colleague = Không đọc được vị trí này. Xin gửi lại hoặc gõ địa chỉ.

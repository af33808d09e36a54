### Câu trả lời khi trang trò chuyện hoặc máy khác gửi yêu cầu mà Phường chưa nhận được.

## Phiên trò chuyện

http-session = Phiên trò chuyện đã hết. Xin Ông/Bà mở lại trang.
http-sessions = Có quá nhiều phiên mới từ mạng này. Xin Ông/Bà thử lại sau một giờ.
http-cross-site = Yêu cầu này không đến từ trang của Phường. Xin Ông/Bà mở lại trang rồi thử lại.

http-framed = Việc của cán bộ không mở được trong khung của trang khác. Xin mở trang này ở một thẻ riêng.
http-bad-invitation = Lời mời này không đủ. Xin mở lại cả đường dẫn đã nhận, hoặc xin lời mời mới.
http-invitations = Đã thử mở quá nhiều lời mời. Xin thử lại sau một giờ.

## Tin nhắn

http-malformed = Phường chưa đọc được tin này. Xin Ông/Bà tải lại trang rồi gửi lại.
http-bad-id = Tin này thiếu mã nhận dạng. Xin Ông/Bà tải lại trang rồi gửi lại.
http-one-of = Mỗi lần chỉ gửi một thứ: lời nhắn, lựa chọn hoặc vị trí.
http-empty = Tin nhắn còn trống. Xin Ông/Bà viết vài chữ rồi gửi.
http-bad-place = Vị trí này không đúng. Xin Ông/Bà gõ địa chỉ hoặc chọn lại trên bản đồ.
http-text-too-long = Tin nhắn dài quá { $most } ký tự. Xin Ông/Bà chia thành nhiều tin ngắn hơn.
http-text-too-large = Tin nhắn dài quá. Xin Ông/Bà chia thành nhiều tin ngắn hơn.
http-too-large = Yêu cầu lớn quá mức cho phép. Xin Ông/Bà gửi ít hơn trong mỗi lần.
http-too-fast = Ông/Bà gửi hơi nhanh. Xin đợi một phút rồi gửi tiếp.
http-too-many = Hôm nay Ông/Bà đã gửi rất nhiều tin. Xin gửi tiếp vào ngày mai, hoặc đến trụ sở Phường.

## Ảnh, video, tệp

http-file-too-large = Tệp lớn quá { $most } MB. Xin gửi ảnh, hoặc đoạn video ngắn hơn.
http-too-many-files = Mỗi lần chỉ gửi được { $most } tệp. Xin Ông/Bà chia thành nhiều lần.
http-file-empty = Tệp này trống. Xin Ông/Bà chọn lại tệp.
http-no-file = Chưa có tệp nào. Xin Ông/Bà chọn ảnh, video hoặc tệp.
http-draft-full = Các tệp của phản ánh này đã quá { $most } MB. Xin Ông/Bà gửi phản ánh trước, rồi bổ sung sau.
http-day-full = Hôm nay đã gửi nhiều tệp. Ông/Bà có thể viết tiếp bằng lời, và gửi thêm tệp vào ngày mai.
http-not-multipart = Cách gửi tệp này chưa dùng được. Xin Ông/Bà tải lại trang rồi gửi lại.
http-developing = Ảnh đang được xử lý. Xin xem lại sau ít giây.
http-disk-full = Phường tạm thời chưa nhận thêm được tệp. Ông/Bà vẫn gửi được tin nhắn bằng lời.
http-slow = Mạng chậm nên chưa gửi xong. Xin Ông/Bà thử lại.

## Máy chủ

http-away = Hệ thống đang bận. Tin chưa được nhận; xin Ông/Bà thử lại sau ít giây.
http-broken = Hệ thống gặp lỗi. Xin Ông/Bà thử lại sau ít phút.
http-not-found = Không tìm thấy nội dung này.
http-method = Cách gọi này không dùng được ở đây.
http-media-type = Loại nội dung này không dùng được ở đây.
http-token = Cần mã truy cập.
http-signature = Chữ ký hoặc mã bí mật không đúng.
http-not-json = Nội dung không phải là JSON đọc được.

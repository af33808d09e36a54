# Sau khi đã gửi phản ánh: trả lời, bổ sung, nhắc lại, hài lòng hay chưa.

own-answer = Trả lời
own-add = Bổ sung
own-nag = Nhắc lại
own-yes = Hài lòng
own-no = Chưa hài lòng
own-stop = Thôi
own-new = Phản ánh mới
own-into = Bổ sung vào { $code }
own-stopped = Vâng. Ông/Bà cần gì nữa không ạ?
own-which = Ông/Bà muốn nói về phản ánh nào?
own-none = Hiện không có phản ánh nào gửi từ đây làm được việc đó.
own-where = Ảnh, tệp, vị trí Ông/Bà vừa gửi là của phản ánh nào?
own-answer-now =
    Phường hỏi về phản ánh { $code }:
    { $question }
    Xin Ông/Bà viết câu trả lời, hoặc gửi ảnh, tệp, ghi âm, vị trí vào đây.
own-add-now = Xin Ông/Bà viết điều cần bổ sung cho phản ánh { $code }, hoặc gửi ảnh, tệp, ghi âm, vị trí vào đây.
own-answered = Cảm ơn Ông/Bà. Câu trả lời về phản ánh { $code } đã chuyển tới nơi xem xét. Còn gì nữa, Ông/Bà cứ gửi tiếp.
own-added = Phường đã ghi thêm vào phản ánh { $code }. Còn gì nữa, Ông/Bà cứ gửi tiếp.
own-over = Phản ánh { $code } hiện: { $status }. Không bổ sung thêm vào phản ánh này được nữa.
own-too-many = Hôm nay Ông/Bà đã gửi bổ sung rất nhiều lần. Xin gửi tiếp vào ngày mai.
own-many-files = Mỗi phản ánh nhận nhiều nhất { $most } tệp. Những tệp vừa gửi chưa được ghi vào.
own-nagged = Đã nhắc nơi xem xét phản ánh { $code }. Phường sẽ báo Ông/Bà khi có tin mới.
own-nag-early = Phường đã nhận lời nhắc về phản ánh { $code } và đã báo nơi xem xét. Ông/Bà có thể nhắc lại sau { $time }, { $day }.
own-nag-not-now = Phản ánh { $code } hiện: { $status }. Lúc này chưa cần nhắc.
own-no-result = Phản ánh { $code } hiện: { $status }. Khi có kết quả, Phường sẽ hỏi ý kiến Ông/Bà.
own-thanks = Cảm ơn Ông/Bà đã cho biết về kết quả phản ánh { $code }.
own-disputed = Phường đã ghi lại. Lãnh đạo đơn vị sẽ xem xét lại phản ánh { $code } và báo Ông/Bà.
own-disputed-before = Đề nghị xem xét lại phản ánh { $code } đang chờ lãnh đạo đơn vị. Phường sẽ báo Ông/Bà.
own-too-late = Đề nghị xem xét lại phản ánh { $code } không nhận được nữa.
own-first-finish = Xin Ông/Bà làm xong (hoặc huỷ) việc đang dở rồi hãy bấm lại.

own-news-answer =
    { $reporter } trả lời về hồ sơ { $code }:
    { $words }
own-news-add =
    { $reporter } bổ sung vào hồ sơ { $code }:
    { $words }
own-news-nag = { $reporter } nhắc lại: hồ sơ { $code } đến đâu rồi?
own-news-unreached = Hồ sơ { $code }: tin nhắn không tới được { $reporter } nữa. Câu hỏi gửi đi sẽ không có ai đọc, trừ khi họ tự tra cứu.
card-reporter-unreached = Tin nhắn không tới được người phản ánh (đã chặn hoặc rời đi). Họ vẫn tra cứu được bằng mã.
card-reporter-cut = Không nhắn tin được cho người phản ánh này. Họ xem tin khi tra cứu bằng mã và mật mã.
own-news-dispute =
    { $reporter } chưa hài lòng với kết quả hồ sơ { $code } và đề nghị xem xét lại:
    { $words }
dispute-yes = Xem xét lại
dispute-no = Giữ kết quả
dispute-decided = Không có đề nghị xem xét lại nào đang chờ với hồ sơ { $code }.
dispute-reopened = Hồ sơ { $code } được xem xét lại. Người xử lý: { $who }.
dispute-upheld = Đã báo { $reporter }: kết quả hồ sơ { $code } giữ nguyên.
ask-uphold-reason = Vì sao giữ kết quả? Người phản ánh sẽ đọc lý do này, xin viết dễ hiểu.
cancelled-uphold = Đã thôi, đề nghị vẫn chờ quyết định.
news-reopened =
    Phản ánh { $code }: { $office } sẽ xem xét lại kết quả theo đề nghị của Ông/Bà.
    Có kết quả, Phường sẽ báo vào đây.
news-upheld =
    Phản ánh { $code }: { $office } đã xem lại và giữ nguyên kết quả.
    Lý do: { $reason }

ask-unhappy-why = Ông/Bà chưa hài lòng về điều gì?
unhappy-why-wrong = Kết quả không đúng sự việc
unhappy-why-shallow = Kiểm tra chưa kỹ
unhappy-why-slow = Giải quyết chậm
unhappy-why-unclear = Trả lời chưa rõ
unhappy-why-manner = Thái độ phục vụ
unhappy-why-other = Lý do khác
ask-unhappy-words = Xin Ông/Bà viết rõ thêm, hoặc bấm Bỏ qua.
cancelled-unhappy = Đã thôi. Kết quả giữ nguyên.

case-head-over =
    Phản ánh { $code }
    Việc: { $topic }
    Tình trạng: { $status }
    Nơi xem xét: { $office }
thread-waits =
    Phường đang chờ Ông/Bà trả lời:
    { $question }
thread-line = { $what }: { $words }
thread-until = Nếu chưa hài lòng, Ông/Bà bấm Chưa hài lòng chậm nhất { $day }: lãnh đạo đơn vị sẽ quyết định việc xem xét lại.
thread-closed = Phản ánh này đã khép lại. Có việc mới, xin Ông/Bà gửi phản ánh mới.
thread-ways = Phản ánh không phải là tố cáo hay khiếu nại. Muốn tố cáo hoặc khiếu nại theo luật, Ông/Bà làm đơn có ký tên hoặc đến trực tiếp nơi tiếp công dân của Phường.

event-ask-resident = Phường hỏi thêm
event-answer = Ông/Bà trả lời
event-lapse = Chưa nhận được câu trả lời, Phường xem xét tiếp với những gì đã có
event-add = Ông/Bà bổ sung
event-nag = Ông/Bà nhắc lại
event-verify = Phường bắt đầu xác minh
event-extend = Phường cần thêm thời gian
event-conclude = Kết quả
event-refer = Không thuộc thẩm quyền
event-close = Đã đóng
event-rate = Ông/Bà đánh giá
event-dispute = Ông/Bà đề nghị xem xét lại
event-reopen = Phường xem xét lại
event-uphold = Phường giữ nguyên kết quả

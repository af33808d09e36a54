# Không phải phản ánh: câu hỏi, việc của nơi khác, rút phản ánh, lời cảm ơn.

answer-first = Kính chào Ông/Bà. Đây là trợ lý tự động của { $authority }.
answer-none = Câu này trợ lý chưa trả lời chắc chắn được. Xin Ông/Bà bấm Gặp cán bộ để được trả lời.

pointer-head = Trợ lý này chỉ nhận phản ánh về cân đo, hàng hoá và giá, không giải quyết được việc này: { $topic }.
pointer-unknown = Trợ lý này chỉ nhận phản ánh về cân đo, hàng hoá và giá. Việc Ông/Bà nói do nơi khác giải quyết.
pointer-unkept = Để giữ kín cho Ông/Bà, trợ lý không lưu tin nhắn vừa rồi.
pointer-next = Cần cán bộ phường giúp, xin bấm nút bên dưới.
pointer-pass = Chuyển lời này cho cán bộ
pointer-report = Vẫn gửi phản ánh

officer-words-passed = Lời Ông/Bà vừa viết đã được chuyển. Cần nói thêm, xin viết ngay bên dưới.
counter-kind-misconduct = người dân muốn nói với lãnh đạo về một cán bộ (chỉ lãnh đạo đọc được)

withdraw = Rút phản ánh
withdraw-which = Ông/Bà muốn rút phản ánh nào?
withdraw-sure =
    Ông/Bà chắc chắn muốn rút phản ánh { $code } ({ $topic })?
    Rút rồi thì Phường không báo kết quả cho Ông/Bà nữa. Nếu việc nghiêm trọng, Phường vẫn có thể xem xét. Danh tính của Ông/Bà vẫn được giữ kín.
withdraw-yes = Đúng, rút phản ánh
withdraw-no = Không, giữ lại
withdraw-done = Đã rút phản ánh { $code }. Cảm ơn Ông/Bà đã cho Phường biết.
withdraw-over = Phản ánh { $code } hiện: { $status }. Không còn gì để rút.
withdraw-none = Hiện không có phản ánh nào đang xử lý được gửi từ đây, nên không có gì để rút. Ông/Bà có mã và mật mã thì bấm Tra cứu.
withdraw-secret = Phản ánh { $code } không gửi từ đây. Muốn rút, xin bấm Tra cứu, nhập mã và mật mã, rồi bấm Rút phản ánh.
withdraw-draft = Phản ánh Ông/Bà đang viết chưa gửi đi. Muốn bỏ bản đang viết, xin gõ Huỷ.
withdraw-news = { $reporter } đã rút phản ánh { $code } mà anh/chị đang giữ.
event-withdraw = Đã rút phản ánh

beside-which = Ông/Bà vừa viết: "{ $words }". Ông/Bà muốn dừng phản ánh đang viết, hay đó là câu trả lời cho câu hỏi ở trên?
beside-stop = Dừng phản ánh này
beside-answer = Đó là câu trả lời

thanks-back = Dạ, Phường cảm ơn Ông/Bà. Khi cần, cứ nhắn ở đây.

# Xử lý hồ sơ: hỏi người dân, ghi chú, gia hạn, kết luận, và những việc khác sau khi đã nhận.

card-ask = Hỏi người dân
card-note = Ghi chú
card-conclude = Kết luận
card-extend = Xin gia hạn
card-more = Thêm…
card-steps = Diễn biến gần đây:
card-place = Nơi bán (cán bộ sửa lại): { $place }
card-checks = Ảnh, tài liệu kiểm tra của cán bộ: { $count }

work-meanwhile =
    Hồ sơ { $code } vừa có diễn biến mới:
    { $lines }
work-too-late = Vì vậy việc đang làm dở không còn làm được. Xin xem thẻ hồ sơ mới nhất.

work-expired = Việc đang làm dở với hồ sơ { $code } đã quá hạn giữ nên được huỷ. Chưa có gì được gửi hay ghi vào hồ sơ.

confirm-keep = Lưu
caught-said = Đã ghi thêm.
caught-reason = Đã ghi thêm.
caught-answer = Đã ghi thêm.
reask-said-words = Đã nhận tệp. Xin viết thêm vài chữ.
reask-money = Xin ghi số tiền, ví dụ 5 triệu hoặc 750.000.
said-files = Kèm { $count } tệp.

ask-inquire-said = Cần hỏi người phản ánh điều gì? Có thể gửi kèm ảnh. Xin không hỏi tên, không gọi tên cửa hàng là vi phạm.
ask-inquire-confirm = Gửi câu hỏi này cho người phản ánh?
inquire-shown =
    Câu hỏi về hồ sơ { $code }, gửi { $reporter }:
    { $words }
inquire-sent = Đã gửi { $reporter } câu hỏi về hồ sơ { $code }. Thời hạn tạm dừng trong lúc chờ người dân trả lời.
inquire-unreached = Đã ghi câu hỏi vào hồ sơ { $code }. Trợ lý không nhắn được cho { $reporter }; họ chỉ thấy khi tra cứu bằng mã.
cancelled-inquire = Đã thôi, chưa gửi câu hỏi nào.
news-asked-photos = Ảnh kèm câu hỏi về phản ánh { $code }.
news-asked =
    Phường cần Ông/Bà cho biết thêm về phản ánh { $code }:
    { $words }
    Ông/Bà bấm Trả lời trong { $limit }. Nếu không có gì thêm, Phường vẫn tiếp tục xem xét.
news-answer = Trả lời

ask-remark-said = Xin viết ghi chú, hoặc gửi ảnh, tài liệu, ghi âm của lần kiểm tra. Chỉ cán bộ thấy.
ask-remark-confirm = Lưu vào hồ sơ? Có thể gửi tiếp trước khi lưu.
remark-shown = Ghi chú cho hồ sơ { $code }:
remark-kept = Đã lưu vào hồ sơ { $code }.
cancelled-remark = Đã thôi, chưa ghi gì vào hồ sơ.

ask-conclude-outcome = Kết luận thế nào?
ask-conclude-fined = Có phạt tiền không?
ask-conclude-fine = Số tiền phạt là bao nhiêu? Ví dụ: 5 triệu. Số tiền không ghi vào thư trả lời.
ask-conclude-measures = Biện pháp đã áp dụng (ví dụ: cửa hàng đã thay cân)? Người phản ánh sẽ đọc được.
ask-conclude-where = Chuyển người dân đến nơi nào giải quyết? Ghi tên cơ quan, địa chỉ hoặc số điện thoại.
ask-conclude-answer = Xin gõ nội dung trả lời người phản ánh. Bản soạn sẵn:
ask-conclude-confirm = Gửi trả lời này? Muốn sửa: bấm Sửa, hoặc gõ nội dung khác.
name-conclude-outcome = Kết luận
name-conclude-fined = Phạt tiền
name-conclude-fine = Số tiền phạt
name-conclude-measures = Biện pháp
name-conclude-where = Nơi giải quyết
name-conclude-answer = Nội dung trả lời
outcome-sanctioned = Đã xử phạt
outcome-reminded = Nhắc nhở
outcome-no-violation = Không vi phạm
outcome-insufficient = Chưa đủ căn cứ
outcome-referred = Chuyển nơi khác
outcome-duplicate = Trùng phản ánh
outcome-withdrawn = Người dân rút
conclude-shown = Hồ sơ { $code }: { $outcome }
conclude-fine = Phạt tiền: { $amount } đồng (không ghi trong trả lời)
conclude-answer = Trả lời gửi { $count } người phản ánh:
conclude-files = Kèm { $count } tệp kiểm tra, chỉ cán bộ thấy.
conclude-done = Đã kết luận hồ sơ { $code } và trả lời người phản ánh.
conclude-done-all = Đã kết luận { $count } hồ sơ cùng vụ việc ({ $codes }) và trả lời từng người phản ánh.
cancelled-conclude = Đã thôi, hồ sơ chưa có kết luận.
news-concluded =
    Phản ánh { $code } đã có kết quả. { $office } trả lời:

    { $words }
news-rate-yes = Hài lòng
news-rate-no = Chưa hài lòng

result-hello = Kính gửi Ông/Bà.
result-thanks = Phường cảm ơn Ông/Bà đã phản ánh. Trân trọng.
result-measures = Biện pháp đã áp dụng: { $measures }
result-where = Nơi giải quyết: { $where }
result-dl-sanctioned = Phường đã kiểm tra việc cân, đong, đo ở nơi Ông/Bà báo, có sai phạm và đã xử phạt theo quy định.
result-dl-reminded = Phường đã kiểm tra việc cân, đong, đo ở nơi Ông/Bà báo và đã nhắc nhở người bán cân đủ, dùng cân có tem kiểm định còn hạn.
result-dl-no-violation = Phường đã kiểm tra cân, phương tiện đo ở nơi Ông/Bà báo. Vào lúc kiểm tra, kết quả nằm trong mức cho phép.
result-dl-insufficient = Phường đã xem xét việc cân, đong, đo Ông/Bà báo, nhưng chưa đủ căn cứ để kết luận. Lần sau, nếu được, xin Ông/Bà chụp mặt cân và cân lại ở cân đối chứng của chợ.
result-hg-sanctioned = Phường đã kiểm tra hàng hoá ở nơi Ông/Bà báo, có sai phạm và đã xử phạt theo quy định.
result-hg-reminded = Phường đã kiểm tra hàng hoá ở nơi Ông/Bà báo và đã nhắc nhở người bán chỉ bán hàng có nguồn gốc rõ ràng.
result-hg-no-violation = Phường đã kiểm tra hàng hoá ở nơi Ông/Bà báo. Vào lúc kiểm tra, chưa thấy hàng giả, hàng nhái.
result-hg-insufficient = Phường đã xem xét việc Ông/Bà báo, nhưng chưa đủ căn cứ để kết luận hàng giả, hàng nhái. Nếu còn giữ hàng, vỏ hộp hoặc hoá đơn, Ông/Bà có thể gửi thêm.
result-nh-sanctioned = Phường đã kiểm tra nhãn hàng ở nơi Ông/Bà báo, có sai phạm và đã xử phạt theo quy định.
result-nh-reminded = Phường đã kiểm tra nhãn hàng ở nơi Ông/Bà báo và đã nhắc nhở người bán ghi nhãn đầy đủ.
result-nh-no-violation = Phường đã kiểm tra nhãn hàng ở nơi Ông/Bà báo. Vào lúc kiểm tra, nhãn đúng quy định.
result-nh-insufficient = Phường đã xem xét việc Ông/Bà báo về nhãn hàng, nhưng chưa đủ căn cứ để kết luận. Ảnh chụp đủ các mặt của nhãn sẽ giúp Phường kiểm tra lại.
result-cl-sanctioned = Phường đã kiểm tra chất lượng, hạn dùng của hàng ở nơi Ông/Bà báo, có sai phạm và đã xử phạt theo quy định.
result-cl-reminded = Phường đã kiểm tra chất lượng, hạn dùng của hàng ở nơi Ông/Bà báo và đã nhắc nhở người bán.
result-cl-no-violation = Phường đã kiểm tra chất lượng, hạn dùng của hàng ở nơi Ông/Bà báo. Vào lúc kiểm tra, hàng còn hạn và chưa thấy sai phạm.
result-cl-insufficient = Phường đã xem xét việc Ông/Bà báo về chất lượng hàng, nhưng chưa đủ căn cứ để kết luận. Ảnh hạn dùng và hoá đơn sẽ giúp Phường kiểm tra lại.
result-ng-sanctioned = Phường đã kiểm tra việc niêm yết giá ở nơi Ông/Bà báo, có sai phạm và đã xử phạt theo quy định.
result-ng-reminded = Phường đã kiểm tra việc niêm yết giá ở nơi Ông/Bà báo và đã nhắc nhở người bán niêm yết và thu đúng giá.
result-ng-no-violation = Phường đã kiểm tra việc niêm yết giá ở nơi Ông/Bà báo. Vào lúc kiểm tra, giá được niêm yết và thu đúng.
result-ng-insufficient = Phường đã xem xét việc Ông/Bà báo về giá, nhưng chưa đủ căn cứ để kết luận. Ảnh bảng giá hoặc hoá đơn sẽ giúp Phường kiểm tra lại.
result-any-sanctioned = Phường đã kiểm tra việc Ông/Bà báo, có sai phạm và đã xử phạt theo quy định.
result-any-reminded = Phường đã kiểm tra việc Ông/Bà báo và đã nhắc nhở nơi được phản ánh.
result-any-no-violation = Phường đã kiểm tra việc Ông/Bà báo. Vào lúc kiểm tra, chưa thấy vi phạm.
result-any-insufficient = Phường đã xem xét việc Ông/Bà báo, nhưng chưa đủ căn cứ để kết luận. Khi có thêm thông tin, Ông/Bà có thể gửi phản ánh mới.
result-any-referred = Việc Ông/Bà báo do nơi khác giải quyết, nên Phường xin hướng dẫn Ông/Bà đến đó.
result-any-duplicate = Việc Ông/Bà báo đã có trong một phản ánh khác mà Phường đang giải quyết, nên Phường xem xét chung một lần.
result-any-withdrawn = Phường dừng xem xét theo ý của Ông/Bà.

ask-extend-days = Cần thêm bao lâu để có kết quả? Mỗi hồ sơ chỉ gia hạn một lần.
ask-extend-reason = Vì sao cần thêm thời gian? Người phản ánh sẽ đọc lý do này.
ask-extend-confirm = Gia hạn và báo cho người phản ánh?
name-extend-days = Số ngày
name-extend-reason = Lý do
extend-shown =
    Gia hạn hồ sơ { $code } thêm { $count } ngày làm việc. Lý do gửi người phản ánh:
    { $reason }
extend-done = Đã gia hạn hồ sơ { $code } đến { $due } và báo cho người phản ánh.
extend-before = Hồ sơ { $code } đã được gia hạn một lần, nên không gia hạn thêm được.
extend-no-limit = Hồ sơ { $code } không có thời hạn kết quả, nên không cần gia hạn.
cancelled-extend = Đã thôi, thời hạn giữ nguyên.
news-extended =
    Phản ánh { $code } cần thêm thời gian xem xét. Ngày dự kiến có kết quả: { $due }.
    Lý do: { $reason }

ask-transfer-why = Vì sao chuyển? Chọn bên dưới, hoặc gõ lý do. Lý do chỉ cán bộ thấy.
transfer-crime = Có dấu hiệu tội phạm
transfer-field = Thuộc lĩnh vực của đơn vị đó
transfer-other = Lý do khác

give-back-done = Đã trả lại hồ sơ { $code }. Ai trong đơn vị cũng có thể nhận. Bấm Nhận việc nếu muốn nhận lại.
verify-sure = Bắt đầu xác minh hồ sơ { $code }? Người phản ánh sẽ được báo.
verify-yes = Đúng, bắt đầu
verify-done = Hồ sơ { $code } đang được xác minh.
news-verifying = Phản ánh { $code }: { $office } đang xác minh. Phường sẽ báo kết quả cho Ông/Bà.
assign-whom = Giao hồ sơ { $code } cho ai?
assign-nobody = Không có ai khác của đơn vị trên trợ lý để giao hồ sơ { $code }.
assign-done = Đã giao hồ sơ { $code } cho { $who }.
assign-yours = { $who } vừa giao hồ sơ { $code }. Thẻ hồ sơ ở ngay dưới đây.

sort-which = Hồ sơ { $code } thuộc loại việc nào? Lời người dân báo vẫn giữ nguyên.
sort-which-kind = Hồ sơ { $code }: cụ thể là việc nào?
urge-which = Hồ sơ { $code } khẩn đến mức nào?
sort-elsewhere = Hồ sơ { $code }: theo bảng phân công, việc này do { $office } chủ trì. { $why }
sort-hand-on = Chuyển sang { $office }
change-same = Hồ sơ { $code } đang là như vậy rồi.
change-done = Đã sửa hồ sơ { $code }.
ask-placing-said = Nơi bán đúng là ở đâu? Lời người dân báo vẫn giữ nguyên.
ask-placing-confirm = Lưu nơi bán này?
placing-shown = Nơi bán: { $place }
cancelled-placing = Đã thôi, nơi bán giữ nguyên.

help-which = Đơn vị nào phối hợp hồ sơ { $code }?
help-add = Mời { $office }
help-drop = Thôi { $office }
help-added = { $office } phối hợp hồ sơ { $code } từ bây giờ.
help-dropped = { $office } không còn phối hợp hồ sơ { $code }.
help-asked = { $office } mời phối hợp hồ sơ { $code }.

link-which = Hồ sơ { $code } cùng vụ việc với hồ sơ nào? Khi kết luận, mọi người phản ánh cùng được trả lời.
link-nothing = Chưa thấy hồ sơ nào đang mở cùng nơi, cùng loại việc với hồ sơ { $code } trong 30 ngày qua.
link-cannot = Không gộp được với hồ sơ { $code }: hai hồ sơ phải cùng đang mở và cùng một đơn vị chủ trì.
link-before = Hồ sơ { $code } và { $other } đã cùng một vụ việc rồi.
link-none = Hồ sơ { $code } đang đứng riêng.
link-done = Cùng một vụ việc: { $codes }.
link-apart = Hồ sơ { $code } đã tách ra riêng.

ask-escalate-why = Vì sao đề nghị báo cáo cấp trên?
ask-escalate-reason = Xin viết rõ lý do, căn cứ. Lãnh đạo phường sẽ đọc.
ask-escalate-confirm = Gửi đề nghị cho lãnh đạo phường?
name-escalate-why = Tiêu chí
name-escalate-reason = Lý do
escalate-crime = Công an đã xác định dấu hiệu tội phạm
escalate-hurt = Có người bị hại sức khoẻ
escalate-fake-food = Sản xuất, chứa thực phẩm, thuốc giả
escalate-value = Hàng từ 30 triệu, thu lợi từ 5 triệu
escalate-repeated = Tái phạm, nhiều lần ở một nơi
escalate-spread = Lan ra ngoài phường, bán rộng trên mạng
escalate-fuel-gold = Cây xăng, vàng
escalate-ceiling = Mức phạt vượt thẩm quyền phường
escalate-official = Liên quan đến cán bộ
escalate-leaders = Lãnh đạo quyết định
escalate-shown =
    Đề nghị báo cáo cấp trên, hồ sơ { $code }: { $why }
    { $reason }
escalate-proposed = Đã gửi đề nghị về hồ sơ { $code } đến lãnh đạo phường.
escalate-nobody = Đã ghi đề nghị vào hồ sơ { $code }, nhưng hiện không liên lạc được lãnh đạo nào trên trợ lý.
escalate-asked =
    { $who } đề nghị báo cáo cấp trên về hồ sơ { $code }: { $why }
    { $reason }
escalate-yes = Đồng ý báo cáo
escalate-no = Chưa báo cáo
escalate-none = Hồ sơ { $code } không có đề nghị nào đang chờ.
escalate-agreed = Lãnh đạo đồng ý báo cáo cấp trên về hồ sơ { $code }. Văn bản do văn thư phường làm.
escalate-declined = Lãnh đạo chưa báo cáo cấp trên về hồ sơ { $code }.
cancelled-escalate = Đã thôi, chưa đề nghị gì.

ask-resume-reason = Vì sao mở lại? Lý do chỉ cán bộ thấy; người phản ánh được báo là Phường xem xét lại.
ask-resume-confirm = Mở lại và báo cho người phản ánh?
resume-shown =
    Mở lại hồ sơ { $code }. Lý do:
    { $reason }
resume-done = Đã mở lại hồ sơ { $code }. { $office } được báo để nhận việc.
cancelled-resume = Đã thôi, hồ sơ vẫn như cũ.
news-resumed =
    Phản ánh { $code }: Phường đã xem lại và tiếp tục giải quyết việc này. Nơi xem xét: { $office }. Ông/Bà không cần gửi lại.
    Có tin mới, Phường sẽ báo vào đây.

ask-unmask-reason = Vì sao cần biết ai phản ánh? Lý do được ghi lại, người giám sát sẽ đọc.
ask-unmask-confirm = Mở danh tính người phản ánh?
unmask-shown =
    Mở danh tính { $reporter }, hồ sơ { $code }. Lý do:
    { $reason }
unmask-anonymous = Hồ sơ { $code } là phản ánh ẩn danh, nên không có danh tính để mở.
unmask-identity =
    { $reporter }, hồ sơ { $code }
    Số điện thoại: { $phone }
    Kênh: { $channel }
    Danh tính phải được giữ kín. Xin không chuyển tiếp.
unmask-no-phone = không để lại
unmask-told =
    { $who } đã mở danh tính { $reporter }, hồ sơ { $code }. Lý do:
    { $reason }
cancelled-unmask = Đã thôi, danh tính vẫn được giữ kín.

more-which = Hồ sơ { $code }: làm gì tiếp?
more-give-back = Trả lại
more-assign = Giao cho…
more-verify = Bắt đầu xác minh
more-sort = Đổi loại việc
more-urge = Đổi mức khẩn
more-place = Sửa nơi bán
more-help = Phối hợp
more-link = Gộp vụ việc
more-unlink = Tách khỏi vụ việc
more-escalate = Đề nghị báo cáo cấp trên
more-unmask = Mở danh tính
more-resume = Mở lại hồ sơ
more-why = Vì sao hạn này?
more-story = Toàn bộ diễn biến

story-head = Diễn biến hồ sơ { $code }
story-none = Hồ sơ { $code } chưa có diễn biến nào.
story-line = { $at } · { $who }: { $words }
story-resident = Người phản ánh
story-machine = Trợ lý
story-staff = Cán bộ
story-files = { $count } tệp
story-helps = thêm { $office }
story-helps-no-more = thôi { $office }
story-changed = { $before } → { $after }
story-together = cùng { $code }
story-apart = tách khỏi { $code }
story-fine = phạt { $amount } đồng

did-file = gửi phản ánh
did-take = nhận việc
did-give-back = trả lại
did-assign = giao việc
did-verify = bắt đầu xác minh
did-ask-resident = hỏi người dân
did-answer = trả lời
did-lapse = hết hạn chờ người dân trả lời, xử lý tiếp
did-add = bổ sung
did-nag = nhắc lại
did-note = ghi chú
did-check = kết quả kiểm tra
did-transfer = chuyển
did-coordinate = phối hợp
did-change = sửa hồ sơ
did-link = vụ việc
did-extend = gia hạn
did-propose = đề nghị báo cáo cấp trên
did-escalate = đồng ý báo cáo cấp trên
did-decline = chưa báo cáo cấp trên
did-unmask = mở danh tính
did-conclude = kết luận
did-close = đóng hồ sơ
did-rate = đánh giá
did-dispute = chưa đồng ý với kết quả
did-reopen = mở lại
did-uphold = giữ kết luận
did-withdraw = rút phản ánh
did-refer = hướng dẫn đến nơi khác


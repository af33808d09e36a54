# Gửi phản ánh, đồng ý xử lý dữ liệu, biên nhận.

consent-text =
    Trước khi bắt đầu, { $authority } xin nói rõ:
    • Ghi lại: nội dung, ảnh và nơi bán hàng Ông/Bà gửi; tài khoản nhắn tin; số điện thoại nếu Ông/Bà cho.
    • Để làm gì: kiểm tra, xử lý phản ánh và báo lại kết quả. Không dùng việc khác, không đăng tên Ông/Bà.
    • Ai xem: cán bộ được giao; Công an phường hoặc cơ quan cấp trên khi cần. Cửa hàng không được biết Ông/Bà là ai.
    • Giữ bao lâu: bản gửi dở { $days } ngày; thông tin liên hệ nhiều nhất { $months } tháng sau khi xong việc.
    • Quyền của Ông/Bà: xem, sửa, xin bản sao, xin xoá, rút lại đồng ý. Nhắn "DỮ LIỆU" hoặc gặp { $contact }.
    Bên kiểm soát dữ liệu: { $controller }.
ask-consent-choice = Ông/Bà có đồng ý không?
consent-agree = Tôi đồng ý
consent-refuse = Tôi không đồng ý – xem cách khác
consent-refused =
    Phường đã xoá những gì Ông/Bà vừa gửi. Ông/Bà vẫn có thể báo theo cách khác:
    { $ways }

ask-report-category = Ông/Bà muốn báo việc gì?
ask-report-sub = Cụ thể là việc nào?
label-unsure = Không rõ, hoặc việc khác trong nhóm này
ask-report-amounts = Mua bao nhiêu, cân lại được bao nhiêu? Ví dụ: 2kg 1,7kg.
ask-report-place = Nơi bán ở đâu? Ông/Bà gõ tên chợ, quầy, địa chỉ, hoặc gửi vị trí của nơi bán.
label-online = Mua trên mạng
ask-report-inward = Chỗ Ông/Bà ghim nằm ngoài địa bàn phường. Nơi bán hàng có thuộc phường mình không?
ask-report-details = Ông/Bà kể giúp chuyện gì đã xảy ra.
ask-report-more = Ông/Bà muốn kể thêm gì? Ví dụ: hàng gì, quầy nào, người bán nói gì.
ask-report-injured = Có ai bị ốm, bị thương hay ngộ độc không?
ask-report-madehere = Đây có phải nơi làm, đóng gói hay cất giữ loại hàng này không?
ask-report-quantity = Khoảng bao nhiêu hàng như vậy?
quantity-few = Vài cái
quantity-dozens = Vài chục
quantity-boxes = Vài thùng
quantity-warehouse = Cả kho
ask-report-packs = Có mấy gói bị thiếu?
packs-1 = 1 gói
packs-2 = 2 gói
packs-3 = 3 gói trở lên
ask-report-goods = Đây là loại hàng nào?
goods-food = Đồ ăn, đồ uống
goods-sensitive = Hàng cho trẻ em, người già, bà bầu
goods-safety = Đồ điện, mũ bảo hiểm, đồ chơi
goods-other = Loại khác
ask-report-photos = Ông/Bà gửi ảnh, video hoặc ghi âm nếu có. Gửi xong bấm Xong.
ask-report-when = Việc xảy ra khi nào?
ask-report-identity = Ông/Bà muốn giữ kín danh tính hay ẩn danh?
identity-sealed = Giữ kín danh tính
identity-anonymous = Ẩn danh
hint-identity-web = Giữ kín: chỉ khi cần mới có người được xem, và phải ghi lý do. Muốn cán bộ gọi hỏi thêm, Ông/Bà gõ luôn số điện thoại. Ẩn danh: Phường không giữ gì để biết Ông/Bà là ai; Ông/Bà tự xem tin bằng mã và mật mã.
hint-identity-chat = Giữ kín: chỉ khi cần mới có người được xem, và phải ghi lý do. Muốn cán bộ gọi hỏi thêm, Ông/Bà gõ luôn số điện thoại. Ẩn danh: cán bộ không biết Ông/Bà là ai, nhưng ứng dụng nhắn tin thì vẫn biết.
ask-report-phone = Số điện thoại để cán bộ hỏi thêm khi cần?
ask-report-confirm = Ông/Bà xem lại. Đúng thì bấm Gửi đi, chưa đúng thì bấm Sửa.
confirm-send = Gửi đi

caught-details = Đã ghi lời kể của Ông/Bà.
caught-photos = Đã nhận { $count } tệp.
caught-place = Đã nhận vị trí.
caught-phone = Đã ghi số điện thoại.

name-report-category = Việc
name-report-sub = Cụ thể
name-report-amounts = Cân đong
name-report-place = Nơi bán
name-report-details = Lời kể
name-report-more = Kể thêm
name-report-injured = Có người bị ốm, bị thương
name-report-madehere = Nơi làm, đóng gói, cất giữ hàng
name-report-quantity = Số lượng
name-report-packs = Số gói thiếu
name-report-goods = Loại hàng
name-report-photos = Ảnh, tệp
name-report-when = Khi nào
name-report-identity = Danh tính
name-report-phone = Số điện thoại

summary-head = Ông/Bà báo như sau:
summary-line = • { $name }: { $answer }
summary-files = { $count } tệp
summary-no-files = không có
summary-honest = Xin Ông/Bà kể đúng điều mình thấy; nếu chưa chắc, cứ ghi "tôi nghi là…". Báo nhầm mà không cố ý thì không sao; cố ý bịa chuyện hại người khác thì phải chịu trách nhiệm trước pháp luật.

amounts-words = mua { $bought }, cân lại được { $got }, thiếu khoảng { $missing } ({ $percent } %)
amount-kilograms = { $amount } kg
amount-grams = { $amount } gam
amount-grams-lang = { $amount } gam ({ $lang } lạng)
amount-litres = { $amount } lít

report-too-many = Hôm nay Ông/Bà đã gửi nhiều phản ánh. Bản này vẫn được giữ; xin gửi tiếp vào ngày mai, hoặc gõ 0 để gặp cán bộ.
report-referred =
    { $reason }
    Phường ghi nhận phản ánh này nhưng không lập hồ sơ, vì nơi bán không thuộc địa bàn phường. Xin Ông/Bà báo UBND phường, xã nơi bán hàng, hoặc gọi 1022.

receipt =
    Phường đã nhận được phản ánh của Ông/Bà.
    Mã tra cứu: { $code }
    Mật mã: { $secret }
    { $office } xem xét phản ánh này. Chậm nhất { $due }, Phường sẽ báo phản ánh đang ở đâu.
receipt-news = Có tin mới, Phường sẽ nhắn vào đây. Danh tính của Ông/Bà được giữ kín.
receipt-news-none = Phản ánh này ẩn danh: Phường không giữ gì để nhắn lại cho Ông/Bà. Tin mới chỉ hiện khi Ông/Bà quay lại, bấm Tra cứu và nhập mã cùng mật mã.
receipt-care = Mật mã chỉ hiện một lần, xin Ông/Bà lưu ảnh biên nhận. Phường chưa kết luận cửa hàng nào vi phạm cho đến khi kiểm tra xong. Phường cảm ơn Ông/Bà.
receipt-title = Biên nhận phản ánh
receipt-code = Mã tra cứu
receipt-secret = Mật mã
receipt-row-topic = Việc
receipt-row-office = Nơi xem xét
receipt-row-filed = Nhận lúc
receipt-row-due = Chậm nhất
receipt-footer = Giữ mật mã cho riêng mình. Tra cứu: gõ /tracuu, rồi nhập mã và mật mã.

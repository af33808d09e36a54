# Gửi phản ánh, đồng ý xử lý dữ liệu, biên nhận.

consent-text =
    { $authority } xin nói rõ:
    • Ghi lại: nội dung, ảnh và nơi bán hàng Ông/Bà gửi; tài khoản nhắn tin; số điện thoại nếu Ông/Bà cho.
    • Để làm gì: kiểm tra, xử lý phản ánh và báo lại kết quả. Không dùng việc khác, không đăng tên Ông/Bà.
    • Ai xem: cán bộ được giao; Công an phường hoặc cơ quan cấp trên khi cần. Cửa hàng không được biết Ông/Bà là ai.
    • Giữ bao lâu: bản gửi dở { $days } ngày; thông tin liên hệ nhiều nhất { $months } tháng sau khi xong việc.
    • Quyền của Ông/Bà: xem, sửa, xin bản sao, xin xoá, rút lại đồng ý. Nhắn "DỮ LIỆU" hoặc gặp { $contact }.
    Bên kiểm soát dữ liệu: { $controller }.
    Ông/Bà có đồng ý không?
ask-consent-choice = Trước khi bắt đầu, xin Ông/Bà đọc mấy dòng này.
consent-agree = Tôi đồng ý
consent-refuse = Tôi không đồng ý – xem cách khác
consent-refused =
    Phường đã xoá những gì Ông/Bà vừa gửi.
    Ông/Bà vẫn có thể báo theo cách khác:
    { $ways }

ask-report-guess = Ông/Bà muốn báo việc nào dưới đây?
guess-one = Có phải Ông/Bà muốn báo: { $what }?
guess-because =
    Có phải Ông/Bà muốn báo: { $what }?
    (vì Ông/Bà viết: "{ $words }")
guess-line = { $nth }. { $what }
guess-none = Không phải, để tôi chọn
ask-report-category = Ông/Bà muốn báo việc gì?
ask-report-sub = Cụ thể là việc nào?
label-unsure = Không rõ, hoặc việc khác trong nhóm này
ask-report-amounts =
    Đáng lẽ được bao nhiêu, cân lại được bao nhiêu? Ví dụ: 2kg 1,7kg.
    Không nhớ hoặc chưa cân lại thì bấm Bỏ qua.
ask-report-place =
    Nơi bán ở đâu?
    Ông/Bà gõ tên chợ, quầy, địa chỉ, hoặc gửi vị trí của nơi bán.
place-told = Dùng: { $words }
label-online = Mua trên mạng
ask-report-stall = Quầy nào trong chợ? Ví dụ: quầy số 5, hàng cô Lan. Không nhớ thì bấm Bỏ qua.
ask-report-shop = Tên người bán, tên trang hoặc đường dẫn là gì?
ask-report-inward = Chỗ Ông/Bà ghim nằm ngoài địa bàn phường. Nơi bán hàng có thuộc phường mình không?
inward-named = Ông/Bà có nhắc tới "{ $ward }". Nơi bán hàng có thuộc phường mình không?
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
gaps-there =
    Phản ánh đã có { $have }/{ $of } điều giúp cán bộ làm việc (ảnh { $photos }/{ $wanted }).
    Nếu còn ở đó, Ông/Bà gửi hoặc nhắn thêm giúp:
gaps-kept =
    Phản ánh đã có { $have }/{ $of } điều giúp cán bộ làm việc (ảnh { $photos }/{ $wanted }).
    Nếu còn giữ được gì, Ông/Bà gửi hoặc nhắn thêm giúp:
gaps-none = Phản ánh đã có đủ { $of } điều giúp cán bộ làm việc.
gaps-item = • { $how } – { $why }.
gaps-faces = Không cần chụp mặt người.
ask-report-when = Việc xảy ra khi nào?
ask-report-identity = Ông/Bà muốn giữ kín danh tính hay ẩn danh?
identity-sealed = Giữ kín danh tính
identity-anonymous = Ẩn danh
hint-identity-web =
    • Giữ kín: chỉ người được giao việc mới biết Ông/Bà là ai.
    • Ẩn danh: Phường không giữ gì để biết Ông/Bà là ai. Ông/Bà xem tin bằng mã và mật mã.
    Muốn cán bộ gọi lại, Ông/Bà gõ luôn số điện thoại.
hint-identity-chat =
    • Giữ kín: chỉ người được giao việc mới biết Ông/Bà là ai.
    • Ẩn danh: cán bộ không biết Ông/Bà là ai, nhưng ứng dụng nhắn tin vẫn biết.
    Muốn cán bộ gọi lại, Ông/Bà gõ luôn số điện thoại.
ask-report-phone = Số điện thoại để cán bộ hỏi thêm khi cần?
ask-report-confirm =
    Như vậy đúng chưa?
    Đúng thì bấm Gửi đi, chưa đúng thì bấm Sửa. Muốn kể thêm, Ông/Bà cứ nhắn hoặc gửi ảnh.
confirm-send = Gửi đi

caught-details = Đã ghi lời kể của Ông/Bà.
caught-more = Đã ghi thêm lời của Ông/Bà.
caught-photos = Đã nhận { $count } tệp.
caught-place = Đã nhận vị trí.
caught-phone = Đã ghi số điện thoại.
photo-poor = { $flaw } { $how } Ảnh đã gửi vẫn được giữ.
photo-poor-filed =
    { $flaw } Ảnh vẫn được giữ trong phản ánh { $code }.
    Nếu chụp lại được, Ông/Bà bấm Bổ sung rồi gửi ảnh mới.
photo-small = Có ảnh nhỏ quá, khó đọc chữ và số.
photo-dark = Có ảnh hơi tối, khó đọc chữ và số.
photo-bright = Có ảnh bị chói, khó đọc chữ và số.
photo-blurred = Có ảnh bị mờ, khó đọc chữ và số.
photo-nearer = Ông/Bà gửi giúp ảnh gốc, hoặc chụp lại gần hơn nếu còn ở đó.
photo-lighter = Nếu còn ở đó, Ông/Bà chụp lại giúp, gần hơn và đủ sáng.
photo-glare = Nếu còn ở đó, Ông/Bà chụp lại giúp, tránh để đèn hoặc nắng chiếu thẳng vào.
photo-steady = Nếu còn ở đó, Ông/Bà chụp lại giúp, giữ yên máy và đợi ảnh rõ nét.
voice-kept = Phường đã nhận bản ghi âm, cán bộ sẽ nghe.

name-report-category = Việc
name-report-sub = Cụ thể
name-report-amounts = Cân đong
name-report-place = Nơi bán
name-report-stall = Quầy
name-report-shop = Người bán trên mạng
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
summary-also = Ngoài ra: { $matters }
summary-honest =
    Xin Ông/Bà kể đúng điều mình thấy. Nếu chưa chắc, cứ ghi "tôi nghi là…".
    Báo nhầm mà không cố ý thì không sao; cố ý bịa chuyện hại người khác thì phải chịu trách nhiệm trước pháp luật.

amounts-words = đáng lẽ { $bought }, cân lại được { $got }, thiếu khoảng { $missing }, tức { $percent } %
amounts-counted = mua { $bought }, đếm được { $got }, thiếu { $missing }, tức { $percent } %
amounts-which-one = Ông/Bà muốn nói điều nào dưới đây? Hoặc ghi lại hai số, ví dụ: 2kg 1,7kg.
amounts-reading = đáng lẽ { $bought }, cân lại được { $got }
amounts-half = Đã ghi số này, còn thiếu một số nữa.
amounts-got = Ông/Bà mua { $amount }; thực tế được bao nhiêu?
amounts-bought = Thực tế được { $amount }; đáng lẽ phải được bao nhiêu?
amounts-of = Thiếu { $amount }; đáng lẽ phải được bao nhiêu?
amounts-said = Theo Ông/Bà cho biết, hàng thiếu khoảng { $missing } trên { $bought }.
amounts-large = Phần thiếu này lớn; cán bộ sẽ kiểm tra cân tại chỗ.
amounts-small = Phần thiếu này nhỏ, có thể do sai số của cân; cán bộ vẫn xem xét.
amounts-open = Cán bộ sẽ kiểm tra tại chỗ.
arithmetic-missing = Thiếu: { $bought } − { $got } = { $missing }
arithmetic-allowed = Mức sai số cho phép với { $bought }: { $range }, tuỳ loại cân ({ $scales } kg; Thông tư 09/2017/TT-BKHCN)
arithmetic-times = Phần thiếu gấp { $range } lần mức đó
amount-metres = { $amount } m
amount-range = { $low } đến { $high }
amount-kilograms = { $amount } kg
amount-grams = { $amount } gam
amount-grams-lang = { $amount } gam ({ $lang } lạng)
amount-litres = { $amount } lít
amount-cubic-metres = { $amount } m³
amount-pieces = { $amount } { $word }
when-worded = { $words } ({ $day })
when-told = { $words } (kể ngày { $day })
when-before = trước ngày { $day }

report-too-many =
    Hôm nay Ông/Bà đã gửi nhiều phản ánh. Bản này vẫn được giữ, xin gửi tiếp vào ngày mai.
    Việc gấp, Ông/Bà gõ 0 để gặp cán bộ.
report-referred =
    Nơi bán này không thuộc địa bàn phường, nên Phường không lập hồ sơ.
    Xin Ông/Bà báo UBND phường hoặc xã nơi bán hàng. Phường vẫn ghi lại điều Ông/Bà đã báo.
sent-already = Phản ánh này đã được gửi, Ông/Bà không cần gửi lại. Mã tra cứu: { $code }.
sent-perhaps = Nút này đã dùng rồi. Nếu Ông/Bà đã thấy biên nhận thì phản ánh đã được gửi, không cần gửi lại.

receipt =
    Phường đã nhận được phản ánh của Ông/Bà.
    Mã tra cứu: { $code }
    Mật mã: { $secret }
    { $office } xem xét phản ánh này. Chậm nhất { $due }, Phường sẽ báo phản ánh đang ở đâu.
receipt-news = Có tin mới, Phường sẽ nhắn vào đây. Danh tính của Ông/Bà được giữ kín.
receipt-news-none =
    Phản ánh này ẩn danh: Phường không giữ gì để nhắn lại cho Ông/Bà.
    Muốn xem tin mới, Ông/Bà quay lại, bấm Tra cứu, nhập mã và mật mã.
receipt-similar = Phường đã nhận phản ánh tương tự.
receipt-care =
    Mật mã chỉ hiện một lần, xin Ông/Bà lưu ảnh biên nhận.
    Phường chưa kết luận cửa hàng nào vi phạm cho đến khi kiểm tra xong. Phường cảm ơn Ông/Bà.
receipt-title = Biên nhận phản ánh
receipt-code = Mã tra cứu
receipt-secret = Mật mã
receipt-row-topic = Việc
receipt-row-office = Nơi xem xét
receipt-row-filed = Nhận lúc
receipt-row-due = Chậm nhất
receipt-footer = Giữ mật mã cho riêng mình. Tra cứu: gõ /tracuu, rồi nhập mã và mật mã.

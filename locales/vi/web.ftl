### Chữ trên trang trò chuyện. %s là chỗ trang điền vào (số bước, tên tệp, phần trăm).

web-title = Gửi phản ánh – { $ward }
web-title-staff = Trang cán bộ – { $ward }
web-skip = Đến ô nhập tin nhắn
web-assistant = Trợ lý tự động
web-me = Ông/Bà
web-me-staff = Tôi
web-emergency = Khẩn cấp:
web-emergency-police = Công an
web-emergency-fire = chữa cháy
web-emergency-ambulance = cấp cứu
web-menu = Danh mục
web-report-new = Gửi phản ánh mới
web-report = Gửi phản ánh
web-track = Tra cứu
web-data = Dữ liệu của tôi
web-officer = Gặp cán bộ
web-guide = Hướng dẫn
web-language = Ngôn ngữ
web-leave = Thoát và xoá trên máy này
web-noscript = Máy này chưa mở được khung trò chuyện. Ông/Bà tải lại trang, đến trụ sở UBND phường, hoặc gọi điện cho phường trong giờ làm việc. Việc khẩn cấp xin gọi 113, 114 hoặc 115.

## Lần đầu mở trang

web-hello = Kính chào Ông/Bà.
web-welcome = Ông/Bà mua hàng bị cân thiếu, gặp hàng giả, hàng không nhãn? Xin báo cho Phường tại đây.
web-honest = Phường không bao giờ hỏi mã OTP, tiền, thẻ ngân hàng hay ảnh căn cước.

## Trang của cán bộ

web-staff = Trang cán bộ
web-staff-only = Chỉ dành cho cán bộ được mời
web-staff-hint = Hồ sơ mới sẽ hiện tại đây. Xin để trang này mở khi làm việc.
web-staff-care = Xin giữ kín thông tin người phản ánh; không dùng trang này trên máy chung.
web-staff-work = Xem việc
web-staff-write = /viec để xem việc
web-staff-leave = Cuộc trò chuyện trên máy này sẽ bị xoá. Muốn vào làm việc lại trên máy này, anh/chị cần một lời mời mới.
web-invited = Anh/chị được mời làm việc tại đây
web-invited-hint = Chỉ mở khi biết rõ ai đã mời mình. Lời mời dùng được một lần và gắn với máy này.
web-invitation-open = Mở lời mời

## Cuộc trò chuyện

web-log = Cuộc trò chuyện với Phường
web-composer = Soạn tin nhắn
web-waiting = Đang chờ trả lời…
web-newest = Tin mới nhất
web-more = Xem tiếp
web-today = Hôm nay
web-yesterday = Hôm qua
web-step = Bước %s
web-choices = Các lựa chọn. Bấm vào một dòng, hoặc gõ số của dòng đó.
web-gone = Nội dung này đã được xoá theo thời hạn lưu.
web-location-sent = Vị trí nơi bán hàng
web-receipt-alt = Ảnh biên nhận. Nội dung như tin nhắn ở trên.
web-receipt-save = Lưu ảnh biên nhận
web-photo-alt = Ảnh đã gửi: %s
web-evidence-alt = Ảnh %s
web-unseen = Chưa xem được. Xin thử lại sau.

## Gửi tin

web-write = Nhập tin nhắn
web-write-amounts = Ví dụ: mua 1 kg, cân lại 8 lạng
web-write-place = Gõ địa chỉ, ví dụ: cạnh cổng chợ
web-write-code = Nhập mã, ví dụ: 26-0042-7
web-write-when = Ví dụ: 8 giờ sáng nay
web-send = Gửi tin nhắn
web-queued = Chờ gửi
web-sending = Đang gửi
web-sent = Đã gửi
web-again = Mạng yếu, đang gửi lại
web-failed = Chưa gửi được. Xin xem lại mạng rồi bấm “Thử lại”.
web-refused = Phường chưa nhận được tin này. Xin Ông/Bà thử lại sau ít phút.
web-retry = Thử lại
web-cancel = Huỷ
web-dismiss = Bỏ tin này
web-offline = Đang mất mạng. Tin nhắn sẽ tự gửi khi có mạng lại.

## Ảnh, video, tệp

web-attach = Gửi ảnh, video hoặc tệp
web-shoot = Chụp ảnh
web-choose = Chọn ảnh
web-upload-progress = Đã gửi %s %
web-upload-too-large = “%s” quá lớn. Xin gửi ảnh, hoặc đoạn video ngắn hơn.
web-upload-cancelled = Đã huỷ gửi “%s”.

## Vị trí

web-locate = Gửi vị trí
web-locate-title = Gửi vị trí của máy này?
web-locate-hint = Vị trí là dữ liệu cá nhân nhạy cảm. Phường chỉ dùng để tìm nơi bán hàng. Chỉ gửi khi Ông/Bà đang ở nơi bán hàng; nếu đã về nhà, xin gõ địa chỉ.
web-locate-yes = Đồng ý, gửi vị trí
web-locate-no = Không gửi
web-locating = Đang tìm vị trí…
web-locate-failed = Máy này chưa cho biết vị trí. Xin Ông/Bà gõ địa chỉ.
web-type = Gõ địa chỉ
web-map = Chọn trên bản đồ
web-map-title = Chọn nơi bán hàng
web-map-hint = Ghim vào nơi bán hàng, không phải nhà mình. Kéo bản đồ cho ghim ở đúng chỗ.
web-map-keys = Bàn phím: các phím mũi tên, phím + và −.
web-map-label = Bản đồ. Phím mũi tên để di chuyển, phím cộng và trừ để phóng to, thu nhỏ.
web-map-take = Chọn chỗ này
web-map-inside = Ghim đang ở trong phường.
web-map-outside = Ghim đang ở ngoài ranh giới phường.
web-map-plain = Bản đồ chỉ có ranh giới phường (để tham khảo); nếu khó chọn, xin gõ địa chỉ.
web-map-see = Xem trên bản đồ
web-map-close = Đóng
web-map-failed = Chưa mở được bản đồ. Xin Ông/Bà gõ địa chỉ.
web-zoom-in = Phóng to
web-zoom-out = Thu nhỏ

## Thoát

web-leave-hint = Cuộc trò chuyện và bản đang soạn trên máy này sẽ bị xoá. Phản ánh đã gửi vẫn được Phường giải quyết. Xin giữ lại mã tra cứu.
web-leave-yes = Thoát và xoá
web-leave-no = Ở lại
web-leave-failed = Chưa xoá được vì mất mạng. Xin Ông/Bà thử lại.

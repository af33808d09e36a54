# Vắng mặt và người thay.

away-head = Vắng mặt:
away-none = Hiện không có ai báo vắng.
away-line = • { $who }: { $first } – { $last }, { $deputy } thay
away-line-alone = • { $who }: { $first } – { $last }, chưa có ai thay
away-rest = Còn { $count } lượt vắng nữa, chưa hiện ở đây.
away-mine = Tôi vắng mặt
away-for = Báo vắng cho cán bộ khác
away-whose = Báo vắng cho ai?
away-end = Đã có mặt: { $who }
away-from-today = Từ hôm nay
away-from-tomorrow = Từ ngày mai
away-until-same = Chỉ ngày đó
away-until-two = 2 ngày
away-until-week = 1 tuần
away-until-weeks = 2 tuần
away-type-day = Chọn ngày…
away-how-day = Xin gõ ngày, ví dụ 25/11 hoặc 25/11/2026.
away-nobody = Không có ai thay
away-yes = Ghi nhận
away-summary =
    Người vắng: { $who }
    Từ ngày { $first } đến hết ngày { $last }
    Người thay: { $deputy }
    Trong thời gian đó hồ sơ mới và nhắc việc gửi cho người thay. Người thay xử lý được các hồ sơ đang giữ.
away-done = Đã ghi: { $who } vắng từ { $first } đến hết { $last }. Người thay: { $deputy }. Gõ /vangmat để xem hoặc kết thúc sớm.
away-deputy-away = { $who } cũng vắng từ { $first } đến hết { $last }. Những ngày đó người thay của { $who } làm, nếu có.
away-told-deputy = { $who } vắng từ { $first } đến hết { $last }, anh/chị thay. Hồ sơ mới và nhắc việc của { $who } gửi tới anh/chị. { $count } hồ sơ { $who } đang giữ nằm trong /viec, mục Của tôi.
away-told = { $by } đã báo anh/chị vắng từ { $first } đến hết { $last }. Nếu không đúng, xin gõ /vangmat để kết thúc.
away-ended = { $who } đã có mặt trở lại. Hồ sơ và nhắc việc lại gửi cho { $who }.
away-over = Lượt vắng này đã kết thúc từ trước.
away-past = Ngày bắt đầu đã qua. Xin sửa lại.
away-backwards = Ngày cuối ({ $last }) trước ngày đầu ({ $first }). Xin sửa lại.
away-too-long = Chỉ ghi được lượt vắng trong vòng một năm. Xin sửa lại.
away-deputy-gone = Người thay đã chọn không còn làm ở đơn vị này. Xin chọn lại.
reask-day = Chưa đọc được ngày. Xin gõ như 25/11 hoặc 25/11/2026, không trước ngày bắt đầu.
ask-absence-from = Vắng mặt từ ngày nào?
ask-absence-until = Vắng đến hết ngày nào?
ask-absence-deputy = Ai thay trong thời gian đó?
ask-absence-confirm = Ghi nhận lượt vắng này?
name-absence-from = Từ ngày
name-absence-until = Đến hết ngày
name-absence-deputy = Người thay
cancelled-absence = Đã thôi, chưa ghi lượt vắng nào.
card-holder-away = { $who } đang vắng, { $deputy } đang thay
card-holder-away-alone = { $who } đang vắng, chưa có ai thay
card-in-place = Anh/chị đang thay { $who }.
assign-away = { $name } (đang vắng)

# Phân loại hồ sơ.

card-triage = Phân loại
triage-auto = Theo bảng phân công
triage-on = Phân loại và chuyển
triage-summary =
    Hồ sơ { $code }
    Loại việc: { $topic }
    Đơn vị chủ trì: { $office }
    Lý do: { $reason }
triage-reason = Đã phân loại: { $topic }. { $why }
triage-done = Hồ sơ { $code } đã phân loại: { $topic }. Đơn vị chủ trì: { $office }.
triage-sorted = Hồ sơ { $code } đã được phân loại rồi.
ask-triage-category = Phản ánh này thuộc loại nào?
ask-triage-kind = Cụ thể là việc gì?
ask-triage-office = Đơn vị nào chủ trì?
ask-triage-reason = Xin cho biết lý do chuyển. Lý do chỉ cán bộ thấy.
ask-triage-confirm = Phân loại và chuyển như trên?
name-triage-category = Loại việc
name-triage-kind = Việc cụ thể
name-triage-office = Đơn vị chủ trì
name-triage-reason = Lý do
cancelled-triage = Đã thôi, hồ sơ chưa được phân loại.

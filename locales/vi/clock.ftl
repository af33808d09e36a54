# Thời hạn của một hồ sơ, và vì sao là ngày đó.

clock-accept = Tiếp nhận hồ sơ
clock-first-word = Báo tin đầu tiên cho người phản ánh
clock-result = Có kết quả
clock-legal = Hạn theo luật để báo phản ánh đang ở đâu

clock-minutes = { $count } phút
clock-hours = { $count } giờ
clock-working-hours = { $count } giờ làm việc
clock-days = { $count } ngày
clock-working-days = { $count } ngày làm việc
clock-same-day = trong ngày
clock-and-extra = { $limit }, gia hạn { $count } ngày làm việc
clock-hours-minutes = { $hours } giờ { $minutes } phút

clock-of-case = Các thời hạn của hồ sơ { $code }, và vì sao là ngày đó:
clock-head = { $what }: { $limit }. { $state }
clock-is-running = Đang tính.
clock-is-waiting = Tạm dừng: đang chờ người phản ánh.
clock-is-done = Đã xong lúc { $moment }.
clock-was-late = Đã xong lúc { $moment }, sau hạn.
clock-is-over = Đã quá hạn.
clock-is-late = Đã trễ { $count } ngày làm việc.

clock-moment = { $time }, { $day }
clock-stretch = { $first } đến { $last }
clock-step = – { $step }
clock-step-start = Bắt đầu: { $moment }
clock-step-days = { $span }: tính { $count } ngày làm việc
clock-step-plain-days = { $span }: tính { $count } ngày
clock-step-made-up = { $span }: làm bù, tính { $count } ngày làm việc
clock-step-hours = { $span }: tính { $used }
clock-step-skipped = { $span }: không tính ({ $why })
clock-step-extended = Được gia hạn thêm { $count } ngày làm việc
clock-step-due = Hạn cuối: { $moment }
clock-step-due-provisional = Hạn cuối (tạm tính, lịch nghỉ chưa được xác nhận): { $moment }
clock-why-rest = nghỉ hằng tuần
clock-why-holiday = { $name }
clock-why-closure = phường nghỉ làm việc: { $name }
clock-why-waiting = chờ người phản ánh trả lời
clock-short = { $span } ({ $why })

clock-sentence = { $start } + { $limit }: hạn { $due }
clock-sentence-skips = { $start } + { $limit }: bỏ { $skips }; hạn { $due }

# Lời riêng của kênh Telegram.

telegram-place-hint = Bấm nút, hoặc gõ địa chỉ
telegram-phone-key = 📱 Gửi số điện thoại của tôi
telegram-phone-hint = Bấm nút, hoặc gõ số điện thoại
telegram-input-closed = Vâng ạ.

telegram-command-baocao = Gửi phản ánh
telegram-command-tracuu = Tra cứu phản ánh đã gửi
telegram-command-huongdan = Hướng dẫn
telegram-command-ngonngu = Ngôn ngữ / Language
telegram-command-dulieu = Dữ liệu của tôi
telegram-command-viec = Danh sách việc đang mở

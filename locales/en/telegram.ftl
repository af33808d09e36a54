# Words of the Telegram channel itself.

telegram-place-hint = Press the key, or type the address
telegram-phone-key = 📱 Send my phone number
telegram-phone-hint = Press the key, or type the number
telegram-input-closed = All right.

telegram-command-baocao = Report a problem
telegram-command-tracuu = Track a report
telegram-command-huongdan = Help
telegram-command-ngonngu = Language / Ngôn ngữ
telegram-command-dulieu = My data
telegram-command-viec = Open cases

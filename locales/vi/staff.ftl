# Lời nói với cán bộ: lời mời, danh sách, tạm dừng, nhóm.

staff-role-officer = Cán bộ xử lý
staff-role-head = Phụ trách đơn vị
staff-role-coordinator = Cán bộ điều phối
staff-role-leader = Lãnh đạo phường
staff-role-media = Cán bộ truyền thông
staff-role-admin = Quản trị viên
staff-channel-web = Trang nhắn tin
staff-channel-telegram = Telegram
staff-not-allowed = Việc này cần quyền mà tài khoản của anh/chị không có, hoặc không còn nữa.
staff-first-finish = Anh/chị đang làm dở một việc. Xin làm xong, hoặc gõ /huy, rồi gõ lại lệnh này.

invited-head =
    { $authority } mời anh/chị làm việc trên trợ lý phản ánh.
    Người được mời: { $name }
    Vai trò: { $title }
invited-first = { $authority }: liên kết này tạo quản trị viên đầu tiên của trợ lý phản ánh.
invited-at-once = Bấm Nhận lời, anh/chị bắt đầu được ngay.
invited-after = Sau khi anh/chị bấm Nhận lời, { $inviter } xác nhận đúng người rồi anh/chị mới bắt đầu được.
invited-replaces = Tài khoản này đang có vai trò: { $title }. Nhận lời thì vai trò đó hết hiệu lực ngay.
invited-not-you = Nếu lời mời này không dành cho anh/chị, xin bỏ qua.
invited-accept = Nhận lời
invited-unknown = Liên kết này không đúng. Xin mở lại đúng liên kết được gửi, hoặc hỏi người đã gửi.
invited-expired = Lời mời này đã quá 48 giờ nên không còn dùng được. Xin hỏi người mời để có liên kết mới.
invited-used = Lời mời này đã có tài khoản khác nhận. Nếu đó không phải là anh/chị, xin báo ngay cho người mời.
invited-already = Tài khoản này đã nhận lời mời này rồi, không cần mở lại.
invited-revoked = Người mời đã thu hồi lời mời này.
invited-first-over = Trợ lý đã có quản trị viên, nên liên kết này không còn dùng được. Xin hỏi quản trị viên để được mời.
invited-last-admin = Tài khoản này là quản trị viên duy nhất, nên chưa nhận vai trò khác được. Xin mời thêm một quản trị viên trước.
invited-group = Liên kết này dành cho nhóm. Xin mở nó trên Telegram rồi chọn nhóm của đơn vị.
invited-again = Xin mở lại liên kết mời rồi bấm Nhận lời.

accepted-waiting = Đã nhận lời. { $inviter } sẽ xác nhận. Trước lúc đó tài khoản này chưa làm được việc của cán bộ.
accepted-card =
    Tài khoản «{ $account }» nhận lời mời của «{ $inviter }».
    Người được mời: { $name }
    Vai trò: { $title }
    Xin hỏi trực tiếp người đó trước khi xác nhận.
account-nameless = một máy trên trang nhắn tin, không có tên
confirm-right = Đúng người
confirm-wrong = Không phải
confirm-over = Việc này đã được quyết định rồi.
confirmed-right = Đã xác nhận { $name }. Người này bắt đầu làm việc được.
confirmed-wrong = Đã từ chối. Tài khoản nhận lời thay cho { $name } không có quyền gì.
accepted-refused = Lời mời không được xác nhận, nên tài khoản này không có quyền của cán bộ. Nếu có nhầm lẫn, xin hỏi người mời.

staff-welcome = Chào { $name }. Vai trò của anh/chị: { $title }.
staff-welcome-cases = Gõ /viec để xem các hồ sơ đang mở. Hồ sơ mới sẽ được gửi tới đây. Khi vắng mặt, gõ /vangmat.
staff-welcome-invite = Gõ /moi để mời cán bộ, /canbo để xem danh sách, /nhom để gắn nhóm của đơn vị.
staff-welcome-resident = Khi cần phản ánh như mọi người dân, anh/chị vẫn dùng Gửi phản ánh như trước.
staff-joined = { $name } ({ $title }) đã nhận lời mời tạo từ máy chủ. Nếu không đúng, xin gõ /canbo để tạm dừng.

ask-invite-role = Mời vào vai trò nào?
ask-invite-office = Ở đơn vị nào?
ask-invite-name = Họ tên người được mời?
ask-invite-confirm = Tạo lời mời này?
inviting-yes = Tạo lời mời
cancelled-invite = Đã thôi, chưa có lời mời nào được tạo.
invite-summary =
    Người được mời: { $name }
    Vai trò: { $title }
invite-made =
    Lời mời cho { $name } ({ $title }).
    Dùng một lần, đến { $until }.
invite-link =
    { $channel }:
    { $link }
invite-care = Xin gửi riêng cho đúng người, ngay bây giờ. Khi có tài khoản nhận lời, anh/chị sẽ được hỏi có đúng người không.
invite-revoke = Thu hồi
revoke-done = Đã thu hồi. Liên kết không còn dùng được.
revoke-over = Liên kết này đã được dùng, hoặc đã thu hồi trước đó.

staff-list-head = Cán bộ ({ $count }):
staff-list-more = Chỉ hiện { $most } người. Gõ /canbo và tên để tìm.
staff-list-waiting = chờ xác nhận
staff-list-unreached = không nhận được tin
staff-list-link = • Lời mời chưa dùng: { $name } – { $title }, đến { $until }
staff-list-group-link = • Liên kết gắn nhóm chưa dùng: { $office }, đến { $until }
staff-list-group = • Nhóm đã gắn: { $office } ({ $channel })
staff-list-suspend = Tạm dừng: { $name }
staff-list-revoke = Thu hồi: { $name }

suspend-ask = Tạm dừng { $name } ({ $title })? Người này mất quyền ngay, ở mọi nơi.
suspend-yes = Tạm dừng
suspend-no = Thôi
suspend-done = Đã tạm dừng { $name }.
suspend-over = { $name } đã bị tạm dừng từ trước.
suspend-last-admin = Đây là quản trị viên duy nhất. Xin mời thêm một quản trị viên trước khi tạm dừng.
staff-suspended = Quyền cán bộ của tài khoản này đã tạm dừng. Anh/chị vẫn gửi và tra cứu phản ánh được như mọi người dân.
staff-orphaned = { $name } không còn làm việc trên trợ lý. { $count } hồ sơ đang mở của { $office } chưa có người giữ. Gõ /viec để xem.
staff-unreached = { $name } không còn nhận được tin trên { $channel }. Việc của người này xin giao cho người khác.
staff-back = Trợ lý lại gửi tin được cho anh/chị. Gõ /viec để xem các hồ sơ đang mở.

group-which = Gắn nhóm cho đơn vị nào?
group-link =
    Liên kết gắn nhóm cho { $office }. Dùng một lần, đến { $until }.
    Mở liên kết, chọn nhóm của đơn vị rồi thêm trợ lý vào nhóm:
    { $link }
group-no-channel = Chưa có kênh nào có nhóm. Quản trị viên cần bật Telegram trước.
group-bound = Nhóm này từ nay nhận hồ sơ mới của { $office }. Muốn thôi, người phụ trách gõ /gonhom.
group-bound-told = Một nhóm vừa được gắn cho { $office }. Người gắn: { $who }. Nếu không đúng, gõ /gonhom trong nhóm đó.
group-not-here = Liên kết này dành cho một người. Xin mở nó trong cuộc trò chuyện riêng với trợ lý.
group-not-yours = Liên kết này chỉ dùng được bởi cán bộ của đơn vị. Nhóm chưa được gắn.
group-how = Trợ lý chưa phục vụ nhóm này. Người phụ trách đơn vị gõ /nhom trong cuộc trò chuyện riêng với trợ lý để lấy liên kết gắn nhóm.
group-none = Nhóm này chưa gắn với đơn vị nào.
group-unbound = Nhóm này không còn nhận hồ sơ nữa.
group-not-allowed = Chỉ quản trị viên, lãnh đạo hoặc người phụ trách đơn vị mới gỡ được nhóm.
group-lost = Trợ lý đã bị đưa ra khỏi nhóm của { $office }. Hồ sơ mới không còn gửi vào nhóm đó.
group-anonymous = Người quản trị nhóm đang ẩn danh thì trợ lý không biết là ai. Xin tắt chế độ ẩn danh rồi làm lại.

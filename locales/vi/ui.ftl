# Words of the frame and of the parts that every page uses.
ui-product = Nhịp Cầu
ui-tagline = Kế hoạch chạy được, tiếng nói đi tới nơi
ui-skip = Bỏ qua điều hướng
ui-home = về trang đầu
ui-nav = Điều hướng chính
ui-nav-plans = Kế hoạch
ui-nav-units = Đơn vị
ui-nav-admin = Quản trị
ui-nav-me = Tôi
ui-crumbs = Đường dẫn
ui-search = Tìm
ui-search-all = Tìm trong mọi kế hoạch
ui-search-hint = Tìm kế hoạch, việc, trách nhiệm…
ui-help = Phím tắt và trợ giúp
ui-act-for = Làm việc thay mặt
ui-no-post = Chưa giữ chức vụ nào
ui-me-menu = Tài khoản, giao diện, ngôn ngữ
ui-account = Tài khoản của tôi
ui-sign-out = Đăng xuất
ui-theme = Giao diện
ui-theme-system = Theo máy
ui-theme-nhipcau = Sáng
ui-theme-nhipcau-dark = Tối
ui-language = Ngôn ngữ
ui-close = Đóng
ui-not-now = Để sau

# What the scripts say. Words in <angles> are put in by the script.
ui-undo = Hoàn tác
ui-saved = Đã lưu <time>
ui-saving = Đang lưu
ui-draft-kept = Đã giữ trong máy <time>
ui-draft-back = Đã lấy lại những gì nhập dở lúc <time>
ui-offline = Mất mạng.
ui-offline-more = Vẫn sửa tiếp được, bài giữ trong máy này và tự gửi khi có mạng.
ui-offline-waiting = <count> thay đổi chờ gửi, giữ trong máy này.
ui-server-down = Máy chủ chưa trả lời.
ui-retry = Thử lại
ui-no-unit = Chưa có đơn vị nào tên như vậy. Giữ nguyên chữ đã nhập.
ui-units-found = <count> đơn vị. Dùng mũi tên để chọn.
ui-file-too-big = Tệp lớn hơn <max>. Nén lại hoặc chia tệp.
ui-uploading = Đang gửi <percent>%
ui-uploaded = Đã gửi xong, đang đọc văn bản
ui-upload-lost = Chưa gửi được vì mất mạng. Bấm Thử lại khi có mạng.

# Keys
ui-keys = Phím tắt
ui-keys-switch = Dùng phím tắt một chữ
ui-key-search = Tìm
ui-key-help = Xem phím tắt
ui-key-go = Tới { $place }
ui-key-next = Mục sau
ui-key-previous = Mục trước
ui-key-open = Mở hoặc nhận
ui-key-close = Đóng
ui-key-submit = Gửi biểu mẫu

# Forms, tables
ui-optional = (không bắt buộc)
ui-to-mend = Cần sửa { $count } ô.
ui-shown = { $shown } trong { $total }
ui-more = Xem thêm
ui-needs-look = có chỗ cần xem

# Import review
ui-line = dòng { $n }
ui-mend = Sửa
ui-skip-item = Bỏ qua
ui-reopen = Xem lại
ui-scroll-on = Kéo ngang để xem hết
ui-blank = (để trống)
ui-mark-task = Việc
ui-mark-time = Thời gian
ui-mark-product = Sản phẩm
ui-mark-unit = Đơn vị
ui-mark-look = Cần xem
ui-choose-file = Chọn tệp
ui-review-saved = Đã lưu <time>
ui-review-waiting = <count> sửa đổi chờ gửi
ui-review-done = Đã nhận: <what>
ui-review-skipped = Đã bỏ qua: <what>
ui-review-reopened = Mở lại: <what>
ui-review-changed = Đã sửa <what>
ui-review-removed = Đã bỏ <what>
ui-review-row-added = Đã thêm một dòng
ui-review-conflict-calm = Tải lại để thấy bản mới.
ui-review-row = một dòng
ui-review-undone = Đã hoàn tác
ui-review-nothing-to-undo = Không còn gì để hoàn tác
ui-review-edit = Sửa <what>
ui-review-editor-help = ↵ lưu, Esc thôi. Trong ô nhiều dòng: Ctrl ↵ lưu.
ui-review-add-unit = Thêm đơn vị
ui-review-remove-unit = Bỏ <name>
ui-review-save = Lưu
ui-review-cancel = Thôi
ui-review-others = <names> cũng đang mở văn bản này. Sửa hai ô khác nhau thì cả hai được giữ; cùng một ô thì được hỏi.
ui-review-others-title = Có người khác đang xem.
ui-review-conflict-title = <name> vừa sửa văn bản này.
ui-review-printed = Trong văn bản: “<text>”
ui-review-clash-title = <what>: <name> vừa sửa cùng chỗ này.
ui-review-clash-theirs = Bản của <name>
ui-review-clash-mine = Bản của mình
ui-review-clash-keep = Giữ bản của <name>
ui-review-clash-use = Dùng bản của mình
ui-review-small-mended = Đã sửa <count> lỗi nhỏ
ui-review-somebody = Người khác
ui-review-merged = Văn bản còn có sửa đổi từ nơi khác.
ui-review-reload = Tải lại
ui-review-signed-out-title = Phiên làm việc đã hết.
ui-review-signed-out = Đăng nhập ở thẻ khác rồi bấm Thử lại. <count> sửa đổi giữ trong máy.
ui-review-refused = Chưa nhận.
ui-review-remaining = Còn <count> chỗ cần xem
ui-review-all-seen = Đã xem hết

# The problem page
ui-problem-code = Mã lỗi { $code }. Gửi mã này khi cần hỗ trợ.
ui-problem-home = Về trang đầu

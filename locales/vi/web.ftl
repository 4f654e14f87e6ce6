# Lỗi, biểu mẫu và trang dành cho chương trình. Khóa error-<mã> là câu của web::Error.

problem-400 = Chưa đọc được yêu cầu
problem-401 = Cần đăng nhập
problem-403 = Không có quyền
problem-404 = Không tìm thấy trang
problem-405 = Địa chỉ không nhận thao tác này
problem-408 = Đường truyền quá chậm
problem-409 = Đã có người sửa trước
problem-410 = Liên kết không còn dùng được
problem-413 = Tệp quá lớn
problem-415 = Không nhận dạng dữ liệu này
problem-422 = Còn chỗ cần sửa
problem-429 = Thử quá nhiều lần
problem-500 = Hệ thống gặp lỗi
problem-503 = Hệ thống đang bận
problem-507 = Ổ đĩa của máy chủ đã đầy
problem-other = Chưa thực hiện được

error-not-found = Địa chỉ này không có, đã bị xóa, hoặc thuộc phần không được giao quyền xem.
error-forbidden = Chức vụ hiện tại không được làm việc này. Cần quyền thì báo quản trị viên của đơn vị.
error-sign-in-needed = Đăng nhập để xem tiếp.
error-unexpected = Lỗi thuộc về hệ thống và đã được ghi lại. Tải lại trang; nếu còn lỗi, báo quản trị viên kèm mã lỗi dưới đây.
error-timeout = Việc này kéo dài quá lâu nên đã dừng. Thử lại sau một phút.
error-method = Địa chỉ này không nhận kiểu gửi vừa dùng. Mở lại trang rồi gửi từ biểu mẫu.
error-csrf = Trang đã mở quá lâu hoặc trình duyệt chặn cookie. Tải lại trang rồi gửi lại.
error-cross-site = Yêu cầu đến từ một trang khác nên không được nhận. Mở Nhịp Cầu rồi thao tác tại đây.
error-too-many = Đã thử quá nhiều lần. Chờ { $seconds } giây rồi thử lại.
error-too-large = Dữ liệu gửi lên lớn hơn { $mebibytes } MB. Nén lại hoặc chia tệp.
error-content-type = Chỉ nhận biểu mẫu hoặc JSON. Chương trình cần gửi kèm Content-Type: application/json.
error-json = JSON sai ở dòng { $line }, cột { $column }.
error-body-slow = Đường truyền quá chậm hoặc bị ngắt, máy chủ chưa nhận đủ. Chọn nơi có sóng tốt hơn, hoặc gửi tệp nhỏ hơn, rồi gửi lại.
error-disk-full = Ổ đĩa của máy chủ đã đầy, chưa lưu được gì. Báo người giữ máy chủ giải phóng dung lượng rồi thử lại.
error-body-broken = Dữ liệu bị đứt giữa chừng. Kiểm tra mạng rồi gửi lại.
error-form = Sửa các ô được đánh dấu rồi gửi lại.
error-form-too-complex = Biểu mẫu có quá nhiều ô hoặc tên ô không đúng.

field-missing = Điền ô này.
field-unknown = Không có trường nào tên này.
field-unreadable = Chưa đọc được giá trị này: { $reason }.

api-title = Giao tiếp cho chương trình
api-intro = Mỗi trang cũng là JSON tại cùng địa chỉ, khi yêu cầu ghi Accept: application/json. Mô tả máy đọc được:
api-address = Địa chỉ
api-does = Việc
api-right = Quyền
api-takes = Nhận
api-shows = Trả về

preferences-lang-unknown = Chọn tiếng Việt hoặc English.
preferences-theme-unknown = Chọn giao diện sáng, tối hoặc theo thiết bị.

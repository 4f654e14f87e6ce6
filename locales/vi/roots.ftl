# Chứng thư gốc: tổ chức chứng thực mà hệ thống tin cậy khi kiểm tra chữ ký số.

roots-title = Chứng thư gốc được tin cậy
roots-what = Chữ ký số trên văn bản được tin cậy khi chứng thư của người ký dẫn tới một chứng thư ở đây.
roots-see = Xem và thêm chứng thư gốc
roots-subject = Tổ chức chứng thực
roots-issuer = Nơi cấp: { $issuer }
roots-validity = Hiệu lực
roots-state = Trạng thái
roots-state-valid = Còn hạn
roots-state-ending = Sắp hết hạn
roots-state-ended = Đã hết hạn
roots-state-coming = Chưa có hiệu lực
roots-none = Chưa tin cậy tổ chức nào
roots-none-why = Chữ ký số vẫn được kiểm tra nguyên vẹn, nhưng báo "chưa rõ nơi cấp" cho đến khi thêm chứng thư gốc, ví dụ của Cục Chứng thực số và Bảo mật thông tin (Ban Cơ yếu Chính phủ).
roots-file = Chọn tệp chứng thư
roots-file-help = Tệp .pem, .crt, .cer hoặc .der, tối đa 1 MB. Lấy từ trang của tổ chức chứng thực và đối chiếu dấu SHA-256 với họ trước khi thêm.
roots-file-missing = Chọn một tệp chứng thư.
roots-unread = Tệp này không phải chứng thư. Chọn tệp .pem, .crt, .cer hoặc .der do tổ chức chứng thực công bố.
roots-already-there = Chứng thư của { $subject } đã có trong danh sách.
roots-no-authority = { $subject } không phải tổ chức chứng thực: đây là chứng thư để ký, không cấp được chứng thư khác. Chọn chứng thư gốc của nơi cấp.
roots-add = Tin cậy chứng thư này
roots-added = Đã thêm { $n } chứng thư
roots-remove = Bỏ
roots-remove-one = Bỏ chứng thư { $subject }
roots-removed = Không còn tin cậy { $subject }
roots-revoked = Hệ thống không tra cứu chứng thư bị thu hồi, vì không kết nối ra ngoài. Kết quả kiểm tra luôn nói rõ điều này.

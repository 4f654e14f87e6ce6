# Thông báo: chuông, trang thông báo, lựa chọn.

notices-title = Thông báo
notices-bell = { $n ->
    [0] Thông báo, không có gì mới
   *[other] Thông báo, { $n } chưa đọc
}
notices-bell-many = Thông báo, hơn { $n } chưa đọc
notices-n-unread = { $n ->
    [0] Đã đọc hết
   *[other] { $n } chưa đọc
}
notices-filter = Lọc thông báo
notices-unread = Chưa đọc
notices-all = Tất cả
notices-theme-documents = Văn bản
notices-theme-work = Việc
notices-mark-all = Đánh dấu đã đọc tất cả
notices-all-read = { $n ->
    [0] Không còn thông báo nào chưa đọc.
   *[other] Đã đánh dấu { $n } thông báo là đã đọc.
}
notices-until-missing = Tải lại trang rồi đánh dấu lại.
notices-is-unread = chưa đọc
notices-none = Chưa có thông báo nào
notices-none-text = Khi có văn bản đến, việc được giao, được trả lại hoặc được duyệt, thông báo hiện ở đây và trên chuông.
notices-none-filter = Không có thông báo nào như vậy
notices-kept = Thông báo được giữ { $n } ngày.
notices-settings = Chọn thông báo
notices-settings-title = Tôi muốn được báo những gì
notices-settings-intro = Chuông báo trên mọi trang. Bỏ dấu ở những điều không cần; điều đó vẫn ghi ở trang của văn bản hoặc của việc.
notices-settings-saved = Đã lưu lựa chọn thông báo.
notices-settings-see = Chọn những điều được báo trên chuông.
notices-what = Điều gì
notices-shows = Trên chuông
notices-kind-unknown = Tải lại trang rồi chọn lại.
notices-save = Lưu lựa chọn

notices-kind-document-came = Văn bản đến đơn vị
notices-kind-document-reminded = Nơi gửi nhắc văn bản chưa xác nhận
notices-kind-document-recalled = Văn bản đã nhận bị thu hồi
notices-kind-document-submitted = Dự thảo trình tôi duyệt
notices-kind-document-returned = Dự thảo bị trả lại
notices-kind-document-to-sign = Văn bản chờ tôi ký
notices-kind-document-to-number = Văn bản đã ký chờ cấp số
notices-kind-document-commented = Góp ý vào dự thảo của tôi
notices-kind-work-new = Đơn vị có việc mới
notices-kind-work-assigned = Việc giao cho tôi
notices-kind-work-returned = Việc bị trả lại
notices-kind-work-accepted = Việc được duyệt xong
notices-kind-work-handed-in = Đơn vị nộp sản phẩm cho tôi duyệt
notices-kind-work-date-asked = Đơn vị xin đổi hạn
notices-kind-work-date-answered = Trả lời xin đổi hạn
notices-kind-cascade-asked = Kế hoạch cấp trên yêu cầu đơn vị có kế hoạch riêng, cử người phụ trách
notices-kind-cascade-reminded = Nơi yêu cầu nhắc kế hoạch riêng, người phụ trách
notices-kind-cascade-claimed = Cấp dưới xin không áp dụng
notices-kind-cascade-decided = Trả lời xin không áp dụng
notices-kind-media-given = Đơn vị, cá nhân được giao tin, bài
notices-kind-media-submitted = Tin, bài chờ lãnh đạo duyệt
notices-kind-media-returned = Tin, bài bị trả lại
notices-kind-media-approved = Tin, bài được duyệt
notices-kind-media-published = Tin, bài tự đăng
notices-kind-media-removed = Tin, bài đã đăng bị gỡ
notices-kind-media-due = Tin, bài sắp đến hạn

notices-told-document-came = Văn bản đến { $symbol }: { $subject }{ $n ->
    [0] .
   *[other] , kèm { $n } việc của đơn vị.
}
notices-told-document-reminded = Nơi gửi nhắc xác nhận đã nhận { $symbol }: { $subject }.
notices-told-document-recalled = Đã thu hồi { $symbol }: { $subject }. Lý do: { $reason }
notices-told-document-submitted = Dự thảo trình duyệt: { $subject }.
notices-told-document-returned = Dự thảo bị trả lại: { $subject }. Lý do: { $reason }
notices-told-document-to-sign = Đã duyệt xong, chờ ông/bà ký: { $subject }.
notices-told-document-to-number = Đã ký xong, chờ cấp số: { $subject }.
notices-told-document-commented = Có góp ý mới vào dự thảo: { $subject }.
notices-told-work-new = Việc mới: { $title }{ $dated ->
    [no] .
   *[other] , hạn { $due_on }.
}
notices-told-work-assigned = { $many ->
    [yes] Ông/bà được bàn giao { $n } việc đang mở.
   *[other] Ông/bà được giao phụ trách: { $title }{ $dated ->
        [no] .
       *[other] , hạn { $due_on }.
    }
}
notices-told-work-returned = Bị trả lại: { $title }. Lý do: { $reason }
notices-told-work-accepted = Đã duyệt xong: { $title }.
notices-told-work-handed-in = { $many ->
    [yes] Các đơn vị bắt đầu nộp sản phẩm: { $title }. Hôm nay có { $unit } và có thể thêm đơn vị khác.
   *[other] { $unit } nộp sản phẩm chờ duyệt: { $title }.
}
notices-told-work-date-asked = { $many ->
    [yes] Các đơn vị xin đổi hạn: { $title }. Hôm nay có { $unit } và có thể thêm đơn vị khác.
   *[other] { $unit } xin đổi hạn: { $title }.
}
notices-told-work-date-answered = { $agreed ->
    [yes] Đồng ý đổi hạn: { $title }, hạn mới { $due_on }.
   *[other] Không đồng ý đổi hạn: { $title }. Lý do: { $reason }
}
notices-told-cascade-asked = Đơn vị được yêu cầu triển khai kế hoạch “{ $subject }”.
notices-told-cascade-reminded = Nhắc đơn vị triển khai kế hoạch “{ $subject }”.
notices-told-cascade-claimed = Một đơn vị xin không áp dụng kế hoạch “{ $subject }”: { $reason }
notices-told-cascade-decided = Đã có trả lời về việc xin không áp dụng kế hoạch “{ $subject }”.
notices-told-media-given = Được giao tin, bài “{ $title }”.
notices-told-media-submitted = Tin, bài “{ $title }” chờ duyệt.
notices-told-media-returned = Tin, bài “{ $title }” bị trả lại: { $reason }
notices-told-media-approved = Tin, bài “{ $title }” đã được duyệt.
notices-told-media-published = Tin, bài “{ $title }” đã tự đăng.
notices-told-media-removed = Tin, bài “{ $title }” đã bị gỡ: { $reason }
notices-told-media-due = Tin, bài “{ $title }” đến hạn { $due_on }.

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
notices-kind-package-refused = Có văn bản gửi qua gói bị từ chối
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
notices-kind-figure-asked = Đơn vị được yêu cầu báo số liệu
notices-kind-figure-due = Số liệu sắp đến hạn
notices-kind-figure-returned = Số liệu bị trả lại
notices-kind-rating-asked = Phiếu đánh giá phải chấm
notices-kind-rating-sent = Phiếu đánh giá chờ chấm
notices-kind-rating-returned = Phiếu đánh giá bị trả lại
notices-kind-rating-reminded = Phiếu đánh giá chưa gửi
notices-kind-rating-stopped = Thôi đánh giá
notices-kind-rating-published = Công bố kết quả đánh giá
notices-kind-rating-complained = Kiến nghị về kết quả đánh giá
notices-kind-rating-answered = Kiến nghị được trả lời
notices-kind-founding-given = Bước thành lập công đoàn được giao
notices-kind-founding-due = Bước thành lập công đoàn sắp đến hạn
notices-kind-activity-asked = Được mời tham gia hoạt động
notices-kind-activity-reminded = Nhắc cử người tham gia
notices-kind-activity-moved = Buổi mới, dời giờ hoặc địa điểm
notices-kind-activity-session-cancelled = Buổi bị hủy
notices-kind-activity-soon = Buổi diễn ra ngày mai
notices-kind-activity-cancelled = Hoạt động bị hủy
notices-kind-activity-reopened = Hoạt động được mở lại
notices-kind-activity-hosts = Được mời cùng tổ chức hoạt động
notices-kind-activity-declined = Đơn vị báo không tham gia
notices-kind-figure-sent = Cấp dưới gửi số liệu
notices-kind-cascade-withdrawn = Nơi yêu cầu thôi yêu cầu triển khai kế hoạch
notices-kind-media-given = Đơn vị, cá nhân được giao tin, bài
notices-kind-media-submitted = Tin, bài chờ lãnh đạo duyệt
notices-kind-media-returned = Tin, bài bị trả lại
notices-kind-media-approved = Tin, bài được duyệt
notices-kind-media-published = Tin, bài tự đăng
notices-kind-media-removed = Tin, bài đã đăng bị gỡ
notices-kind-media-due = Tin, bài sắp đến hạn
notices-kind-money-approved = Dự toán được duyệt
notices-kind-money-allotted = Đơn vị được phân bổ kinh phí

notices-told-document-came = Văn bản đến { $symbol }: { $subject }{ $n ->
    [0] .
   *[other] , kèm { $n } việc của đơn vị.
}
notices-told-document-reminded = Nơi gửi nhắc xác nhận đã nhận { $symbol }: { $subject }.
notices-told-document-recalled = Đã thu hồi { $symbol }: { $subject }. Lý do: { $reason }
notices-told-package-refused = { $name } từ chối { $symbol }: { $subject }. Lý do: { $reason }
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
notices-told-figure-asked = Đơn vị được yêu cầu báo số liệu “{ $name }”, hạn { $due_on }.
notices-told-figure-due = Số liệu “{ $name }” đến hạn { $due_on } mà chưa gửi.
notices-told-figure-returned = Số liệu “{ $name }” bị trả lại: { $reason }
notices-told-rating-asked = Đơn vị được yêu cầu tự chấm điểm: “{ $name }”.
notices-told-rating-sent = Một đơn vị gửi phiếu “{ $name }”, chờ chấm.
notices-told-rating-returned = Phiếu “{ $name }” bị trả lại: { $reason }
notices-told-rating-reminded = { $dated ->
    [yes] Đơn vị chưa gửi phiếu “{ $name }”, hạn { $due_on }.
   *[no] Đơn vị chưa gửi phiếu “{ $name }”.
 }
notices-told-rating-stopped = Đơn vị không phải chấm “{ $name }” nữa: { $reason }
notices-told-rating-published = Đã công bố kết quả “{ $name }”.
notices-told-rating-complained = Một đơn vị kiến nghị về kết quả “{ $name }”.
notices-told-rating-answered = Kiến nghị về “{ $name }” đã được trả lời.
notices-told-founding-given = Bạn được giao bước “{ $step }” ở { $name }.
notices-told-founding-due = { $many ->
    [yes] Danh sách “{ $name }” có bước sắp đến hạn chưa có người phụ trách.
   *[no] Bước “{ $step }” ở { $name } đến hạn ngày { $due_on }.
}
notices-told-activity-asked = Đơn vị bạn được mời tham gia “{ $name }”. { $dated ->
    [yes] Cử người trước hết ngày { $by_on }.
   *[other] Xem nội dung và cử người.
}
notices-told-activity-reminded = Đơn vị bạn chưa trả lời lời mời “{ $name }”{ $dated ->
    [yes] , hạn { $by_on }.
   *[other] .
}
notices-told-activity-moved = “{ $name }”, { $topic }: { $hour } ngày { $starts_on }, { $place }. { $reason }
notices-told-activity-session-cancelled = “{ $name }”: buổi { $topic } ngày { $starts_on } bị hủy. { $reason }
notices-told-activity-soon = Nhắc lịch: “{ $name }”, { $topic }, { $hour } ngày { $starts_on }, { $place }.
notices-told-activity-cancelled = “{ $name }” bị hủy. { $reason }
notices-told-activity-reopened = “{ $name }” được tổ chức trở lại. { $reason }
notices-told-activity-hosts = { $unit } mời đơn vị cùng tổ chức “{ $name }”.
notices-told-activity-declined = { $unit } không tham gia “{ $name }”: { $reason }
notices-told-figure-sent = Hôm nay có đơn vị gửi số liệu “{ $name }”, chờ xem.
notices-told-cascade-withdrawn = Đơn vị không còn phải triển khai kế hoạch “{ $subject }” theo yêu cầu trước.
notices-told-media-given = Được giao tin, bài “{ $title }”.
notices-told-media-submitted = Tin, bài “{ $title }” chờ duyệt.
notices-told-media-returned = Tin, bài “{ $title }” bị trả lại: { $reason }
notices-told-media-approved = Tin, bài “{ $title }” đã được duyệt.
notices-told-media-published = Tin, bài “{ $title }” đã tự đăng.
notices-told-media-removed = Tin, bài “{ $title }” đã bị gỡ: { $reason }
notices-told-media-due = Tin, bài “{ $title }” đến hạn { $due_on }.

# Thư.

notices-mails = Qua thư
notices-settings-mail-to = Thư gửi tới { $email }, gom những điều tới cùng lúc; điều đã mở trên trang thì không gửi thư nữa.
notices-settings-mail-off = Hiện chưa có máy chủ thư nên chưa gửi; lựa chọn vẫn được giữ.
notices-mail-dear = Kính gửi { $name },
notices-mail-more = Và { $n } thông báo nữa: { $address }
notices-mail-several = Nhịp Cầu: { $n } thông báo mới
notices-mail-foot = Thư này do Nhịp Cầu tự gửi, không cần trả lời. Chọn những điều được gửi thư: { $address }
notices-mail-came = Văn bản đến { $symbol }: { $subject }
notices-mail-came-text = Kính gửi { $unit },

    Đơn vị có văn bản đến { $symbol }: { $subject }.
    { $address }

    Trong đơn vị chưa có ai có tài khoản nhận văn bản đến. Đề nghị liên hệ nơi gửi hoặc đơn vị cấp trên để được mời vào Nhịp Cầu.
notices-mail-reset = Nhịp Cầu: đặt mật khẩu mới
notices-mail-reset-text = Kính gửi { $name },

    Quản trị đã lập liên kết để ông/bà đặt mật khẩu mới. Liên kết dùng một lần, có hiệu lực { $hours } giờ:
    { $address }

    Nếu ông/bà không yêu cầu, xin báo cho quản trị.
notices-mail-invitation = Lời mời vào Nhịp Cầu
notices-mail-invitation-text = Kính gửi { $name },

    Ông/bà được mời vào Nhịp Cầu. Mở liên kết sau để lập tài khoản; liên kết dùng một lần, có hiệu lực { $days } ngày:
    { $address }
notices-mail-test = Nhịp Cầu: thư thử
notices-mail-test-text = Kính gửi { $name },

    Thư này cho biết máy chủ thư đã được đặt đúng.

notices-outbox = Thư đi
notices-outbox-server = Gửi qua { $server }
notices-outbox-no-server = Chưa đặt máy chủ thư: thư được giữ lại ở đây
notices-outbox-no-server-help = Quản trị đặt mail.server và mail.sender trong cấu hình. Trong khi chờ, lưu thư thành tệp .eml để gửi bằng chương trình thư, rồi đánh dấu đã gửi.
notices-outbox-trouble = Chưa gửi được thư từ { $since }. Thư vẫn được giữ, sẽ thử lại lúc { $next }. Máy chủ thư báo:
notices-outbox-filter = Lọc thư đi
notices-outbox-all = Tất cả
notices-outbox-waiting = Đang chờ
notices-outbox-failed = Không gửi được
notices-outbox-held = Đang giữ
notices-outbox-sent = Đã gửi
notices-outbox-none = Không có thư nào
notices-outbox-none-text = Thư về văn bản đến, việc được giao và các thông báo khác hiện ở đây khi được gửi.
notices-outbox-test = Gửi thư thử cho tôi
notices-outbox-resend-all = Gửi lại mọi thư còn giữ
notices-mail-to = Người nhận
notices-mail-subject = Tiêu đề
notices-mail-state = Trạng thái
notices-mail-when = Lúc
notices-mail-state-waiting = Đang chờ
notices-mail-state-sending = Đang gửi
notices-mail-state-sent = Đã gửi
notices-mail-state-failed = Không gửi được
notices-mail-state-held = Đang giữ
notices-mail-by-hand = gửi tay
notices-mail-attempts = { $n } lần thử
notices-mail-next = thử lại lúc { $at }
notices-mail-sort-notice = Thông báo
notices-mail-sort-delivery = Văn bản đến
notices-mail-sort-digest = Tổng hợp tuần
notices-mail-sort-reset = Mật khẩu mới
notices-mail-sort-invitation = Lời mời
notices-mail-sort-test = Thư thử
notices-mail-no-text = Nội dung có liên kết bí mật nên không hiện ở đây và không giữ sau khi gửi.
notices-mail-resend = Gửi lại
notices-mail-eml = Lưu tệp .eml
notices-mail-mark = Đánh dấu đã gửi tay
notices-mail-again = Thư được xếp vào hàng chờ gửi.
notices-mail-all-again = { $n } thư được xếp vào hàng chờ gửi.
notices-mail-no-server = Chưa đặt máy chủ thư nên chưa gửi được. Lưu tệp .eml để gửi bằng chương trình thư.
notices-mail-marked = Đã đánh dấu thư là gửi tay.
error-notices-mail-elsewhere = Thư vừa sang trạng thái khác. Tải lại trang để xem.
error-notices-mail-secret = Thư này có liên kết bí mật nên không lưu thành tệp. Lập liên kết mới nếu người nhận chưa nhận được.
error-notices-mail-unmade = Thư này không lập được vì địa chỉ người nhận sai. Sửa địa chỉ của người hoặc của đơn vị.
notices-mail-test-written = Đã xếp thư thử vào hàng chờ; một lát nữa xem trạng thái ở đây.
notices-contact = Địa chỉ thư của đơn vị
notices-contact-intro = Khi trong đơn vị chưa có ai có tài khoản, văn bản đến được báo tới địa chỉ này.
notices-contact-email = Địa chỉ thư
notices-contact-help = Hộp thư chung của đơn vị. Bỏ trống nếu không dùng.
notices-contact-wrong = Ghi một địa chỉ thư, ví dụ vanthu@so.edu.vn.
notices-contact-save = Lưu địa chỉ
notices-contact-kept = Đã lưu địa chỉ thư của đơn vị.
notices-contact-removed = Đã bỏ địa chỉ thư của đơn vị.

# Lịch.

notices-calendar = Lịch trên điện thoại
notices-calendar-intro = Hạn của việc hiện trong lịch của điện thoại, Outlook hoặc Google, và tự đổi theo.
notices-calendar-scope = Lịch gồm
notices-calendar-own = Việc tôi phụ trách
notices-calendar-own-help = Những việc ghi tên tôi là người phụ trách, chưa xong.
notices-calendar-unit = Việc của đơn vị tôi
notices-calendar-unit-help = Mọi việc chưa xong của các đơn vị mà tôi giữ chức vụ hôm lịch được đọc.
notices-calendar-plan = Kế hoạch: { $title }
notices-calendar-plan-help = Các mốc trong lộ trình của kế hoạch này.
notices-calendar-scope-wrong = Chọn lịch gồm những gì.
notices-calendar-make = Lập địa chỉ lịch
notices-calendar-many = Đã có { $n } địa chỉ lịch. Bỏ bớt địa chỉ không dùng rồi lập lại.
notices-calendar-made = Địa chỉ lịch, chỉ hiện một lần này
notices-calendar-made-help = Ai có địa chỉ này đều đọc được lịch, nên chỉ dán vào lịch của mình. Mất địa chỉ thì bỏ nó và lập địa chỉ khác.
notices-calendar-how = Thêm vào điện thoại
notices-calendar-how-iphone = iPhone, iPad: Cài đặt, Ứng dụng, Lịch, Tài khoản lịch, Thêm tài khoản, Khác, Thêm lịch đã đăng ký; dán địa chỉ.
notices-calendar-how-google = Android và Google: mở calendar.google.com trên máy tính, Lịch khác, dấu cộng, Từ URL; dán địa chỉ. Điện thoại hiện sau ít phút.
notices-calendar-how-outlook = Outlook: Thêm lịch, Đăng ký từ web; dán địa chỉ.
notices-calendar-living = Địa chỉ đang dùng
notices-calendar-none = Chưa lập địa chỉ lịch nào.
notices-calendar-since = lập { $at }
notices-calendar-fetched = đọc lần cuối { $at }
notices-calendar-never = chưa được đọc
notices-calendar-revoke = Bỏ địa chỉ
notices-calendar-revoked = Đã bỏ địa chỉ lịch. Lịch cũ ngừng cập nhật.
error-notices-calendar-over = Địa chỉ lịch này không còn dùng được. Lập địa chỉ mới ở trang Lịch trên điện thoại.
notices-calendar-due = Hạn: { $title }

# Tổng hợp tuần.

notices-digest = Thư tổng hợp sáng thứ Hai
notices-digest-want = Gửi tôi thư tổng hợp việc trễ, sắp đến hạn và mới, 7 giờ 30 sáng thứ Hai
notices-digest-help = Không có gì để nói thì không có thư.
notices-digest-subject = Việc tuần này: { $late } trễ, { $due } sắp đến hạn, { $new } mới
notices-digest-intro = Đây là việc của ông/bà trong tuần bắt đầu { $week_on }.
notices-digest-late = Trễ hạn ({ $n }):
notices-digest-due = Đến hạn trong bảy ngày ({ $n }):
notices-digest-new = Mới trong bảy ngày qua ({ $n }):
notices-digest-line = - { $title }, hạn { $due_on }
notices-digest-line-open = - { $title }
notices-digest-more = - và { $n } việc nữa
notices-digest-see = Xem tất cả: { $address }
notices-digest-foot = Không muốn nhận thư này nữa: { $address }
notices-digest-stop = Thôi nhận thư tổng hợp tuần
notices-digest-stop-text = Bấm nút dưới đây để thôi nhận thư tổng hợp sáng thứ Hai. Có thể bật lại ở trang Chọn thông báo.
notices-digest-stop-do = Thôi nhận
notices-digest-stopped = Đã thôi gửi thư tổng hợp tuần.
error-notices-digest-stop-over = Liên kết này không còn dùng được. Bật hoặc tắt thư tổng hợp ở trang Chọn thông báo.

# Báo lên cấp trên.

notices-kind-work-late = Việc trễ hạn
notices-told-work-late = { $n ->
    [1] Trễ { $days } ngày: { $title }, { $unit }.
   *[other] { $n } việc trễ hạn cần xem. Trễ nhất { $days } ngày: { $title }, { $unit }.
}
notices-late-title = Báo việc trễ lên cấp trên
notices-late-intro = Khi không đặt gì: trễ { $officer } ngày báo người phụ trách, { $leader } ngày báo lãnh đạo đơn vị, { $above } ngày báo lãnh đạo đơn vị cấp trên. Báo lúc 8 giờ sáng ngày làm việc, mỗi bước một lần cho mỗi hạn, gộp thành một thông báo cho mỗi người; việc tạm dừng hoặc đang xin đổi hạn thì không báo.
notices-late-asker = Đơn vị giao việc
notices-late-asker-help = Bỏ trống để đặt cho mọi đơn vị giao việc.
notices-late-asker-unknown = Không rõ đơn vị nào. Chọn đơn vị trong danh sách hiện ra khi gõ.
notices-late-everybody = Mọi đơn vị
notices-late-kind = Loại đơn vị làm việc
notices-late-every-kind = Mọi loại
notices-late-when = Báo khi trễ
notices-late-days = { $officer } ngày: người phụ trách; { $leader } ngày: lãnh đạo đơn vị; { $above } ngày: lãnh đạo cấp trên
notices-late-off = Không báo
notices-late-off-want = Không báo việc trễ lên cấp trên
notices-late-new = Đặt quy tắc
notices-late-officer = Báo người phụ trách sau số ngày trễ
notices-late-leader = Báo lãnh đạo đơn vị sau số ngày trễ
notices-late-above = Báo lãnh đạo đơn vị cấp trên sau số ngày trễ
notices-late-days-wrong = Ghi số ngày từ 1 đến 365.
notices-late-days-order = Cấp trên được báo không sớm hơn cấp dưới: số ngày sau không nhỏ hơn số ngày trước.
notices-late-do = Lưu quy tắc
notices-late-set = Đã lưu quy tắc báo việc trễ.
notices-late-remove = Bỏ quy tắc
notices-late-removed = Đã bỏ quy tắc báo việc trễ.
notices-late-gone = Quy tắc này không còn. Tải lại trang.
error-notices-late-many = Đã có quá nhiều quy tắc. Bỏ bớt rồi đặt lại.
notices-late-list = Việc trễ đã báo
notices-late-list-intro = { $n } việc đã báo mà vẫn trễ, của đơn vị tôi và các đơn vị trực thuộc đơn vị tôi lãnh đạo.
notices-late-list-none = Không còn việc trễ nào đã báo
notices-late-list-none-text = Những việc được báo trước đây đã nộp, đã đổi hạn, tạm dừng hoặc đã thu hồi.
notices-late-work = Việc
notices-late-unit = Đơn vị
notices-late-due = Hạn
notices-late-n-days = trễ { $n } ngày
notices-told-money-approved = Dự toán của kế hoạch “{ $plan }” đã được duyệt.
notices-told-money-allotted = Đơn vị được phân bổ { $amount } đồng cho “{ $content }” của kế hoạch “{ $plan }”.

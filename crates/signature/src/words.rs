//! The report in sentences, Vietnamese and English.

use crate::SignatureError;
use crate::report::{
    Change, Covers, Fault, Integrity, Level, Report, Signature, TimeSource, Trust, Weakness,
};
use domain::time::Moment;

/// A sentence in Vietnamese and the same in English.
type Both = (String, String);

fn both(vi: impl Into<String>, en: impl Into<String>) -> Both {
    (vi.into(), en.into())
}

fn pick((vi, en): Both, english: bool) -> String {
    if english { en } else { vi }
}

/// "05/08/2024 08:30" in Vietnam.
fn clock(at: Moment) -> String {
    format!("{} {}", at.local_day().format("%d/%m/%Y"), at.local_time().format("%H:%M"))
}

impl SignatureError {
    /// What to do about it, in Vietnamese.
    pub fn sentence_vi(&self) -> String {
        match self {
            SignatureError::TooLarge => "Tệp lớn quá 64 MB. Giảm dung lượng rồi ký và gửi lại.".into(),
            SignatureError::NotPdf => {
                "Đây không phải tệp PDF đọc được. Gửi tệp PDF do phần mềm ký số lưu ra.".into()
            }
            SignatureError::Encrypted => {
                "Tệp PDF đặt mật khẩu nên không kiểm tra được. Bỏ mật khẩu rồi ký và gửi lại.".into()
            }
            SignatureError::Bomb => {
                "Nội dung nén của tệp lớn bất thường. Lưu lại tệp bằng phần mềm khác rồi ký.".into()
            }
            SignatureError::TooMany => "Tệp có quá nhiều chữ ký để kiểm tra.".into(),
            SignatureError::NoSuchPlace(n) => {
                format!("Vị trí chữ ký thứ {n} không nằm trên trang nào của tệp.")
            }
        }
    }

    /// What to do about it, in English.
    pub fn sentence_en(&self) -> String {
        match self {
            SignatureError::TooLarge => {
                "The file is larger than 64 MB. Make it smaller, sign it and send it again.".into()
            }
            SignatureError::NotPdf => {
                "This is no PDF that can be read. Send the PDF that the signing program saved.".into()
            }
            SignatureError::Encrypted => {
                "The PDF has a password and cannot be verified. Remove it, sign and send again.".into()
            }
            SignatureError::Bomb => {
                "The file unpacks to far more than a document holds. Save it with another program, then sign."
                    .into()
            }
            SignatureError::TooMany => "The file has too many signatures to look at.".into(),
            SignatureError::NoSuchPlace(n) => {
                format!("The place of signature {n} lies on no page of the file.")
            }
        }
    }
}

impl Report {
    /// The whole in one sentence.
    pub fn summary(&self, english: bool) -> String {
        let n = self.signatures.len();
        let valid = self.signatures.iter().filter(|signature| signature.is_valid()).count();
        pick(
            match (n, valid) {
                (0, _) => both("Tệp chưa có chữ ký số nào.", "The file has no digital signature."),
                (n, valid) if n == valid => both(
                    format!("Tệp có {n} chữ ký số, tất cả hợp lệ."),
                    format!(
                        "The file has {n} digital signature{}, all valid.",
                        if n == 1 { "" } else { "s" }
                    ),
                ),
                (n, valid) => both(
                    format!("Tệp có {n} chữ ký số, {valid} hợp lệ, {} cần xem lại.", n - valid),
                    format!("Of {n} digital signatures {valid} are valid; {} must be looked at.", n - valid),
                ),
            },
            english,
        )
    }
}

impl Signature {
    /// The judgement sentence by sentence: who, when, integrity, cover, trust, changes, what was not looked at.
    pub fn sentences(&self, english: bool) -> Vec<String> {
        let mut told = vec![self.who(), integrity(self.integrity)];
        if self.integrity == Integrity::Intact {
            told.push(self.cover());
        }
        told.extend(self.after.iter().map(change));
        if self.signer.is_some() {
            told.push(self.trusted());
            told.push(both(
                "Chưa kiểm tra chứng thư có bị thu hồi hay không.",
                "Whether the certificate was revoked was not looked up.",
            ));
        }
        told.extend(self.weaknesses.iter().map(|one| weakness(*one)));
        match self.level {
            Level::Timed => {
                told.push(both("Mức PAdES B-T (có dấu thời gian).", "PAdES level B-T (with a time stamp)."));
            }
            Level::Basic => told.push(both("Mức PAdES B-B.", "PAdES level B-B.")),
            Level::None => {}
        }
        told.into_iter().map(|one| pick(one, english)).collect()
    }

    fn who(&self) -> Both {
        let (vi, en) = match &self.signer {
            None => both("Không rõ ai ký", "It is not known who signed"),
            Some(signer) => {
                let parts = signer.title.iter().chain(&signer.units).chain(&signer.organisation);
                let parts: Vec<&str> =
                    parts.map(String::as_str).filter(|part| *part != signer.name).collect();
                let of = if parts.is_empty() { String::new() } else { format!(", {}", parts.join(", ")) };
                both(format!("{}{of} ký", signer.name), format!("Signed by {}{of}", signer.name))
            }
        };
        let (when_vi, when_en) = match (self.at, self.time) {
            (None, _) | (_, TimeSource::None) => both(", không ghi thời gian.", ", at no stated time."),
            (Some(at), TimeSource::Signer) => both(
                format!(" lúc {} (theo máy của người ký).", clock(at)),
                format!(" at {} by the signer's clock.", clock(at)),
            ),
            (Some(at), TimeSource::Stamp) => both(
                format!(" lúc {} (có dấu thời gian được tin cậy).", clock(at)),
                format!(" at {} by a trusted time stamp.", clock(at)),
            ),
        };
        (vi + &when_vi, en + &when_en)
    }

    fn cover(&self) -> Both {
        match self.covers {
            Covers::Whole => both("Chữ ký bao trùm toàn bộ tệp.", "The signature covers the whole file."),
            Covers::Earlier => both(
                "Chữ ký bao trùm tệp như khi ký; sau đó tệp có thêm phần mới.",
                "The signature covers the file as it was when signed; something was added since.",
            ),
            Covers::Unknown => {
                both("Không rõ chữ ký bao trùm phần nào.", "It is not known what the signature covers.")
            }
        }
    }

    fn trusted(&self) -> Both {
        let issuer = self.signer.as_ref().map(|signer| signer.issuer.clone()).unwrap_or_default();
        let until = self.signer.as_ref().map(|signer| clock(signer.valid_to)).unwrap_or_default();
        match self.trust {
            Trust::Trusted => both(
                format!("Chứng thư do {issuer} cấp, được tin cậy và còn hạn khi ký."),
                format!("The certificate by {issuer} is trusted and was valid when it signed."),
            ),
            Trust::Unknown => both(
                format!(
                    "Chứng thư do {issuer} cấp, không dẫn tới tổ chức chứng thực nào mà hệ thống tin cậy. Quản trị có thể thêm chứng thư gốc."
                ),
                format!(
                    "The certificate by {issuer} leads to no authority that is trusted here. An administrator can add its root."
                ),
            ),
            Trust::Expired => both(
                "Chứng thư (hoặc chứng thư của nơi cấp) không có hiệu lực vào lúc ký.",
                "The certificate, or one of its issuers, was not valid when it signed.",
            ),
            Trust::ExpiredSince => both(
                format!(
                    "Chứng thư đã hết hạn {until}; thời gian ký chỉ theo máy của người ký nên không chứng minh được là ký khi còn hạn."
                ),
                format!(
                    "The certificate ended {until}; only the signer's clock says that it was signed before."
                ),
            ),
            Trust::WrongUse => both("Chứng thư không được cấp để ký.", "The certificate is not for signing."),
            Trust::BadChain => both(
                "Chuỗi chứng thư có điều kiện không đạt: nơi cấp không có quyền cấp, hoặc có điều kiện bắt buộc mà phần mềm không hiểu.",
                "The chain does not hold: an issuer may not issue, or a condition is not understood here.",
            ),
            Trust::NotLookedAt => both("Chưa xem được chứng thư.", "The certificate was not looked at."),
        }
    }
}

fn integrity(integrity: Integrity) -> Both {
    match integrity {
        Integrity::Intact => both("Nội dung đã ký còn nguyên vẹn.", "What was signed is unchanged."),
        Integrity::Broken(fault) => match fault {
            Fault::Range => both(
                "Chữ ký không cho biết rõ nó bao trùm phần nào của tệp nên không có giá trị.",
                "The signature does not say properly what it covers, so it proves nothing.",
            ),
            Fault::Unreadable => both("Không đọc được nội dung chữ ký.", "The signature cannot be read."),
            Fault::Changed => {
                both("Nội dung đã bị sửa sau khi ký.", "The content was changed after it was signed.")
            }
            Fault::WrongKey => both(
                "Chữ ký không do chứng thư này tạo ra.",
                "The signature was not made by this certificate.",
            ),
            Fault::Algorithm => both(
                "Chữ ký dùng thuật toán quá yếu hoặc phần mềm không hỗ trợ.",
                "The signature uses an algorithm that is too weak or not known here.",
            ),
            Fault::NoCertificate => both(
                "Chữ ký không kèm chứng thư của người ký.",
                "The signature brings no certificate of its signer.",
            ),
            Fault::OtherCertificate => both(
                "Chữ ký ghi một chứng thư khác với chứng thư kèm theo.",
                "The signature names another certificate than it brings.",
            ),
        },
    }
}

fn change(change: &Change) -> Both {
    match change {
        Change::Signed(field) => both(
            format!("Sau đó có thêm chữ ký “{field}”."),
            format!("Afterwards the signature “{field}” was added."),
        ),
        Change::Places(field) => both(
            format!("Sau đó có thêm chỗ ký “{field}”."),
            format!("Afterwards a place for a signature was added: “{field}”."),
        ),
        Change::ValidationData => both(
            "Sau đó có thêm dữ liệu để kiểm tra chữ ký về sau.",
            "Afterwards data for later verification was added.",
        ),
        Change::Content { n, .. } => both(
            format!("Sau khi ký, nội dung tệp đã bị thay đổi ({n} đối tượng). Mở bản đã ký để so sánh."),
            format!(
                "After it was signed, content of the file was changed ({n} objects). Compare with the file as signed."
            ),
        ),
        Change::Unreadable => both(
            "Sau khi ký, tệp có thêm phần không đọc được nên không biết nội dung có bị thay đổi hay không.",
            "After it was signed, something was added that cannot be read: it is not known whether content changed.",
        ),
    }
}

fn weakness(weakness: Weakness) -> Both {
    match weakness {
        Weakness::TimeNotAttested => {
            both("Thời gian ký chưa có dấu thời gian xác nhận.", "No time stamp confirms when it was signed.")
        }
        Weakness::TimeAhead => {
            both("Thời gian ký ghi một lúc chưa đến.", "The stated time has not come yet.")
        }
        Weakness::CertificateNotNamed => both(
            "Chữ ký không theo PAdES: không ghi rõ chứng thư trong phần được ký.",
            "Not of PAdES: the signed part does not name the certificate.",
        ),
        Weakness::StampNotTrusted => both(
            "Có dấu thời gian nhưng không đúng hoặc không được tin cậy.",
            "There is a time stamp, but it does not hold or is not trusted.",
        ),
    }
}

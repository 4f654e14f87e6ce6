//! Why a file was refused, each reason a sentence that says what to send instead.

use std::fmt;

/// A kind of file that is recognised but is not a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Word 97-2003 (`.doc`).
    OldWord,
    /// A workbook (`.xlsx`, `.xls`, `.ods`).
    Workbook,
    /// A workbook of Excel 97-2003 (`.xls`) where a table was asked for.
    OldWorkbook,
    /// Slides (`.pptx`, `.ppt`).
    Slides,
    /// OpenDocument text (`.odt`).
    OpenDocument,
    /// Rich text (`.rtf`).
    RichText,
    /// A picture, a film or a sound.
    Picture,
    /// A zip, rar, 7z or gzip archive.
    Archive,
    /// A web page or another XML file.
    WebPage,
    /// Something else that is not text.
    Unknown,
}

/// Why a file could not be opened. The web layer answers every one of them with status 422.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenError {
    /// The file has no bytes.
    Empty,
    /// The file has no words.
    Blank,
    /// The file is larger than allowed.
    TooLarge {
        /// The limit, in bytes.
        bytes_max: u64,
    },
    /// The file is of a kind that is not read.
    Unsuitable {
        /// What it is.
        kind: Kind,
    },
    /// A table was asked for, and this is none.
    NoTable,
    /// The file asks for a password.
    Encrypted,
    /// The file is damaged.
    Broken,
    /// The text is in no encoding that can be told.
    Encoding,
    /// A PDF of pictures.
    Scan,
    /// A PDF whose letters cannot be told from its fonts.
    Letters,
    /// A container that unpacks to far more than it is, or holds far too many parts.
    Bomb,
    /// XML with a document type definition.
    Entities,
    /// Elements or tables nested too deeply.
    TooDeep,
    /// More pages than allowed.
    TooManyPages {
        /// The limit.
        pages_max: u32,
    },
    /// More cells, lines or objects than allowed.
    TooMuch,
    /// Reading took longer than allowed.
    TooSlow {
        /// The limit, in seconds.
        seconds_max: u32,
    },
}

impl OpenError {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            OpenError::Empty => "empty",
            OpenError::Blank => "blank",
            OpenError::TooLarge { .. } => "too_large",
            OpenError::Unsuitable { kind } => match kind {
                Kind::OldWord => "old_word",
                Kind::Workbook => "workbook",
                Kind::OldWorkbook => "old_workbook",
                Kind::Slides => "slides",
                Kind::OpenDocument => "open_document",
                Kind::RichText => "rich_text",
                Kind::Picture => "picture",
                Kind::Archive => "archive",
                Kind::WebPage => "web_page",
                Kind::Unknown => "unknown_kind",
            },
            OpenError::NoTable => "no_table",
            OpenError::Encrypted => "encrypted",
            OpenError::Broken => "broken",
            OpenError::Encoding => "encoding",
            OpenError::Scan => "scan",
            OpenError::Letters => "letters",
            OpenError::Bomb => "bomb",
            OpenError::Entities => "entities",
            OpenError::TooDeep => "too_deep",
            OpenError::TooManyPages { .. } => "too_many_pages",
            OpenError::TooMuch => "too_much",
            OpenError::TooSlow { .. } => "too_slow",
        }
    }

    /// What went wrong and what to do, in Vietnamese.
    pub fn sentence_vi(&self) -> String {
        match self {
            OpenError::Empty => "Tệp này trống (0 byte), có thể do tải về hoặc chép dở. Đề nghị mở tệp xem có nội dung không, tải lại bản đủ rồi gửi.".into(),
            OpenError::Blank => {
                "Tệp này mở được nhưng không có chữ nào. Đề nghị mở tệp xem; nếu nội dung là ảnh chụp thì gửi bản Word (.docx) của văn bản.".into()
            }
            OpenError::TooLarge { bytes_max } => format!(
                "Tệp lớn hơn mức cho phép ({} MB). Đề nghị bỏ bớt hình ảnh trong văn bản rồi gửi lại.",
                mega(*bytes_max)
            ),
            OpenError::Unsuitable { kind } => kind_vi(*kind).into(),
            OpenError::NoTable => {
                "Tệp này không phải bảng tính. Đề nghị gửi tệp Excel (.xlsx) hoặc tệp CSV.".into()
            }
            OpenError::Encrypted => {
                "Tệp này có mật khẩu nên không đọc được. Đề nghị bỏ mật khẩu rồi gửi lại.".into()
            }
            OpenError::Broken => {
                "Tệp này bị hỏng, không mở được. Đề nghị mở bằng Word, lưu thành tệp mới (.docx) rồi gửi lại."
                    .into()
            }
            OpenError::Encoding => "Không nhận ra bảng mã của tệp văn bản này. \
                 Đề nghị lưu lại theo mã UTF-8 (Unicode) hoặc gửi bản Word (.docx)."
                .into(),
            OpenError::Scan => "Tệp này là ảnh quét, chưa có chữ để đọc. Đề nghị gửi bản Word (.docx) \
                 hoặc bản PDF xuất thẳng từ Word."
                .into(),
            OpenError::Letters => "Phông chữ trong tệp PDF này không cho đọc đúng chữ tiếng Việt. \
                 Đề nghị gửi bản Word (.docx)."
                .into(),
            OpenError::Bomb => "Tệp này khi giải nén lớn bất thường nên không được mở. \
                 Đề nghị mở bằng Word, lưu thành tệp mới rồi gửi lại."
                .into(),
            OpenError::Entities => "Tệp này chứa khai báo XML không an toàn nên không được mở. \
                 Đề nghị mở bằng Word, lưu thành tệp mới rồi gửi lại."
                .into(),
            OpenError::TooDeep => "Tệp này có quá nhiều lớp lồng nhau (bảng trong bảng). \
                 Đề nghị làm phẳng các bảng rồi gửi lại."
                .into(),
            OpenError::TooManyPages { pages_max } => format!(
                "Tệp này dài hơn {pages_max} trang. Đề nghị chỉ gửi bản kế hoạch, tách riêng phụ lục và tài liệu kèm theo."
            ),
            OpenError::TooMuch => "Tệp này có quá nhiều dòng hoặc ô bảng. \
                 Đề nghị chỉ gửi bản kế hoạch, tách riêng phụ lục và tài liệu kèm theo."
                .into(),
            OpenError::TooSlow { seconds_max } => format!(
                "Đọc tệp này mất quá {seconds_max} giây nên đã dừng. Đề nghị gửi bản Word (.docx) hoặc chia nhỏ tệp."
            ),
        }
    }

    /// What went wrong and what to do, in English.
    pub fn sentence_en(&self) -> String {
        match self {
            OpenError::Empty => {
                "This file is empty (0 bytes). Please check it and send one with content.".into()
            }
            OpenError::Blank => "This file holds no words. Please check it and send one with content.".into(),
            OpenError::TooLarge { bytes_max } => format!(
                "This file is larger than the {} MB allowed. Please remove pictures from it and send it again.",
                mega(*bytes_max)
            ),
            OpenError::Unsuitable { kind } => kind_en(*kind).into(),
            OpenError::NoTable => {
                "This file is no table. Please send an Excel file (.xlsx) or a CSV file.".into()
            }
            OpenError::Encrypted => {
                "This file asks for a password. Please remove the password and send it again.".into()
            }
            OpenError::Broken => {
                "This file is damaged. Please open it in Word, save it as a new .docx and send that.".into()
            }
            OpenError::Encoding => "The encoding of this text file cannot be told. \
                 Please save it as UTF-8 (Unicode) or send the Word file (.docx)."
                .into(),
            OpenError::Scan => "This file is a scan: pictures without text. \
                 Please send the Word file (.docx) or a PDF exported from Word."
                .into(),
            OpenError::Letters => "The fonts of this PDF do not tell which Vietnamese letters they show. \
                 Please send the Word file (.docx)."
                .into(),
            OpenError::Bomb => "This file unpacks to an unusual size and was not opened. \
                 Please open it in Word, save it as a new file and send that."
                .into(),
            OpenError::Entities => "This file holds unsafe XML declarations and was not opened. \
                 Please open it in Word, save it as a new file and send that."
                .into(),
            OpenError::TooDeep => {
                "This file nests tables or elements too deeply. Please flatten its tables and send it again."
                    .into()
            }
            OpenError::TooManyPages { pages_max } => {
                format!(
                    "This file is longer than {pages_max} pages. Please send the plan without its attachments."
                )
            }
            OpenError::TooMuch => {
                "This file holds too many lines or table cells. Please send the plan without its attachments."
                    .into()
            }
            OpenError::TooSlow { seconds_max } => format!(
                "Reading this file took longer than {seconds_max} seconds and was stopped. \
                 Please send the Word file (.docx) or split it."
            ),
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence_en())
    }
}

impl std::error::Error for OpenError {}

fn mega(bytes: u64) -> u64 {
    bytes / (1024 * 1024)
}

fn kind_vi(kind: Kind) -> &'static str {
    match kind {
        Kind::OldWord => {
            "Đây là tệp Word kiểu cũ (.doc). Đề nghị mở bằng Word, chọn Lưu thành… (Save As) kiểu .docx rồi gửi lại."
        }
        Kind::Workbook => {
            "Đây là bảng tính. Kế hoạch cần gửi dưới dạng Word (.docx), PDF có chữ hoặc tệp văn bản (.txt, .md)."
        }
        Kind::OldWorkbook => {
            "Đây là tệp Excel kiểu cũ (.xls). Đề nghị mở bằng Excel, chọn Lưu thành… (Save As) kiểu .xlsx rồi gửi lại."
        }
        Kind::Slides => {
            "Đây là tệp trình chiếu. Kế hoạch cần gửi dưới dạng Word (.docx), PDF có chữ hoặc tệp văn bản (.txt, .md)."
        }
        Kind::OpenDocument => "Đây là tệp OpenDocument (.odt). Đề nghị lưu lại kiểu .docx rồi gửi.",
        Kind::RichText => "Đây là tệp RTF. Đề nghị mở bằng Word, lưu lại kiểu .docx rồi gửi.",
        Kind::Picture => {
            "Đây là tệp hình ảnh hoặc âm thanh, không có chữ để đọc. Đề nghị gửi bản Word (.docx) hoặc PDF có chữ."
        }
        Kind::Archive => {
            "Đây là tệp nén. Đề nghị giải nén rồi gửi từng tệp Word, PDF hoặc văn bản bên trong."
        }
        Kind::WebPage => "Đây là trang web hoặc tệp XML. Đề nghị mở bằng Word, lưu lại kiểu .docx rồi gửi.",
        Kind::Unknown => {
            "Không nhận ra loại tệp này. Kế hoạch cần gửi dưới dạng Word (.docx), PDF có chữ hoặc tệp văn bản (.txt, .md)."
        }
    }
}

fn kind_en(kind: Kind) -> &'static str {
    match kind {
        Kind::OldWord => {
            "This is an old Word file (.doc). Please open it in Word, save it as .docx and send that."
        }
        Kind::Workbook => {
            "This is a workbook. A plan is read from Word (.docx), PDF with text, or text (.txt, .md)."
        }
        Kind::OldWorkbook => {
            "This is an old Excel file (.xls). Please open it in Excel, save it as .xlsx and send that."
        }
        Kind::Slides => {
            "These are slides. A plan is read from Word (.docx), PDF with text, or text (.txt, .md)."
        }
        Kind::OpenDocument => "This is an OpenDocument file (.odt). Please save it as .docx and send that.",
        Kind::RichText => {
            "This is a rich text file (.rtf). Please open it in Word, save it as .docx and send that."
        }
        Kind::Picture => {
            "This is a picture or a recording, without text. Please send the Word file (.docx) or a PDF with text."
        }
        Kind::Archive => {
            "This is an archive. Please unpack it and send the Word, PDF or text files one by one."
        }
        Kind::WebPage => {
            "This is a web page or an XML file. Please open it in Word, save it as .docx and send that."
        }
        Kind::Unknown => {
            "The kind of this file is not known. A plan is read from Word (.docx), PDF with text, or text (.txt, .md)."
        }
    }
}

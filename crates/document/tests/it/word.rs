//! What Word does to a paragraph, and what is left of it as a line.

use crate::support::{Word, p};

/// A run with properties.
fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
}

#[test]
fn tracked_changes_keep_what_was_added_and_drop_what_was_deleted() {
    let body = format!(
        "<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>tháng 8</w:delText></w:r></w:del><w:moveFrom>{}</w:moveFrom></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}",
        r("", "trước ngày "),
        r("", "15/9/2024"),
        r("", "dời đi"),
        r("", "Hai đoạn "),
        p("thành một."),
    );
    assert_eq!(Word::new(&body).texts(), ["trước ngày 15/9/2024", "Hai đoạn thành một."]);
}

#[test]
fn fields_show_their_result_and_links_their_text() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let body = format!(
        "<w:p>{}{}<w:r><w:instrText>REF muc7 \\h</w:instrText></w:r>{}{}{}{}<w:hyperlink>{}</w:hyperlink></w:p>",
        r("", "tại mục "),
        field("begin"),
        field("separate"),
        r("", "7"),
        field("end"),
        r("", "; xem "),
        r("", "moet.gov.vn"),
    );
    assert_eq!(Word::new(&body).texts(), ["tại mục 7; xem moet.gov.vn"]);
}

#[test]
fn signs_breaks_tabs_and_hyphens() {
    let body = "<w:p><w:r><w:t>2023</w:t><w:noBreakHyphen/><w:t>2024 hạ</w:t><w:softHyphen/><w:t>nh phúc</w:t></w:r></w:p>\
        <w:p><w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:t xml:space='preserve'> xong</w:t></w:r></w:p>\
        <w:p><w:r><w:t>a)</w:t><w:tab/><w:t>Mục đích</w:t></w:r></w:p>\
        <w:p><w:r><w:t>7h30</w:t><w:tab/><w:t>Đón tiếp</w:t></w:r></w:p>\
        <w:p><w:r><w:t>KT. BỘ TRƯỞNG</w:t><w:br/><w:t>THỨ TRƯỞNG</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Tổ chức chương trình</w:t><w:br/><w:t>năm 2023</w:t></w:r></w:p>";
    let want = [
        "2023-2024 hạnh phúc",
        "✓ xong",
        "a) Mục đích",
        "7h30\tĐón tiếp",
        "KT. BỘ TRƯỞNG",
        "THỨ TRƯỞNG",
        "Tổ chức chương trình năm 2023",
    ];
    assert_eq!(Word::new(body).texts(), want);
}

#[test]
fn looks_are_inherited_and_capitals_are_printed() {
    let styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault></w:docDefaults>\
        <w:style w:type='paragraph' w:styleId='Base'><w:rPr><w:b/><w:caps/><w:i w:val='0'/></w:rPr><w:pPr><w:jc w:val='center'/></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/><w:basedOn w:val='Base'/></w:style>";
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val='H2'/></w:pPr>{}</w:p><w:p><w:pPr><w:pStyle w:val='H2'/></w:pPr>{}{}</w:p>",
        r("", "kế hoạch"),
        r("", "Đậm "),
        r("<w:b w:val='false'/><w:caps w:val='0'/>", "thường"),
    );
    let lines = Word::new(&body).with("styles", "styles", styles).lines();
    assert_eq!(lines[0].text, "KẾ HOẠCH");
    let look = lines[0].look;
    assert_eq!((look.bold, look.italic, look.centred, look.heading), (true, false, true, 2));
    assert_eq!((lines[1].text.as_str(), lines[1].look.bold), ("ĐẬM thường", false));
}

#[test]
fn numbers_come_from_styles_lists_and_links() {
    let level = |index: u32, format: &str, text: &str, style: &str| {
        format!(
            "<w:lvl w:ilvl='{index}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{style}<w:lvlText w:val='{text}'/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='1'>{}{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId='2'><w:numStyleLink w:val='ListOfHouse'/></w:abstractNum>\
         <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='2'/></w:num>",
        level(0, "upperRoman", "%1.", "<w:pStyle w:val='Part'/>"),
        level(1, "decimal", "%2.", "<w:pStyle w:val='Point'/>"),
    );
    let styles = "<w:style w:type='paragraph' w:styleId='Part'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='Point'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='numbering' w:styleId='ListOfHouse'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>";
    let styled = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>", r("", text))
    };
    let listed = format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='2'/></w:numPr></w:pPr>{}</w:p>",
        r("", "Qua liên kết")
    );
    let out = "<w:p><w:pPr><w:pStyle w:val='Part'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr><w:r><w:t>Không số</w:t></w:r></w:p>";
    let body = [
        styled("Part", "MỤC ĐÍCH"),
        styled("Point", "Một"),
        styled("Point", "Hai"),
        listed,
        out.to_owned(),
        styled("Part", "NỘI DUNG"),
        styled("Point", "Lại một"),
    ];
    let got = Word::new(&body.concat())
        .with("styles", "styles", styles)
        .with("numbering", "numbering", &numbering)
        .texts();
    assert_eq!(
        got,
        ["I. MỤC ĐÍCH", "1. Một", "2. Hai", "3. Qua liên kết", "Không số", "II. NỘI DUNG", "1. Lại một"]
    );
}

#[test]
fn boxes_heads_feet_and_notes_stand_aside() {
    let drawn = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>\
        <w:p><w:r><w:t>DỰ THẢO</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>\
        <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>DỰ THẢO</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>\
        </mc:AlternateContent></w:r><w:r><w:t>Trong thân</w:t></w:r></w:p>";
    let note = "<w:footnote w:type='separator'><w:p><w:r><w:t>vạch</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:t>Chú thích</w:t></w:r></w:p></w:footnote>";
    let lines = Word::new(drawn)
        .with("header", "hdr", &p("Văn bản nội bộ"))
        .with("footer", "ftr", &p("12"))
        .with("footnotes", "footnotes", note)
        .lines();
    let got: Vec<(&str, bool)> = lines.iter().map(|line| (line.text.as_str(), line.look.aside)).collect();
    assert_eq!(
        got,
        [("Văn bản nội bộ", true), ("Trong thân", false), ("DỰ THẢO", true), ("Chú thích", true)]
    );
}

#[test]
fn tables_with_merged_and_nested_cells() {
    let cell =
        |properties: &str, content: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let nested = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&[cell("", &p("x")), cell("", &p("y"))]),
        row(&[cell("", &p("z"))])
    );
    let borders = "<w:tblPr><w:tblBorders><w:insideV w:val='single'/></w:tblBorders></w:tblPr>";
    let body = format!(
        "<w:tbl>{borders}{}{}{}{}<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>",
        row(&[cell("", &p("TT")), cell("", &p("Việc")), cell("", &p("Chủ trì"))]),
        row(&[cell("<w:gridSpan w:val='3'/>", &p("I. Chuẩn bị"))]),
        row(&[
            cell("", &p("1")),
            cell("", &(p("Họp") + &nested)),
            cell("<w:vMerge w:val='restart'/>", &(p("Văn phòng;") + &p("Cục NGCB"))),
        ]),
        row(&[cell("", &p("2")), cell("", &p("Gửi")), cell("<w:vMerge/>", &p(""))]),
        cell("", &p("đã xóa")),
    );
    let lines = Word::new(&body).lines();
    let got: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let want = [
        "TT\tViệc\tChủ trì",
        "I. Chuẩn bị",
        "1\tHọp x y z\tVăn phòng; Cục NGCB",
        "2\tGửi\tVăn phòng; Cục NGCB",
    ];
    assert_eq!(got, want);
    assert!(lines.iter().all(|line| line.cells.as_ref().is_some_and(|cells| cells.len() == 3)));
}

#[test]
fn old_fonts_are_turned_into_unicode() {
    let font = |name: &str, text: &str| r(&format!("<w:rFonts w:ascii='{name}' w:hAnsi='{name}'/>"), text);
    let body =
        format!("<w:p>{}{}</w:p>", font(".VnTimeH", "bé gi¸o dôc "), font("VNI-Times", "vaø Ñaøo taïo"));
    assert_eq!(Word::new(&body).texts(), ["BỘ GIÁO DỤC và Đào tạo"]);
}

#[test]
fn decomposed_letters_are_composed_and_strict_files_are_read() {
    let strict = "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body><w:p><w:r>\
        <w:t>Ke\u{302}\u{301} hoa\u{323}ch</w:t></w:r></w:p></w:body></w:document>";
    let bytes = crate::support::zip_of(&[("word/document.xml", strict.as_bytes())]);
    assert_eq!(crate::support::open(&bytes).expect("readable").lines[0].text, "Kế hoạch");
}

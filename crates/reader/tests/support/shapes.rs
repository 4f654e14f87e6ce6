//! Texts of every shape that once made the reader slow, of any length.

/// Repeats what `piece` makes of a running number until the text is long enough.
pub fn text(head: &str, bytes: usize, piece: impl Fn(usize) -> String) -> String {
    let mut out = head.to_owned();
    for number in 1.. {
        if out.len() >= bytes {
            break;
        }
        out.push_str(&piece(number));
    }
    out
}

/// The shapes, each of about so many bytes.
pub fn shapes(bytes: usize) -> Vec<(&'static str, String)> {
    let part = "KẾ HOẠCH\nThử\nI. MỤC ĐÍCH\n- Nâng cao.\nTrên đây là Kế hoạch./.\nNơi nhận:\n- Lưu: VT.\nTM. ỦY BAN\nPHỤ LỤC I\nTT\tNội dung\tThời gian\n1\tHọp\tTháng 3\n";
    let duties = "KẾ HOẠCH\nThử\nI. TỔ CHỨC THỰC HIỆN\n";
    let clause = "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Chủ trì ";
    let table = "TT\tNội dung\tThời gian\tĐơn vị chủ trì\n";
    let sample = include_str!("../../../../samples/phong-gddt-nam-hoc-2024.txt");
    vec![
        (
            "prose",
            text("", bytes, |_| {
                "Mưa đường phố người ta đi về nhà cũ, gió thổi qua vườn cau. Chiều hôm ấy.\n".into()
            }),
        ),
        (
            "one line",
            text("", bytes, |_| "Mưa đường phố người ta đi về nhà cũ, gió thổi qua vườn cau. ".into()),
        ),
        (
            "one line of bases",
            text("Căn cứ ", bytes, |n| {
                format!("Quyết định số {n}/QĐ-UBND ngày 3/4/2024 của Sở Y tế, xét đề nghị, ")
            }),
        ),
        ("numbers", text("", bytes, |n| format!("{n}. việc\n"))),
        ("bullets", text("", bytes, |_| "- việc cần làm;\n".into())),
        ("capitals", text("", bytes, |_| "MƯA ĐƯỜNG PHỐ\n".into())),
        ("lead-ins", text("", bytes, |_| "Mưa đường phố:\n".into())),
        ("lines without end", text("", bytes, |_| "mưa đường phố người ta đi về nhà cũ gió thổi\n".into())),
        (
            "table",
            text(table, bytes, |n| {
                format!("{n}\tTổ chức lớp\tTháng {}/2024\tSở Y tế; Sở số {n}\n", n % 12 + 1)
            }),
        ),
        (
            "one cell",
            text("TT\tNội dung\tThời gian\n1\tHọp\t", bytes, |n| {
                format!("ngày {}/5/2024, Sở Y tế, ", n % 28 + 1)
            }),
        ),
        ("gaps", text("", bytes, |n| format!("{n:<9}việc cần làm                {n:<14}ghi chú\n"))),
        (
            "duties",
            text(duties, bytes, |n| {
                format!("{n}. Sở Y tế\n- Chủ trì, phối hợp với Công an tỉnh tổ chức lớp {n}.\n")
            }),
        ),
        (
            "one duty",
            text(clause, bytes, |n| format!("phối hợp với Sở số {n} tổ chức tháng {}/2024, ", n % 12 + 1)),
        ),
        (
            "citations",
            text("", bytes, |n| {
                format!("Căn cứ Quyết định số {n}/QĐ-UBND ngày 3/4/2024 của Sở Y tế về việc giao;\n")
            }),
        ),
        ("symbols", text("I. NỘI DUNG\n- ", bytes, |n| format!("số {n}/AB-CD ngày 3/4/2024, "))),
        ("movements", text("I. NỘI DUNG\n- ", bytes, |n| format!("phong trào “Tên số {n}” trong tháng 5; "))),
        ("brackets", text("", bytes, |_| "Sở Y tế (SYT) và (ABC, ".into())),
        ("recipients", text("KẾ HOẠCH\nThử\nI. A\nNơi nhận:\n", bytes, |n| format!("- Sở số {n};\n"))),
        ("parts", text("", bytes, |_| part.into())),
        ("a sample again and again", text("", bytes, |_| sample.into())),
    ]
}

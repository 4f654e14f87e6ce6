//! The spreadsheet to fill in: the columns with two examples that are marked as such, and the kinds on a sheet of their own.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use document::xlsx::{Cell, Column as SheetColumn, ColumnKind, Sheet, Workbook};
use domain::units::UnitKind;
use web::Error;

use super::rows::{Column, EXAMPLE, N_COLUMNS};
use crate::app::App;

/// GET /units/imports/template.xlsx.
pub async fn template(State(app): State<App>) -> Result<impl IntoResponse, Error> {
    let examples = [
        [
            "Trường Trung học phổ thông Chu Văn An",
            "01-THPT-001",
            "Trường THPT",
            "Sở GD&ĐT Hà Nội",
            "",
            "THPT Chu Văn An; Trường Bưởi",
            "01/09/2024",
            "",
        ],
        [
            "Trường Tiểu học Hoa Sen",
            "01-TH-017",
            "Trường tiểu học",
            "Phòng VH-XH phường Ba Đình",
            "00004",
            "",
            "01/07/2025",
            "H26.11.99.117",
        ],
    ];
    let column = |column: Column| {
        let width = match column {
            Column::Name | Column::Parent => 44.0,
            Column::Aliases => 32.0,
            _ => 18.0,
        };
        SheetColumn { heading: column.heading().to_owned(), width, kind: ColumnKind::Text }
    };
    let row = |cells: [&str; N_COLUMNS]| {
        let cell = |(at, cell): (usize, &&str)| match (at, *cell) {
            (_, "") => Cell::Empty,
            (0, name) => Cell::Text(format!("{EXAMPLE}: {name}")),
            (_, text) => Cell::Text(text.to_owned()),
        };
        cells.iter().enumerate().map(cell).collect()
    };
    let units = Sheet {
        name: "Đơn vị".to_owned(),
        title: "Danh sách đơn vị để nhập".to_owned(),
        note: Some("Ghi từ dòng dưới hai dòng ví dụ; dòng bắt đầu bằng \"Ví dụ\" không được nhập. Cột Mã, Mã xã phường, Tên gọi khác, Từ ngày, Mã định danh có thể bỏ trống; bỏ trống Từ ngày thì tính từ khi có đơn vị cấp trên. Nhiều tên gọi khác cách nhau bằng dấu chấm phẩy.".to_owned()),
        columns: Column::ALL.map(column).to_vec(),
        rows: examples.into_iter().map(row).collect(),
    };
    let kinds = Sheet {
        name: "Loại".to_owned(),
        title: "Các loại đơn vị".to_owned(),
        note: None,
        columns: vec![SheetColumn { heading: "Loại".to_owned(), width: 36.0, kind: ColumnKind::Text }],
        rows: UnitKind::ALL.iter().map(|kind| vec![Cell::Text(kind.noun().to_owned())]).collect(),
    };
    let workbook =
        Workbook {
            title: "Mẫu nhập đơn vị".to_owned(), made_at: app.now(), sheets: vec![units, kinds]
        };
    let bytes = document::xlsx::write(&workbook).map_err(Error::unexpected)?;
    let headers = [
        (header::CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"mau-nhap-don-vi.xlsx\""),
    ];
    Ok((headers, bytes))
}

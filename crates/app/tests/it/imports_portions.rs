//! A long review comes in portions: the page stays small, nothing is left out, and every place is led to.

use crate::app_test;
use crate::imports::{SMALL, desk, rows, value};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A plan with so many tasks, each led by a unit that nobody knows.
fn long(n: usize) -> String {
    let mut table = String::new();
    for i in 1..=n {
        writeln!(
            table,
            "{i}\tTổ chức nội dung số {i}\tTháng 9/2024\tBáo cáo số {i}\tPhòng Lạ Lùng {i}\tCục NGCB"
        )
        .unwrap();
    }
    let (before, rest) = SMALL.split_once("1\tThành lập").unwrap();
    let (_, after) = rest.split_once("\n\nNơi nhận").unwrap();
    format!("{before}{table}\nNơi nhận{after}")
}

/// The portions that a page tells of a table.
fn portions(of: &Value) -> Vec<Value> {
    of.as_array().unwrap().clone()
}

fn section(review: &Value) -> Value {
    let tab = review["tabs"].as_array().unwrap().iter().find(|tab| tab["name"] == "roadmap").unwrap();
    tab["sections"][0].clone()
}

app_test! {
    async fn a_long_review_comes_in_portions_and_none_of_it_is_lost(app: TestApp) {
        let mut desk = desk(app, &long(100)).await;
        let review = desk.review().await;
        let (mut numbers, mut lines, mut looks) = (Vec::new(), Vec::new(), Vec::new());
        let here = |portion: &Value| portion["is_here"] == true;
        let table = portions(&section(&review)["portions"]);
        assert_eq!((table.len(), rows(&review, "roadmap").len()), (3, 40), "{table:?}");
        for portion in &table {
            let at = format!("{}/portion?{}", desk.at, portion["name"].as_str().unwrap());
            let page = desk.program.get(&at).await.expect(200).json();
            numbers.extend(page["rows"].as_array().unwrap().iter().map(|row| value(row, "no")));
        }
        let all: Vec<Value> = (1..=100).map(|n| json!(n.to_string())).collect();
        assert_eq!(numbers, all);
        for portion in portions(&review["source_portions"]) {
            let at = format!("{}/portion?{}", desk.at, portion["name"].as_str().unwrap());
            let page = desk.program.get(&at).await.expect(200).json();
            let source = page["source"].as_array().unwrap();
            lines.extend(source.iter().map(|line| line["n"].as_u64().unwrap()));
            if here(&portion) {
                assert_eq!(page["source"], review["source"]);
            }
        }
        assert!(lines.is_sorted_by(|a, b| a < b) && lines.contains(&110), "{lines:?}");
        // The list of places to look at is complete: what is not shown is named, and what of it waits.
        for portion in portions(&review["look_portions"]) {
            let at = format!("{}/portion?{}", desk.at, portion["name"].as_str().unwrap());
            let page = desk.program.get(&at).await.expect(200).json();
            let ids: Vec<Value> = page["looks"].as_array().unwrap().iter().map(|look| look["id"].clone()).collect();
            if !here(&portion) {
                assert_eq!(portion["items"], json!(ids));
                assert_eq!(portion["waiting"], json!(ids), "all of them wait");
            }
            looks.extend(ids);
        }
        assert_eq!(json!(looks.len()), review["import"]["n_open"]);
        // What the server takes of a place that is not shown comes back with its state.
        let (first, last) = (looks[0].clone(), looks[looks.len() - 1].clone());
        let told = desk.change(1, "b-1", json!([{"op": "skip", "item": last}])).await.expect(200).json();
        assert!(told["parts"][format!("item-{}", last.as_str().unwrap())].is_string(), "{told}");
        let review = desk.review().await;
        let end = portions(&review["look_portions"]).pop().unwrap();
        assert!(end["items"].as_array().unwrap().contains(&last) && !end["waiting"].as_array().unwrap().contains(&last));
        assert_eq!(review["looks"][0]["id"], first);
        for wrong in ["", "?rows=nichts.1", "?rows=roadmap.x", "?lines=9999999"] {
            desk.program.get(&format!("{}/portion{wrong}", desk.at)).await.expect(404);
        }
    }

    async fn without_scripts_each_portion_is_a_link_and_every_place_is_led_to(app: TestApp) {
        let mut desk = desk(app, &long(100)).await;
        let at = desk.at.clone();
        let page = desk.browser.get(&at).await.expect(200);
        let page = page.shows("Xem tiếp: dòng 41 đến 80 trong 100").shows("?tab=roadmap&amp;rows=roadmap.2#portion-roadmap-2");
        assert!(page.text().contains("Tổ chức nội dung số 40") && !page.text().contains("id=\"it-roadmap-40\""));
        let third = desk.browser.get(&format!("{at}?tab=roadmap&rows=roadmap.2&lines=0")).await.expect(200);
        third.shows("id=\"it-roadmap-99\"").shows("Xem tiếp: dòng 1 đến 40 trong 100");
        // Further than there is anything shows the last; the address of a portion alone leads to its page.
        desk.browser.get(&format!("{at}?rows=roadmap.77")).await.expect(200).shows("id=\"it-roadmap-99\"");
        let led = desk.browser.get(&format!("{at}/portion?rows=roadmap.1")).await.expect(303);
        assert_eq!(led.location(), format!("{at}?tab=roadmap&rows=roadmap.1"));
        // A line of the first portion that names a row of another leads to it; a place decided leads to the next one.
        desk.browser.get(&format!("{at}?looks=1")).await.expect(200).shows("rows=roadmap.1#it-roadmap-4");
        let review = desk.review().await;
        let second = portions(&review["look_portions"])[1].clone();
        let id = second["items"][3].as_str().unwrap();
        let next = desk.browser.post(&format!("{at}/changes"), &[("base", "1"), ("op", "skip"), ("item", id)]).await.expect(303);
        let after = second["items"][4].as_str().unwrap();
        assert!(next.location().contains("looks=1") && next.location().ends_with(&format!("#item-{after}")), "{}", next.location());
        let row = [("base", "2"), ("op", "set"), ("path", "/roadmap/90"), ("fields.task", "Việc chín mươi mốt")];
        let back = desk.browser.post(&format!("{at}/changes"), &row).await.expect(303).location().to_owned();
        assert!(back.ends_with("?tab=roadmap&rows=roadmap.2#it-roadmap-90"), "{back}");
        desk.browser.get(back.split('#').next().unwrap()).await.expect(200).shows("Việc chín mươi mốt");
    }

    async fn more_small_defects_than_fit_a_batch_are_mended_press_by_press(app: TestApp) {
        let text = long(230).replace("Tổ chức nội dung số", "Tổ chức nội dung , báo cáo số");
        let mut desk = desk(app, &text).await;
        let before = desk.review().await["small"].clone();
        let n = before["n_mendable"].as_u64().unwrap();
        assert!(n > 200, "{}", before["sentence"]);
        assert!(before["looks"].as_array().unwrap().len() < 100, "the page shows a portion");
        let at = format!("{}/changes", desk.at);
        let press = [("base", "1"), ("op", "accept_small")];
        let first = desk.browser.post(&at, &press).await.expect(303).location().to_owned();
        let page = desk.browser.get(first.split('#').next().unwrap()).await.expect(200);
        let page = page.shows(&format!("Đã sửa 200 lỗi nhỏ, còn {}", n - 200)).shows("value=\"accept_small\"");
        assert!(page.text().contains("name=\"base\" value=\"2\""));
        let second = desk.browser.post(&at, &[("base", "2"), ("op", "accept_small")]).await.expect(303).location().to_owned();
        desk.browser.get(second.split('#').next().unwrap()).await.expect(200).shows(&format!("Đã sửa {} lỗi nhỏ.", n - 200));
        assert_eq!(desk.review().await["small"]["n_mendable"], 0);
    }

    async fn a_review_of_five_hundred_tasks_opens_with_less_than_four_hundred_kilobytes(app: TestApp) {
        let mut desk = desk(app, &long(500)).await;
        let page = desk.browser.get(&desk.at.clone()).await.expect(200).text();
        assert!(page.len() < 400 * 1024, "{} bytes", page.len());
        // Its plan has all of it, although the page never showed all of it.
        for _ in 0..3 {
            let review = desk.review().await;
            let waiting = portions(&review["look_portions"]).into_iter().flat_map(|p| p["waiting"].as_array().unwrap().clone());
            let shown = review["looks"].as_array().unwrap().iter().filter(|l| l["state"] == "open").map(|l| l["id"].clone());
            let ops: Vec<Value> = waiting.chain(shown).take(200).map(|id| json!({"op": "skip", "item": id})).collect();
            let base = review["import"]["version"].as_i64().unwrap();
            desk.change(base, &format!("b-{base}"), Value::Array(ops)).await.expect(200);
        }
        let plan = desk.finish().await.expect(303).location().to_owned();
        let work = desk.program.get(&format!("{plan}/work")).await.expect(200).json();
        assert!(work.to_string().contains("Tổ chức nội dung số 500"));
    }
}

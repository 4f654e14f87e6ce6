//! Slow senders on a real network: who is honest may take long, who only holds the line is let go.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep, timeout};
use web::serve::{Patience, serve};
use web::{Options, Pacing};

use crate::support::hearings::PATIENCE;
use crate::support::hearings::house_with;

/// Longer than anything here may take.
const FOR_EVER: Duration = Duration::from_secs(10);

/// A pace that a test can wait for.
const PACING: Pacing = Pacing {
    idle_max: Duration::from_millis(600),
    grace: Duration::from_millis(800),
    bytes_per_second_min: 1_000,
};

/// A house at a port of this machine.
async fn at_port() -> TcpStream {
    at_port_of(house_with(Options { pacing: PACING, ..Options::default() }), 100).await.1
}

/// A server that waits briefly, and a first connection to it.
async fn at_port_of(router: axum::Router, connections_max: usize) -> (SocketAddr, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let patience = Patience {
        headers_max: Duration::from_millis(500),
        write_max: Duration::from_millis(500),
        connections_max,
        farewell_max: Duration::from_secs(1),
    };
    tokio::spawn(serve(listener, router, patience, std::future::pending()));
    (address, TcpStream::connect(address).await.unwrap())
}

fn head(kind: &str, length: usize) -> String {
    format!(
        "POST /hearings HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nContent-Type: {kind}\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n"
    )
}

/// Everything until the server closes, and how long it took.
async fn rest(stream: &mut TcpStream) -> (String, Duration) {
    let began = Instant::now();
    let mut bytes = Vec::new();
    let read =
        timeout(FOR_EVER, stream.read_to_end(&mut bytes)).await.expect("the server closes the connection");
    // A sender that goes on writing may be told so by a reset instead of an end.
    let _ = read;
    (String::from_utf8_lossy(&bytes).into_owned(), began.elapsed())
}

#[tokio::test]
async fn a_slow_honest_form_takes_longer_than_any_handler_may() {
    let mut stream = at_port().await;
    let body = format!("{{\"title\":\"Nghe dân\"{}}}", " ".repeat(40));
    stream.write_all(head("application/json", body.len()).as_bytes()).await.unwrap();
    let began = Instant::now();
    for piece in body.as_bytes().chunks(body.len().div_ceil(4)) {
        sleep(PATIENCE * 3 / 4).await;
        stream.write_all(piece).await.unwrap();
    }
    assert!(began.elapsed() > PATIENCE * 2, "it was slow");
    let (answer, _) = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
}

#[tokio::test]
async fn a_body_that_drips_is_ended_by_its_pace() {
    let mut stream = at_port().await;
    stream.write_all(head("application/json", 1_000_000).as_bytes()).await.unwrap();
    let (mut reader, mut writer) = stream.into_split();
    let drip = tokio::spawn(async move {
        while writer.write_all(b" ").await.is_ok() {
            sleep(Duration::from_millis(50)).await;
        }
    });
    let began = Instant::now();
    let mut first = vec![0; 4096];
    let n = timeout(FOR_EVER, reader.read(&mut first)).await.expect("it is ended").unwrap();
    let answer = String::from_utf8_lossy(&first[..n]);
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("body-slow"), "{answer}");
    assert!(
        began.elapsed() >= PACING.grace && began.elapsed() < Duration::from_secs(3),
        "{:?}",
        began.elapsed()
    );
    drip.abort();
}

#[tokio::test]
async fn a_body_that_stops_is_ended_wherever_it_is_read() {
    let multipart = "multipart/form-data; boundary=x";
    // The first is read by the handler, the others by the cross-site check, which looks for the token.
    let cases = [
        ("application/json", "", "{\"title\":"),
        ("application/x-www-form-urlencoded", "Cookie: nhipcau-guest=", "title=Nghe"),
        (
            multipart,
            "Cookie: nhipcau-guest=",
            "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nab",
        ),
    ];
    for (kind, cookie, start) in cases {
        let mut stream = at_port().await;
        let mut head = head(kind, 500);
        if !cookie.is_empty() {
            head = head.replace("\r\nConnection", &format!("\r\n{cookie}{}\r\nConnection", "A".repeat(43)));
        }
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(start.as_bytes()).await.unwrap();
        let (answer, took) = rest(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 408"), "{kind}: {answer}");
        assert!(took >= PACING.idle_max && took < Duration::from_secs(3), "{kind}: {took:?}");
    }
}

#[tokio::test]
async fn a_head_that_does_not_end_and_a_silent_connection_are_closed() {
    for start in ["GET /hearings/7 HTTP/1.1\r\nHost: loc", ""] {
        let mut stream = at_port().await;
        stream.write_all(start.as_bytes()).await.unwrap();
        let (answer, took) = rest(&mut stream).await;
        assert!(!answer.contains("200 OK"), "{answer}");
        assert!(took < Duration::from_secs(3), "«{start}»: {took:?}");
    }
}

#[tokio::test]
async fn a_receiver_that_does_not_read_is_let_go() {
    let (sent, dropped) = tokio::sync::oneshot::channel::<()>();
    let held = std::sync::Arc::new(std::sync::Mutex::new(Some(sent)));
    // An answer without an end: it is dropped, and the sender with it, only when the connection is.
    let flood = axum::routing::get(move || async move {
        let held = held.lock().unwrap().take();
        let piece = futures_util::stream::repeat_with(move || {
            let _alive = &held;
            Ok::<_, std::io::Error>(vec![b'x'; 64 * 1024])
        });
        axum::body::Body::from_stream(piece)
    });
    let (_, mut stream) = at_port_of(axum::Router::new().route("/flood", flood), 10).await;
    stream.write_all(b"GET /flood HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    assert!(timeout(FOR_EVER, dropped).await.expect("the answer is given up").is_err());
}

#[tokio::test]
async fn no_more_connections_than_allowed_are_served_and_the_next_one_waits_its_turn() {
    let router = house_with(Options { pacing: PACING, ..Options::default() });
    let (address, mut first) = at_port_of(router, 1).await;
    first.write_all(head("application/json", 500).as_bytes()).await.unwrap();
    sleep(Duration::from_millis(50)).await;
    let mut second = TcpStream::connect(address).await.unwrap();
    let body = "{\"title\":\"Nghe dân\"}";
    second.write_all((head("application/json", body.len()) + body).as_bytes()).await.unwrap();
    let mut byte = [0];
    assert!(timeout(Duration::from_millis(200), second.read(&mut byte)).await.is_err(), "it waits");
    drop(first);
    let (answer, _) = rest(&mut second).await;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
}

#[tokio::test]
async fn a_handler_that_hangs_is_still_cut_when_the_body_came_quickly() {
    let mut stream = at_port().await;
    let ask = "GET /hearings/hang HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n";
    stream.write_all(ask.as_bytes()).await.unwrap();
    let (answer, took) = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 503") && took < Duration::from_secs(2), "{took:?}: {answer}");
}

#[tokio::test]
async fn a_request_in_flight_is_answered_when_the_server_is_told_to_stop() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = tokio::spawn(serve(listener, house_with(Options::default()), Patience::default(), async {
        let _ = stopped.await;
    }));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let body = "{\"title\":\"Nghe dân\"}";
    stream.write_all(head("application/json", body.len()).as_bytes()).await.unwrap();
    sleep(Duration::from_millis(100)).await;
    stop.send(()).unwrap();
    sleep(Duration::from_millis(50)).await;
    assert!(TcpStream::connect(address).await.is_err(), "nobody new is taken");
    stream.write_all(body.as_bytes()).await.unwrap();
    let (answer, _) = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    timeout(FOR_EVER, server).await.expect("the server ends").unwrap();
}

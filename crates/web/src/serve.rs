//! The door to the network: takes connections, gives each request to the router, and lets those in flight end.
//!
//! There are never more connections than `Patience` allows; others wait in the system's queue until one ends. Our own loop instead of `axum::serve`, because that one sets no timer: a sender could open a connection, write half a
//! header and hold the line for ever, or ask for a large file and never read it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ConnectInfo;
use axum::{Extension, Router};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;
use tower::Layer as _;

use crate::limits::{CONNECTIONS_MAX, FAREWELL_TIME_MAX, HEADERS_TIME_MAX, WRITE_TIME_MAX};

/// Pause after the system could not give a connection: it is out of handles, and asking at once would only spin.
const ACCEPT_PAUSE: Duration = Duration::from_secs(1);

/// How many connections there may be, and how long they may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For the head of a request; a connection without a request is closed after it too.
    pub headers_max: Duration,
    /// For the receiver to take the next bytes of an answer; each byte it takes gives it as long again.
    pub write_max: Duration,
    /// Connections at the same time.
    pub connections_max: usize,
    /// For requests in flight once the server was told to stop.
    pub farewell_max: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            headers_max: HEADERS_TIME_MAX,
            write_max: WRITE_TIME_MAX,
            connections_max: CONNECTIONS_MAX,
            farewell_max: FAREWELL_TIME_MAX,
        }
    }
}

/// Serves `router` on `listener` until `stop`, then lets requests in flight end.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    patience: Patience,
    stop: impl Future<Output = ()>,
) {
    // Only HTTP/1: telling the versions apart would wait for the first bytes without a timer.
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.headers_max);
    let farewell = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(patience.connections_max));
    let mut stop = std::pin::pin!(stop);
    loop {
        let (place, stream, peer) = tokio::select! {
            () = &mut stop => break,
            accepted = next(&listener, &room) => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    pause(&error).await;
                    continue;
                }
            },
        };
        let _ = stream.set_nodelay(true);
        let service = Extension(ConnectInfo::<SocketAddr>(peer)).layer(router.clone());
        let service = TowerToHyperService::new(service);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(patience.write_max));
        let connection = builder.serve_connection(TokioIo::new(Box::pin(stream)), service).into_owned();
        let connection = farewell.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(error, %peer, "a connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(patience.farewell_max, farewell.shutdown()).await.is_err() {
        tracing::warn!("requests were still in flight when the server stopped");
    }
}

/// The next connection, once there is a place for it.
async fn next(
    listener: &TcpListener,
    room: &Arc<Semaphore>,
) -> io::Result<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = Arc::clone(room).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    Ok((place, stream, peer))
}

async fn pause(error: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "no connection could be taken");
        tokio::time::sleep(ACCEPT_PAUSE).await;
    }
}

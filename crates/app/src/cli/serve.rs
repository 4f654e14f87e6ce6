//! `nhipcau serve`: opens the database, brings it to the present schema, answers requests until told to stop.

use super::{Common, Outcome, say};
use crate::app::{App, Outside};
use crate::config::Loaded;
use crate::files::Files;
use crate::routes;
use db::Db;
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Set to 1, templates, texts and assets are read from the working folder at each request.
const DEV_VARIABLE: &str = "NHIPCAU_DEV";

/// Runs the command.
pub async fn run(common: Common) -> Outcome {
    let app = open(&common, false).await?;
    listen(app, &[]).await
}

/// Opens everything the program works with: settings, folder, database at the present schema, files.
pub async fn open(common: &Common, is_demo: bool) -> Result<App, String> {
    start_log();
    let loaded: Loaded = common.load().map_err(|e| e.to_string())?;
    std::fs::create_dir_all(&common.data)
        .map_err(|e| format!("Cannot make the data folder {}: {e}.", common.data.display()))?;
    let outside =
        Outside::system(is_demo).map_err(|e| format!("Cannot find this program's own file: {e}."))?;
    let url = &loaded.config.database.url;
    let shown = crate::config::mask(url);
    let db = Db::connect(url, outside.chance.clone())
        .await
        .map_err(|e| format!("Cannot open the database {shown}: {e}"))?;
    db::migrate(&db)
        .await
        .map_err(|e| format!("Cannot bring the database {shown} to the present schema: {e}"))?;
    crate::features::units::seed::fill_if_empty(&db, outside.clock.now())
        .await
        .map_err(|e| format!("Cannot write the units into the database: {e}"))?;
    let folder = &loaded.config.files.folder;
    let files = Files::open(folder)
        .map_err(|e| format!("Cannot open the folder of files {}: {e}.", folder.display()))?;
    Ok(App::new(loaded.config, db, files, outside))
}

/// Listens, prints the address, serves until Ctrl-C or SIGTERM, lets requests in flight end.
pub async fn listen(app: App, notes: &[String]) -> Outcome {
    let address = app.config.server.listen;
    let dev_root = (std::env::var(DEV_VARIABLE).as_deref() == Ok("1")).then(|| PathBuf::from("."));
    let router = routes::router(&app, dev_root)?;
    let listener = TcpListener::bind(address).await.map_err(|e| {
        format!("Cannot listen on {address}: {e}. Another program may use this port: choose one with --listen 127.0.0.1:PORT.")
    })?;
    let (stop, stopped) = watch::channel(false);
    let background = crate::background::start(&app, stopped.clone());
    announce(&app, notes).await;
    web::serve::serve(listener, router, web::serve::Patience::default(), told_to_stop()).await;
    let _ = stop.send(true);
    let _ = background.await;
    app.db.close().await.map_err(|e| format!("The database did not close well: {e}"))
}

async fn announce(app: &App, notes: &[String]) {
    say(format!("Nhịp Cầu {} · {}", env!("CARGO_PKG_VERSION"), app.config.server.public_url));
    let first = tables::person::administrators().one(app.db.read()).await;
    if matches!(first, Ok(None)) {
        say(
            "Chưa có quản trị. Mở địa chỉ trên để lập tài khoản đầu tiên. / No administrator yet: open the address above to make one.",
        );
        say(format!("Mã thiết lập khi mở từ máy khác / Setup code from another machine: {}", app.setup_code));
    }
    for note in notes {
        say(note);
    }
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
        if let Ok(mut terminate) = terminate {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}

/// Log lines on standard error; `RUST_LOG` chooses how many.
fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,app=info,web=info,jobs=info"));
    // A second call (tests, demo) keeps the first log.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

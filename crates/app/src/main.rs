//! The binary `nhipcau`.

fn main() -> std::process::ExitCode {
    app::cli::run()
}

//! The `simportal` program: see `simportal --help`.

fn main() -> std::process::ExitCode {
    simportal::cli::run()
}

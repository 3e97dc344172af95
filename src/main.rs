//! The `simportal` program: see `simportal --help`.

/// Pages are made of many short texts; glibc's allocator took a fifth of the time of a list (docs/BENCHMARKS.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    simportal::cli::run()
}

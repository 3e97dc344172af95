//! P2 and P6: pages against a bare page, and the Dashboard of a large fleet against that of a small one.

use std::net::TcpListener;
use std::process::Command;
use std::time::Duration;

use actix_web::{App, HttpServer, web};

use super::fleet::Fleet;
use super::lists::owner;
use super::portal::Portal;
use super::tools::{in_turn, wrk};

/// The yardstick: a route that does nothing, served by the same framework with as many threads.
pub fn hello(port: u16) {
    let served = actix_web::rt::System::new().block_on(async move {
        HttpServer::new(|| App::new().route("/", web::get().to(|| async { "hello world" })))
            .bind(("127.0.0.1", port))?
            .run()
            .await
    });
    served.expect("the yardstick serves");
}

/// Prints the table of P2.
pub fn against_hello(fleet: &Fleet, seconds: u32) {
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port();
    let this = std::env::current_exe().expect("this program");
    let mut yardstick = Command::new(this)
        .args(["--hello", &port.to_string()])
        .spawn()
        .expect("the yardstick starts");
    std::thread::sleep(Duration::from_millis(500));
    let portal = Portal::start(fleet);
    let cookie = portal.sign_in(&owner(fleet));
    let ask = |path: &str| wrk(&format!("{}{path}", portal.base), &cookie, seconds);
    let [hello, health, dashboard, list] = in_turn([
        &|| wrk(&format!("http://127.0.0.1:{port}/"), "", seconds),
        &|| ask("/healthz"),
        &|| ask("/dashboard"),
        &|| ask("/sims?per=50"),
    ]);
    println!("### P2: pages against a bare route, with {fleet}\n");
    println!(
        "| page | req/s | ratio | target | p50 | p99 | p99 / p50 (target ≤ 10) |\n|---|---:|---:|---:|---:|---:|---:|"
    );
    println!(
        "| bare route | {:.0} | 1 | | {:.2} ms | {:.2} ms | |",
        hello.rate, hello.p50, hello.p99
    );
    for (name, load, target) in [
        ("/healthz", health, ""),
        ("Dashboard", dashboard, "≥ 0.10"),
        ("My SIMs, 50 rows", list, "≥ 0.05"),
    ] {
        println!(
            "| {name} | {:.0} | {:.3} | {target} | {:.2} ms | {:.2} ms | {:.1} |",
            load.rate,
            load.rate / hello.rate,
            load.p50,
            load.p99,
            load.p99 / load.p50
        );
    }
    println!();
    let _ = yardstick.kill();
    let _ = yardstick.wait();
}

/// Prints the figure of P6.
pub fn dashboards(small: &Fleet, large: &Fleet, seconds: u32) {
    let portals = [Portal::start(small), Portal::start(large)];
    let cookies = [portals[0].sign_in(&owner(small)), portals[1].sign_in(&owner(large))];
    let ask = |n: usize| wrk(&format!("{}/dashboard", portals[n].base), &cookies[n], seconds);
    let [few, many] = in_turn([&|| ask(0), &|| ask(1)]);
    println!("### P6: what a Dashboard costs\n");
    println!("| fleet | req/s | cost | target |\n|---|---:|---:|---|");
    println!("| {small} | {:.0} | 1 | |", few.rate);
    println!(
        "| {large} | {:.0} | {:.2} × | ≤ 1.2 × |\n",
        many.rate,
        few.rate / many.rate
    );
}

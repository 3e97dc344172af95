//! For load balancers and monitoring. Outside the page scope: no session, no log-in.

use actix_web::{HttpResponse, web};

use crate::domain;
use crate::domain::work;
use crate::state::AppState;

/// Registers the addresses.
pub fn configure(config: &mut web::ServiceConfig) {
    config.route("/healthz", web::get().to(alive));
    config.route("/readyz", web::get().to(ready));
    config.route("/metrics", web::get().to(metrics));
}

/// The process answers.
async fn alive() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ok\n")
}

/// The database answers as well, so requests may be sent here. Migrations ran before the first request, or there would be none.
async fn ready(state: web::Data<AppState>) -> HttpResponse {
    match state.db.read(|db| work::backlog(db).map_err(domain::Error::from)).await {
        Ok(_) => HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .body("ready\n"),
        Err(error) => {
            tracing::warn!(error = %error, "not ready");
            HttpResponse::ServiceUnavailable()
                .content_type("text/plain; charset=utf-8")
                .insert_header(("retry-after", "5"))
                .body("database unavailable\n")
        }
    }
}

/// Counters in the text form of Prometheus: of this process, and what waits in the database.
async fn metrics(state: web::Data<AppState>) -> HttpResponse {
    let mut text = match state.metrics.text() {
        Ok(text) => text,
        Err(error) => return HttpResponse::InternalServerError().body(error.to_string()),
    };
    if let Ok(backlog) = state.db.read(|db| work::backlog(db).map_err(domain::Error::from)).await {
        for (name, value) in [
            ("simportal_mails_waiting", backlog.mails_waiting),
            ("simportal_mails_failed", backlog.mails_failed),
            ("simportal_jobs_waiting", backlog.jobs_waiting),
            ("simportal_jobs_failed", backlog.jobs_failed),
        ] {
            text.push_str(&format!("# TYPE {name} gauge\n{name} {value}\n"));
        }
    }
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(text)
}

//! Headers that every answer carries.

use crate::support::{TestApp, Who};

on_both!(
    every_answer_carries_the_security_headers,
    pages_are_kept_by_nobody_and_assets_for_ever,
    health_tells_that_the_database_answers,
);

async fn every_answer_carries_the_security_headers(app: TestApp) {
    let (alice, nobody) = (app.as_(Who::Alice).await, app.anonymous());
    for (client, path, status) in [
        (&alice, "/welcome", 200),
        (&alice, "/no-such-page", 404),
        (&alice, "/", 303),
        (&nobody, "/login", 200),
        (&nobody, "/welcome", 303),
        (&nobody, "/healthz", 200),
        (&nobody, "/assets/no-such-file", 404),
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        for part in [
            "script-src 'self'",
            "style-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{path}: {policy} lacks {part}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "DENY"),
        ] {
            assert_eq!(answer.header(name), value, "{path}: {name}");
        }
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "only over HTTPS");
        assert_eq!(answer.header("server"), "");
    }
}

async fn pages_are_kept_by_nobody_and_assets_for_ever(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let page = client.get("/welcome").await;
    assert_eq!(page.header("cache-control"), "no-store");
    let sheet = page
        .page()
        .select(&crate::support::page::selector("link[rel=stylesheet]"))
        .next()
        .and_then(|link| link.attr("href").map(str::to_owned))
        .unwrap();
    let asset = client.get(&sheet).await;
    assert_eq!(asset.status, 200);
    assert!(asset.header("content-type").starts_with("text/css"));
    let kept = asset.header("cache-control");
    assert!(
        kept.contains("immutable") && kept.contains("max-age=31536000"),
        "{kept}"
    );
}

async fn health_tells_that_the_database_answers(app: TestApp) {
    let client = app.anonymous();
    assert_eq!(client.get("/healthz").await.text(), "ok\n");
    assert_eq!(client.get("/readyz").await.text(), "ready\n");
    client.get("/login").await;
    let metrics = client.get("/metrics").await.text();
    assert!(
        metrics.contains("simportal_http_requests_total{method=\"GET\",route=\"/login\",status=\"200\"} 1"),
        "{metrics}"
    );
    assert!(metrics.contains("simportal_mails_waiting 0"), "{metrics}");
}

//! The mailbox shows what the folder transport wrote, to everybody, and nothing else of the disk.

use simportal::config::Smtp;
use simportal::config::SmtpSecurity;
use simportal::mail::{Attachment, Letter, Transport};
use simportal::types::lang::Lang;
use simportal::web::urls;

use crate::support::TestApp;
use crate::support::app::text;
use crate::support::page::selector;

on_both!(
    a_mail_is_listed_and_read_without_signing_in,
    the_html_part_is_kept_in_its_frame,
    no_other_file_can_be_read,
    an_empty_mailbox_says_when_mail_comes,
    a_mail_server_is_named,
);

const NAME: &str = "20261121-172000000000-ivy@hansa.example.eml";

/// Writes a mail as a development server does.
async fn deliver(app: &TestApp) {
    let settings = simportal::config::Mail {
        from: "Portal <no-reply@portal.example>".to_owned(),
        smtp: None,
    };
    let letter = Letter {
        attachments: vec![Attachment {
            file_name: "sims-Köln.csv".to_owned(),
            content_type: "text/csv; charset=utf-8".to_owned(),
            body: "ICCID\r\n".into(),
        }],
        recipient: "ivy@hansa.example".to_owned(),
        recipient_name: "Ivy Grün".to_owned(),
        subject: "Schöne Grüße <b>".to_owned(),
        text: "Open http://portal.example/password/abc.\n<script>alert(1)</script>".to_owned(),
        html: "<html><head><title>x</title></head><body><a href=\"http://portal.example/x\">Open</a></body></html>"
            .to_owned(),
        language: "de".to_owned(),
        message_id: "<1@simportal>".to_owned(),
        written_at: app.state.clock.now(),
    };
    let folder = Transport::of(&settings, &app.state.config.data_dir).unwrap();
    folder.deliver(&letter).await.unwrap();
}

async fn a_mail_is_listed_and_read_without_signing_in(app: TestApp) {
    deliver(&app).await;
    let client = app.anonymous();
    let list = client.get(urls::MAILBOX).await;
    assert!(
        list.words()
            .contains("Schöne Grüße <b> Ivy Grün <ivy@hansa.example> 21 Nov 2026, 18:20"),
        "{}",
        list.words()
    );
    let html = list.page();
    let link = html.select(&selector("tbody a")).next().unwrap().attr("href").unwrap();
    assert_eq!(link, urls::mailbox(urls::MAILBOX_MESSAGE, NAME));
    let mail = client.get(link).await;
    assert_eq!(mail.status, 200);
    let html = mail.page();
    let links: Vec<_> = html
        .select(&selector(".note a"))
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(links, ["http://portal.example/password/abc"]);
    assert!(
        mail.words().contains("<script>alert(1)</script>"),
        "markup in a mail is text"
    );
    assert!(mail.words().contains("Attachments sims-Köln.csv"), "{}", mail.words());
    let frame = html.select(&selector("iframe")).next().unwrap().attr("src").unwrap();
    assert_eq!(frame, urls::mailbox(urls::MAILBOX_HTML, NAME));
}

async fn the_html_part_is_kept_in_its_frame(app: TestApp) {
    deliver(&app).await;
    let client = app.anonymous();
    let path = urls::mailbox(urls::MAILBOX_HTML, NAME);
    // Not through the client: a mail is no page of ours and need not look like one.
    let answer = app.answer(client.request(actix_web::http::Method::GET, &path)).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("x-frame-options"), "SAMEORIGIN");
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(
        policy.contains("sandbox allow-top-navigation-by-user-activation"),
        "{policy}"
    );
    assert!(
        !policy.contains("script-src") && !policy.contains("allow-scripts"),
        "{policy}"
    );
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
    assert!(
        answer.text().starts_with("<html><head><base target=\"_top\">"),
        "{}",
        answer.text()
    );
}

async fn no_other_file_can_be_read(app: TestApp) {
    deliver(&app).await;
    std::fs::write(app.state.config.data_dir.join("secret.eml"), "Subject: secret\r\n\r\n").unwrap();
    let client = app.anonymous();
    for file in [
        "..%2Fsecret.eml",
        "%2E%2E%2Fsecret.eml",
        "..%5Csecret.eml",
        ".eml",
        "gone.eml",
        "x",
    ] {
        for path in [urls::MAILBOX_MESSAGE, urls::MAILBOX_HTML] {
            let path = path.replace("{file}", file);
            assert_eq!(client.get(&path).await.status, 404, "{path}");
        }
    }
}

async fn an_empty_mailbox_says_when_mail_comes(app: TestApp) {
    let page = app.anonymous().get(urls::MAILBOX).await;
    assert!(page.words().contains(&text(Lang::En, "mailbox-empty-text")));
}

async fn a_mail_server_is_named(mut app: TestApp) {
    app.restart(|setup| {
        setup.config.mail.smtp = Some(Smtp {
            host: "mail.example".to_owned(),
            port: 587,
            security: SmtpSecurity::StartTls,
            credentials: None,
            ca_file: None,
        });
    })
    .await;
    let page = app.anonymous().get(urls::MAILBOX).await;
    assert!(page.words().contains("mail server mail.example"), "{}", page.words());
}

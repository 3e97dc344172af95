//! A phone with an authenticator app, and the way through setting it up.

use simportal::types::lang::Lang;
use simportal::web::urls;
use totp_rs::{Builder, Secret, Totp};

use crate::support::cast::PASSWORD;
use crate::support::page::selector;
use crate::support::{Answer, Client, TestApp, Who};

/// An authenticator app with one account.
pub struct Phone(Totp);

impl Phone {
    /// The app after scanning, or typing, what the page shows.
    pub fn reading(page: &Answer) -> Self {
        let html = page.page();
        let secret = html.select(&selector(".copy [data-copy]")).next().unwrap();
        let secret = Secret::try_from_base32(secret.attr("data-copy").unwrap()).unwrap();
        Self(Builder::new().with_secret(secret).build().unwrap())
    }

    /// The code that it shows now.
    pub fn code(&self, app: &TestApp) -> String {
        self.code_after(app, 0)
    }

    /// The code that it shows so many seconds from now.
    pub fn code_after(&self, app: &TestApp, seconds: i64) -> String {
        let time = app.state.clock.now().and_utc().timestamp() + seconds;
        self.0.generate(u64::try_from(time).unwrap()).to_string()
    }

    /// Begins with the password: answers the page with the QR code.
    pub async fn begin(client: &Client<'_>) -> Answer {
        client.get(urls::TWO_FACTOR).await;
        let answer = client.post(urls::TWO_FACTOR, &[("password", PASSWORD)]).await;
        assert_eq!((answer.status, answer.location()), (303, urls::TWO_FACTOR_SET_UP));
        client.get(urls::TWO_FACTOR_SET_UP).await
    }

    /// Sets two-factor up from beginning to end; answers the phone and the recovery codes. The code shown now is used.
    pub async fn set_up(app: &TestApp, client: &Client<'_>) -> (Self, Vec<String>) {
        let phone = Self::reading(&Self::begin(client).await);
        let answer = client
            .post(urls::TWO_FACTOR_SET_UP, &[("code", &phone.code(app))])
            .await;
        assert_eq!((answer.status, answer.location()), (303, urls::RECOVERY_CODES));
        let codes = recovery_codes(&client.get(urls::RECOVERY_CODES).await);
        let answer = client.post(urls::RECOVERY_DONE, &[]).await;
        client.get(answer.location()).await;
        app.run_jobs().await;
        app.letters();
        (phone, codes)
    }

    /// A person of the cast who has two-factor since half a minute.
    pub async fn of(app: &TestApp, who: Who) -> (Self, Vec<String>) {
        let made = Self::set_up(app, &app.as_(who).await).await;
        app.pass(chrono::TimeDelta::seconds(30));
        made
    }

    /// Takes the first step of signing in.
    pub async fn first_step<'a>(app: &'a TestApp, who: Who) -> Client<'a> {
        let client = app.anonymous();
        let answer = client.sign_in(who.email(), PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (303, urls::SECOND_STEP));
        client
    }

    /// Signs in with both steps.
    pub async fn sign_in<'a>(&self, app: &'a TestApp, who: Who) -> Client<'a> {
        let client = Self::first_step(app, who).await;
        let answer = client.post(urls::SECOND_STEP, &[("code", &self.code(app))]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        client.reads(who.lang());
        client
    }
}

/// The recovery codes on a page.
pub fn recovery_codes(page: &Answer) -> Vec<String> {
    let html = page.page();
    html.select(&selector(".recovery-codes code"))
        .map(|code| code.text().collect())
        .collect()
}

/// Whether a page in English shows this text.
pub fn says(answer: &Answer, key: &str) -> bool {
    answer.words().contains(&crate::support::app::text(Lang::En, key))
}

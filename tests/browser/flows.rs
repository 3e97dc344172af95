//! The flows.

use fantoccini::Locator;

use crate::support::{Browser, stage};

const OWNER: &str = "owner@hansa.example";

/// A flow on a stage; without a browser it ends at once.
macro_rules! flow {
    ($(#[$meta:meta])* $name:ident, $setup:expr, |$stage:ident| $body:block) => {
        $(#[$meta])*
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            let Some($stage) = stage($setup).await else { return };
            $body
            $stage.close().await;
        }
    };
}

flow!(
    an_owner_signs_in_filters_opens_relabels_and_deactivates_a_sim,
    Browser::default(),
    |s| {
        s.sign_in(OWNER).await;
        assert_eq!(s.text("h1").await, "Dashboard");
        s.click("a[href='/sims']").await;
        s.sees("My SIMs").await;
        // The form of the filter submits by itself when a choice changes, and the address says what is shown.
        s.open("/sims?status=activated&session=online").await;
        s.click("tbody a.iccid").await;
        s.sees("Deactivate").await;
        let page = s.path().await;
        s.fill("label", "Relabelled by hand").await;
        s.click("form[action$='/label'] button").await;
        s.sees("Relabelled by hand").await;
        s.click("a[href$='/deactivation']").await;
        s.click("main form button.btn-danger-fill").await;
        s.sees("Deactivated").await;
        s.open("/sims?q=relabelled+by").await;
        s.sees("Relabelled by hand").await;
        s.open(&format!("{page}/history")).await;
        s.sees("Relabelled by hand").await;
    }
);

flow!(dark_mode_is_chosen_once_and_stays, Browser::default(), |s| {
    s.sign_in(OWNER).await;
    s.click(".side-foot summary").await;
    s.click("button[data-theme-set='dark']").await;
    let theme = || async {
        s.browser
            .find(Locator::Css("html"))
            .await
            .unwrap()
            .attr("data-theme")
            .await
            .unwrap()
    };
    assert_eq!(theme().await.as_deref(), Some("dark"));
    // Shown at once by script, stored by the form post behind it.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    s.open("/sims").await;
    assert_eq!(theme().await.as_deref(), Some("dark"));
    s.is_accessible().await;
});

flow!(
    a_german_browser_gets_german,
    Browser {
        german: true,
        ..Browser::default()
    },
    |s| {
        s.open("/login").await;
        s.sees("Anmelden").await;
        s.click("footer button[lang='en']").await;
        s.sees("Sign in").await;
    }
);

flow!(
    everything_works_without_scripts,
    Browser {
        without_scripts: true,
        ..Browser::default()
    },
    |s| {
        s.sign_in(OWNER).await;
        // The first script marks the document; without the mark none has run.
        let marked = s
            .browser
            .find(Locator::Css("html"))
            .await
            .unwrap()
            .attr("class")
            .await
            .unwrap();
        assert_eq!(marked, None, "scripts run although they are switched off");
        s.open("/sims").await;
        s.fill("q", "8988228099").await;
        s.click("form.filters button:not([type='button'])").await;
        s.sees("My SIMs").await;
        assert!(s.path().await.contains("q=8988228099"), "{}", s.path().await);
        s.click("tbody a.iccid").await;
        s.fill("label", "Without scripts").await;
        s.click("form[action$='/label'] button").await;
        s.sees("Without scripts").await;
        s.click("nav[aria-label] a[href$='/events']").await;
        s.sees("Events").await;
    }
);

flow!(pages_are_accessible_on_the_desktop, Browser::default(), |s| {
    s.open("/login").await;
    s.is_accessible().await;
    s.sign_in(OWNER).await;
    for path in ["/dashboard", "/sims", "/sims?q=nothing-is-called-this"] {
        s.open(path).await;
        s.is_accessible().await;
        s.fits().await;
    }
    s.open("/sims").await;
    s.click("tbody a.iccid").await;
    let page = s.path().await;
    for path in [
        page.clone(),
        format!("{page}/events"),
        format!("{page}/history"),
        format!("{page}/deactivation"),
    ] {
        s.open(&path).await;
        s.is_accessible().await;
        s.fits().await;
    }
});

flow!(
    pages_fit_a_phone,
    Browser {
        phone: true,
        ..Browser::default()
    },
    |s| {
        s.sign_in(OWNER).await;
        for path in ["/dashboard", "/sims"] {
            s.open(path).await;
            s.fits().await;
            s.is_accessible().await;
        }
        s.open("/sims").await;
        s.click("tbody a.iccid").await;
        s.fits().await;
        s.is_accessible().await;
    }
);

flow!(
    a_passkey_is_added_and_signs_in,
    Browser {
        localhost: true,
        ..Browser::default()
    },
    |s| {
        let device = s.has_authenticator().await;
        s.sign_in(OWNER).await;
        s.open("/account/security").await;
        s.click("a[href$='/passkeys/begin']").await;
        s.fill("password", "demo-Portal-2026").await;
        s.click("main form button.btn-primary").await;
        s.sees("Make the passkey").await;
        s.is_accessible().await;
        s.fill("name", "Work laptop").await;
        s.click("button[data-passkey='create']").await;
        s.sees("I have noted the codes").await;
        s.click("form[action$='/recovery-codes/done'] button").await;
        s.sees("Work laptop").await;
        s.is_accessible().await;
        s.fits().await;

        s.click(".side-foot summary").await;
        s.click("form[action='/logout'] button").await;
        s.sees("You are signed out").await;
        s.fill("email", OWNER).await;
        s.fill("password", "demo-Portal-2026").await;
        s.click("main form button.btn-primary").await;
        s.sees("Use one of your passkeys").await;
        s.is_accessible().await;
        // A wrong fingerprint: said at the button, which keeps the focus.
        s.verifies(&device, false).await;
        s.click("button[data-passkey='get']").await;
        s.sees("Nothing was confirmed").await;
        let focus = s.browser.execute("return document.activeElement.id", Vec::new()).await;
        assert_eq!(focus.unwrap(), serde_json::json!("passkey"));
        s.is_accessible().await;
        s.verifies(&device, true).await;
        s.click("button[data-passkey='get']").await;
        s.sees("Dashboard").await;

        // The same passkey removes itself, with the password beside it.
        s.open("/account/security").await;
        s.click("a[href$='/removal']").await;
        s.is_accessible().await;
        s.fill("password", "demo-Portal-2026").await;
        s.click("button[data-passkey='get']").await;
        s.sees("two-factor is off").await;
    }
);

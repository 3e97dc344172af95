//! A browser: keeps cookies, sends what browsers send, fills in what forms carry, and checks every page it is shown.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::net::SocketAddr;

use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use actix_web::test::TestRequest;
use simportal::types::lang::Lang;
use simportal::web::urls;
use simportal::web::urls::encode;

use super::{TestApp, page};

/// A browser, with the person in front of it.
pub struct Client<'a> {
    app: &'a TestApp,
    /// Where it is in the network.
    pub address: Cell<SocketAddr>,
    cookies: RefCell<BTreeMap<String, String>>,
    proof: RefCell<Option<Proof>>,
    lang: Cell<Lang>,
    agent: RefCell<String>,
}

/// The cookie by which the portal knows the browser that everybody in the tests uses, and its value.
const DEVICE: (&str, &str) = ("simportal-device", "VGhlIGJyb3dzZXIgdGhhdCBldmVyeWJvZHkgdXNlcy4");

/// The hidden fields of every form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Token.
    pub csrf: String,
    /// Organisation for which the page was made.
    pub org: String,
}

/// What the application answered.
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Cookies that it sets: name, whole header.
    pub cookies: BTreeMap<String, String>,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads a response to its end.
    pub async fn read(response: ServiceResponse<BoxBody>) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let cookies = response
            .response()
            .cookies()
            .map(|cookie| (cookie.name().to_owned(), cookie.to_string()))
            .collect();
        Self {
            status,
            headers,
            cookies,
            body: actix_web::test::read_body(response).await.to_vec(),
        }
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Where a redirection leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// Whether it is a page.
    pub fn is_html(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }

    /// The page.
    pub fn page(&self) -> scraper::Html {
        assert!(
            self.is_html(),
            "{} {} is no page",
            self.status,
            self.header("content-type")
        );
        page::parse(&self.text())
    }

    /// What a reader of the page reads, with single spaces.
    pub fn words(&self) -> String {
        page::words(&self.page())
    }

    /// The value of a field of the page.
    pub fn field(&self, name: &str) -> Option<String> {
        page::field(&self.page(), name)
    }
}

impl<'a> Client<'a> {
    /// A browser that has not visited the portal in this session. It is the one that everybody in the tests uses, so that signing in with
    /// it is told by no mail.
    pub fn new(app: &'a TestApp) -> Self {
        Self {
            app,
            address: Cell::new("192.0.2.10:50000".parse().unwrap()),
            cookies: RefCell::new(BTreeMap::from([(DEVICE.0.to_owned(), DEVICE.1.to_owned())])),
            proof: RefCell::default(),
            lang: Cell::new(Lang::En),
            agent: RefCell::new("Testbrowser/1.0".to_owned()),
        }
    }

    /// The browser is another one than everybody's: the portal has never seen it.
    pub fn is_new(&self) {
        self.cookies.borrow_mut().remove(DEVICE.0);
    }

    /// From now on the browser sends this `User-Agent`.
    pub fn names_itself(&self, agent: &str) {
        self.agent.replace(agent.to_owned());
    }

    /// From now on pages are expected in this language.
    pub fn reads(&self, lang: Lang) {
        self.lang.set(lang);
    }

    /// A request of this browser, to be changed before [`Client::send`].
    pub fn request(&self, method: Method, path: &str) -> TestRequest {
        let mut request = TestRequest::with_uri(path)
            .method(method)
            .peer_addr(self.address.get())
            .insert_header(("host", "portal.example"))
            .insert_header(("user-agent", self.agent.borrow().as_str()));
        for (name, value) in self.cookies.borrow().iter() {
            request = request.cookie(actix_web::cookie::Cookie::new(name.clone(), value.clone()));
        }
        request
    }

    /// Sends a request, keeps the cookies of the answer, and checks it if it is a page.
    pub async fn send(&self, what: &str, request: TestRequest) -> Answer {
        let answer = self.app.answer(request).await;
        for (name, header) in &answer.cookies {
            let value = header.split(';').next().unwrap().split_once('=').unwrap().1;
            if value.is_empty() || header.contains("Max-Age=0") {
                self.cookies.borrow_mut().remove(name);
            } else {
                self.cookies.borrow_mut().insert(name.clone(), value.to_owned());
            }
            if name.ends_with("simportal") {
                // Another session has another token.
                self.proof.replace(None);
            }
        }
        // A mail in its frame is no page of ours.
        let is_foreign = answer.header("content-security-policy").contains("sandbox");
        if answer.is_html() && !is_foreign {
            let html = answer.page();
            page::check(what, &html, self.lang.get(), &answer);
            if let (Some(csrf), Some(org)) = (page::field(&html, "_csrf"), page::field(&html, "_org")) {
                self.proof.replace(Some(Proof { csrf, org }));
            }
        }
        answer
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path}"), self.request(Method::GET, path)).await
    }

    /// Sends a form with the hidden fields of the page before.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let Proof { csrf, org } = self.proof().await;
        let mut all = vec![("_csrf", csrf.as_str()), ("_org", org.as_str())];
        all.extend(fields);
        self.post_raw(path, encoded(&all)).await
    }

    /// Sends a form as it stands.
    pub async fn post_raw(&self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        let request = self
            .request(Method::POST, path)
            .insert_header(("content-type", "application/x-www-form-urlencoded"))
            .insert_header(("sec-fetch-site", "same-origin"))
            .set_payload(body.into());
        self.send(&format!("POST {path}"), request).await
    }

    /// The hidden fields of the page before; if there is none, of the first that this visitor can open.
    pub async fn proof(&self) -> Proof {
        let known = self.proof.borrow().clone();
        if let Some(proof) = known {
            return proof;
        }
        if self.get(urls::NOTHING_YET).await.status != 200 {
            self.get(urls::LOGIN).await;
        }
        self.proof.borrow().clone().expect("a page with a form")
    }

    /// Fills in the sign-in page.
    pub async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.post(urls::LOGIN, &[("email", email), ("password", password)])
            .await
    }

    /// Whether the browser is signed in.
    pub async fn is_signed_in(&self) -> bool {
        let answer = self.app.answer(self.request(Method::GET, urls::NOTHING_YET)).await;
        answer.status == 200
    }

    /// A copy of the browser as it is now: what somebody has who took its cookies.
    pub fn copy(&self) -> Client<'a> {
        Client {
            app: self.app,
            address: self.address.clone(),
            cookies: self.cookies.clone(),
            proof: self.proof.clone(),
            lang: self.lang.clone(),
            agent: self.agent.clone(),
        }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.borrow().get(name).cloned()
    }

    /// Sets a cookie.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }
}

/// Fields as a browser sends them.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    pairs.join("&")
}

//! Whatever is sent to a form or written into an address, the answer is no fault of ours.

use actix_web::http::Method;
use simportal::types::access::Access;

use super::objects::{Fill, Objects};
use crate::support::client::{Proof, encoded};
use crate::support::{TestApp, Who, page};

on_both!(
    nothing_that_is_sent_to_a_form_makes_the_portal_fail,
    nothing_that_is_written_into_an_address_makes_the_portal_fail,
);

/// Bytes that look random and are the same in every run.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..length).map(next).collect()
}

async fn nothing_that_is_sent_to_a_form_makes_the_portal_fail(mut app: TestApp) {
    app.leave_work();
    let objects = Objects::of(&app);
    for entry in simportal::web::routes(true)
        .entries()
        .iter()
        .filter(|entry| entry.method == Method::POST)
    {
        let path = objects.path(entry, &Fill::Real);
        let who = match entry.access {
            Access::Staff(_) => Who::Stella,
            _ => Who::Alice,
        };
        for (name, body) in bodies() {
            // One that is understood may end the session.
            let client = app.as_(who).await;
            let Proof { csrf, org } = client.proof().await;
            let proof = encoded(&[("_csrf", &csrf), ("_org", &org)]).into_bytes();
            for body in [[proof, b"&".to_vec(), body.clone()].concat(), body] {
                let answer = client.post_raw(&path, body).await;
                assert!(answer.status < 500, "POST {path} with {name}: {}", answer.status);
            }
        }
    }
}

fn bodies() -> Vec<(&'static str, Vec<u8>)> {
    let noise = noise(10_000);
    let encoded_noise = noise.iter().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let zero = b"email=%00&password=%00&next=%00&label=%00&note=%00&tags=%00&theme=%00&lang=%00&columns=%00".to_vec();
    vec![
        ("nothing", Vec::new()),
        ("noise", noise),
        ("encoded noise", encoded_noise.into_bytes()),
        ("null bytes", zero),
        ("one field a thousand times", b"label=x&".repeat(1000)),
        ("half an escape", b"label=%".to_vec()),
        ("a long value", [b"label=".to_vec(), vec![b'x'; 200_000]].concat()),
        ("too much", [b"label=".to_vec(), vec![b'x'; 300_000]].concat()),
    ]
}

/// What people and scanners write behind a question mark, or in place of a name.
const WRITTEN: [&str; 12] = [
    "",
    "%00",
    "%FF%FE",
    "%C3%BC%20%F0%9F%9A%9A",
    "%27%22%3E%3Cscript%3E",
    "%25%5F%5C",
    "-1",
    "99999999999999999999",
    "1e309",
    "0001-01-01",
    "292277026597-01-01",
    "..%2F..%2Fetc%2Fpasswd",
];

async fn nothing_that_is_written_into_an_address_makes_the_portal_fail(mut app: TestApp) {
    app.leave_work();
    let objects = Objects::of(&app);
    for entry in simportal::web::routes(true)
        .entries()
        .iter()
        .filter(|entry| entry.method == Method::GET)
    {
        let who = match entry.access {
            Access::Staff(_) => Who::Stella,
            _ => Who::Alice,
        };
        let client = app.as_(who).await;
        let path = objects.path(entry, &Fill::Real);
        let page = client.get(&path).await;
        let names = if page.is_html() {
            page::query_names(&page.page())
        } else {
            Default::default()
        };
        for written in WRITTEN {
            let mut addresses: Vec<String> = names.iter().map(|name| format!("{path}?{name}={written}")).collect();
            // All at once as well: some are looked at only together with others.
            let all: Vec<String> = names.iter().map(|name| format!("{name}={written}")).collect();
            addresses.push(format!("{path}?{}", all.join("&")));
            addresses.push(format!("{path}?{written}"));
            if let (Some(begin), false) = (entry.path.find('{'), written.is_empty()) {
                let end = entry.path.find('}').unwrap();
                addresses.push(format!("{}{written}{}", &entry.path[..begin], &entry.path[end + 1..]));
            }
            for address in addresses {
                let answer = client.get(&address).await;
                assert!(answer.status < 500, "GET {address}: {}", answer.status);
            }
        }
    }
}

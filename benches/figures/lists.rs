//! P1: every kind of list at the large size against the small one.

use super::fleet::Fleet;
use super::portal::Portal;
use super::tools::{in_turn, wrk};

/// The one whose organisation holds most of the SIMs.
pub fn owner(fleet: &Fleet) -> String {
    fleet.value(
        "SELECT users.email FROM users JOIN (SELECT organisation_id, SUM(sims) AS n FROM sim_counts GROUP BY organisation_id) AS held \
         ON held.organisation_id = users.organisation_id WHERE users.role = 'owner' ORDER BY held.n DESC, users.id LIMIT 1",
    )
}

/// Organisation of the owner.
pub fn organisation(fleet: &Fleet) -> String {
    fleet.value(&format!(
        "SELECT organisation_id FROM users WHERE email = '{}'",
        owner(fleet)
    ))
}

/// What people ask the list for; values are those of a SIM in the middle.
fn addresses(fleet: &Fleet) -> Vec<(&'static str, String)> {
    let organisation = organisation(fleet);
    let raw = |column: &str| {
        let offset = fleet.sims / 3;
        fleet.value(&format!(
            "SELECT {column} FROM sims WHERE organisation_id = {organisation} AND label <> '' AND service <> '' ORDER BY id LIMIT 1 OFFSET {offset}"
        ))
    };
    let of = |column: &str| encoded(&raw(column));
    let tag = fleet.value(&format!(
        "SELECT name_key FROM tags WHERE organisation_id = {organisation} ORDER BY id LIMIT 1"
    ));
    let (iccid, imsi, msisdn, label) = (of("iccid"), of("imsi"), of("msisdn"), word(&raw("label")));
    let mut list = vec![
        ("first page", "/sims".to_owned()),
        ("last page", "/sims?page=last".to_owned()),
        ("status", "/sims?status=deactivated".to_owned()),
        ("session", "/sims?session=online".to_owned()),
        ("data volume group", "/sims?data=low".to_owned()),
        ("SMS volume group", "/sims?sms=low".to_owned()),
        ("service", format!("/sims?service={}", of("service"))),
        ("tag", format!("/sims?tag={}", encoded(&tag))),
        ("expiring", "/sims?expiring=1".to_owned()),
        ("silent for 30 days", "/sims?silent=30".to_owned()),
        ("over pace", "/sims?pace=1".to_owned()),
        ("IMEI changed", "/sims?imei=1".to_owned()),
        ("blocked", "/sims?blocked=1".to_owned()),
        ("ICCID, whole", format!("/sims?in=iccid&q={iccid}")),
        ("ICCID, first 15 digits", format!("/sims?in=iccid&q={}", &iccid[..15])),
        ("IMSI, first 11 digits", format!("/sims?in=imsi&q={}", &imsi[..11])),
        ("MSISDN, first 9 digits", format!("/sims?in=msisdn&q={}", &msisdn[..9])),
        ("label, a word", format!("/sims?in=label&q={label}")),
        ("label, a letter", format!("/sims?in=label&q={}", &label[..1])),
        ("all fields, a number", format!("/sims?q={}", &iccid[..17])),
        ("all fields, a word", format!("/sims?q={label}")),
    ];
    for (name, sort) in [
        ("by ICCID, downwards", "-iccid"),
        ("by IMSI", "imsi"),
        ("by label", "label"),
        ("by status", "status"),
        ("by data left", "data"),
        ("by SMS left", "sms"),
        ("by end of lifetime", "ends"),
        ("by last activity", "-activity"),
    ] {
        list.push((name, format!("/sims?sort={sort}")));
    }
    list.push(("by data left, last page", "/sims?sort=data&page=last".to_owned()));
    list
}

/// The longest word of a label that is written in plain letters and digits.
fn word(label: &str) -> String {
    let words = label.split(|c: char| !c.is_ascii_alphanumeric());
    words.max_by_key(|word| word.len()).unwrap_or(label).to_owned()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// Prints the table of P1: both portals run, and are asked in turn.
pub fn measure(small: &Fleet, large: &Fleet, seconds: u32) {
    println!("### P1: My SIMs with {large} against {small} (target: each ≥ 0.8)\n");
    println!(
        "A page with fewer rows is sooner drawn: where the smaller fleet fills none, the ratio says so little as the rows differ.\n"
    );
    println!(
        "| list | {small}, req/s (rows) | {large}, req/s (rows) | ratio | p99 at {} |\n|---|---:|---:|---:|---:|",
        large.sims
    );
    let portals = [Portal::start(small), Portal::start(large)];
    let cookies = [portals[0].sign_in(&owner(small)), portals[1].sign_in(&owner(large))];
    let (of_small, of_large) = (addresses(small), addresses(large));
    for ((name, one), (_, other)) in of_small.into_iter().zip(of_large) {
        let [few, many] = in_turn([
            &|| wrk(&format!("{}{one}", portals[0].base), &cookies[0], seconds),
            &|| wrk(&format!("{}{other}", portals[1].base), &cookies[1], seconds),
        ]);
        let rows = |n: usize, path: &str| portals[n].get(path).matches("name=\"sim\" value=").count();
        let (few_rows, many_rows) = (rows(0, &one), rows(1, &other));
        let ratio = many.rate / few.rate;
        let mark = if ratio < 0.8 { " **below**" } else { "" };
        println!(
            "| {name} | {:.0} ({few_rows}) | {:.0} ({many_rows}) | {ratio:.2}{mark} | {:.1} ms |",
            few.rate, many.rate, many.p99
        );
    }
    println!();
}

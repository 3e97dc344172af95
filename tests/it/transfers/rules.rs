//! Who may transfer what to whom, and who sees it.

use simportal::domain::transfers::{self, Order};
use simportal::domain::{self};
use simportal::storage::organisations::{self, NewOrganisation};
use simportal::types::access::OrgScope;
use simportal::types::lang::Lang;
use simportal::types::transfer::{TransferSource, TransferStatus};
use simportal::web::urls;

use super::{FIRST, carry_out, held, order, page, partner, post, range, scope, status, upload};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    between_two_sub_organisations_nothing_is_transferred_by_any_way,
    only_the_people_of_the_master_order_transfers,
    an_organisation_sees_what_concerns_it_once_it_is_confirmed,
    a_sub_organisation_that_is_not_active_gets_nothing,
    a_master_without_sub_organisations_is_told_so,
);

/// Another sub-organisation of the cast's master; answers its key.
fn another_sub(app: &TestApp, master: Org, number: &str) -> i64 {
    let new = NewOrganisation {
        parent_id: Some(app.database.cast.organisation(master)),
        account_number: number,
        name: "Nordfrost Service GmbH",
        language: "de",
        time_zone: "Europe/Berlin",
    };
    app.db(|db| organisations::insert(db, &new, app.state.clock.now())).id
}

fn create(app: &TestApp, scope: &OrgScope, from: i64, to: i64) -> Result<i64, domain::Error> {
    let order = Order {
        from,
        to,
        source: TransferSource::File,
        file_name: String::new(),
        body: range(FIRST, 1).into_bytes(),
        lang: Lang::En,
    };
    let handle = &app.database.handle;
    handle.write_blocking(|db| transfers::create(db, scope, order, app.state.clock.now()))
}

async fn between_two_sub_organisations_nothing_is_transferred_by_any_way(app: TestApp) {
    make::fleet(&app, Org::Sub, FIRST, 1);
    let (other, foreign) = (
        another_sub(&app, Org::Master, "81000009"),
        another_sub(&app, Org::Stranger, "81000010"),
    );
    let org = |org| app.database.cast.organisation(org);
    let (master, sub, stranger) = (org(Org::Master), org(Org::Sub), org(Org::Stranger));
    let scopes = [Org::Master, Org::Sub, Org::Stranger].map(|org| scope(&app, org));
    for (from, to) in [(sub, other), (other, sub), (sub, sub), (sub, foreign), (sub, stranger)] {
        for scope in &scopes {
            let created = create(&app, scope, from, to);
            assert!(
                matches!(created, Err(domain::Error::NotFound)),
                "{from} to {to}: {created:?}"
            );
        }
    }
    // A master has its own sub-organisations only, and a sub-organisation orders nothing at all.
    for (scope, from, to) in [
        (&scopes[0], master, foreign),
        (&scopes[0], foreign, master),
        (&scopes[0], master, stranger),
        (&scopes[0], master, master),
        (&scopes[1], sub, master),
        (&scopes[1], master, sub),
        (&scopes[2], sub, master),
        (&scopes[2], stranger, sub),
    ] {
        let created = create(&app, scope, from, to);
        assert!(
            matches!(created, Err(domain::Error::NotFound)),
            "{from} to {to}: {created:?}"
        );
    }
    let client = app.as_(Who::Alice).await;
    let number = FIRST.to_string();
    for partner in [
        foreign.to_string(),
        stranger.to_string(),
        master.to_string(),
        "x".to_owned(),
        "-1".to_owned(),
    ] {
        let fields = [
            ("partner", partner.as_str()),
            ("direction", "take"),
            ("what", "one"),
            ("iccid", &number),
        ];
        assert_eq!(order(&client, &fields, None).await.status, 422, "{partner}");
    }
    assert!(held(&app, Org::Sub, FIRST).is_some());
}

async fn only_the_people_of_the_master_order_transfers(mut app: TestApp) {
    app.leave_work();
    make::fleet(&app, Org::Sub, FIRST, 2);
    let sven = app.as_(Who::Sven).await;
    let words = sven.get(urls::TRANSFER_NEW).await.words();
    assert!(words.contains(&text(Lang::En, "transfer-sub-title")), "{words}");
    let (master, number) = (
        app.database.cast.organisation(Org::Master).to_string(),
        FIRST.to_string(),
    );
    let fields = [
        ("partner", master.as_str()),
        ("direction", "give"),
        ("what", "one"),
        ("iccid", &number),
    ];
    assert_eq!(order(&sven, &fields, None).await.status, 409);
    let alice = app.as_(Who::Alice).await;
    let id = upload(&app, &alice, "take", range(FIRST, 2).as_bytes()).await;
    // Before the confirmation it is the master's draft; afterwards the other side may look and no more.
    for pattern in [urls::TRANSFER_CONFIRM, urls::TRANSFER_CANCEL, urls::TRANSFER_UNDO] {
        assert_eq!(post(&sven, pattern, id).await.status, 404);
    }
    assert_eq!(post(&alice, urls::TRANSFER_CONFIRM, id).await.status, 303);
    for pattern in [urls::TRANSFER_CONFIRM, urls::TRANSFER_CANCEL, urls::TRANSFER_UNDO] {
        assert_eq!(post(&sven, pattern, id).await.status, 409, "{pattern}");
    }
    assert_eq!(status(&app, id), TransferStatus::Reserving);
}

async fn an_organisation_sees_what_concerns_it_once_it_is_confirmed(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 3);
    let (alice, sven, charlie) = (
        app.as_(Who::Alice).await,
        app.as_(Who::Sven).await,
        app.as_(Who::Charlie).await,
    );
    let words = alice.get(urls::TRANSFERS).await.words();
    assert!(words.contains(&text(Lang::En, "transfer-none-title")), "{words}");
    let id = upload(&app, &alice, "give", range(FIRST, 3).as_bytes()).await;
    assert!(
        alice
            .get(urls::TRANSFERS)
            .await
            .words()
            .contains("To Hansa Cold Chain Denmark ApS")
    );
    let words = sven.get(urls::TRANSFERS).await.words();
    assert!(words.contains(&text(Lang::En, "transfer-none-title")), "{words}");
    carry_out(&app, &alice, id).await;
    let words = sven.get(urls::TRANSFERS).await.words();
    assert!(
        words.contains("From Hansa Kühllogistik GmbH") && words.contains("Completed"),
        "{words}"
    );
    let answer = page(&sven, id).await;
    assert!(answer.words().contains("3 SIMs were transferred"), "{}", answer.words());
    assert!(
        !answer.text().contains(&urls::transfer(urls::TRANSFER_UNDO, &id)),
        "he may not undo it"
    );
    let csv = sven.get(&urls::transfer(urls::TRANSFER_CSV, &id)).await.text();
    assert_eq!(csv.lines().count(), 4, "{csv}");
    for address in [urls::TRANSFER, urls::TRANSFER_CSV, urls::TRANSFER_ERRORS] {
        assert_eq!(charlie.get(&urls::transfer(address, &id)).await.status, 404);
    }
    assert!(
        charlie
            .get(urls::TRANSFERS)
            .await
            .words()
            .contains(&text(Lang::En, "transfer-none-title"))
    );
}

async fn a_sub_organisation_that_is_not_active_gets_nothing(app: TestApp) {
    use diesel::prelude::*;
    use simportal::storage::schema::organisations as o;
    make::fleet(&app, Org::Master, FIRST, 1);
    let client = app.as_(Who::Alice).await;
    let id = upload(&app, &client, "give", range(FIRST, 1).as_bytes()).await;
    let sub = app.database.cast.organisation(Org::Sub);
    app.db(|db| {
        diesel::update(o::table.find(sub))
            .set(o::status.eq("pending"))
            .execute(db)?;
        Ok(())
    });
    assert_eq!(post(&client, urls::TRANSFER_CONFIRM, id).await.status, 404);
    let (number, partner) = (FIRST.to_string(), partner(&app));
    let fields = [
        ("partner", partner.as_str()),
        ("direction", "give"),
        ("what", "one"),
        ("iccid", &number),
    ];
    let answer = order(&client, &fields, None).await;
    assert_eq!(answer.status, 422);
    assert!(held(&app, Org::Master, FIRST).is_some());
}

async fn a_master_without_sub_organisations_is_told_so(app: TestApp) {
    let client = app.as_(Who::Charlie).await;
    let words = client.get(urls::TRANSFER_NEW).await.words();
    assert!(words.contains(&text(Lang::En, "transfer-no-partner-title")), "{words}");
    let answer = order(&client, &[("what", "file")], Some(b"x")).await;
    assert_eq!(answer.status, 422);
}

//! Label, tags and note.

use simportal::storage::sims;
use simportal::types::lang::Lang;
use simportal::web::urls;

use super::{again, at, history};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    a_label_is_kept_and_stands_in_the_history,
    a_label_sent_twice_counts_once,
    tags_are_replaced_whatever_their_case,
    a_note_keeps_its_lines,
    what_is_not_taken_comes_back_with_the_reason,
    a_foreign_sim_cannot_be_labelled,
);

async fn a_label_is_kept_and_stands_in_the_history(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Uma).await;
    let answer = client
        .post(&at(urls::SIM_LABEL, &sim), &[("label", "  Kühlhaus 4 ")])
        .await;
    assert_eq!((answer.status, answer.location()), (303, at(urls::SIM, &sim).as_str()));
    let page = client.get(answer.location()).await;
    assert!(page.words().contains(&text(Lang::En, "sim-label-saved")));
    assert_eq!(page.field("label").as_deref(), Some("Kühlhaus 4"));
    let page = client.get(&at(urls::SIM_HISTORY, &sim)).await;
    let words = page.words();
    assert!(words.contains(&text(Lang::En, "sim-action-label")), "{words}");
    assert!(words.contains("Uma Umsen"), "{words}");
}

async fn a_label_sent_twice_counts_once(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    for expected in ["sim-label-saved", "sim-nothing-changed"] {
        client.post(&at(urls::SIM_LABEL, &sim), &[("label", "Gate")]).await;
        let page = client.get(&at(urls::SIM, &sim)).await;
        assert!(page.words().contains(&text(Lang::En, expected)), "{expected}");
    }
    let entries = history(&app, &sim);
    assert_eq!(entries.len(), 1);
    assert_eq!(
        (
            entries[0].action.as_str(),
            entries[0].old_value.as_deref(),
            entries[0].new_value.as_deref()
        ),
        ("sim.label", None, Some("Gate"))
    );
}

async fn tags_are_replaced_whatever_their_case(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    let tags = at(urls::SIM_TAGS, &sim);
    client.post(&tags, &[("tags", "Gate, hamburg,, HAMBURG")]).await;
    client.post(&tags, &[("tags", "GATE, Hamburg")]).await;
    assert_eq!(
        history(&app, &sim).len(),
        1,
        "the same tags in another case are no change"
    );
    client.post(&tags, &[("tags", "gate")]).await;
    let names: Vec<String> = app
        .db(|db| sims::tags_of(db, &sim))
        .into_iter()
        .map(|tag| tag.name)
        .collect();
    assert_eq!(names, ["Gate"], "the organisation's way to write it wins");
    let entry = &history(&app, &sim)[0];
    assert_eq!(
        (entry.old_value.as_deref(), entry.new_value.as_deref()),
        (Some("Gate, hamburg"), Some("Gate"))
    );
}

async fn a_note_keeps_its_lines(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    client.post(&at(urls::SIM_NOTE, &sim), &[("note", "one\r\ntwo")]).await;
    assert_eq!(again(&app, &sim).note, "one\ntwo");
    // A browser sends what it was shown with CRLF.
    client.post(&at(urls::SIM_NOTE, &sim), &[("note", "one\r\ntwo")]).await;
    assert_eq!(history(&app, &sim).len(), 1);
}

async fn what_is_not_taken_comes_back_with_the_reason(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    let (long, many) = ("x".repeat(65), "y".repeat(33));
    let note = "z".repeat(2001);
    for (pattern, field, typed, key) in [
        (urls::SIM_LABEL, "label", &long, "sim-label-too-long"),
        (urls::SIM_TAGS, "tags", &many, "sim-tags-too-long"),
        (urls::SIM_NOTE, "note", &note, "sim-note-too-long"),
    ] {
        let answer = client.post(&at(pattern, &sim), &[(field, typed)]).await;
        assert_eq!(answer.status, 422, "{field}");
        assert_eq!(answer.field(field).unwrap().trim(), typed.as_str());
        assert!(answer.words().contains(&text(Lang::En, key)));
        assert!(answer.text().contains("Error: "), "{field}");
    }
    assert!(history(&app, &sim).is_empty());
}

async fn a_foreign_sim_cannot_be_labelled(app: TestApp) {
    let sim = make::sim(&app, Org::Stranger);
    let client = app.as_(Who::Alice).await;
    let answer = client.post(&at(urls::SIM_LABEL, &sim), &[("label", "mine")]).await;
    assert_eq!(answer.status, 404);
    let answer = client
        .post(&at(urls::SIM_LABEL, &sim), &[("label", &"x".repeat(65))])
        .await;
    assert_eq!(answer.status, 404, "a form with a mistake tells no more");
}

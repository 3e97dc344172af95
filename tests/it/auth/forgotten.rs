//! "Forgot password?" answers the same to everybody, and only real addresses get mail.

use simportal::types::lang::Lang;
use simportal::web::urls;

use crate::support::app::text;
use crate::support::{TestApp, Who};

on_both!(
    the_answer_is_the_same_whether_the_address_has_an_account_or_not,
    only_people_with_an_account_get_a_link,
    the_mail_is_in_the_language_of_the_person,
    something_that_is_no_address_is_told_at_its_field,
);

async fn the_answer_is_the_same_whether_the_address_has_an_account_or_not(mut app: TestApp) {
    let mut answers = Vec::new();
    for email in [Who::Alice.email(), "nobody@hansa.example", Who::Dora.email()] {
        let answer = app.anonymous().post(urls::FORGOTTEN, &[("email", email)]).await;
        assert_eq!(answer.status, 200);
        answers.push((
            answer.words().replace(email, "…"),
            answer.header("x-simportal-queries").to_owned(),
        ));
    }
    assert_eq!(answers[0], answers[1], "words and work are the same");
    assert_eq!(answers[0], answers[2]);
    app.leave_work();
}

async fn only_people_with_an_account_get_a_link(app: TestApp) {
    for email in [
        "nobody@hansa.example",
        Who::Dora.email(),
        "ALICE@hansa.example",
        Who::Ivy.email(),
    ] {
        app.anonymous().post(urls::FORGOTTEN, &[("email", email)]).await;
    }
    app.run_jobs().await;
    let letters = app.letters();
    let mut recipients: Vec<&str> = letters.iter().map(|letter| letter.recipient.as_str()).collect();
    recipients.sort_unstable();
    assert_eq!(recipients, [Who::Alice.email(), Who::Ivy.email()]);
    let alices = letters
        .iter()
        .find(|letter| letter.recipient == Who::Alice.email())
        .unwrap();
    assert_eq!(alices.recipient_name, "Alice Alicsen");
    // Both parts carry the link and nothing is left of the template's own language.
    for part in [&alices.text, &alices.html] {
        assert!(part.contains("http://portal.example/password/"), "{part}");
        assert!(!part.contains("{ $"), "{part}");
    }
    let ivys = letters
        .iter()
        .find(|letter| letter.recipient == Who::Ivy.email())
        .unwrap();
    assert_ne!(
        ivys.subject, alices.subject,
        "who was only invited gets the invitation anew"
    );
}

async fn the_mail_is_in_the_language_of_the_person(app: TestApp) {
    app.anonymous()
        .post(urls::FORGOTTEN, &[("email", Who::Adam.email())])
        .await;
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters[0].language, "de");
    assert!(
        letters[0].text.contains("Guten Tag") || letters[0].text.contains("Hallo"),
        "{}",
        letters[0].text
    );
    // 17:20 UTC and two hours, in the zone of the organisation.
    assert!(letters[0].text.contains("20:20"), "{}", letters[0].text);
}

async fn something_that_is_no_address_is_told_at_its_field(app: TestApp) {
    for typed in [
        "",
        "alice",
        "alice@",
        "al ice@hansa.example",
        "älice@hansa.example",
        "a@b\r\nbcc: c@d.example",
    ] {
        let answer = app.anonymous().post(urls::FORGOTTEN, &[("email", typed)]).await;
        assert_eq!(answer.status, 422, "{typed:?}");
        assert!(
            answer.words().contains(&text(Lang::En, "field-email-invalid")),
            "{typed:?}"
        );
        if !typed.contains('\r') {
            assert_eq!(answer.field("email").as_deref(), Some(typed));
        }
    }
}

//! What keeps addresses ours.

use super::*;

#[test]
fn a_return_path_never_leads_to_another_host() {
    assert_eq!(local("/sims?q=1"), "/sims?q=1");
    for foreign in [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "",
        "evil",
        "/a\nb",
    ] {
        assert_eq!(local(foreign), HOME, "{foreign:?}");
    }
}

#[test]
fn values_are_encoded_for_the_place_they_stand_in() {
    assert_eq!(
        sign_in("/sims?q=a b&x=ü"),
        "/login?next=%2Fsims%3Fq%3Da%20b%26x%3D%C3%BC"
    );
}

//! Every template is drawn by somebody.

use crate::support::source::files;

#[test]
fn every_template_is_used() {
    let templates = files("templates", &[".html", ".txt"]);
    let users: Vec<_> = files("src", &[".rs"])
        .into_iter()
        .chain(files("templates", &[".html"]))
        .collect();
    for template in templates {
        let name = format!("\"{}\"", template.path.trim_start_matches("templates/"));
        let used = users
            .iter()
            .any(|user| user.path != template.path && user.text.contains(&name));
        assert!(used, "{} is used by nobody", template.path);
    }
}

//! What SpamAssassin says of every mail, by its local rules.

use std::path::{Path, PathBuf};
use std::process::Command;

use simportal::config::Mail;
use simportal::mail::Transport;

use super::every;
use crate::support::tools;

/// A receiver that is strict takes a mail for spam from 5 points on; the product's own limit leaves room for what its network adds.
const MOST: f64 = 3.0;

#[actix_web::test]
async fn no_mail_looks_like_spam() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Mail {
        from: "Simportal <portal@example.com>".to_owned(),
        smtp: None,
    };
    let transport = Transport::of(&settings, folder.path()).unwrap();
    let letters = every::letters();
    for letter in &letters {
        transport.deliver(letter).await.unwrap();
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.path().join("mail"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), letters.len());
    let Some(verdicts) = ask(folder.path(), &files) else {
        return;
    };
    assert_eq!(verdicts.len(), letters.len(), "{verdicts:#?}");
    let suspicious: Vec<_> = letters
        .iter()
        .zip(&verdicts)
        .filter(|(_, verdict)| points(verdict) > MOST)
        .map(|(letter, verdict)| (&letter.subject, verdict))
        .collect();
    assert!(suspicious.is_empty(), "{suspicious:#?}");
}

/// What is said of each file, in their order; `None` where there is no SpamAssassin.
fn ask(home: &Path, files: &[PathBuf]) -> Option<Vec<String>> {
    let asked = Command::new("spamassassin")
        .arg("--local")
        // Otherwise it writes into the home of whoever runs the tests.
        .env("HOME", home)
        .args(files)
        .output();
    let Ok(asked) = asked else {
        tools::absent(
            "spamassassin",
            "no spam checker is asked about the mails; apt-get install spamassassin",
        );
        return None;
    };
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let said = String::from_utf8_lossy(&asked.stdout).replace("\r\n", "\n");
    // A long verdict goes on in lines that begin with a tab.
    let said = said.replace("\n\t", " ");
    let verdicts = said.lines().filter_map(|line| line.strip_prefix("X-Spam-Status: "));
    Some(verdicts.map(str::to_owned).collect())
}

/// `No, score=0.8 required=5.0 tests=…`.
fn points(verdict: &str) -> f64 {
    let (_, rest) = verdict.split_once("score=").expect(verdict);
    rest.split_whitespace().next().unwrap().parse().expect(verdict)
}

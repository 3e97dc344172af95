//! The rules of CEN and KoSIT, by a reader that is none of ours.

use en16931_formats::{Policy, Recommendation, receive};

/// What is found in a document, warnings included.
fn faults(bytes: &[u8]) -> Vec<String> {
    let received = receive(bytes, &Policy::default());
    let found = received.report_declared.most_severe();
    if received.recommendation == Recommendation::Accept && found.is_none() {
        return Vec::new();
    }
    vec![received.to_string()]
}

/// What is wrong with XML.
pub fn faults_of_xml(xml: &str) -> Vec<String> {
    faults(xml.as_bytes())
}

/// What is wrong with the data in a PDF, or with how it lies in there.
pub fn faults_of_pdf(file: &[u8]) -> Vec<String> {
    faults(file)
}

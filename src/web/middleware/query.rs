//! Refuses addresses whose query holds control characters: no form and no link of ours makes one, PostgreSQL takes no null character in
//! any text, and no page could show the value again.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

use crate::web::error::Error;

/// Answers 400 to such an address.
pub async fn refuse_unprintable<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if is_unprintable(request.query_string()) {
        return Ok(request.error_response(Error::Unreadable));
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

fn is_unprintable(query: &str) -> bool {
    if !query.contains('%') {
        return false;
    }
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
    pairs
        .iter()
        .any(|(name, value)| name.contains(char::is_control) || value.contains(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::is_unprintable;

    #[test]
    fn control_characters_are_found_behind_their_escapes_and_nothing_else_is() {
        for query in ["q=%00", "%0a=1", "a=b&q=x%7Fy", "q=%C2%85", "q=%1f"] {
            assert!(is_unprintable(query), "{query}");
        }
        for query in ["", "q=a+b%20c", "q=%C3%BC", "q=100%25", "next=%2Fsims%3Fq%3D1", "q=%"] {
            assert!(!is_unprintable(query), "{query}");
        }
    }
}

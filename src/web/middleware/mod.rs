//! What happens around every request, outermost first: `request` (id, log line, security headers), then for pages `problems`
//! (errors become pages), `identify` (who is it), `origin` (cross-site requests are refused), `query` (so are control characters), and per route `access`.

pub mod access;
pub mod identify;
pub mod origin;
pub mod problems;
pub mod query;
pub mod request;

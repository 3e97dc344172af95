//! Signing in and out, sessions, forgotten passwords, set-password links, theme and language.

mod forgotten;
mod headers;
mod links;
mod preferences;
mod second_step;
mod session;
mod sign_in;
mod throttle;

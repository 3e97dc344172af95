//! What every test stands on: an application with its own database, the people in it, and clients that watch each page they are shown.

pub mod app;
mod cards;
pub mod cast;
pub mod client;
pub mod database;
pub mod localstripe;
pub mod make;
pub mod page;
pub mod postgres;
pub mod postgres_databases;
mod shop;
pub mod smtp;
pub mod source;
pub mod tools;

pub use app::TestApp;
pub use cast::Who;
pub use client::{Answer, Client};

/// Makes two tests of each named function, `<name>::sqlite` and `<name>::postgres`. The function takes a fresh [`TestApp`]; one that
/// is forgotten here is never used, which the compiler reports.
macro_rules! on_both {
    ($($test:ident),+ $(,)?) => {$(
        mod $test {
            #[actix_web::test]
            async fn sqlite() {
                super::$test($crate::support::TestApp::sqlite().await).await;
            }

            #[actix_web::test]
            async fn postgres() {
                if let Some(app) = $crate::support::TestApp::postgres().await {
                    super::$test(app).await;
                }
            }
        }
    )+};
}

//! Style sheets, scripts, fonts and icons: compiled into the binary, served under a hash of all of them, kept by browsers for ever.
//!
//! The style sheet is the files of `static/css` joined in the order of their names; no bundler, no build step.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::OnceLock;

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

struct Asset {
    body: web::Bytes,
    gzip: Option<web::Bytes>,
    content_type: &'static str,
}

struct Assets {
    hash: String,
    files: BTreeMap<String, Asset>,
}

fn assets() -> &'static Assets {
    static ASSETS: OnceLock<Assets> = OnceLock::new();
    ASSETS.get_or_init(|| {
        let mut css = Vec::new();
        let mut all = String::new();
        let mut files = BTreeMap::new();
        for (path, bytes) in FILES {
            all.push_str(&crate::crypto::sha256_bytes(bytes));
            if path.starts_with("css/") {
                css.extend_from_slice(bytes);
            } else {
                files.insert((*path).to_owned(), asset(path, web::Bytes::from_static(bytes)));
            }
        }
        files.insert("css/app.css".to_owned(), asset("css/app.css", web::Bytes::from(css)));
        Assets {
            hash: crate::crypto::sha256_hex(&all).chars().take(12).collect(),
            files,
        }
    })
}

fn asset(path: &str, body: web::Bytes) -> Asset {
    let (content_type, is_text) = match path.rsplit('.').next() {
        Some("css") => ("text/css; charset=utf-8", true),
        Some("js") => ("text/javascript; charset=utf-8", true),
        Some("svg") => ("image/svg+xml", true),
        Some("woff2") => ("font/woff2", false),
        Some("png") => ("image/png", false),
        _ => ("text/plain; charset=utf-8", true),
    };
    let gzip = is_text.then(|| compress(&body)).flatten();
    Asset {
        body,
        gzip,
        content_type,
    }
}

/// Compressed once at the first request instead of at each.
fn compress(body: &[u8]) -> Option<web::Bytes> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(body).ok()?;
    encoder.finish().ok().map(web::Bytes::from)
}

/// Address of a file under `static/`.
pub fn url(path: &str) -> String {
    format!("/assets/{}/{path}", assets().hash)
}

/// There is nothing here for search engines: all pages but the sign-in page are personal.
const ROBOTS: &str = "User-agent: *\nDisallow: /\n";

/// Registers the files. Outside the page scope: no session, no database.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/assets/{hash}/{path:.*}").route(web::get().to(serve)));
    config.service(web::resource("/favicon.ico").route(web::get().to(|| async {
        HttpResponse::PermanentRedirect()
            .insert_header((header::LOCATION, url("img/favicon.svg")))
            .finish()
    })));
    config.service(web::resource("/robots.txt").route(web::get().to(|| async {
        HttpResponse::Ok()
            .content_type("text/plain; charset=utf-8")
            .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
            .body(ROBOTS)
    })));
}

async fn serve(request: HttpRequest, path: web::Path<(String, String)>) -> HttpResponse {
    let (hash, path) = path.into_inner();
    let Some(asset) = assets().files.get(&path) else {
        return HttpResponse::NotFound()
            .content_type("text/plain; charset=utf-8")
            .body("not found");
    };
    // An old hash still answers (a page of the last version may be open), but is not kept.
    let keep = if hash == assets().hash {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.content_type)
        .insert_header((header::CACHE_CONTROL, HeaderValue::from_static(keep)));
    response.insert_header((header::VARY, "accept-encoding"));
    // Encoded already, or not worth encoding: the compressing middleware must leave both alone.
    let accepts = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|text| text.contains("gzip"));
    match &asset.gzip {
        Some(gzip) if accepts => response
            .insert_header((header::CONTENT_ENCODING, "gzip"))
            .body(gzip.clone()),
        _ => response
            .insert_header((header::CONTENT_ENCODING, "identity"))
            .body(asset.body.clone()),
    }
}

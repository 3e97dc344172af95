//! Turns an [`Error`](crate::web::error::Error) into a page in the visitor's language, inside the portal's frame.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;

use crate::types::matrix;
use crate::web::error::Problem;
use crate::web::layout::Layout;
use crate::web::urls;

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorPage {
    layout: Layout,
    status: u16,
    key: &'static str,
    text: String,
    request_id: String,
    time: String,
}

/// Draws the page for whatever error came out below.
pub async fn draw_problems<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = match next.call(request).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => return Err(error),
    };
    let problem = response.response().extensions().get::<Problem>().cloned();
    let Some(problem) = problem else { return Ok(response) };
    let (request, old) = response.into_parts();
    let new = if problem.key == "signed-out" {
        let back = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let back = if request.method().is_safe() { back } else { "/" };
        HttpResponse::SeeOther()
            .insert_header((header::LOCATION, urls::sign_in(back)))
            .finish()
    } else if problem.key == "set-up-first" {
        HttpResponse::SeeOther()
            .insert_header((header::LOCATION, urls::TWO_FACTOR))
            .finish()
    } else {
        page(&request, old.status(), &problem)
    };
    let mut new = new;
    if let Some(wait) = old.headers().get(header::RETRY_AFTER) {
        new.headers_mut().insert(header::RETRY_AFTER, wait.clone());
    }
    Ok(ServiceResponse::new(request, new))
}

fn page(request: &actix_web::HttpRequest, status: StatusCode, problem: &Problem) -> HttpResponse {
    let layout = Layout::of(request);
    let text = match (problem.text, problem.permission) {
        (Some(key), _) => layout.t(key),
        (None, Some(permission)) if layout.entered().is_some() && matrix::is_kept_from_master(permission) => {
            layout.t("entered-denied")
        }
        (None, Some(permission)) => {
            let roles: Vec<String> = matrix::who_can(permission)
                .iter()
                .map(|role| layout.t(&format!("role-{}", role.as_str())))
                .collect();
            let name = layout.t(&format!("permission-{}", permission.key()));
            let roles = roles.join(", ");
            if roles.is_empty() {
                layout.t1("error-denied-nobody", "permission", &name)
            } else {
                layout.t2("error-denied-permission", "permission", &name, "roles", &roles)
            }
        }
        (None, None) => layout.t(&format!("error-{}-text", problem.key)),
    };
    let time = layout.formats.date_time(layout.now);
    let request_id = super::request::id_of(request);
    let page = ErrorPage {
        layout,
        status: status.as_u16(),
        key: problem.key,
        text,
        request_id,
        time,
    };
    match page.render() {
        Ok(html) => HttpResponseBuilder::new(status)
            .content_type("text/html; charset=utf-8")
            .body(html),
        Err(error) => {
            tracing::error!(error = %error, "error page cannot be drawn");
            HttpResponse::new(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

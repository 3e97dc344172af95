//! Who runs the portal, as its customers see it.

use super::Reader;

/// Name and contacts shown on pages and in mail.
#[derive(Debug, Clone)]
pub struct Brand {
    /// Name of the portal.
    pub name: String,
    /// Support address, if there is one.
    pub support_email: Option<String>,
    /// Support telephone, if there is one.
    pub support_phone: Option<String>,
}

/// Terms of business that customers accept in the shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Where they can be read.
    pub url: String,
    /// Which version: noted when somebody accepts them.
    pub version: String,
}

pub(super) fn brand(r: &mut Reader<'_>) -> Brand {
    Brand {
        name: r.text("SIMPORTAL_BRAND_NAME").unwrap_or_else(|| "Simportal".to_owned()),
        support_email: r.text("SIMPORTAL_SUPPORT_EMAIL"),
        support_phone: r.text("SIMPORTAL_SUPPORT_PHONE"),
    }
}

/// A development start has a page in the place of terms, so that the shop can be tried as it will be.
pub(super) fn terms(r: &mut Reader<'_>, is_private: bool) -> Option<Terms> {
    let version = r.text("SIMPORTAL_TERMS_VERSION").unwrap_or_else(|| "1".to_owned());
    let url = r.text("SIMPORTAL_TERMS_URL");
    if let Some(url) = &url
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        r.problem("SIMPORTAL_TERMS_URL", "must begin with https:// or http://");
    }
    let sample = is_private.then(|| "/development/terms".to_owned());
    url.or(sample).map(|url| Terms { url, version })
}

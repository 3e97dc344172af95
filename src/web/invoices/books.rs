//! The accounts that bookings are made for, as the address has them.

use actix_web::HttpRequest;
use chrono::{Datelike, Days, NaiveDate};

use crate::documents::datev::Books;
use crate::domain::invoices;
use crate::web::fields::FieldErrors;
use crate::web::filter;

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BooksForm {
    pub(super) consultant: String,
    pub(super) client: String,
    pub(super) digits: String,
    pub(super) expense: String,
    pub(super) creditor: String,
    /// Month in which the financial year begins, 1 to 12.
    pub(super) month: String,
}

impl Default for BooksForm {
    /// Communication costs in the chart of accounts SKR 04, the first creditor, the calendar year.
    fn default() -> Self {
        Self {
            consultant: String::new(),
            client: String::new(),
            digits: "4".to_owned(),
            expense: "6805".to_owned(),
            creditor: "70000".to_owned(),
            month: "1".to_owned(),
        }
    }
}

impl BooksForm {
    /// Reads the address.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let text = |name: &str| filter::text(request, name, 12);
        Self {
            consultant: text("consultant"),
            client: text("client"),
            digits: text("digits"),
            expense: text("expense"),
            creditor: text("creditor"),
            month: text("month"),
        }
    }

    /// The books, or what is wrong at which field. A batch lies within one financial year.
    pub(super) fn books(&self, days: invoices::Days) -> Result<Books, FieldErrors> {
        let mut errors = FieldErrors::new();
        let number = |text: &str, range: std::ops::RangeInclusive<u32>| {
            text.parse::<u32>().ok().filter(|number| range.contains(number))
        };
        let consultant = number(&self.consultant, 1_001..=9_999_999);
        let client = number(&self.client, 1..=99_999);
        let digits = number(&self.digits, 4..=8).and_then(|n| usize::try_from(n).ok());
        let month = number(&self.month, 1..=12);
        for (name, is_there, key) in [
            ("consultant", consultant.is_some(), "datev-consultant-wrong"),
            ("client", client.is_some(), "datev-client-wrong"),
            ("digits", digits.is_some(), "datev-digits-wrong"),
            ("month", month.is_some(), "datev-month-wrong"),
        ] {
            if !is_there {
                errors.add(name, key);
            }
        }
        let is_account = |text: &str, length: usize| {
            text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0')
        };
        if let Some(digits) = digits {
            if !is_account(&self.expense, digits) {
                errors.add("expense", "datev-expense-wrong");
            }
            if !is_account(&self.creditor, digits + 1) {
                errors.add("creditor", "datev-creditor-wrong");
            }
        }
        let year = month.and_then(|month| year_of(days.from, month));
        if year.is_some_and(|(_, ends_on)| days.until > ends_on) {
            errors.add("to", "datev-two-years");
        }
        match (consultant, client, digits, year) {
            (Some(consultant), Some(client), Some(account_digits), Some((year_begins_on, _))) if errors.is_empty() => {
                Ok(Books {
                    consultant,
                    client,
                    account_digits,
                    expense: self.expense.clone(),
                    creditor: self.creditor.clone(),
                    year_begins_on,
                })
            }
            _ => Err(errors),
        }
    }
}

/// First and last day of the financial year of a day.
fn year_of(day: NaiveDate, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let year = if day.month() >= month {
        day.year()
    } else {
        day.year() - 1
    };
    let begins = NaiveDate::from_ymd_opt(year, month, 1)?;
    let next = NaiveDate::from_ymd_opt(year + 1, month, 1)?;
    Some((begins, next.checked_sub_days(Days::new(1))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, until: &str) -> invoices::Days {
        invoices::Days {
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
        }
    }

    fn form() -> BooksForm {
        BooksForm {
            consultant: "29098".to_owned(),
            client: "55003".to_owned(),
            ..BooksForm::default()
        }
    }

    #[test]
    fn a_batch_lies_in_one_financial_year() {
        let books = form().books(days("2026-01-01", "2026-12-31")).unwrap();
        assert_eq!(books.year_begins_on.to_string(), "2026-01-01");
        let july = BooksForm {
            month: "7".to_owned(),
            ..form()
        };
        assert_eq!(
            july.books(days("2026-02-01", "2026-06-30"))
                .unwrap()
                .year_begins_on
                .to_string(),
            "2025-07-01"
        );
        let errors = july.books(days("2026-02-01", "2026-07-01")).unwrap_err();
        assert_eq!(errors.of("to"), Some("datev-two-years"));
    }

    #[test]
    fn each_wrong_field_is_named() {
        let wrong = BooksForm {
            consultant: "1".to_owned(),
            client: "0".to_owned(),
            digits: "5".to_owned(),
            expense: "6805".to_owned(),
            creditor: "7000x0".to_owned(),
            month: "13".to_owned(),
        };
        let errors = wrong.books(days("2026-01-01", "2026-01-31")).unwrap_err();
        for name in ["consultant", "client", "expense", "creditor", "month"] {
            assert!(errors.of(name).is_some(), "{name}");
        }
        assert!(errors.of("digits").is_none());
    }
}

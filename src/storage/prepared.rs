//! SQL of our own as a statement that is prepared once per connection. What `diesel::sql_query` takes is parsed and planned at every use.

use std::borrow::Cow;
use std::marker::PhantomData;

use chrono::NaiveDate;
use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, Date, Text};

use super::Db;

/// A statement whose rows have the SQL type `T`. Values are always bound: a text with values in it would be another statement each time.
#[derive(Debug, Clone)]
pub(super) struct Prepared<T> {
    parts: Vec<Part>,
    rows: PhantomData<T>,
}

#[derive(Debug, Clone)]
enum Part {
    Sql(Cow<'static, str>),
    Number(i64),
    Text(String),
    Day(NaiveDate),
}

impl<T> Prepared<T> {
    /// A statement that begins so.
    pub(super) fn new(sql: impl Into<Cow<'static, str>>) -> Self {
        Self {
            parts: vec![Part::Sql(sql.into())],
            rows: PhantomData,
        }
    }

    /// More text.
    pub(super) fn sql(self, sql: impl Into<Cow<'static, str>>) -> Self {
        self.with(Part::Sql(sql.into()))
    }

    /// A number.
    pub(super) fn number(self, value: i64) -> Self {
        self.with(Part::Number(value))
    }

    /// A text.
    pub(super) fn text(self, value: impl Into<String>) -> Self {
        self.with(Part::Text(value.into()))
    }

    /// A day.
    pub(super) fn day(self, value: NaiveDate) -> Self {
        self.with(Part::Day(value))
    }

    fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }
}

impl<T> Query for Prepared<T> {
    type SqlType = T;
}

/// Without an id of its type the statement is known by its text.
impl<T> QueryId for Prepared<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T> RunQueryDsl<Db> for Prepared<T> {}

impl<T, DB> QueryFragment<DB> for Prepared<T>
where
    DB: Backend,
    i64: ToSql<BigInt, DB>,
    String: ToSql<Text, DB>,
    NaiveDate: ToSql<Date, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        for part in &self.parts {
            match part {
                Part::Sql(sql) => out.push_sql(sql),
                Part::Number(value) => out.push_bind_param::<BigInt, _>(value)?,
                Part::Text(value) => out.push_bind_param::<Text, _>(value)?,
                Part::Day(value) => out.push_bind_param::<Date, _>(value)?,
            }
        }
        Ok(())
    }
}

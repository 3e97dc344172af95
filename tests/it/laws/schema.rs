//! One schema on two databases: what diesel was told, what SQLite has and what PostgreSQL has are the same tables.

use std::collections::{BTreeMap, BTreeSet};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use simportal::storage::migrations::{migrate, revert_all};
use simportal::storage::{Database, Db, Error, Kind};

use crate::support::database::TestDatabase;
use crate::support::source;

/// A column: its type in the words of `schema.rs`, and whether it may be empty.
type Columns = BTreeMap<String, (String, bool)>;

/// Tables of a database.
type Tables = BTreeMap<String, Columns>;

#[test]
fn sqlite_has_the_tables_that_diesel_was_told() {
    let database = migrated(Kind::Sqlite).unwrap();
    assert_same(
        &declared(),
        &read(&database.handle, sqlite_tables),
        "schema.rs",
        "SQLite",
    );
    every_column_can_be_selected(&database.handle);
}

#[test]
fn postgres_has_the_tables_that_diesel_was_told() {
    if let Some(database) = migrated(Kind::Postgres) {
        assert_same(
            &declared(),
            &read(&database.handle, postgres_tables),
            "schema.rs",
            "PostgreSQL",
        );
        every_column_can_be_selected(&database.handle);
    }
}

#[test]
fn both_databases_keep_the_same_things_unique() {
    if let Some(postgres) = migrated(Kind::Postgres) {
        let sqlite = migrated(Kind::Sqlite).unwrap();
        let (sqlite, postgres) = (read(&sqlite.handle, sqlite_keys), read(&postgres.handle, postgres_keys));
        assert!(sqlite.len() > 20, "only {} keys found", sqlite.len());
        assert_eq!(sqlite, postgres);
    }
}

/// `storage::Error::Violated` names the index on PostgreSQL and works its name out of table and columns on SQLite.
#[test]
fn unique_indexes_are_named_after_their_table_and_columns() {
    let database = migrated(Kind::Sqlite).unwrap();
    for Named { name } in read(&database.handle, |db| {
        rows(
            db,
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE 'CREATE UNIQUE%' ORDER BY name",
        )
    }) {
        let index = read(&database.handle, |db| index_columns(db, &name));
        let table = read(&database.handle, |db| {
            rows::<Named>(
                db,
                &format!("SELECT tbl_name AS name FROM sqlite_schema WHERE name = '{name}'"),
            )
        });
        assert_eq!(name, format!("{}_{}_key", table[0].name, index.join("_")));
    }
}

#[test]
fn the_migrations_of_sqlite_can_be_taken_back_and_run_again() {
    down_and_up(&migrated(Kind::Sqlite).unwrap().handle, sqlite_tables);
}

#[test]
fn the_migrations_of_postgres_can_be_taken_back_and_run_again() {
    if let Some(database) = migrated(Kind::Postgres) {
        down_and_up(&database.handle, postgres_tables);
    }
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |folder: &str| -> BTreeSet<String> {
        source::files(folder, &[".sql"])
            .into_iter()
            .map(|file| file.path[folder.len()..].to_owned())
            .collect()
    };
    let (sqlite, postgres) = (names("migrations/sqlite"), names("migrations/postgres"));
    assert_eq!(sqlite, postgres);
    for up in sqlite.iter().filter(|name| name.ends_with("up.sql")) {
        assert!(
            sqlite.contains(&up.replace("up.sql", "down.sql")),
            "{up} cannot be taken back"
        );
    }
}

#[test]
fn a_database_of_a_newer_program_is_refused_with_both_versions() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let Some(database) = migrated(kind) else { continue };
        let insert = "INSERT INTO __diesel_schema_migrations (version) VALUES ('20991231235959')";
        let _: usize = maintain(&database.handle, |db| Ok(diesel::sql_query(insert).execute(db)?));
        let refusal = migrate(&database.handle).unwrap_err().to_string();
        assert!(
            refusal.contains("20991231235959") && refusal.contains("2026"),
            "{refusal}"
        );
    }
}

/// An index that is younger than the statistics is taken for a useless one: the list was 200 times slower after such an upgrade.
#[test]
fn statistics_of_sqlite_are_taken_again_with_new_indexes_and_only_where_there_are_any() {
    let statistics = "SELECT idx AS name FROM sqlite_stat1 WHERE idx = 'users_email_key_key'";
    let table = "SELECT name FROM sqlite_schema WHERE name = 'sqlite_stat1'";
    let database = TestDatabase::sqlite();
    take_back_the_newest(&database.handle);
    assert_eq!(migrate(&database.handle).unwrap().len(), 1);
    assert!(read(&database.handle, |db| rows::<Named>(db, table)).is_empty());

    take_back_the_newest(&database.handle);
    for statement in ["ANALYZE", "DELETE FROM sqlite_stat1"] {
        let _: usize = maintain(&database.handle, |db| Ok(diesel::sql_query(statement).execute(db)?));
    }
    assert_eq!(migrate(&database.handle).unwrap().len(), 1);
    assert_eq!(read(&database.handle, |db| rows::<Named>(db, statistics)).len(), 1);
}

/// Leaves an SQLite database one migration behind the program.
fn take_back_the_newest(database: &Database) {
    let files = source::files("migrations/sqlite", &["down.sql"]);
    let newest = files.iter().max_by_key(|file| file.path.clone()).unwrap();
    let folder = newest.path.split('/').rev().nth(1).unwrap();
    let version: String = folder.split('_').next().unwrap().replace('-', "");
    let undo = format!(
        "{}; DELETE FROM __diesel_schema_migrations WHERE version = '{version}'",
        newest.text
    );
    let _: () = maintain(database, |db| match db {
        Db::Sqlite(c) => Ok(c.batch_execute(&undo)?),
        Db::Pg(_) => unreachable!(),
    });
}

fn migrated(kind: Kind) -> Option<TestDatabase> {
    let database = TestDatabase::empty(kind)?;
    let applied = migrate(&database.handle).unwrap();
    assert!(!applied.is_empty());
    assert!(
        migrate(&database.handle).unwrap().is_empty(),
        "nothing is left to be applied"
    );
    Some(database)
}

fn down_and_up(database: &Database, tables: fn(&mut Db) -> Result<Tables, Error>) {
    let before = read(database, tables);
    revert_all(database).unwrap();
    let left: Vec<String> = read(database, tables).into_keys().collect();
    assert!(left.is_empty(), "down.sql leaves {left:?}");
    migrate(database).unwrap();
    assert_same(&before, &read(database, tables), "before", "after");
}

fn assert_same(left: &Tables, right: &Tables, left_name: &str, right_name: &str) {
    let names = |tables: &Tables| tables.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(left), names(right), "tables of {left_name} and {right_name}");
    for (table, columns) in left {
        assert_eq!(columns, &right[table], "{table} in {left_name} and {right_name}");
    }
}

/// The tables of `schema.rs`, read as text: diesel keeps their shape in types only.
fn declared() -> Tables {
    let text = source::file("src/storage/schema.rs");
    let mut tables = Tables::new();
    for block in text.split("diesel::table! {").skip(1) {
        let block = block.split("\n}").next().unwrap();
        let mut lines = block.lines().map(str::trim).filter(|line| !line.is_empty());
        let name = lines.next().unwrap().split(' ').next().unwrap().to_owned();
        let columns = lines.filter_map(|line| line.trim_end_matches(',').split_once(" -> "));
        let columns = columns.map(|(column, kind)| {
            let inner = kind.strip_prefix("Nullable<").map(|kind| kind.trim_end_matches('>'));
            (column.to_owned(), (inner.unwrap_or(kind).to_owned(), inner.is_some()))
        });
        tables.insert(name, columns.collect());
    }
    assert!(tables.len() > 20, "only {} tables read", tables.len());
    tables
}

fn every_column_can_be_selected(database: &Database) {
    for (table, columns) in declared() {
        let columns: Vec<String> = columns.into_keys().collect();
        let text = format!("SELECT {} FROM {table} WHERE 1 = 0", columns.join(", "));
        let _: usize = maintain(database, |db| Ok(diesel::sql_query(text).execute(db)?));
    }
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

fn maintain<T>(database: &Database, f: impl FnOnce(&mut Db) -> Result<T, Error>) -> T {
    database.maintain(f).unwrap()
}

fn read<T>(database: &Database, f: impl FnOnce(&mut Db) -> Result<T, Error>) -> T {
    maintain(database, f)
}

fn rows<T>(db: &mut Db, text: &str) -> Result<Vec<T>, Error>
where
    T: QueryableByName<diesel::pg::Pg> + QueryableByName<diesel::sqlite::Sqlite> + 'static,
{
    Ok(match db {
        Db::Pg(c) => diesel::sql_query(text).load(c)?,
        Db::Sqlite(c) => diesel::sql_query(text).load(c)?,
    })
}

fn sqlite_tables(db: &mut Db) -> Result<Tables, Error> {
    let mut tables = Tables::new();
    // A key of SQLite's own has 64 bits and must be called INTEGER. The full-text index keeps tables of its own.
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
                 AND name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' AND name NOT LIKE 'sims\\_fts%' ESCAPE '\\'";
    for Named { name } in rows(db, names)? {
        let text = format!(
            "SELECT name, CASE WHEN pk > 0 AND type = 'INTEGER' THEN 'BIGINT' ELSE type END AS kind, \
             \"notnull\" = 0 AS nullable FROM pragma_table_info('{name}')"
        );
        tables.insert(name, columns(rows(db, &text)?));
    }
    Ok(tables)
}

fn postgres_tables(db: &mut Db) -> Result<Tables, Error> {
    let mut tables = Tables::new();
    let names = "SELECT table_name::text AS name FROM information_schema.tables \
                 WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_diesel%'";
    for Named { name } in rows(db, names)? {
        let text = format!(
            "SELECT column_name::text AS name, data_type::text AS kind, is_nullable = 'YES' AS nullable \
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{name}'"
        );
        tables.insert(name, columns(rows(db, &text)?));
    }
    Ok(tables)
}

fn columns(columns: Vec<Column>) -> Columns {
    columns
        .into_iter()
        .map(|column| (column.name, (kind(&column.kind), column.nullable)))
        .collect()
}

/// A database's type in the words of `schema.rs`.
fn kind(kind: &str) -> String {
    match kind.to_ascii_lowercase().as_str() {
        "bigint" => "BigInt",
        "integer" => "Integer",
        "text" => "Text",
        "boolean" => "Bool",
        "timestamp" | "timestamp without time zone" => "Timestamp",
        "date" => "Date",
        "blob" | "bytea" => "Binary",
        other => panic!("say in laws/schema.rs what {other} is"),
    }
    .to_owned()
}

fn index_columns(db: &mut Db, index: &str) -> Result<Vec<String>, Error> {
    let text = format!("SELECT name FROM pragma_index_info('{index}') ORDER BY seqno");
    Ok(rows::<Named>(db, &text)?
        .into_iter()
        .map(|column| column.name)
        .collect())
}

/// Table and columns of every unique index and primary key.
fn sqlite_keys(db: &mut Db) -> Result<BTreeSet<(String, Vec<String>)>, Error> {
    let mut keys = BTreeSet::new();
    for table in sqlite_tables(db)?.into_keys() {
        let text = format!("SELECT name FROM pragma_index_list('{table}') WHERE \"unique\" = 1");
        for Named { name } in rows(db, &text)? {
            let columns = index_columns(db, &name)?;
            keys.insert((table.clone(), columns));
        }
        // A key that is the row's number has no index of its own.
        let text = format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk");
        let columns = rows::<Named>(db, &text)?.into_iter().map(|column| column.name);
        keys.insert((table, columns.collect()));
    }
    Ok(keys)
}

fn postgres_keys(db: &mut Db) -> Result<BTreeSet<(String, Vec<String>)>, Error> {
    let text = "SELECT i.indrelid::regclass::text || ' ' || string_agg(a.attname::text, ' ' ORDER BY k.position) AS name \
                FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, position) \
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number \
                WHERE i.indisunique AND i.indrelid::regclass::text NOT LIKE '\\_\\_diesel%' \
                AND i.indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace) \
                GROUP BY i.indexrelid, i.indrelid";
    let keys = rows::<Named>(db, text)?.into_iter().map(|row| {
        let mut words = row.name.split(' ').map(str::to_owned);
        (words.next().unwrap(), words.collect())
    });
    Ok(keys.collect())
}

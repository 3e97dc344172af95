//! Write transactions that do not run into each other.

use diesel::Connection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};

use super::db::Db;
use super::error::Error;

/// Runs `f` in a transaction that may write: all of it is kept, or nothing.
///
/// SQLite begins *deferred* by default, and a read followed by a write then ends in "database is locked" at once when another
/// writer came between, whatever the busy timeout. `BEGIN IMMEDIATE` takes the write lock first and waits for it. Inside, nested
/// `transaction` calls are savepoints on both databases.
pub fn write_tx<T, E: From<Error>>(db: &mut Db, f: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
    begin(db)?;
    match f(db) {
        Ok(value) => {
            commit(db)?;
            Ok(value)
        }
        Err(error) => {
            // The first error is the one worth telling; a failed rollback leaves a broken connection, which the pool drops.
            if let Err(rollback) = rollback(db) {
                tracing::warn!(error = %rollback, "rollback failed");
            }
            Err(error)
        }
    }
}

fn begin(db: &mut Db) -> Result<(), Error> {
    match db {
        Db::Pg(c) => AnsiTransactionManager::begin_transaction(c)?,
        Db::Sqlite(c) => {
            if depth(c) == 0 {
                AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?;
            } else {
                AnsiTransactionManager::begin_transaction(c)?;
            }
        }
    }
    Ok(())
}

fn commit(db: &mut Db) -> Result<(), Error> {
    match db {
        Db::Pg(c) => AnsiTransactionManager::commit_transaction(c)?,
        Db::Sqlite(c) => AnsiTransactionManager::commit_transaction(c)?,
    }
    Ok(())
}

fn rollback(db: &mut Db) -> Result<(), Error> {
    match db {
        Db::Pg(c) => AnsiTransactionManager::rollback_transaction(c)?,
        Db::Sqlite(c) => AnsiTransactionManager::rollback_transaction(c)?,
    }
    Ok(())
}

fn depth<C: Connection<TransactionManager = AnsiTransactionManager>>(c: &mut C) -> u32 {
    AnsiTransactionManager::transaction_manager_status_mut(c)
        .transaction_depth()
        .ok()
        .flatten()
        .map_or(0, std::num::NonZero::get)
}

/// Whether a transaction was left open or broken, by a panic for instance: such a connection must not go back to the pool.
pub(super) fn is_unusable(db: &mut Db) -> bool {
    match db {
        Db::Pg(c) => AnsiTransactionManager::is_broken_transaction_manager(c) || depth(c) > 0,
        Db::Sqlite(c) => AnsiTransactionManager::is_broken_transaction_manager(c) || depth(c) > 0,
    }
}

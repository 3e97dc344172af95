//! What the simulated provider keeps: one small file per customer, card, charge, page and refund, in a folder of the data directory.
//! It stands for the memory of a company elsewhere, so it is not in the portal's database: what the portal restores from a backup, or
//! forgets, its provider still knows.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::payments::PaymentError;

/// The folder.
#[derive(Debug)]
pub(super) struct Register {
    folder: PathBuf,
}

/// The folder while nobody else, in this process or another one, reads or writes there.
pub(super) struct Held<'a> {
    folder: &'a Path,
    /// Closing it gives the folder free.
    _lock: File,
}

impl Register {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// Waits for its turn. The folder is made when it is first needed: most commands of the program do not.
    pub(super) fn hold(&self) -> Result<Held<'_>, PaymentError> {
        fs::create_dir_all(&self.folder).map_err(lost)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.folder.join("lock"))
            .map_err(lost)?;
        lock.lock().map_err(lost)?;
        Ok(Held {
            folder: &self.folder,
            _lock: lock,
        })
    }
}

impl Held<'_> {
    /// What is kept under a name; names are references, which cannot lead out of the folder.
    pub(super) fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, PaymentError> {
        match fs::read(self.path(name)) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|error| lost(format!("{name}: {error}"))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(lost(error)),
        }
    }

    /// Keeps it: as a whole, or what was there before.
    pub(super) fn put<T: Serialize>(&self, name: &str, value: &T) -> Result<(), PaymentError> {
        let bytes = serde_json::to_vec_pretty(value).map_err(lost)?;
        let (path, new) = (self.path(name), self.folder.join("new"));
        let mut file = File::create(&new).map_err(lost)?;
        file.write_all(&bytes).and_then(|()| file.sync_all()).map_err(lost)?;
        fs::rename(new, path).map_err(lost)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.json"))
    }
}

/// The provider's own trouble looks to the portal as it would with a real one.
fn lost(error: impl std::fmt::Display) -> PaymentError {
    PaymentError::Unreachable(format!("simulated provider: {error}"))
}

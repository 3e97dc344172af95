//! Help for developers: the mailbox.

mod mailbox;

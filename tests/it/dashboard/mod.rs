//! The Dashboard: counts that agree with the list, usage, and what each kind of reader sees.

mod attention;
mod numbers;
mod usage;

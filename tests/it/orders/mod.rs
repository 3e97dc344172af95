//! Orders: placing them, what they cost, what is paid, what is booked, and the pages about them.

mod booking;
mod pages;
mod placing;

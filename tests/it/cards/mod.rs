//! Paying by card: over HTTP, with the simulated provider, which keeps to what Stripe keeps to.

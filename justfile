# Short names for what CONTRIBUTING.md says in full; nothing exists only here.

# Lists the short names.
default:
    @just --list

# Starts the portal; on an empty data directory it makes the demo first.
run *ARGS:
    cargo run -- {{ARGS}}

# Runs the tests: all of them, or those whose name contains NAME.
test *NAME:
    cargo test {{NAME}}

# Everything that CI checks.
check:
    .ci/run

# Prints every file of a feature, from template to test: `just feature sims`.
feature NAME:
    @git ls-files --cached --others --exclude-standard | grep -iE '(^|[/_.-])({{NAME}}|{{trim_end_match(NAME, "s")}})([/_.-]|$)'

//! Sums and counters, counted again by the database itself: what every roll-up must equal. SQL of its own, plain enough for both
//! databases; the numbers never pass through the program, so that a million SIMs can be checked.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::{Db, Kind, Result};

/// Something that must hold of the stored data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// What is compared, in a few words.
    pub name: &'static str,
    sql: &'static str,
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What was compared.
    pub name: &'static str,
    /// Rows that differ; 0 is as it must be.
    pub differences: i64,
}

/// The columns of a roll-up, added up with a sign, so that two tables that agree leave nothing.
macro_rules! differs {
    ($($key:literal),+; $one:literal, $other:literal) => {
        concat!(
            "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM (SELECT ", $one, " UNION ALL SELECT ", $other,
            ") AS both_sides GROUP BY ", $($key, ", ",)+ "root_id ",
            "HAVING SUM(a) <> 0 OR SUM(b) <> 0 OR SUM(c) <> 0 OR SUM(d) <> 0 OR SUM(e) <> 0) AS different"
        )
    };
}

/// `{day:column}` becomes the day of a timestamp, `{month:column}` the first of its month.
const CHECKS: &[Check] = &[
    Check {
        name: "counters of SIMs",
        sql: "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM (\
                SELECT organisation_id, status, session, data_group, sms_group, 1 AS n FROM sims UNION ALL \
                SELECT organisation_id, status, session, data_group, sms_group, -sims FROM sim_counts) AS both_sides \
              GROUP BY organisation_id, status, session, data_group, sms_group HAVING SUM(n) <> 0) AS different",
    },
    Check {
        name: "counters of SIMs by day",
        sql: "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM (\
                SELECT organisation_id, 'activity' AS kind, {day:last_activity_at} AS day, 1 AS n FROM sims \
                WHERE status = 'activated' UNION ALL \
                SELECT organisation_id, 'lifetime', lifetime_ends_on, 1 FROM sims WHERE status <> 'expired' UNION ALL \
                SELECT organisation_id, 'imei_change', {day:imei_changed_at}, 1 FROM sims \
                WHERE status <> 'expired' AND imei_changed_at IS NOT NULL UNION ALL \
                SELECT organisation_id, 'over_pace', over_pace_month, 1 FROM sims \
                WHERE status = 'activated' AND over_pace_month IS NOT NULL UNION ALL \
                SELECT organisation_id, 'blocked_' || blocked_by, {date:1970-01-01}, 1 FROM sims \
                WHERE blocked_by IS NOT NULL UNION ALL \
                SELECT organisation_id, kind, day, -sims FROM sim_day_counts) AS both_sides \
              GROUP BY organisation_id, kind, day HAVING SUM(n) <> 0) AS different",
    },
    Check {
        name: "daily usage of SIMs",
        sql: differs!("sim_id", "day";
            "sim_id, {day:ended_at} AS day, root_id, data_bytes AS a, data_tx AS b, data_rx AS c, sms_mo AS d, sms_mt AS e FROM usage_records",
            "sim_id, day, root_id, -data_bytes, -data_tx, -data_rx, -sms_mo, -sms_mt FROM sim_usage_daily"),
    },
    Check {
        name: "monthly usage of SIMs",
        sql: differs!("sim_id", "month";
            "sim_id, {month:day} AS month, root_id, data_bytes AS a, data_tx AS b, data_rx AS c, sms_mo AS d, sms_mt AS e FROM sim_usage_daily",
            "sim_id, month, root_id, -data_bytes, -data_tx, -data_rx, -sms_mo, -sms_mt FROM sim_usage_monthly"),
    },
    Check {
        name: "daily usage of organisations",
        sql: differs!("organisation_id", "day";
            "organisation_id, {day:ended_at} AS day, root_id, data_bytes AS a, data_tx AS b, data_rx AS c, sms_mo AS d, sms_mt AS e FROM usage_records",
            "organisation_id, day, root_id, -data_bytes, -data_tx, -data_rx, -sms_mo, -sms_mt FROM organisation_usage_daily"),
    },
    Check {
        name: "monthly usage of organisations",
        sql: differs!("organisation_id", "month";
            "organisation_id, {month:day} AS month, root_id, data_bytes AS a, data_tx AS b, data_rx AS c, sms_mo AS d, sms_mt AS e FROM organisation_usage_daily",
            "organisation_id, month, root_id, -data_bytes, -data_tx, -data_rx, -sms_mo, -sms_mt FROM organisation_usage_monthly"),
    },
    Check {
        name: "quotas of SIMs",
        sql: "SELECT COUNT(*) AS n FROM sims LEFT JOIN (\
                SELECT sim_id, SUM(data_bytes) AS data, SUM(sms_mo + sms_mt) AS sms FROM sim_usage_monthly GROUP BY sim_id) AS used \
              ON used.sim_id = sims.id \
              WHERE data_used <> COALESCE(used.data, 0) OR sms_used <> COALESCE(used.sms, 0) \
                 OR data_left <> CASE WHEN data_total > data_used THEN data_total - data_used ELSE 0 END \
                 OR sms_left <> CASE WHEN sms_total > sms_used THEN sms_total - sms_used ELSE 0 END",
    },
    Check {
        name: "use of SIMs in the month",
        sql: "SELECT COUNT(*) AS n FROM sims LEFT JOIN sim_usage_monthly AS used \
              ON used.sim_id = sims.id AND used.month = sims.month_starts_on \
              WHERE month_data <> COALESCE(used.data_bytes, 0) OR month_sms <> COALESCE(used.sms_mo + used.sms_mt, 0)",
    },
    Check {
        name: "passkeys of people",
        sql: "SELECT COUNT(*) AS n FROM users LEFT JOIN (SELECT user_id, COUNT(*) AS passkeys FROM passkeys GROUP BY user_id) AS kept \
              ON kept.user_id = users.id WHERE (users.passkeys_since IS NULL) <> (kept.passkeys IS NULL)",
    },
    Check {
        name: "results of bulk actions",
        sql: "SELECT COUNT(*) AS n FROM bulk_jobs LEFT JOIN (\
                SELECT bulk_id, COUNT(*) AS done, \
                    COUNT(CASE WHEN verdict = 'changed' THEN 1 END) AS changed, \
                    COUNT(CASE WHEN verdict = 'already' THEN 1 END) AS already, \
                    COUNT(CASE WHEN verdict = 'refused' THEN 1 END) AS refused \
                FROM bulk_items WHERE verdict IS NOT NULL GROUP BY bulk_id) AS items ON items.bulk_id = bulk_jobs.id \
              WHERE bulk_jobs.confirmed_at IS NOT NULL AND (bulk_jobs.changed <> COALESCE(items.changed, 0) \
                 OR bulk_jobs.already <> COALESCE(items.already, 0) OR bulk_jobs.refused <> COALESCE(items.refused, 0))",
    },
];

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Every check, in the order in which they are made.
pub fn checks() -> &'static [Check] {
    CHECKS
}

/// Makes a check. Reads whole tables: for the operator's command and for tests, never for a page.
pub fn make(db: &mut Db, check: &Check) -> Result<Finding> {
    let sql = spelled(check.sql, db.kind());
    let count: Count = on_backend!(db, c => diesel::sql_query(sql).get_result(c))?;
    Ok(Finding {
        name: check.name,
        differences: count.n,
    })
}

/// Dates in the words of a database.
fn spelled(sql: &str, kind: Kind) -> String {
    let mut text = String::with_capacity(sql.len() + 200);
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once('{') {
        let (marker, tail) = after.split_once('}').unwrap_or((after, ""));
        let (what, of) = marker.split_once(':').unwrap_or((marker, ""));
        text.push_str(before);
        text.push_str(&match (what, kind) {
            ("day", Kind::Sqlite) => format!("date({of})"),
            ("day", Kind::Postgres) => format!("{of}::date"),
            ("month", Kind::Sqlite) => format!("date({of}, 'start of month')"),
            ("month", Kind::Postgres) => format!("date_trunc('month', {of})::date"),
            ("date", Kind::Postgres) => format!("DATE '{of}'"),
            _ => format!("'{of}'"),
        });
        rest = tail;
    }
    text.push_str(rest);
    text
}

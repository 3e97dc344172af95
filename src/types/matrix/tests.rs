//! The document, the matrix and the rules agree.

use super::*;

/// A copy of `roles.md` of the design documents.
const DOCUMENT: &str = include_str!("../../../tests/data/roles.md");

/// The rows of the document's table, each split into its eleven columns.
fn document_rows() -> Vec<Vec<&'static str>> {
    let lines = DOCUMENT.lines().filter(|line| line.starts_with('|'));
    let rows = lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    rows.filter(|row| row[0].parse::<u8>().is_ok()).collect()
}

fn cell_of_the_document(text: &str) -> Cell {
    match text {
        "Y" => Cell::Yes,
        "–" => Cell::No,
        "own SIMs" => Cell::OwnSims,
        "own data" | "own" => Cell::OwnData,
        "if the company allows" => Cell::IfCompanyAllows,
        "by tick \"ordering\"" => Cell::ByTick(&[Tick::Ordering]),
        "by tick \"provisioning\"" => Cell::ByTick(&[Tick::Provisioning]),
        "by tick \"provisioning\", \"deployment\" or \"support\"" => {
            Cell::ByTick(&[Tick::Provisioning, Tick::Deployment, Tick::Support])
        }
        "by tick \"billing\"" => Cell::ByTick(&[Tick::Billing]),
        other => panic!("the document has a cell the code does not know: {other}"),
    }
}

#[test]
fn every_cell_of_the_matrix_is_the_one_in_the_document() {
    let rows = document_rows();
    assert_eq!(rows.len(), MATRIX.len());
    for (row, line) in MATRIX.iter().zip(rows) {
        assert_eq!(line.len(), 3 + Role::ALL.len(), "row {}", row.number);
        assert_eq!(line[0], row.number.to_string());
        assert_eq!(
            line[1].to_lowercase().replace(' ', "-"),
            row.area.key(),
            "area of row {}",
            row.number
        );
        for (role, text) in Role::ALL.into_iter().zip(&line[3..]) {
            assert_eq!(
                cell(role, row.permission),
                cell_of_the_document(text),
                "row {}, {role:?}",
                row.number
            );
        }
    }
}

#[test]
fn the_columns_of_the_document_are_the_roles_in_order() {
    let header = DOCUMENT
        .lines()
        .find(|line| line.starts_with("| # |"))
        .expect("the header of the table");
    let names: Vec<String> = header
        .trim_matches('|')
        .split('|')
        .skip(3)
        .map(|name| name.trim().to_lowercase())
        .collect();
    let roles = Role::ALL.map(|role| role.as_str().replace('_', " ").replace("third party", "3rd party"));
    assert_eq!(names, roles);
}

#[test]
fn every_permission_has_exactly_one_row_in_the_same_order() {
    let rows: Vec<Permission> = MATRIX.iter().map(|row| row.permission).collect();
    assert_eq!(rows, Permission::ALL);
    assert_eq!(Permission::ALL.len(), 59);
}

#[test]
fn every_key_is_its_name_in_kebab_case() {
    for permission in Permission::ALL {
        let mut expected = String::new();
        for letter in format!("{permission:?}").chars() {
            if letter.is_uppercase() && !expected.is_empty() {
                expected.push('-');
            }
            expected.extend(letter.to_lowercase());
        }
        assert_eq!(permission.key(), expected);
    }
}

#[test]
fn the_names_stand_for_the_rows_the_document_describes() {
    let rows = document_rows();
    let described = |permission: Permission| {
        let index = MATRIX
            .iter()
            .position(|row| row.permission == permission)
            .expect("a row");
        format!("{}: {}", rows[index][1], rows[index][2])
    };
    let pairs = [
        (Permission::ViewDashboard, "Dashboard: see"),
        (Permission::ResetConnection, "My SIMs: reset connection"),
        (Permission::SendSms, "My SIMs: send SMS"),
        (Permission::ViewNetworkSettings, "Configuration: network settings"),
        (Permission::ManageApiSection, "Configuration: management API section"),
        (Permission::EditPaymentDetails, "Account: payment details"),
        (Permission::DownloadAffectedSims, "Orders: download affected SIMs"),
        (Permission::AdministerThirdParty, "Users: administer 3rd party"),
        (Permission::TransferSims, "Organisation: transfer SIMs"),
        (Permission::UseManagementApi, "API: use the management API"),
        (Permission::LabelSims, "My SIMs: label, tags, notes"),
        (Permission::ManageRules, "Configuration: rules and warnings"),
        (Permission::BillRuns, "Partner: bill runs"),
    ];
    for (permission, text) in pairs {
        assert_eq!(described(permission), text);
    }
}

#[test]
fn an_end_user_sees_own_sims_but_cannot_buy_for_them_yet() {
    assert!(may(Role::EndUser, Permission::ViewSims, &[]));
    assert!(may(Role::EndUser, Permission::ViewWallet, &[]));
    assert!(!may(Role::EndUser, Permission::TopUpAndExtend, &[]));
    assert!(!may(Role::EndUser, Permission::TopUpAndExtend, &Tick::ALL));
}

#[test]
fn a_tick_gives_only_what_asks_for_it() {
    assert!(!may(Role::Admin, Permission::AssignAndActivate, &[]));
    for tick in [Tick::Provisioning, Tick::Deployment, Tick::Support] {
        assert!(may(Role::Admin, Permission::AssignAndActivate, &[tick]), "{tick:?}");
    }
    assert!(!may(
        Role::Admin,
        Permission::AssignAndActivate,
        &[Tick::Ordering, Tick::Billing]
    ));
    assert!(!may(Role::Owner, Permission::BillRuns, &[]));
    assert!(may(Role::Owner, Permission::BillRuns, &[Tick::Billing]));
    assert!(!may(Role::User, Permission::BillRuns, &Tick::ALL));
}

#[test]
fn the_refusal_can_name_who_has_the_permission() {
    assert_eq!(who_can(Permission::PlaceOrder), [Role::Owner, Role::Admin]);
    assert_eq!(who_can(Permission::UseManagementApi), [Role::Owner, Role::ApiUser]);
    assert_eq!(
        who_can(Permission::BillRuns),
        [Role::Owner, Role::Admin, Role::Accountant]
    );
    assert_eq!(who_can(Permission::TopUpAndExtend), [Role::Owner, Role::Admin]);
    assert_eq!(who_can(Permission::AdministerOwner), []);
}

#[test]
fn staff_do_their_own_work_and_only_administrators_do_all() {
    use StaffPermission::*;
    let allowed = |role: StaffRole| {
        let all = [Operations, Tickets, Fulfilment, Finance, Everything];
        all.into_iter()
            .filter(|permission| role.may(*permission))
            .collect::<Vec<_>>()
    };
    assert_eq!(allowed(StaffRole::Support), [Operations, Tickets]);
    assert_eq!(allowed(StaffRole::Fulfilment), [Operations, Fulfilment]);
    assert_eq!(allowed(StaffRole::Finance), [Operations, Finance]);
    assert_eq!(
        allowed(StaffRole::Administrator),
        [Operations, Tickets, Fulfilment, Finance, Everything]
    );
}

#[test]
fn a_master_inside_a_sub_organisation_touches_neither_its_account_nor_its_people() {
    use Permission::{
        AdministerUser, ChangeSimState, EditAddresses, EditOwnUserData, GrantMasterAccess, ManageOrganisations,
        ResetTwoFactor, TransferSims, UseManagementApi, ViewAccount, ViewDashboard, ViewSims, ViewUsers,
    };
    for kept in [
        AdministerUser,
        EditAddresses,
        EditOwnUserData,
        GrantMasterAccess,
        ManageOrganisations,
        ResetTwoFactor,
        UseManagementApi,
        ViewAccount,
    ] {
        assert!(is_kept_from_master(kept), "{kept:?}");
    }
    for open in [ChangeSimState, TransferSims, ViewDashboard, ViewSims, ViewUsers] {
        assert!(!is_kept_from_master(open), "{open:?}");
    }
}

//! The table of `roles.md` as data: one line per permission, one column per role.

use super::Area::{
    Account, Api, Audit, Configuration, Dashboard, DeviceTools, MySims, Orders, Organisation, Partner, Performance,
    Support, Users, Wallet,
};
use super::Permission::*;
use super::{Area, Cell, Permission, Row};
use crate::types::role::Tick;

const Y: Cell = Cell::Yes;
const N: Cell = Cell::No;
/// Own SIMs.
const S: Cell = Cell::OwnSims;
/// Own data.
const D: Cell = Cell::OwnData;
/// If the company allows.
const C: Cell = Cell::IfCompanyAllows;
/// By the tick "ordering".
const O: Cell = Cell::ByTick(&[Tick::Ordering]);
/// By the tick "provisioning".
const P: Cell = Cell::ByTick(&[Tick::Provisioning]);
/// By any of the ticks that deal with assigning.
const A: Cell = Cell::ByTick(&[Tick::Provisioning, Tick::Deployment, Tick::Support]);
/// By the tick "billing".
const B: Cell = Cell::ByTick(&[Tick::Billing]);

const fn row(number: u8, area: Area, permission: Permission, cells: [Cell; 8]) -> Row {
    Row {
        number,
        area,
        permission,
        cells,
    }
}

/// The whole matrix, in the order of `roles.md`. The columns are those of
/// [`Role::ALL`](crate::types::role::Role::ALL): Owner, Admin, User, Read only, 3rd party, API user, Accountant,
/// End user.
pub const MATRIX: &[Row] = &[
    row(1, Dashboard, ViewDashboard, [Y, Y, Y, Y, Y, N, N, S]),
    row(2, Dashboard, Reorder, [Y, Y, N, N, N, N, N, N]),
    row(3, Dashboard, ViewLatestOrders, [Y, Y, Y, Y, N, N, Y, N]),
    row(4, MySims, ViewSims, [Y, Y, Y, Y, Y, N, N, S]),
    row(5, MySims, ChangeSimState, [Y, Y, Y, N, N, N, N, N]),
    row(6, MySims, LockImei, [Y, Y, Y, N, N, N, N, N]),
    row(7, MySims, AutoTopUp, [Y, Y, N, N, N, N, N, N]),
    row(8, MySims, ResetConnection, [Y, Y, Y, N, Y, N, N, N]),
    row(9, MySims, ExportSims, [Y, Y, Y, N, Y, N, N, N]),
    row(10, MySims, TopUpAndExtend, [Y, Y, N, N, N, N, N, C]),
    row(11, MySims, SendSms, [Y, Y, Y, N, Y, N, N, N]),
    row(12, Configuration, ViewNetworkSettings, [Y, Y, Y, N, Y, N, N, N]),
    row(13, Configuration, EditBreakout, [Y, Y, N, N, Y, N, N, N]),
    row(14, Configuration, EditMonthlyLimits, [Y, Y, Y, N, Y, N, N, N]),
    row(15, Configuration, LockImeiForAll, [Y, Y, Y, N, N, N, N, N]),
    row(16, Configuration, AutoTopUpForAll, [Y, Y, N, N, N, N, N, N]),
    row(17, Configuration, ManageDataStreams, [Y, Y, N, N, Y, N, N, N]),
    row(18, Configuration, ManageSmsForwarder, [Y, Y, Y, N, Y, N, N, N]),
    row(19, Configuration, ManageVpn, [Y, Y, Y, N, Y, N, N, N]),
    row(20, Configuration, ManageApiSection, [Y, Y, Y, N, Y, N, N, N]),
    row(21, DeviceTools, ViewDeviceTools, [Y, Y, Y, Y, Y, N, N, N]),
    row(22, Account, ViewAccount, [Y, Y, Y, Y, Y, N, Y, D]),
    row(23, Account, EditCustomerData, [Y, Y, N, N, N, N, N, N]),
    row(24, Account, EditOwnUserData, [Y, Y, Y, Y, Y, N, Y, Y]),
    row(25, Account, EditAdditionalEmails, [Y, Y, N, N, N, N, N, N]),
    row(26, Account, EditAddresses, [Y, Y, N, N, N, N, N, N]),
    row(27, Account, EditPaymentDetails, [Y, Y, N, N, N, N, N, N]),
    row(28, Orders, ViewOrders, [Y, Y, Y, Y, N, N, Y, N]),
    row(29, Orders, DownloadInvoices, [Y, Y, Y, Y, N, N, Y, N]),
    row(30, Orders, PlaceOrder, [Y, Y, N, N, N, N, N, N]),
    row(31, Orders, DownloadAffectedSims, [Y, Y, Y, Y, N, N, Y, N]),
    row(32, Users, ViewUsers, [Y, Y, Y, Y, Y, N, N, N]),
    row(33, Users, AdministerOneself, [Y, Y, Y, Y, Y, N, Y, Y]),
    row(34, Users, AdministerOwner, [N, N, N, N, N, N, N, N]),
    row(35, Users, AdministerAdmin, [Y, N, N, N, N, N, N, N]),
    row(36, Users, AdministerUser, [Y, Y, N, N, N, N, N, N]),
    row(37, Users, AdministerApiUser, [Y, Y, N, N, N, N, N, N]),
    row(38, Users, AdministerReadOnly, [Y, Y, N, N, N, N, N, N]),
    row(39, Users, AdministerThirdParty, [Y, Y, N, N, N, N, N, N]),
    row(40, Organisation, ViewOrganisation, [Y, Y, Y, Y, Y, N, N, N]),
    row(41, Organisation, ManageOrganisations, [Y, Y, N, N, N, N, N, N]),
    row(42, Organisation, TransferSims, [Y, Y, N, N, N, N, N, N]),
    row(43, Performance, ViewPerformance, [Y, Y, Y, Y, Y, N, N, N]),
    row(44, Support, ViewSupport, [Y, Y, Y, Y, N, N, N, Y]),
    row(45, Support, CreateSupportRequest, [Y, Y, Y, N, N, N, N, Y]),
    row(46, Api, UseManagementApi, [Y, N, N, N, N, Y, N, N]),
    row(47, MySims, SeePinAndPuk, [Y, Y, N, N, N, N, N, N]),
    row(48, MySims, LabelSims, [Y, Y, Y, N, N, N, N, N]),
    row(49, MySims, ShareSavedView, [Y, Y, Y, N, N, N, N, N]),
    row(50, Users, AdministerAccountantAndEndUser, [Y, Y, N, N, N, N, N, N]),
    row(51, Users, ResetTwoFactor, [Y, N, N, N, N, N, N, N]),
    row(52, Organisation, GrantMasterAccess, [Y, N, N, N, N, N, N, N]),
    row(53, Audit, ViewAudit, [Y, Y, N, N, N, N, N, N]),
    row(54, Configuration, ManageRules, [Y, Y, Y, N, N, N, N, N]),
    row(55, Wallet, ViewWallet, [Y, Y, N, N, N, N, Y, D]),
    row(56, Partner, OrderFromCarrier, [Y, O, N, N, N, N, N, N]),
    row(57, Partner, ManageServicesAndMigrate, [Y, P, N, N, N, N, N, N]),
    row(58, Partner, AssignAndActivate, [Y, A, N, N, N, N, N, N]),
    row(59, Partner, BillRuns, [B, B, N, N, N, N, B, N]),
];

//! Bank statements for the tests, as a bank writes them.

/// The account of the seller.
pub const OWN: &str = "DE89370400440532013000";

/// A payment of a statement: reference of the bank, amount in cents, what the payer wrote.
pub struct Paid {
    pub reference: String,
    pub cents: i64,
    pub text: String,
}

/// A payment.
pub fn paid(reference: &str, cents: i64, text: &str) -> Paid {
    Paid {
        reference: reference.to_owned(),
        cents,
        text: text.to_owned(),
    }
}

fn money(cents: i64) -> String {
    format!("{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

fn direction(cents: i64) -> &'static str {
    if cents < 0 { "DBIT" } else { "CRDT" }
}

fn balance(code: &str, cents: i64) -> String {
    format!(
        "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{}</Amt><CdtDbtInd>{}</CdtDbtInd>\
         <Dt><Dt>2026-11-20</Dt></Dt></Bal>",
        money(cents),
        direction(cents)
    )
}

/// A statement of an account.
pub fn statement(name: &str, account: &str, payments: &[Paid]) -> String {
    let entries: String = payments
        .iter()
        .map(|paid| {
            format!(
                "<Ntry><Amt Ccy=\"EUR\">{}</Amt><CdtDbtInd>{}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>\
                 <AcctSvcrRef>{}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Kühlhaus Nord</Nm></Dbtr></RltdPties>\
                 <RmtInf><Ustrd>{}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>",
                money(paid.cents),
                direction(paid.cents),
                paid.reference,
                paid.text
            )
        })
        .collect();
    let sum: i64 = payments.iter().map(|paid| paid.cents).sum();
    let (opening, closing) = (balance("OPBD", 100_000), balance("CLBD", 100_000 + sum));
    format!(
        "<Stmt><Id>{name}</Id><CreDtTm>2026-11-21T03:12:00+01:00</CreDtTm><Acct><Id><IBAN>{account}</IBAN></Id><Ccy>EUR</Ccy></Acct>\
         {opening}{closing}{entries}</Stmt>"
    )
}

/// A file of statements.
pub fn file(statements: &[String]) -> Vec<u8> {
    let statements = statements.concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\
         <BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>{statements}</BkToCstmrStmt></Document>"
    )
    .into_bytes()
}

/// A file with one statement of the seller's account.
pub fn camt(name: &str, payments: &[Paid]) -> Vec<u8> {
    file(&[statement(name, OWN, payments)])
}

//! What it takes to make the files of an invoice. No portal is needed: they are made by functions without database or clock.

use simportal::documents::invoice::{Accent, Invoice, Profile, pdf, sample, xml};
use simportal::types::lang::Lang;

const ACCENT: Accent = Accent(0x0c, 0x66, 0x78);

/// Prints the time of the processor for documents of some sizes.
pub fn measure() {
    println!("### Invoices: PDF/A-3a with its data inside (target: ≤ 10 ms for a page)\n");
    println!(
        "| document | pages | processor, first | processor, each | PDF | XML alone |\n|---|---:|---:|---:|---:|---:|"
    );
    let documents = [
        ("invoice with GiroCode", 100, sample::invoice(Lang::De)),
        ("credit note", 100, sample::credit_note(Lang::De)),
        ("48 lines", 40, sample::long(Lang::De, 48)),
        ("400 lines", 10, sample::long(Lang::De, 400)),
    ];
    for (name, times, invoice) in documents {
        let first = each(1, || drop(file(&invoice)));
        let whole = each(times, || drop(file(&invoice)));
        let data = each(times, || drop(data(&invoice)));
        let bytes = file(&invoice);
        let is_page = |window: &&[u8]| window.starts_with(b"/Type/Page") && !window.ends_with(b"s");
        let pages = bytes.windows(11).filter(is_page).count();
        println!(
            "| {name} | {pages} | {first:.2} ms | {whole:.2} ms | {:.1} kB | {data:.3} ms |",
            bytes.len() as f64 / 1000.0
        );
    }
    println!();
}

fn file(invoice: &Invoice) -> Vec<u8> {
    pdf(invoice, ACCENT).expect("a document")
}

fn data(invoice: &Invoice) -> String {
    xml(invoice, Profile::En16931).expect("a document")
}

/// Milliseconds of this thread on a processor, per time: what others do on the machine does not count.
fn each(times: u32, work: impl Fn()) -> f64 {
    let before = on_processor();
    for _ in 0..times {
        work();
    }
    (on_processor() - before) as f64 / 1e6 / f64::from(times)
}

/// Nanoseconds that this thread has had so far.
fn on_processor() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells");
    let first = text.split_whitespace().next().expect("a number");
    first.parse().expect("a number")
}

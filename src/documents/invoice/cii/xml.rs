//! Writes XML 1.0: elements, their text, nothing else.

/// A document that grows.
pub struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// Begins with the declaration and the root element with its attributes.
    pub fn new(root: &'static str, attributes: &str) -> Self {
        let mut text = String::with_capacity(16 * 1024);
        text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<");
        text.push_str(root);
        text.push_str(attributes);
        text.push('>');
        Self { text, open: vec![root] }
    }

    /// An element with others inside.
    pub fn within(&mut self, name: &'static str, fill: impl FnOnce(&mut Self)) {
        self.line(self.open.len());
        self.tag(name, "");
        self.open.push(name);
        fill(self);
        self.open.pop();
        self.line(self.open.len());
        self.end(name);
    }

    /// An element with text; none if the text is empty, since receivers take an empty element for a fault.
    pub fn leaf(&mut self, name: &'static str, text: &str) {
        self.leaf_with(name, "", text);
    }

    /// An element with text and attributes, such as ` schemeID="EM"`; these are ours and are not escaped.
    pub fn leaf_with(&mut self, name: &'static str, attributes: &str, text: &str) {
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        self.line(self.open.len());
        self.tag(name, attributes);
        escape(&text, &mut self.text);
        self.end(name);
    }

    /// Closes the root.
    pub fn finish(mut self) -> String {
        while let Some(name) = self.open.pop() {
            self.line(self.open.len());
            self.end(name);
        }
        self.text.push('\n');
        self.text
    }

    fn line(&mut self, depth: usize) {
        self.text.push('\n');
        for _ in 0..depth {
            self.text.push_str("  ");
        }
    }

    fn tag(&mut self, name: &str, attributes: &str) {
        self.text.push('<');
        self.text.push_str(name);
        self.text.push_str(attributes);
        self.text.push('>');
    }

    fn end(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }
}

/// The text without surrounding white space and without what XML 1.0 cannot hold; control characters become a blank.
pub fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    kept.trim().to_owned()
}

fn escape(text: &str, into: &mut String) {
    for c in text.chars() {
        match c {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            _ => into.push(c),
        }
    }
}

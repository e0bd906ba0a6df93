//! A relay's reply (RFC 5321, 4.2).

/// A relay's reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The code: three digits, from 200 to 599.
    pub code: u16,
    /// The lines without the code.
    pub lines: Vec<String>,
}

impl Reply {
    /// Returns the enhanced status code at the beginning of its text (RFC 2034): `5.7.1`.
    pub(crate) fn enhanced(&self) -> Option<[u16; 3]> {
        let word = self.lines.first()?.split_whitespace().next()?;
        let mut parts = word.split('.').map(|part| part.parse::<u16>().ok());
        let code = [parts.next()??, parts.next()??, parts.next()??];
        let class = self.code / 100;
        (parts.next().is_none() && code[0] == class).then_some(code)
    }

    /// Returns the code and all lines in one line.
    pub fn words(&self) -> String {
        let repeated = self
            .enhanced()
            .map(|[class, subject, detail]| format!("{class}.{subject}.{detail} "));
        let mut said = self.code.to_string();
        for (at, line) in self.lines.iter().enumerate() {
            let line = match &repeated {
                Some(code) if at > 0 => line.strip_prefix(code.as_str()).unwrap_or(line),
                _ => line,
            };
            if !line.trim().is_empty() {
                said.push(' ');
                said.push_str(line.trim());
            }
        }
        said
    }
}

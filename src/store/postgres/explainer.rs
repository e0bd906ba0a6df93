//! Explains statements as the server would run them, for tests.

use super::schema;
use super::server::{Expected, Server};
use super::session::Session;
use crate::store::StoreError;

/// Leaves the server only plans that a table of any size can bear, if there are any: by indexes, one row after the other. A step that reads
/// a whole table then says that no index is of use, and not that the table is small.
const BY_INDEXES: &str =
    "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_tidscan = off";

/// Explains statements by the schema at this address.
pub struct ServerExplainer(Session);

impl ServerExplainer {
    /// Connects, and creates the tables if there are none.
    pub fn new(url: &str) -> Result<Self, StoreError> {
        let session = Session::open(&Server::parse(url, Expected::default())?)?;
        schema::apply(&session)?;
        session.together(BY_INDEXES)?;
        Ok(Self(session))
    }

    /// Returns how the statement reads each of its tables, in the words of SQLite's plans: `SCAN people` for every row, or
    /// `SEARCH people USING INDEX people_pkey (signature=?)`.
    pub fn steps(&self, sql: &str) -> Result<Vec<String>, StoreError> {
        let session = &self.0;
        let prepared = format!("PREPARE explained AS {}", super::dialect::statement(sql));
        session.together(&prepared)?;
        let plan = self.plan();
        session.together("DEALLOCATE explained")?;
        Ok(steps(&plan?))
    }

    fn plan(&self) -> Result<Vec<String>, StoreError> {
        let session = &self.0;
        let asked = "SELECT COALESCE(array_length(parameter_types, 1), 0) AS n FROM pg_prepared_statements WHERE name = 'explained'";
        let rows = session.query(asked, &[])?;
        let parameters = rows.first().map_or(Ok(0), |row| row.get::<i64>("n"))?;
        // The plan is the generic one, which does not depend on values.
        let nulls = (0..parameters).map(|_| "NULL").collect::<Vec<_>>().join(", ");
        let values = if nulls.is_empty() { nulls } else { format!("({nulls})") };
        let rows = session.query(&format!("EXPLAIN (COSTS OFF) EXECUTE explained{values}"), &[])?;
        rows.iter().map(|row| row.get("QUERY PLAN")).collect()
    }
}

/// Reads the lines of a plan.
fn steps(plan: &[String]) -> Vec<String> {
    let mut found: Vec<Step> = Vec::new();
    for line in plan {
        let line = line.trim_start().trim_start_matches("->").trim_start();
        if let Some(condition) = line.strip_prefix("Index Cond: ") {
            if let Some(step) = found.last_mut() {
                step.columns = columns(condition);
            }
        } else if let Some(step) = Step::read(line) {
            found.push(step);
        }
    }
    // A bitmap's table comes before its indexes, which read it.
    let mut table = String::new();
    let told = found.into_iter().filter_map(|mut step| {
        match step.of {
            Of::Bitmap => {
                table = step.table;
                return None;
            }
            Of::BitmapIndex => step.table.clone_from(&table),
            Of::Table => {}
        }
        Some(step.told())
    });
    told.collect()
}

/// What a step reads.
enum Of {
    Table,
    Bitmap,
    BitmapIndex,
}

struct Step {
    of: Of,
    table: String,
    index: Option<String>,
    columns: Vec<String>,
}

impl Step {
    fn read(line: &str) -> Option<Self> {
        let (of, index, table) = if let Some(rest) = line.strip_prefix("Bitmap Index Scan on ") {
            (Of::BitmapIndex, Some(rest), "")
        } else if let Some(rest) = line.strip_prefix("Bitmap Heap Scan on ") {
            (Of::Bitmap, None, rest)
        } else if let Some(rest) = line.strip_prefix("Seq Scan on ") {
            (Of::Table, None, rest)
        } else {
            let kinds = ["Index Scan ", "Index Only Scan "];
            let rest = kinds.iter().find_map(|kind| line.strip_prefix(kind))?;
            let (index, table) = rest.split_once("using ")?.1.split_once(" on ")?;
            (Of::Table, Some(index), table)
        };
        // `signatures s`: the table, and what the statement calls it.
        let table = table.split_whitespace().last().unwrap_or_default();
        Some(Self {
            of,
            table: table.to_owned(),
            index: index.map(str::to_owned),
            columns: Vec::new(),
        })
    }

    fn told(self) -> String {
        match (self.index, self.columns.is_empty()) {
            (None, _) => format!("SCAN {}", self.table),
            (Some(index), true) => format!("SCAN {} USING INDEX {index}", self.table),
            (Some(index), false) => {
                let columns = self.columns.join(" AND ");
                format!("SEARCH {} USING INDEX {index} ({columns})", self.table)
            }
        }
    }
}

/// Returns the columns of a condition such as `((letter = $1) AND (id > $2))`, as `letter=?` and `id>?`. That something is there finds
/// nothing: the server adds it where it walks along an index to the first row that will do.
fn columns(condition: &str) -> Vec<String> {
    let parts = condition.split(" AND ").map(|part| part.trim_matches(['(', ')']));
    let parts = parts.filter(|part| !part.ends_with(" IS NOT NULL"));
    let told = parts.map(|part| {
        let mut words = part.split_whitespace();
        let column = words.next().unwrap_or_default();
        let column = column.split("::").next().unwrap_or_default().trim_end_matches(')');
        match words.next().unwrap_or_default() {
            "IS" => format!("{column}=?"),
            sign => format!("{column}{sign}?"),
        }
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_are_told_in_the_words_of_the_other_engine() {
        let plan = |text: &str| steps(&text.lines().map(str::to_owned).collect::<Vec<_>>());
        let told = plan(
            "Nested Loop\n  ->  Index Scan Backward using by_name on signatures s\n        Index Cond: ((letter = $1) AND (sort_name > $2))\n        \
             Filter: (state = 'held'::text)\n  ->  Bitmap Heap Scan on people p\n        Recheck Cond: (signature = s.id)\n        \
             ->  Bitmap Index Scan on people_pkey\n              Index Cond: (signature = s.id)\n  ->  Index Only Scan using a on links\n  \
             ->  Seq Scan on tally\n  ->  Index Scan using outbox_pkey on outbox\n      Index Cond: (id IS NOT NULL)",
        );
        let expected = [
            "SEARCH s USING INDEX by_name (letter=? AND sort_name>?)",
            "SEARCH p USING INDEX people_pkey (signature=?)",
            "SCAN links USING INDEX a",
            "SCAN tally",
            "SCAN outbox USING INDEX outbox_pkey",
        ];
        assert_eq!(told, expected);
        assert_eq!(plan("Insert on x\n  ->  Result"), Vec::<String>::new());
    }
}

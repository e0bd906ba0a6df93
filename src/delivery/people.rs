//! The people of a snapshot: in a file without a name, read person by person, so that composing for every office needs little memory
//! however many signed.
//!
//! What is kept in memory is where each person's record is, and who lives where: an office's own people are read without looking at anyone
//! else. Reading never fails in the middle of a page: a failure is kept, and [`People::check`] reports it before a file is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::OnceLock;

use super::Count;
use super::census::Census;
use super::signer::{Person, Residence, SeatRelation};
use crate::offices::Seat;
use crate::signatures::locality::Locality;

mod records;

/// The number of a person, in the order of the snapshot.
type Number = u32;

/// Everyone who signed, in the order of the pages.
#[derive(Default)]
pub struct People {
    records: Records,
    /// Where each record ends.
    ends: Vec<u64>,
    by_residence: BTreeMap<Residence, Vec<Number>>,
    by_place: BTreeMap<(Option<String>, String), Vec<Number>>,
    /// Those who wrote to the offices and are named, at least to their own.
    commenting: BTreeMap<Residence, Vec<Number>>,
    /// Distinct words of what is printed about them that are not plain ASCII.
    words: BTreeSet<String>,
    census: Census,
    has_full_names: bool,
    broken: OnceLock<io::Error>,
}

/// Where the records are.
enum Records {
    Memory(Vec<u8>),
    File(File),
}

impl Default for Records {
    fn default() -> Self {
        Self::Memory(Vec::new())
    }
}

impl People {
    /// Returns how many people live where.
    pub(super) fn census(&self) -> &Census {
        &self.census
    }

    /// Returns the distinct words of what is printed about them that are not plain ASCII.
    pub(super) fn words(&self) -> &BTreeSet<String> {
        &self.words
    }

    /// Returns whether anyone lets their own members of Congress see the full name and ZIP.
    pub(super) fn have_full_names(&self) -> bool {
        self.has_full_names
    }

    /// Reads everyone.
    pub(super) fn all(&self) -> impl Iterator<Item = Person> + '_ {
        self.read(0..Number::try_from(self.ends.len()).unwrap_or(Number::MAX))
    }

    /// Reads those who have a relation to a seat.
    pub(crate) fn related(&self, seat: &Seat, relation: SeatRelation) -> impl Iterator<Item = Person> + use<'_> {
        self.read(chosen(&self.by_residence, seat, relation))
    }

    /// Reads those who are constituents and wrote to the offices.
    pub(super) fn commenting(&self, seat: &Seat) -> impl ExactSizeIterator<Item = Option<Person>> + use<'_> {
        let numbers = chosen(&self.commenting, seat, SeatRelation::Constituent);
        numbers.into_iter().map(|number| self.one(number))
    }

    /// Iterates over the places under which people are listed, each with its people.
    pub(super) fn places(&self) -> impl Iterator<Item = (Locality, &[Number])> {
        self.by_place.iter().map(|((state, country), numbers)| {
            let place = Locality {
                city: None,
                state: state.clone(),
                country: country.clone(),
            };
            (place, numbers.as_slice())
        })
    }

    /// Reads people by their numbers.
    pub(super) fn read<'s>(
        &'s self,
        numbers: impl IntoIterator<Item = Number> + 's,
    ) -> impl Iterator<Item = Person> + 's {
        numbers.into_iter().map_while(|number| self.one(number))
    }

    /// Reports what could not be read.
    pub(crate) fn check(&self) -> io::Result<()> {
        match self.broken.get() {
            None => Ok(()),
            Some(error) => Err(io::Error::new(error.kind(), error.to_string())),
        }
    }

    fn one(&self, number: Number) -> Option<Person> {
        let index = usize::try_from(number).ok()?;
        let end = *self.ends.get(index)?;
        let begin = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        let read = self.records.bytes(begin, end).and_then(|bytes| records::decode(&bytes));
        read.map_err(|error| self.broken.set(error)).ok()
    }

    /// Notes a person whose record ends here.
    fn note(&mut self, person: &Person, end: u64) {
        let number = Number::try_from(self.ends.len()).unwrap_or(Number::MAX);
        self.ends.push(end);
        let mut one = Count::default();
        one.add(person.name.is_none());
        let own = one.unlisted * u64::from(person.full.is_some());
        self.census.add(&person.residence, &person.place, one, own);
        self.has_full_names |= person.full.is_some();
        push(&mut self.by_residence, &person.residence, number);
        let place = (person.place.state.clone(), person.place.country.clone());
        push(&mut self.by_place, &place, number);
        let full = person.full.as_ref().map(|it| &it.name);
        if person.name.is_none() && full.is_none() {
            return;
        }
        if person.comment.is_some() {
            push(&mut self.commenting, &person.residence, number);
        }
        let texts = [
            person.name.as_ref(),
            full,
            person.place.city.as_ref(),
            Some(&person.title),
            Some(&person.affiliation),
            person.comment.as_ref(),
        ];
        let words = texts.into_iter().flatten().flat_map(|text| text.split_whitespace());
        for word in words.filter(|word| !word.is_ascii()) {
            if !self.words.contains(word) {
                self.words.insert(word.to_owned());
            }
        }
    }
}

fn push<K: Ord + Clone>(map: &mut BTreeMap<K, Vec<Number>>, key: &K, number: Number) {
    match map.get_mut(key) {
        Some(numbers) => numbers.push(number),
        None => {
            map.insert(key.clone(), vec![number]);
        }
    }
}

/// Returns the numbers of those whose residence has a relation to a seat, in their order.
fn chosen(by_residence: &BTreeMap<Residence, Vec<Number>>, seat: &Seat, relation: SeatRelation) -> Vec<Number> {
    let related = by_residence
        .iter()
        .filter(|(residence, _)| residence.relation(seat) == relation);
    let mut numbers: Vec<Number> = related.flat_map(|(_, numbers)| numbers).copied().collect();
    numbers.sort_unstable();
    numbers
}

impl Records {
    fn bytes(&self, begin: u64, end: u64) -> io::Result<Vec<u8>> {
        let short = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let length = usize::try_from(end - begin).map_err(|_| short())?;
        match self {
            Self::Memory(all) => {
                let begin = usize::try_from(begin).map_err(|_| short())?;
                all.get(begin..begin + length).map(<[u8]>::to_vec).ok_or_else(short)
            }
            Self::File(file) => {
                let mut bytes = vec![0; length];
                read_at(file, &mut bytes, begin)?;
                Ok(bytes)
            }
        }
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(not(unix))]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    use std::io::{Read, Seek};
    // A clone has the same position, so that only one reader may use it at a time.
    static TURN: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut file = file;
    file.seek(io::SeekFrom::Start(at))?;
    file.read_exact(bytes)
}

/// Writes the people of a snapshot, one after the other.
pub(super) struct PeopleWriter {
    people: People,
    file: BufWriter<File>,
    written: u64,
}

impl PeopleWriter {
    /// Begins in a folder, with a file without a name: it is gone with its process.
    pub(super) fn begin(folder: &Path) -> io::Result<Self> {
        crate::private::create_folder(folder)?;
        Ok(Self {
            people: People::default(),
            file: BufWriter::with_capacity(1 << 18, tempfile::tempfile_in(folder)?),
            written: 0,
        })
    }

    /// Writes the next person.
    pub(super) fn add(&mut self, person: &Person) -> io::Result<()> {
        let record = records::encode(person);
        self.file.write_all(&record)?;
        self.written += record.len() as u64;
        self.people.note(person, self.written);
        Ok(())
    }

    /// Returns everyone.
    pub(super) fn finish(self) -> io::Result<People> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(People {
            records: Records::File(file),
            ..self.people
        })
    }
}

impl FromIterator<Person> for People {
    /// Holds people in memory.
    fn from_iter<I: IntoIterator<Item = Person>>(all: I) -> Self {
        let (mut people, mut bytes) = (Self::default(), Vec::new());
        for person in all {
            bytes.extend(records::encode(&person));
            people.note(&person, bytes.len() as u64);
        }
        people.records = Records::Memory(bytes);
        people
    }
}

impl From<Vec<Person>> for People {
    fn from(all: Vec<Person>) -> Self {
        all.into_iter().collect()
    }
}

/// It holds names.
impl std::fmt::Debug for People {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "People({})", self.ends.len())
    }
}

#[cfg(test)]
mod tests;

//! Numbers by hash: the engine's one hash table.
//!
//! What the engine looks up it knows by a hash, and what it keeps for it stands in a list: the table leads from the one to the
//! place in the other. One kind of table for all that is looked up, since each kind that the standard library makes brings a
//! kilobyte of its own into the module; and keys that are mixed already are their own place.

/// A number for each key; 0 for those that have none.
///
/// Keys are hashes whose low bits are mixed ([`crate::fold::hash`], [`crate::fold::mix`]). What is looked for stands at the
/// place that they name or in the row of full places behind it.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// 0 where nothing is. A power of two of places, at most seven eighths of them full; none before the first key.
    keys: Vec<u64>,
    numbers: Vec<u32>,
    full: usize,
}

impl Numbers {
    /// A table that takes so many keys without growing.
    pub fn with_room(keys: usize) -> Numbers {
        let mut table = Numbers::default();
        if keys > 0 {
            table.grow((keys + keys / 7 + 1).next_power_of_two().max(8));
        }
        table
    }

    /// How many keys it holds.
    pub fn len(&self) -> usize {
        self.full
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.full == 0
    }

    /// The number of a key, 0 where it has none.
    #[inline(never)]
    pub fn get(&self, key: u64) -> u32 {
        if self.keys.is_empty() {
            return 0;
        }
        let key = key.max(1);
        let mask = self.keys.len() - 1;
        let mut at = key as usize & mask;
        loop {
            let there = self.keys[at & mask];
            if there == key {
                return self.numbers[at & mask];
            }
            if there == 0 {
                return 0;
            }
            at += 1;
        }
    }

    /// Whether a key has a number.
    pub fn has(&self, key: u64) -> bool {
        self.get(key) != 0
    }

    /// The place of a key's number, which is 0 where it is a new one.
    #[inline(never)]
    pub fn at(&mut self, key: u64) -> &mut u32 {
        if self.full >= self.keys.len() - self.keys.len() / 8 {
            return self.at_grown(key);
        }
        let place = self.place(key.max(1));
        &mut self.numbers[place]
    }

    /// The same of a full table.
    #[cold]
    #[inline(never)]
    fn at_grown(&mut self, key: u64) -> &mut u32 {
        self.grow((self.keys.len() * 2).max(8));
        self.at(key)
    }

    /// Where a key stands; a new one is put there.
    fn place(&mut self, key: u64) -> usize {
        let mask = self.keys.len() - 1;
        let mut at = key as usize & mask;
        while self.keys[at] != key {
            if self.keys[at] == 0 {
                self.keys[at] = key;
                self.full += 1;
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, places: usize) {
        let keys = std::mem::replace(&mut self.keys, vec![0; places]);
        let numbers = std::mem::replace(&mut self.numbers, vec![0; places]);
        self.full = 0;
        for (key, number) in keys.into_iter().zip(numbers).filter(|entry| entry.0 != 0) {
            let place = self.place(key);
            self.numbers[place] = number;
        }
    }

    /// All keys with their numbers, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (u64, u32)> {
        self.keys.iter().copied().zip(self.numbers.iter().copied()).filter(|entry| entry.0 != 0)
    }
}

impl Extend<u64> for Numbers {
    /// Keys with the number 1: a set.
    fn extend<I: IntoIterator<Item = u64>>(&mut self, keys: I) {
        keys.into_iter().for_each(|key| *self.at(key) = 1);
    }
}

/// A list for each key, all of them in one.
#[derive(Clone, Debug)]
pub struct Lists<T> {
    /// The list of each key, from 1.
    numbers: Numbers,
    /// The first and the last member of each list.
    lists: Vec<(u32, u32)>,
    /// Each with the next of its list; behind the last no place.
    members: Vec<(T, u32)>,
}

/// A place that no member has.
const NONE: u32 = u32::MAX;

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Lists { numbers: Numbers::default(), lists: Vec::new(), members: Vec::new() }
    }
}

impl<T: Copy> Lists<T> {
    /// Lists of so many keys without growing.
    pub fn with_room(keys: usize) -> Lists<T> {
        Lists { numbers: Numbers::with_room(keys), ..Lists::default() }
    }

    /// The list of a key, empty where it has none.
    pub fn get(&self, key: u64) -> Members<'_, T> {
        let next = self.numbers.get(key).checked_sub(1).map_or(NONE, |list| self.lists[list as usize].0);
        Members { all: &self.members, next }
    }

    /// Adds to the list of a key.
    pub fn add(&mut self, key: u64, member: T) {
        let place = self.members.len() as u32;
        self.members.push((member, NONE));
        let number = self.numbers.at(key);
        if *number == 0 {
            self.lists.push((place, place));
            *number = self.lists.len() as u32;
            return;
        }
        let last = &mut self.lists[*number as usize - 1].1;
        self.members[*last as usize].1 = place;
        *last = place;
    }

    /// Adds what is not in the list of a key yet, where that has fewer than `most`.
    pub fn add_new(&mut self, key: u64, member: T, most: usize)
    where
        T: PartialEq,
    {
        let mut list = self.get(key);
        if list.clone().count() < most && list.all(|other| other != member) {
            self.add(key, member);
        }
    }
}

/// The members of one list, in their order.
#[derive(Clone)]
pub struct Members<'l, T> {
    all: &'l [(T, u32)],
    next: u32,
}

impl<T: Copy> Iterator for Members<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let &(member, next) = self.all.get(self.next as usize)?;
        self.next = next;
        Some(member)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    proptest::proptest! {
        #[test]
        fn holds_what_a_map_holds(entries in proptest::collection::vec((0u64..40, 1u32..9, proptest::prelude::any::<bool>()), 0..200), room in 0usize..50) {
            let mut ours = Numbers::with_room(room);
            let mut theirs: HashMap<u64, u32> = HashMap::new();
            for &(key, number, far) in &entries {
                // many of them at the same place
                let key = 1 + if far { key << 32 } else { key };
                proptest::prop_assert_eq!(ours.get(key), theirs.get(&key).copied().unwrap_or(0));
                *ours.at(key) += number;
                *theirs.entry(key).or_default() += number;
            }
            proptest::prop_assert_eq!(ours.len(), theirs.len());
            proptest::prop_assert_eq!(ours.iter().collect::<HashMap<_, _>>(), theirs);
        }
    }

    #[test]
    fn lists_grow_by_key() {
        let mut lists = Lists::default();
        lists.add(7, "a");
        lists.add(9, "b");
        lists.add(7, "c");
        lists.add_new(7, "a", 9);
        lists.add_new(9, "a", 1);
        let of = |key: u64| lists.get(key).collect::<Vec<&str>>();
        assert_eq!((of(7), of(9), of(8)), (vec!["a", "c"], vec!["b"], vec![]));
    }
}

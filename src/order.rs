//! Sorting in little code. The standard library's sorts are quicker on long random lists, but each kind of list that is sorted
//! brings some eight kilobytes of its own into the module: a fifth of all its code. The lists here are short or nearly in
//! order already, and what sorts them is one function for all.

use std::cmp::Ordering;

/// Stable sorting for slices.
pub trait InOrder<T> {
    /// Sorts by a comparison.
    fn in_order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// Sorts by a key.
    fn in_order_of<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.in_order_by(|a, b| key(a).cmp(&key(b)));
    }

    /// Sorts by the members' own order.
    fn in_order(&mut self)
    where
        T: Ord,
    {
        self.in_order_by(T::cmp);
    }
}

impl<T> InOrder<T> for [T] {
    fn in_order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let less = |a: u32, b: u32| compare(&self[a as usize], &self[b as usize]) == Ordering::Less;
        if stands(self.len(), &less) {
            return;
        }
        let mut room = Room { short: [0; 2 * SHORT], long: Vec::new() };
        let places = order(self.len(), &less, &mut room);
        // every exchange puts one element where it belongs
        for at in 0..places.len() {
            while places[at] as usize != at {
                let to = places[at] as usize;
                self.swap(at, to);
                places.swap(at, to);
            }
        }
    }
}

/// So many elements are put in one by one.
const FEW: usize = 12;
/// A list of so many is a short one.
const SHORT: usize = 32;

/// What is written down about a list: two numbers for each element. For a short list, as most are, no memory is asked for.
struct Room {
    short: [u32; 2 * SHORT],
    long: Vec<u32>,
}

/// Whether so many elements stand in order. `less(a, b)`: a belongs before b.
fn stands(count: usize, less: &dyn Fn(u32, u32) -> bool) -> bool {
    (1..count as u32).all(|at| !less(at, at - 1))
}

/// Where each of so many elements goes.
fn order<'r>(count: usize, less: &dyn Fn(u32, u32) -> bool, room: &'r mut Room) -> &'r mut [u32] {
    let room = if count <= SHORT {
        &mut room.short[..2 * count]
    } else {
        room.long.resize(2 * count, 0);
        &mut room.long[..]
    };
    let (mut order, mut merged) = room.split_at_mut(count);
    (0..).zip(order.iter_mut()).for_each(|(number, place)| *place = number);
    for few in order.chunks_mut(FEW) {
        for from in 1..few.len() {
            let element = few[from];
            let mut at = from;
            while at > 0 && less(element, few[at - 1]) {
                few[at] = few[at - 1];
                at -= 1;
            }
            few[at] = element;
        }
    }
    let mut width = FEW;
    while width < count {
        for start in (0..count).step_by(2 * width) {
            let (middle, end) = ((start + width).min(count), (start + 2 * width).min(count));
            if middle == end || !less(order[middle], order[middle - 1]) {
                merged[start..end].copy_from_slice(&order[start..end]);
                continue;
            }
            let (mut left, mut right) = (start, middle);
            for place in &mut merged[start..end] {
                let from = if left == middle || right < end && less(order[right], order[left]) { &mut right } else { &mut left };
                *place = order[*from];
                *from += 1;
            }
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    // from "who stands here" to "where this one goes"
    for (place, &element) in (0..).zip(order.iter()) {
        merged[element as usize] = place;
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut state = 7u64;
        for count in (0..70).chain([1000]) {
            let list: Vec<(u32, usize)> = (0..count)
                .map(|at| {
                    state = crate::fold::mix(state + 1);
                    ((state % 17) as u32, at)
                })
                .collect();
            let (mut ours, mut theirs) = (list.clone(), list);
            ours.in_order_of(|e| e.0);
            theirs.sort_by_key(|e| e.0);
            assert_eq!(ours, theirs);
            ours.in_order_by(|a, b| b.cmp(a));
            theirs.sort_by(|a, b| b.cmp(a));
            assert_eq!(ours, theirs);
        }
    }
}

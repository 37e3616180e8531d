//! Pseudorandom numbers that are the same on every start.

/// A `SplitMix64` generator.
pub(super) struct Dice(u64);

impl Dice {
    /// Creates the generator that starts at this number.
    pub(super) fn of(number: u32) -> Self {
        Self(u64::from(number).wrapping_mul(0x2545_f491_4f6c_dd1d))
    }

    /// Returns the next number.
    pub(super) fn number(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        u32::try_from(mixed >> 32).unwrap_or_default()
    }

    /// Returns a number below `bound`.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        u32::try_from((u64::from(self.number()) * u64::from(bound)) >> 32).unwrap_or_default()
    }

    /// Picks an item of the list; `None` if the list is empty.
    pub(super) fn one_of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let index = self.below(u32::try_from(list.len()).ok()?);
        list.get(usize::try_from(index).ok()?)
    }
}

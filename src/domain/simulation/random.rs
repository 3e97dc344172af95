//! Numbers from a seed.

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
///
/// Not a crate's generator, because those may change their sequence with a new version, and the same seed has to give the same
/// fleet in every version of the program. Never for secrets: whoever sees a few numbers knows all that follow.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A sequence of its own for the `index`-th thing of a seed: it does not change when another thing draws more numbers.
    pub fn of_part(seed: u64, index: u64) -> Self {
        let mut random = Self(seed ^ index.wrapping_mul(0xD1B5_4A32_D192_ED03));
        Self(random.bits())
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `end` - 1; 0 if `end` is not positive. The bias of the remainder is far below what anybody could see here.
    pub fn below(&mut self, end: i64) -> i64 {
        match u64::try_from(end) {
            Ok(end) if end > 0 => i64::try_from(self.bits() % end).unwrap_or_default(),
            _ => 0,
        }
    }

    /// A number from `from` to `to`, both possible.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + self.below(to - from + 1)
    }

    /// True in `percent` of 100 cases.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.below(100) < percent
    }

    /// One of the things, or nothing if there are none.
    pub fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        let index = self.below(i64::try_from(things.len()).unwrap_or_default());
        things.get(usize::try_from(index).unwrap_or_default())
    }

    /// One of the texts; empty if there are none.
    pub fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.pick(words).copied().unwrap_or_default()
    }

    /// One of the values by weight; the last one if the weights are used up.
    pub fn weighted<T: Copy>(&mut self, first: T, choices: &[(i64, T)]) -> T {
        let mut rest = self.below(choices.iter().map(|(weight, _)| weight).sum());
        let mut chosen = first;
        for (weight, value) in choices {
            chosen = *value;
            rest -= weight;
            if rest < 0 {
                break;
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_that_of_the_published_generator() {
        // First outputs for seed 1234567, as the authors' reference implementation gives them.
        let mut random = Random::new(1_234_567);
        assert_eq!(
            [random.bits(), random.bits(), random.bits()],
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn numbers_stay_within_their_bounds_and_reach_both_ends() {
        let mut random = Random::new(7);
        let drawn: Vec<i64> = (0..1000).map(|_| random.between(-2, 2)).collect();
        assert_eq!(drawn.iter().min(), Some(&-2));
        assert_eq!(drawn.iter().max(), Some(&2));
        assert_eq!(random.below(0), 0);
        assert_eq!(random.word(&[]), "");
    }

    #[test]
    fn weights_are_kept_within_a_few_percent() {
        let mut random = Random::new(7);
        let hits = (0..10_000)
            .filter(|_| random.weighted('a', &[(3, 'a'), (0, 'b'), (1, 'c')]) == 'a')
            .count();
        assert!((7_300..7_700).contains(&hits), "{hits}");
    }

    #[test]
    fn parts_of_one_seed_have_sequences_of_their_own() {
        let first: std::collections::HashSet<u64> = (0..1000).map(|i| Random::of_part(1, i).bits()).collect();
        assert_eq!(first.len(), 1000);
    }
}

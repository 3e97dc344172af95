//! In which quantities a product can be ordered.

/// The quantities that can be ordered, in pieces: multiples of `multiple` from `minimum` to `maximum`. Made by [`Packaging::new`] only, so that
/// at least one quantity is allowed and no package is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packaging {
    package_size: i64,
    minimum: i64,
    multiple: i64,
    maximum: i64,
}

/// Why these rules cannot be kept together. Each is the fault of the number that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackagingError {
    /// A number is not between 1 and [`Packaging::MOST`].
    #[error("the package size is out of range")]
    PackageSize,
    /// Not between 1 and [`Packaging::MOST`], or a package would be broken.
    #[error("the multiple is out of range or no multiple of the package size")]
    Multiple,
    /// Not between 1 and [`Packaging::MOST`], or no multiple.
    #[error("the minimum is out of range or does not keep the multiple")]
    Minimum,
    /// Not between the minimum and [`Packaging::MOST`], or no multiple.
    #[error("the maximum is out of range or does not keep the multiple")]
    Maximum,
}

/// Why a quantity cannot be ordered, with the nearest quantities that can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// Below the minimum, which is the nearest.
    #[error("fewer than {minimum}")]
    TooFew {
        /// The smallest quantity.
        minimum: i64,
    },
    /// Above the maximum, which is the nearest.
    #[error("more than {maximum}")]
    TooMany {
        /// The largest quantity.
        maximum: i64,
    },
    /// Between two quantities that can be ordered.
    #[error("{below} or {above}")]
    OffMultiple {
        /// The nearest below.
        below: i64,
        /// The nearest above.
        above: i64,
    },
}

impl Packaging {
    /// The largest quantity of one line.
    pub const MOST: i64 = 1_000_000;

    /// Any number of single pieces.
    pub const SINGLE: Self = Self {
        package_size: 1,
        minimum: 1,
        multiple: 1,
        maximum: Self::MOST,
    };

    /// Puts the rules together, if they agree with each other.
    pub fn new(package_size: i64, minimum: i64, multiple: i64, maximum: i64) -> Result<Self, PackagingError> {
        let in_range = |number: i64| (1..=Self::MOST).contains(&number);
        if !in_range(package_size) {
            return Err(PackagingError::PackageSize);
        }
        if !in_range(multiple) || multiple % package_size != 0 {
            return Err(PackagingError::Multiple);
        }
        if !in_range(minimum) || minimum % multiple != 0 {
            return Err(PackagingError::Minimum);
        }
        if !in_range(maximum) || maximum < minimum || maximum % multiple != 0 {
            return Err(PackagingError::Maximum);
        }
        Ok(Self {
            package_size,
            minimum,
            multiple,
            maximum,
        })
    }

    /// Pieces in a package.
    pub const fn package_size(self) -> i64 {
        self.package_size
    }

    /// The smallest quantity.
    pub const fn minimum(self) -> i64 {
        self.minimum
    }

    /// Every quantity is a multiple of this.
    pub const fn multiple(self) -> i64 {
        self.multiple
    }

    /// The largest quantity.
    pub const fn maximum(self) -> i64 {
        self.maximum
    }

    /// Whether so many pieces can be ordered; else the nearest quantities that can.
    pub fn check(self, quantity: i64) -> Result<(), QuantityError> {
        if quantity < self.minimum {
            return Err(QuantityError::TooFew { minimum: self.minimum });
        }
        if quantity > self.maximum {
            return Err(QuantityError::TooMany { maximum: self.maximum });
        }
        match quantity % self.multiple {
            0 => Ok(()),
            // Minimum and maximum are multiples, so both neighbours lie between them.
            over => Err(QuantityError::OffMultiple {
                below: quantity - over,
                above: quantity - over + self.multiple,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rules_that_contradict_each_other_are_refused_at_the_number_at_fault() {
        assert!(Packaging::new(10, 10, 10, 1000).is_ok());
        for (numbers, error) in [
            ((0, 10, 10, 1000), PackagingError::PackageSize),
            ((10, 10, 5, 1000), PackagingError::Multiple),
            ((10, 15, 10, 1000), PackagingError::Minimum),
            ((10, 0, 10, 1000), PackagingError::Minimum),
            ((10, 20, 10, 10), PackagingError::Maximum),
            ((10, 10, 10, 1005), PackagingError::Maximum),
            ((1, 1, 1, 1_000_001), PackagingError::Maximum),
        ] {
            let (size, minimum, multiple, maximum) = numbers;
            assert_eq!(
                Packaging::new(size, minimum, multiple, maximum),
                Err(error),
                "{numbers:?}"
            );
        }
    }

    #[test]
    fn a_wrong_quantity_names_the_nearest_ones() {
        let tens = Packaging::new(10, 20, 10, 100).unwrap();
        assert_eq!(tens.check(30), Ok(()));
        assert_eq!(tens.check(7), Err(QuantityError::TooFew { minimum: 20 }));
        assert_eq!(tens.check(-1), Err(QuantityError::TooFew { minimum: 20 }));
        assert_eq!(tens.check(101), Err(QuantityError::TooMany { maximum: 100 }));
        assert_eq!(tens.check(25), Err(QuantityError::OffMultiple { below: 20, above: 30 }));
    }

    proptest! {
        /// Whatever is asked for, what is named instead can be ordered, and nothing nearer can.
        #[test]
        fn the_quantities_that_are_named_can_be_ordered(
            size in 1_i64..50, packages in 1_i64..20, least in 1_i64..20, more in 0_i64..50, quantity in -100_i64..100_000,
        ) {
            let multiple = size * packages;
            let packaging = Packaging::new(size, multiple * least, multiple, multiple * (least + more)).unwrap();
            let allowed = |quantity: i64| packaging.check(quantity).is_ok();
            match packaging.check(quantity) {
                Ok(()) => prop_assert_eq!(quantity % size, 0),
                Err(QuantityError::TooFew { minimum }) => prop_assert!(allowed(minimum) && quantity < minimum),
                Err(QuantityError::TooMany { maximum }) => prop_assert!(allowed(maximum) && quantity > maximum),
                Err(QuantityError::OffMultiple { below, above }) => {
                    prop_assert!(allowed(below) && allowed(above));
                    prop_assert!(below < quantity && quantity < above);
                    prop_assert!((below + 1..above).all(|between| !allowed(between)));
                }
            }
        }
    }
}

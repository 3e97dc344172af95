//! The fixed address of a SIM.

use std::net::IpAddr;

use crate::types::text_value::text_traits;

/// IP address that the network always gives to the same SIM; IPv4 or IPv6, ordered by address, in canonical text
/// (RFC 5952).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StaticIp {
    address: IpAddr,
    text: String,
}

/// The text is not an IP address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an IP address")]
pub struct StaticIpError;

impl StaticIp {
    /// Reads an IPv4 or IPv6 address without port, prefix length or zone; surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, StaticIpError> {
        text.trim().parse().map(Self::from_address).map_err(|_| StaticIpError)
    }

    /// The value for an address.
    pub fn from_address(address: IpAddr) -> Self {
        Self {
            address,
            text: address.to_string(),
        }
    }

    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The address itself, for arithmetic and comparison with ranges.
    pub fn address(&self) -> IpAddr {
        self.address
    }
}

text_traits!(StaticIp);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_stored_in_canonical_text_and_ordered_by_value() {
        assert_eq!(StaticIp::parse(" 100.64.0.1 ").unwrap().as_str(), "100.64.0.1");
        assert_eq!(StaticIp::parse("2001:DB8:0:0::1").unwrap().as_str(), "2001:db8::1");
        assert!(StaticIp::parse("100.64.0.9").unwrap() < StaticIp::parse("100.64.0.10").unwrap());
        for text in [
            "",
            "100.64.0",
            "100.64.0.256",
            "100.64.0.1/32",
            "100.64.0.1:80",
            "010.64.0.1",
            "host",
        ] {
            assert_eq!(StaticIp::parse(text), Err(StaticIpError), "{text}");
        }
    }
}

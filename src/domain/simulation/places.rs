//! Mobile networks of the simulated world, with the public codes of real ones (ITU-T E.212), and where a device is.

use super::Random;
use crate::types::status::Bearer;

/// A mobile network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    /// Number among the networks here, as records carry one.
    pub id: i64,
    /// Name of the operator.
    pub name: &'static str,
    /// Mobile country code.
    pub mcc: &'static str,
    /// Mobile network code.
    pub mnc: &'static str,
    /// Country in English.
    pub country: &'static str,
    /// Its ISO 3166-1 code.
    pub iso: &'static str,
    /// Its telephone code.
    pub calling: &'static str,
}

const fn network(
    id: i64,
    name: &'static str,
    code: (&'static str, &'static str),
    country: (&'static str, &'static str, &'static str),
) -> Network {
    Network {
        id,
        name,
        mcc: code.0,
        mnc: code.1,
        country: country.0,
        iso: country.1,
        calling: country.2,
    }
}

const GERMANY: (&str, &str, &str) = ("Germany", "DE", "49");
const DENMARK: (&str, &str, &str) = ("Denmark", "DK", "45");
const BRITAIN: (&str, &str, &str) = ("United Kingdom", "GB", "44");

/// The networks, those of Germany, Denmark and the United Kingdom first.
pub const NETWORKS: &[Network] = &[
    network(1, "Telekom", ("262", "01"), GERMANY),
    network(2, "Vodafone", ("262", "02"), GERMANY),
    network(3, "O2", ("262", "03"), GERMANY),
    network(4, "TDC Net", ("238", "01"), DENMARK),
    network(5, "Telenor", ("238", "02"), DENMARK),
    network(6, "Vodafone", ("234", "15"), BRITAIN),
    network(7, "EE", ("234", "30"), BRITAIN),
    network(8, "KPN", ("204", "08"), ("Netherlands", "NL", "31")),
    network(9, "Orange", ("208", "01"), ("France", "FR", "33")),
    network(10, "A1", ("232", "01"), ("Austria", "AT", "43")),
    network(11, "Swisscom", ("228", "01"), ("Switzerland", "CH", "41")),
    network(12, "Plus", ("260", "01"), ("Poland", "PL", "48")),
    network(13, "TIM", ("222", "01"), ("Italy", "IT", "39")),
    network(14, "Movistar", ("214", "07"), ("Spain", "ES", "34")),
    network(15, "Telia", ("240", "01"), ("Sweden", "SE", "46")),
    network(16, "Telenor", ("242", "01"), ("Norway", "NO", "47")),
    network(17, "T-Mobile", ("230", "01"), ("Czechia", "CZ", "420")),
    network(18, "Proximus", ("206", "01"), ("Belgium", "BE", "32")),
];

impl Network {
    /// The network where a device without a known place turns up.
    pub fn home() -> &'static Self {
        static HOME: Network = network(1, "Telekom", ("262", "01"), GERMANY);
        &HOME
    }

    /// The networks of a country (ISO code).
    pub fn of_country(iso: &str) -> Vec<&'static Self> {
        NETWORKS.iter().filter(|network| network.iso == iso).collect()
    }

    /// The network with a code such as `262 01` (separated in any way).
    pub fn by_code(code: &str) -> Option<&'static Self> {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        NETWORKS
            .iter()
            .find(|network| digits.strip_prefix(network.mcc) == Some(network.mnc))
    }
}

/// Where a device is and how it is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The visited network.
    pub network: &'static Network,
    /// Radio technology.
    pub bearer: Bearer,
    /// Location or tracking area.
    pub area: i64,
    /// Cell.
    pub cell: i64,
}

impl Place {
    /// Some cell of a network.
    pub fn somewhere(network: &'static Network, bearer: Bearer, random: &mut Random) -> Self {
        Self {
            network,
            bearer,
            area: random.between(1_000, 64_999),
            cell: random.between(1_000_000, 99_999_999),
        }
    }

    /// Number of the radio technology in records; the inverse of [`Bearer::from_rat_type`].
    pub fn rat_type(&self) -> i64 {
        match self.bearer {
            Bearer::G3 => 1,
            Bearer::G2 => 2,
            Bearer::HspaPlus => 5,
            Bearer::Lte => 6,
            Bearer::NbIot => 8,
            Bearer::LteM => 9,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_network_is_found_by_its_code_and_has_codes_of_the_standard_form() {
        for network in NETWORKS {
            assert_eq!(
                Network::by_code(&format!("{} {}", network.mcc, network.mnc)),
                Some(network)
            );
            assert!(network.mcc.len() == 3 && network.mnc.len() == 2 && network.iso.len() == 2);
        }
        assert_eq!(Network::by_code("001 01"), None);
        assert_eq!(Network::by_code("262 01"), Some(Network::home()));
    }

    #[test]
    fn the_number_of_a_radio_technology_is_read_back_as_the_same() {
        for bearer in Bearer::ALL {
            let place = Place::somewhere(Network::home(), *bearer, &mut Random::new(1));
            assert_eq!(Bearer::from_rat_type(place.rat_type()), Some(*bearer));
        }
    }
}

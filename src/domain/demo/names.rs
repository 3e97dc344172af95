//! What people of the demo organisations call their SIMs: labels, tags, notes.

use super::fleet::Kind;
use super::people::House;
use crate::domain::simulation::Random;

impl House {
    fn sites(self) -> &'static [&'static str] {
        match self {
            Self::Hansa => &["Hamburg", "Bremen", "Kiel", "Lübeck", "Rostock", "Hannover"],
            Self::Denmark => &["Padborg", "Kolding", "Aarhus"],
            Self::Northmast => &["Leeds", "York", "Hull", "Sheffield"],
        }
    }
}

/// Label, tags and note of a SIM.
pub(super) struct Names {
    pub label: String,
    pub tags: Vec<&'static str>,
    pub note: &'static str,
}

/// Names for a device of a house. Not every SIM has them all, as in life.
pub(super) fn names(house: House, kind: Kind, random: &mut Random) -> Names {
    let site = random.word(house.sites());
    let label = if random.chance(96) {
        label(house, kind, site, random)
    } else {
        String::new()
    };
    let mut tags = Vec::new();
    if random.chance(70) {
        tags.push(site);
    }
    if random.chance(55) {
        tags.push(purpose(house, kind));
    }
    if random.chance(4) {
        tags.push("Pilot");
    }
    let note = match (random.chance(3), house) {
        (false, _) => "",
        (true, House::Hansa) => random.word(&[
            "Antenne im Frühjahr getauscht.",
            "Schaltschrank im Keller, Schlüssel beim Hausmeister.",
            "Gerät sendet nachts nur alle vier Stunden.",
        ]),
        (true, _) => random.word(&[
            "Antenna replaced in spring.",
            "Cabinet in the basement; the caretaker has the key.",
            "Weak coverage behind the hall.",
        ]),
    };
    Names { label, tags, note }
}

fn label(house: House, kind: Kind, site: &str, random: &mut Random) -> String {
    let n = random.between(1, 899);
    match (house, kind) {
        (House::Hansa, Kind::Sensor) => {
            let room = random.word(&["Tiefkühlung", "Kühlraum A", "Kühlraum B", "Vorkühlung"]);
            format!("Kühlhaus {site} · {room} · Fühler {n:03}")
        }
        (House::Hansa, Kind::Meter) => format!("Stromzähler {site} {n:03}"),
        (House::Hansa, Kind::Gate) => format!("Tor {} · {site}", n % 40 + 1),
        (House::Hansa, Kind::Tracker) => format!("Auflieger HH-KL {}", n + 1000),
        (House::Hansa, Kind::Roaming) => format!("Sattelzug HH-KL {n}"),
        (House::Hansa, Kind::Camera) => format!("Kamera {site} · Rampe {}", n % 24 + 1),
        (House::Hansa, Kind::Charger) => format!("Ladesäule {site} {}", n % 16 + 1),
        (_, Kind::Sensor) => format!("Cold store {site} · Sensor {n:03}"),
        (_, Kind::Meter) => format!("Meter {site} {n:03}"),
        (_, Kind::Gate) => format!("Barrier {site} {}", n % 12 + 1),
        (House::Northmast, Kind::Tracker | Kind::Roaming) => format!("Service van {}", n % 30 + 1),
        (_, Kind::Tracker) => format!("Trailer DK {}", n + 2000),
        (_, Kind::Roaming) => format!("Lorry DK {n}"),
        (_, Kind::Camera) => format!("Camera {site} · Dock {}", n % 12 + 1),
        (_, Kind::Charger) => {
            let street = random.word(&["Station Road", "Mill Lane", "Market Place", "Harbour Street"]);
            format!("Charger {site} · {street} {}", n % 60 + 1)
        }
    }
}

fn purpose(house: House, kind: Kind) -> &'static str {
    match (house, kind) {
        (House::Hansa, Kind::Sensor) => "Kühlhaus",
        (House::Hansa, Kind::Meter | Kind::Charger) => "Gebäude",
        (House::Hansa, Kind::Gate | Kind::Camera) => "Hof",
        (House::Hansa, Kind::Tracker | Kind::Roaming) => "Fuhrpark",
        (_, Kind::Sensor) => "cold store",
        (_, Kind::Meter | Kind::Gate) => "building",
        (_, Kind::Camera) => "yard",
        (_, Kind::Tracker | Kind::Roaming) => "fleet",
        (_, Kind::Charger) => "charger",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::label::Label;
    use crate::types::note::Note;
    use crate::types::tag::TagName;

    #[test]
    fn every_name_is_one_that_a_person_could_have_typed() {
        let mut random = Random::new(1);
        for house in House::ALL {
            for kind in Kind::ALL {
                for _ in 0..200 {
                    let names = names(house, kind, &mut random);
                    assert!(Label::parse(&names.label).is_ok(), "{}", names.label);
                    assert!(Note::parse(names.note).is_ok());
                    assert!(names.tags.iter().all(|tag| TagName::parse(tag).is_ok()));
                }
            }
        }
    }
}

//! What people of the demo organisations call their SIMs: labels, tags, notes.

use super::fleet::Profile;
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
pub(super) fn names(house: House, profile: Profile, random: &mut Random) -> Names {
    let site = random.word(house.sites());
    let label = if random.chance(96) {
        label(house, profile, site, random)
    } else {
        String::new()
    };
    let mut tags = Vec::new();
    if random.chance(70) {
        tags.push(site);
    }
    if random.chance(55) {
        tags.push(kind(house, profile));
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

fn label(house: House, profile: Profile, site: &str, random: &mut Random) -> String {
    let n = random.between(1, 899);
    match (house, profile) {
        (House::Hansa, Profile::Sensor) => {
            let room = random.word(&["Tiefkühlung", "Kühlraum A", "Kühlraum B", "Vorkühlung"]);
            format!("Kühlhaus {site} · {room} · Fühler {n:03}")
        }
        (House::Hansa, Profile::Meter) => format!("Stromzähler {site} {n:03}"),
        (House::Hansa, Profile::Gate) => format!("Tor {} · {site}", n % 40 + 1),
        (House::Hansa, Profile::Tracker) => format!("Auflieger HH-KL {}", n + 1000),
        (House::Hansa, Profile::Roaming) => format!("Sattelzug HH-KL {n}"),
        (House::Hansa, Profile::Camera) => format!("Kamera {site} · Rampe {}", n % 24 + 1),
        (House::Hansa, Profile::Charger) => format!("Ladesäule {site} {}", n % 16 + 1),
        (_, Profile::Sensor) => format!("Cold store {site} · Sensor {n:03}"),
        (_, Profile::Meter) => format!("Meter {site} {n:03}"),
        (_, Profile::Gate) => format!("Barrier {site} {}", n % 12 + 1),
        (House::Northmast, Profile::Tracker | Profile::Roaming) => format!("Service van {}", n % 30 + 1),
        (_, Profile::Tracker) => format!("Trailer DK {}", n + 2000),
        (_, Profile::Roaming) => format!("Lorry DK {n}"),
        (_, Profile::Camera) => format!("Camera {site} · Dock {}", n % 12 + 1),
        (_, Profile::Charger) => {
            let street = random.word(&["Station Road", "Mill Lane", "Market Place", "Harbour Street"]);
            format!("Charger {site} · {street} {}", n % 60 + 1)
        }
    }
}

fn kind(house: House, profile: Profile) -> &'static str {
    match (house, profile) {
        (House::Hansa, Profile::Sensor) => "Kühlhaus",
        (House::Hansa, Profile::Meter | Profile::Charger) => "Gebäude",
        (House::Hansa, Profile::Gate | Profile::Camera) => "Hof",
        (House::Hansa, Profile::Tracker | Profile::Roaming) => "Fuhrpark",
        (_, Profile::Sensor) => "cold store",
        (_, Profile::Meter | Profile::Gate) => "building",
        (_, Profile::Camera) => "yard",
        (_, Profile::Tracker | Profile::Roaming) => "fleet",
        (_, Profile::Charger) => "charger",
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
            for profile in Profile::ALL {
                for _ in 0..200 {
                    let names = names(house, profile, &mut random);
                    assert!(Label::parse(&names.label).is_ok(), "{}", names.label);
                    assert!(Note::parse(names.note).is_ok());
                    assert!(names.tags.iter().all(|tag| TagName::parse(tag).is_ok()));
                }
            }
        }
    }
}

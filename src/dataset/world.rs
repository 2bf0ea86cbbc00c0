//! Where countries are: their outlines, simplified, and a point for each. Data of Natural Earth, written by
//! `assets/world/build.py`.
//!
//! This file must never know projections or pixels. Start with [`outlines`] and [`anchor`].

use super::country::Country;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Longitude and latitude in degrees.
pub type Point = (f64, f64);

/// The outlines of a country.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    pub country: Country,
    /// Closed; holes are not told, what lies in one comes later.
    pub rings: Vec<Vec<Corner>>,
}

/// A point of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Corner {
    pub at: Point,
    /// What the outline loses without it, as an area on the earth in thirds of a doubling of [`LEAST_AREA`]; the same on
    /// both sides of a border. [`ALWAYS`] where it must stay.
    importance: u8,
}

/// Steradians.
const LEAST_AREA: f64 = 1e-8;
const ALWAYS: u8 = u8::MAX;

impl Corner {
    /// Whether it must be drawn; see [`least_importance`].
    pub fn is_seen(self, least_importance: u8) -> bool {
        self.importance >= least_importance
    }
}

/// Of the corners that must be drawn for no more than `area` square pixels to be lost at each.
pub fn least_importance(pixels_per_radian: f64, area: f64) -> u8 {
    let steradians = area / (pixels_per_radian * pixels_per_radian).max(f64::MIN_POSITIVE);
    let thirds = (3.0 * (steradians / LEAST_AREA).max(1.0).log2()).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 254")]
    let least = thirds.clamp(0.0, f64::from(ALWAYS - 1)) as u8;
    least
}

struct World {
    /// The largest first, so that what lies inside another country is drawn over it.
    outlines: Vec<Outline>,
    anchors: HashMap<Country, Point>,
}

static WORLD: LazyLock<World> = LazyLock::new(|| World::parse(include_str!("../../assets/world/world.txt")));

/// The outlines of all countries that have one.
pub fn outlines() -> &'static [Outline] {
    &WORLD.outlines
}

/// A point inside a country; none for eleven territories that the source counts as parts of another country.
pub fn anchor(country: Country) -> Option<Point> {
    WORLD.anchors.get(&country).copied()
}

impl World {
    fn parse(text: &str) -> Self {
        let mut borders: Vec<Vec<Corner>> = Vec::new();
        let (mut outlines, mut anchors) = (Vec::new(), HashMap::new());
        for line in text.lines() {
            let mut cells = line.split(' ');
            match cells.next() {
                Some("a") => borders.push(border(cells)),
                Some("w") => {
                    let letters = cells.next().unwrap_or_default().bytes();
                    for (corner, letter) in borders.last_mut().into_iter().flatten().zip(letters) {
                        corner.importance = if letter == b'~' { ALWAYS } else { letter.saturating_sub(b'0') };
                    }
                }
                Some("c") => {
                    let Some(country) = cells.next().and_then(Country::from_code) else { continue };
                    let mut degrees = || cells.next().and_then(|cell| cell.parse::<f64>().ok()).map(|n| n / 100.0);
                    if let (Some(x), Some(y)) = (degrees(), degrees()) {
                        anchors.insert(country, (x, y));
                    }
                    let rings: Vec<Vec<Corner>> =
                        cells.flat_map(|cell| cut_at_date_line(&ring(cell, &borders))).collect();
                    if !rings.is_empty() {
                        outlines.push(Outline { country, rings });
                    }
                }
                _ => {}
            }
        }
        let size = |outline: &Outline| outline.rings.iter().map(|ring| area(ring)).fold(0.0, f64::max);
        outlines.sort_by(|one, other| size(other).total_cmp(&size(one)));
        Self { outlines, anchors }
    }
}

/// A line of first point and steps, in hundredths of a degree.
fn border<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<Corner> {
    let numbers: Vec<i32> = cells.filter_map(|cell| cell.parse().ok()).collect();
    let (mut x, mut y) = (0, 0);
    let step = |pair: &[i32]| {
        if let [dx, dy] = pair {
            x += dx;
            y += dy;
        }
        Corner { at: (f64::from(x) / 100.0, f64::from(y) / 100.0), importance: ALWAYS }
    };
    numbers.chunks_exact(2).map(step).collect()
}

fn ring(cell: &str, borders: &[Vec<Corner>]) -> Vec<Corner> {
    let mut points: Vec<Corner> = Vec::new();
    for part in cell.split(',') {
        let (number, is_backwards) = part.strip_prefix('~').map_or((part, false), |number| (number, true));
        let Some(border) = number.parse::<usize>().ok().and_then(|index| borders.get(index)) else { continue };
        // A border begins where the one before ended.
        let skipped = usize::from(!points.is_empty());
        if is_backwards {
            points.extend(border.iter().rev().skip(skipped));
        } else {
            points.extend(border.iter().skip(skipped));
        }
    }
    points
}

/// A ring that crosses the 180th meridian becomes one on each side of it.
fn cut_at_date_line(ring: &[Corner]) -> Vec<Vec<Corner>> {
    let mut unrolled: Vec<Corner> = Vec::with_capacity(ring.len());
    let mut turns = 0.0;
    for corner in ring {
        let (x, y) = corner.at;
        if let Some(before) = unrolled.last() {
            let step = x + turns - before.at.0;
            turns += if step > 180.0 {
                -360.0
            } else if step < -180.0 {
                360.0
            } else {
                0.0
            };
        }
        unrolled.push(Corner { at: (x + turns, y), ..*corner });
    }
    let sides = [0.0, 360.0, -360.0].map(|shift| {
        let moved: Vec<Corner> =
            unrolled.iter().map(|corner| Corner { at: (corner.at.0 + shift, corner.at.1), ..*corner }).collect();
        let east_of = cut(&moved, |x| x >= -180.0, -180.0);
        cut(&east_of, |x| x <= 180.0, 180.0)
    });
    sides.into_iter().filter(|side| side.len() > 2 && area(side) > 1e-6).collect()
}

/// What a ring has on one side of a meridian.
fn cut(ring: &[Corner], is_inside: impl Fn(f64) -> bool, meridian: f64) -> Vec<Corner> {
    let mut kept = Vec::with_capacity(ring.len());
    let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    for (one, other) in before.zip(ring) {
        let ((x1, y1), (x2, y2)) = (one.at, other.at);
        if is_inside(x1) != is_inside(x2) {
            let at = (meridian, y1 + (y2 - y1) * (meridian - x1) / (x2 - x1));
            kept.push(Corner { at, importance: ALWAYS });
        }
        if is_inside(x2) {
            kept.push(*other);
        }
    }
    kept
}

fn area(ring: &[Corner]) -> f64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    pairs.map(|(one, other)| one.at.0 * other.at.1 - other.at.0 * one.at.1).sum::<f64>().abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_outlines_and_points() {
        assert!(outlines().len() > 150);
        assert!(outlines().iter().all(|outline| outline.rings.iter().all(|ring| ring.len() > 2)));
        // Inside the borders that everybody knows, in degrees.
        for (code, west, east, south, north) in [
            ("COL", -79.0, -66.0, -4.5, 12.6),
            ("USA", -125.0, -66.0, 24.0, 50.0),
            ("FRA", -5.0, 8.5, 42.0, 51.5),
            ("XKX", 20.0, 21.9, 41.8, 43.3),
            ("CPV", -26.0, -22.0, 14.0, 18.0),
            ("RUS", 60.0, 140.0, 50.0, 72.0),
            ("FJI", 176.0, 180.0, -19.0, -16.0),
            ("MLT", 14.0, 15.0, 35.5, 36.5),
        ] {
            let (x, y) = anchor(Country::from_code(code).unwrap()).unwrap();
            assert!((west..east).contains(&x) && (south..north).contains(&y), "{code}: {x} {y}");
        }
        // No side of a country is wider than half the earth: Russia and Fiji lie on both sides of the date line.
        let width = |ring: &Vec<Corner>| {
            let (low, high) = ring.iter().fold((f64::MAX, f64::MIN), |(l, h), one| (l.min(one.at.0), h.max(one.at.0)));
            high - low
        };
        assert!(outlines().iter().flat_map(|outline| &outline.rings).all(|ring| width(ring) < 175.0));
        // However small the map, each country keeps a shape, and borders are the same from both sides.
        let coarse = least_importance(10.0, 1.0);
        let kept = |ring: &Vec<Corner>| ring.iter().filter(|corner| corner.is_seen(coarse)).count();
        assert!(outlines().iter().all(|outline| outline.rings.iter().any(|ring| kept(ring) > 2)));
        let mut of_point: HashMap<(i64, i64), u8> = HashMap::new();
        #[expect(clippy::cast_possible_truncation, reason = "hundredths of a degree")]
        let cell = |at: Point| ((at.0 * 100.0).round() as i64, (at.1 * 100.0).round() as i64);
        let corners = || outlines().iter().flat_map(|outline| outline.rings.iter().flatten());
        for corner in corners() {
            let known = *of_point.entry(cell(corner.at)).or_insert(corner.importance);
            assert!(known == corner.importance || known == ALWAYS || corner.importance == ALWAYS, "{corner:?}");
        }
        assert!(corners().filter(|corner| corner.is_seen(coarse)).count() * 3 < corners().count());
        let without = Country::all().filter(|country| anchor(*country).is_none()).count();
        assert_eq!(without, 11);
    }
}

//! From degrees to a plane. Two projections, both true to area: Equal Earth for a span of much of the world, Lambert's
//! azimuthal one around the middle of a region.

use crate::dataset::world::Point;

/// Spans up to this many degrees are seen from above their middle.
const REGION: f64 = 120.0;
/// What lies farther from the middle of a region than this is behind the horizon.
const HORIZON: f64 = 125.0;

/// A projection for the places of a map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Projection {
    /// Around the meridian of Greenwich, where the outlines are cut at the other side of the earth.
    EqualEarth,
    Azimuthal {
        longitude: f64,
        latitude: f64,
    },
}

impl Projection {
    /// What suits the span of some places.
    pub(super) fn for_places(places: &[Point]) -> Self {
        let bounds = |values: &mut dyn Iterator<Item = f64>| {
            values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
        };
        let (west, east) = bounds(&mut places.iter().map(|(x, _)| *x));
        let (south, north) = bounds(&mut places.iter().map(|(_, y)| *y));
        if places.is_empty() || east - west > REGION || north - south > REGION {
            return Self::EqualEarth;
        }
        Self::Azimuthal { longitude: f64::midpoint(west, east), latitude: f64::midpoint(south, north) }
    }

    /// Right and up; `None` behind the horizon.
    pub(super) fn project(self, (longitude, latitude): Point) -> Option<(f64, f64)> {
        let (lambda, phi) = (longitude.to_radians(), latitude.to_radians());
        match self {
            Self::EqualEarth => {
                // Šavrič, Patterson and Jenny (2018), "The Equal Earth map projection".
                const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
                let theta = (3.0_f64.sqrt() / 2.0 * phi.sin()).asin();
                let (t2, t6) = (theta.powi(2), theta.powi(6));
                let slope = A[0] + 3.0 * A[1] * t2 + t6 * (7.0 * A[2] + 9.0 * A[3] * t2);
                let x = 2.0 * 3.0_f64.sqrt() * lambda * theta.cos() / (3.0 * slope);
                let y = theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
                Some((x, y))
            }
            Self::Azimuthal { longitude, latitude } => {
                let (lambda, phi0) = (lambda - longitude.to_radians(), latitude.to_radians());
                let cosine = phi0.sin() * phi.sin() + phi0.cos() * phi.cos() * lambda.cos();
                if cosine < HORIZON.to_radians().cos() {
                    return None;
                }
                // Snyder (1987), "Map projections: a working manual", equations 24-2 to 24-4.
                let k = (2.0 / (1.0 + cosine)).sqrt();
                let x = k * phi.cos() * lambda.sin();
                let y = k * (phi0.cos() * phi.sin() - phi0.sin() * phi.cos() * lambda.cos());
                Some((x, y))
            }
        }
    }
}

/// Cuts a polygon at the edges of a rectangle (Sutherland and Hodgman).
pub(super) fn clip(points: &[(f64, f64)], (left, top, right, bottom): (f64, f64, f64, f64)) -> Vec<(f64, f64)> {
    type Side = (fn((f64, f64), f64) -> bool, bool, f64);
    let sides: [Side; 4] = [
        (|p, at| p.0 >= at, true, left),
        (|p, at| p.0 <= at, true, right),
        (|p, at| p.1 >= at, false, top),
        (|p, at| p.1 <= at, false, bottom),
    ];
    let mut kept = points.to_vec();
    for (is_inside, is_upright, at) in sides {
        let mut next: Vec<(f64, f64)> = Vec::with_capacity(kept.len());
        let before = kept.iter().cycle().skip(kept.len().saturating_sub(1));
        for (from, to) in before.zip(&kept) {
            let cross = || {
                let ((x1, y1), (x2, y2)) = (*from, *to);
                if is_upright {
                    (at, y1 + (y2 - y1) * (at - x1) / (x2 - x1))
                } else {
                    (x1 + (x2 - x1) * (at - y1) / (y2 - y1), at)
                }
            };
            match (is_inside(*from, at), is_inside(*to, at)) {
                (true, true) => next.push(*to),
                (true, false) => next.push(cross()),
                (false, true) => next.extend([cross(), *to]),
                (false, false) => {}
            }
        }
        kept = next;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn projections_keep_what_they_promise() {
        let (x, y) = Projection::EqualEarth.project((0.0, 90.0)).unwrap();
        // The pole of Equal Earth is a line at this height (Šavrič and others, table 1).
        assert!(x.abs() < 1e-9 && (y - 1.317_362_759_1).abs() < 1e-6);
        let region = Projection::for_places(&[(10.0, 50.0), (30.0, 30.0)]);
        assert_eq!(region, Projection::Azimuthal { longitude: 20.0, latitude: 40.0 });
        assert_eq!(region.project((20.0, 40.0)), Some((0.0, 0.0)));
        assert_eq!(region.project((-160.0, -40.0)), None);
        assert_eq!(Projection::for_places(&[(-75.0, 0.0), (100.0, 50.0)]), Projection::EqualEarth);
    }

    #[test]
    fn a_polygon_is_cut_at_a_rectangle() {
        let square = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
        let cut = clip(&square, (0.0, 0.0, 5.0, 5.0));
        assert_eq!(cut.len(), 4);
        assert!(cut.iter().all(|(x, y)| (0.0..=1.0).contains(x) && (0.0..=1.0).contains(y)));
        assert!(clip(&square, (2.0, 2.0, 5.0, 5.0)).is_empty());
    }
}

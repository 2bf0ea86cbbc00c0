//! The order in which like lines stand together: average linkage over the angle between lines, so that a large and a
//! small line of the same pattern are alike. The larger of two branches comes first; ties keep the order given.

/// Positions of the lines in their new order.
pub(super) fn order(lines: &[Vec<f64>]) -> Vec<usize> {
    let length = |line: &[f64]| line.iter().map(|value| value * value).sum::<f64>().sqrt();
    let distance = |one: &[f64], other: &[f64]| {
        let lengths = length(one) * length(other);
        let product: f64 = one.iter().zip(other).map(|(one, other)| one * other).sum();
        if lengths > 0.0 { 1.0 - product / lengths } else { 1.0 }
    };
    let mut branches: Vec<Option<(Vec<usize>, f64)>> =
        lines.iter().enumerate().map(|(index, line)| Some((vec![index], line.iter().sum::<f64>()))).collect();
    let mut distances: Vec<Vec<f64>> =
        lines.iter().map(|one| lines.iter().map(|other| distance(one, other)).collect()).collect();
    let at = |distances: &[Vec<f64>], one: usize, other: usize| {
        distances.get(one).and_then(|row| row.get(other)).copied().unwrap_or(f64::MAX)
    };
    for _ in 1..lines.len() {
        let alive: Vec<usize> =
            (0..branches.len()).filter(|index| matches!(branches.get(*index), Some(Some(_)))).collect();
        let mut nearest: Option<(f64, usize, usize)> = None;
        for (position, one) in alive.iter().enumerate() {
            for other in alive.iter().skip(position + 1) {
                let apart = at(&distances, *one, *other);
                if nearest.is_none_or(|(least, _, _)| apart < least - 1e-12) {
                    nearest = Some((apart, *one, *other));
                }
            }
        }
        let Some((_, one, other)) = nearest else { break };
        let (Some(first), Some(second)) =
            (branches.get_mut(one).and_then(Option::take), branches.get_mut(other).and_then(Option::take))
        else {
            break;
        };
        #[expect(clippy::cast_precision_loss, reason = "some hundred lines")]
        let (left, right) = (first.0.len() as f64, second.0.len() as f64);
        for rest in &alive {
            let mean = (at(&distances, one, *rest) * left + at(&distances, other, *rest) * right) / (left + right);
            for (row, column) in [(one, *rest), (*rest, one)] {
                if let Some(cell) = distances.get_mut(row).and_then(|row| row.get_mut(column)) {
                    *cell = mean;
                }
            }
        }
        let (mut front, back) = if first.1 >= second.1 { (first, second) } else { (second, first) };
        front.0.extend(back.0);
        front.1 += back.1;
        if let Some(place) = branches.get_mut(one) {
            *place = Some(front);
        }
    }
    branches.into_iter().flatten().flat_map(|(members, _)| members).collect()
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn like_lines_stand_together_and_none_is_lost() {
        let lines = vec![
            vec![100.0, 0.0, 5.0],
            vec![0.0, 50.0, 0.0],
            vec![10.0, 0.0, 1.0],
            vec![0.0, 4.0, 0.5],
            vec![0.0, 0.0, 0.0],
        ];
        let found = order(&lines);
        let mut all = found.clone();
        all.sort_unstable();
        assert_eq!(all, [0, 1, 2, 3, 4]);
        let place = |line: usize| found.iter().position(|other| *other == line).unwrap();
        assert_eq!((place(0), place(2)), (0, 1));
        assert_eq!(place(1) + 1, place(3));
        assert_eq!(order(&lines), found, "the same every time");
        assert_eq!(order(&[]), Vec::<usize>::new());
    }
}

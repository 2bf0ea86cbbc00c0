//! The years one after the other: one frame for each covered year, on one scale, and what other programs would read.

use deportation_flows::export::recipe::{Carried, read};
use deportation_flows::export::{Figure, Format};
use deportation_flows::figure::{FigureSettings, Item};
use deportation_flows::reading::{Mapping, read_sample};
use deportation_flows::view_spec::ViewSpec;
use std::io::Cursor;

fn with_figure(view: &str, then: impl FnOnce(&Figure<'_>)) {
    let loaded = read_sample("frontex-return-operations").unwrap();
    let view: ViewSpec = ron::from_str(view).unwrap();
    let settings = FigureSettings { width: 480, height: 320, ..FigureSettings::default() };
    let mapping = Mapping::default();
    let sample = Some("frontex-return-operations");
    then(&Figure { dataset: &loaded.dataset, sample, view: &view, settings, mapping: &mapping, house: None });
}

const PEOPLE: &str = "View(version: 1, by: Some(\"destination\"), measure: Some(\"people\"))";

/// Where a text stands, from its left.
fn place(items: &[Item], wanted: &str) -> Option<f64> {
    items.iter().find_map(|item| match item {
        Item::Text { x, text, .. } if text == wanted => Some(*x),
        _ => None,
    })
}

#[test]
fn every_covered_year_is_a_frame_and_all_share_a_scale() {
    with_figure(PEOPLE, |figure| {
        let frames = figure.frames();
        let years: Vec<String> = frames.iter().map(|frame| frame.period.to_string()).collect();
        assert_eq!(
            (years.len(), years.first().unwrap().as_str(), years.last().unwrap().as_str()),
            (19, "2006", "2024")
        );
        let ticks: Vec<Option<f64>> = frames.iter().map(|frame| place(&frame.scene.items, "1,000")).collect();
        assert!(ticks[0].is_some());
        assert!(ticks.iter().all(|at| *at == ticks[0]), "{ticks:?}");
        // The peak of the data, and a year of few: 2,975 to Albania in 2018, 260 to Nigeria in 2008.
        let headline = |year: usize| frames[year - 2006].scene.title.clone();
        assert!(headline(2018).contains("2,975") && headline(2008).contains("260"));
    });
}

#[test]
fn a_period_of_several_years_plays_those() {
    with_figure("View(version: 1, period: Some(\"2019..2022\"))", |figure| {
        let years: Vec<String> = figure.frames().iter().map(|frame| frame.period.to_string()).collect();
        assert_eq!(years, ["2019", "2020", "2021", "2022"]);
    });
}

/// All frames as they are seen, put together as a program that plays them does.
fn played_png(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
    let (width, height) = (reader.info().width as usize, reader.info().height as usize);
    let frames = reader.info().animation_control.unwrap().num_frames;
    let mut canvas = vec![0; width * height * 4];
    (0..frames)
        .map(|_| {
            let mut cut = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut cut).unwrap();
            let at = *reader.info().frame_control.as_ref().unwrap();
            let (wide, high) = (at.width as usize, at.height as usize);
            for row in 0..high {
                let from = ((at.y_offset as usize + row) * width + at.x_offset as usize) * 4;
                canvas[from..from + wide * 4].copy_from_slice(&cut[row * wide * 4..(row + 1) * wide * 4]);
            }
            canvas.clone()
        })
        .collect()
}

#[test]
fn an_animated_png_shows_each_frame_as_it_is_alone() {
    with_figure(PEOPLE, |figure| {
        let played = played_png(&figure.bytes(Format::Apng).unwrap());
        let alone: Vec<Vec<u8>> = figure
            .frame_pictures()
            .unwrap()
            .iter()
            .map(|(_, bytes)| {
                let mut decoder = png::Decoder::new(Cursor::new(bytes));
                decoder.set_transformations(png::Transformations::ALPHA);
                let mut reader = decoder.read_info().unwrap();
                let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
                reader.next_frame(&mut pixels).unwrap();
                pixels
            })
            .collect();
        assert_eq!(played.len(), 19);
        assert!(played == alone);
    });
}

#[test]
fn a_gif_shows_each_frame_nearly_as_it_is_alone() {
    with_figure(PEOPLE, |figure| {
        let bytes = figure.bytes(Format::Gif).unwrap();
        let mut options = gif::DecodeOptions::new();
        options.set_color_output(gif::ColorOutput::Indexed);
        let mut decoder = options.read_info(Cursor::new(&bytes)).unwrap();
        let table = decoder.global_palette().unwrap().to_vec();
        let mut canvas = vec![[0_u8; 3]; 480 * 320];
        let mut index = 0;
        let played = played_png(&figure.bytes(Format::Apng).unwrap());
        while let Some(frame) = decoder.read_next_frame().unwrap() {
            for row in 0..usize::from(frame.height) {
                for column in 0..usize::from(frame.width) {
                    let place = usize::from(frame.buffer[row * usize::from(frame.width) + column]) * 3;
                    let at = (usize::from(frame.top) + row) * 480 + usize::from(frame.left) + column;
                    canvas[at] = [table[place], table[place + 1], table[place + 2]];
                }
            }
            let far = canvas
                .iter()
                .zip(played[index].chunks_exact(4))
                .filter(|(one, other)| one.iter().zip(other.iter()).any(|(one, other)| one.abs_diff(*other) > 24));
            assert_eq!(far.count(), 0, "frame {index}");
            index += 1;
        }
        assert_eq!(index, 19);
    });
}

#[test]
fn animations_carry_their_view_and_stand_damage() {
    with_figure(PEOPLE, |figure| {
        for format in [Format::Gif, Format::Apng] {
            let bytes = figure.bytes(format).unwrap();
            assert_eq!(read(&bytes).unwrap(), Carried::Recipe(Box::new(figure.recipe())), "{format:?}");
            for cut in [7, 11, 14, 400, 800, 1_000] {
                let _ = read(&bytes[..cut]);
            }
        }
    });
}

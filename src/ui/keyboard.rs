//! The keyboard beyond Tab: arrows go from mark to mark, F6 walks the parts of the window, the menu key opens the menu of
//! what has the focus, and long pages scroll.
//!
//! This file must never know what the keys do to the view. Start with [`walk`].

use egui::{Context, EventFilter, FocusDirection, Id, Key, Modifiers, Popup, Pos2, Rect, Response, Ui, Vec2};
use std::collections::BTreeMap;

const ARROWS: [(Key, Vec2); 4] = [
    (Key::ArrowLeft, Vec2::new(-1.0, 0.0)),
    (Key::ArrowRight, Vec2::new(1.0, 0.0)),
    (Key::ArrowUp, Vec2::new(0.0, -1.0)),
    (Key::ArrowDown, Vec2::new(0.0, 1.0)),
];

/// Arrows go from the mark that has the focus to the next one in their direction, Home and End to the first and the
/// last; every press counts, however many come between two frames. Gives the presses to the right, less those to the
/// left, that found no mark.
pub fn walk(ui: &Ui, stops: &[(Id, Rect)]) -> isize {
    let focused = ui.memory(egui::Memory::focused);
    let Some(start) = stops.iter().position(|(id, _)| Some(*id) == focused) else { return 0 };
    let (mut at, mut pressed, mut beyond) = (start, 0, 0);
    for (key, direction) in ARROWS {
        let times = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        pressed += times;
        for _ in 0..times {
            match next_in(stops, at, direction) {
                Some(next) => at = next,
                None if direction.x > 0.0 => beyond += 1,
                None if direction.x < 0.0 => beyond -= 1,
                None => {}
            }
        }
    }
    for (key, end) in [(Key::Home, 0), (Key::End, stops.len() - 1)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            (at, pressed) = (end, pressed + 1);
        }
    }
    ui.memory_mut(|memory| {
        if let Some(id) = focused {
            let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            memory.set_focus_lock_filter(id, filter);
        }
        if pressed > 0 {
            // The toolkit has a step of its own in mind.
            memory.move_focus(FocusDirection::None);
        }
        if let Some((id, _)) = stops.get(at).filter(|_| at != start) {
            memory.request_focus(*id);
        }
    });
    beyond
}

/// The nearest place in a direction; what lies aside is further than what lies ahead.
fn next_in(stops: &[(Id, Rect)], from: usize, direction: Vec2) -> Option<usize> {
    let start = stops.get(from)?.1.center();
    let reach = |place: &Rect| {
        let way = place.center() - start;
        let ahead = way.dot(direction);
        let aside = (way.x * direction.y - way.y * direction.x).abs();
        (ahead > 0.5 && aside <= ahead * 3.0).then_some(ahead + aside * 2.0)
    };
    let reached = stops.iter().enumerate().filter_map(|(index, (_, place))| Some((index, reach(place)?)));
    reached.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(index, _)| index)
}

/// Whether the menu of what has the focus is asked for.
pub fn asks_for_menu(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Menu) || input.consume_key(Modifiers::SHIFT, Key::F10))
}

/// Where a menu stands that a key opened, and what has the focus again when it closes.
#[derive(Clone, Copy)]
pub struct MenuPlace {
    pub at: Pos2,
    pub back_to: Id,
}

/// A menu on a right click, or at a place where a key asks for it; then its first entry has the focus.
pub fn context_menu(response: &Response, asked: Option<MenuPlace>, content: impl FnOnce(&mut Ui)) {
    let (id, context) = (response.id.with("menu place"), response.ctx.clone());
    let mut popup = Popup::context_menu(response);
    if response.secondary_clicked() {
        context.data_mut(|data| data.remove::<MenuPlace>(id));
    }
    if let Some(place) = asked {
        context.data_mut(|data| data.insert_temp(id, place));
        context.data_mut(|data| data.insert_temp(Id::unique(WANTS_FOCUS), true));
        popup = popup.open_memory(Some(egui::SetOpenCommand::Bool(true)));
    }
    let place: Option<MenuPlace> = context.data(|data| data.get_temp(id));
    if let Some(place) = place {
        popup = popup.at_position(place.at);
    }
    popup.show(content);
    if let Some(place) = place.filter(|_| !Popup::is_id_open(&context, Popup::default_response_id(response))) {
        context.data_mut(|data| data.remove::<MenuPlace>(id));
        context.memory_mut(|memory| memory.request_focus(place.back_to));
    }
}

const WANTS_FOCUS: &str = "menu wants focus";

/// The first entry of a menu has the focus where a key opened it.
pub fn first_entry(response: Response) -> Response {
    if response.ctx.data_mut(|data| data.remove_temp::<bool>(Id::unique(WANTS_FOCUS))).is_some() {
        response.request_focus();
    }
    response
}

/// The parts of the window in their order: where each is, and what has the focus first in it.
type Regions = BTreeMap<usize, (Rect, Id)>;

fn regions_id() -> Id {
    Id::unique("regions of the window")
}

/// Names a part of the window, anew in every frame.
pub fn region(context: &Context, order: usize, place: Rect, entry: Id) {
    context.data_mut(|data| {
        data.get_temp_mut_or_default::<Regions>(regions_id()).insert(order, (place, entry));
    });
}

pub fn forget_regions(context: &Context) {
    context.data_mut(|data| data.remove::<Regions>(regions_id()));
}

/// The focus goes to the next part of the window, or to the one before.
pub fn go_to_region(context: &Context, backwards: bool) {
    let regions: Regions = context.data(|data| data.get_temp(regions_id())).unwrap_or_default();
    let focused = context.memory(egui::Memory::focused).and_then(|id| context.read_response(id));
    let here = focused.and_then(|focused| {
        regions.iter().find(|(_, (place, _))| place.contains(focused.rect.center())).map(|(order, _)| *order)
    });
    let next = match (here, backwards) {
        (Some(here), false) => regions.range(here + 1..).next(),
        (Some(here), true) => regions.range(..here).next_back(),
        (None, _) => None,
    };
    let ends = if backwards { regions.iter().next_back() } else { regions.iter().next() };
    if let Some((_, (_, entry))) = next.or(ends) {
        context.memory_mut(|memory| memory.request_focus(*entry));
    }
}

/// To be called at the end of what scrolls: what has just got the focus comes into sight.
pub fn keep_focus_in_sight(ui: &Ui) {
    let focused = ui.memory(egui::Memory::focused);
    let id = ui.scope_id().with("focus seen");
    let seen: Option<Id> = ui.data(|data| data.get_temp(id)).flatten();
    if focused == seen {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, focused));
    let Some(place) = focused.and_then(|id| ui.ctx().read_response(id)).map(|response| response.rect) else { return };
    let sight = ui.clip_rect();
    let is_here = ui.min_rect().contains(place.center()) && sight.x_range().contains(place.center().x);
    if is_here && !(sight.y_range().contains(place.top()) && sight.y_range().contains(place.bottom())) {
        ui.scroll_to_rect_animation(place.expand(6.0), None, egui::style::ScrollAnimation::none());
    }
}

/// A long page scrolls by the arrows, a page up and down, and to both ends.
pub fn scroll_page(ui: &Ui, height: f32) {
    if ui.ctx().text_edit_focused() || Popup::is_any_open(ui.ctx()) {
        return;
    }
    let page = (height - 30.0).max(40.0);
    let steps = [
        (Key::ArrowDown, 44.0),
        (Key::ArrowUp, -44.0),
        (Key::PageDown, page),
        (Key::PageUp, -page),
        (Key::Home, -100_000.0),
        (Key::End, 100_000.0),
    ];
    let mut down = 0.0;
    for (key, step) in steps {
        #[expect(clippy::cast_precision_loss, reason = "presses of a key")]
        let times = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) as f32;
        down += times * step;
    }
    if down != 0.0 {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        ui.scroll_with_delta(Vec2::new(0.0, -down));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_find_the_nearest_place_in_their_direction() {
        let place = |x: f32, y: f32| Rect::from_center_size(Pos2::new(x, y), Vec2::splat(10.0));
        let stops: Vec<(Id, Rect)> = [(0.0, 0.0), (20.0, 0.0), (40.0, 2.0), (0.0, 20.0), (21.0, 20.0), (200.0, 90.0)]
            .into_iter()
            .enumerate()
            .map(|(index, (x, y))| (Id::unique(index), place(x, y)))
            .collect();
        for (from, direction, expected) in [
            (0, Vec2::new(1.0, 0.0), Some(1)),
            (1, Vec2::new(1.0, 0.0), Some(2)),
            (0, Vec2::new(0.0, 1.0), Some(3)),
            (3, Vec2::new(1.0, 0.0), Some(4)),
            (4, Vec2::new(0.0, -1.0), Some(1)),
            (4, Vec2::new(1.0, 0.0), Some(2)),
            (0, Vec2::new(-1.0, 0.0), None),
            (0, Vec2::new(0.0, -1.0), None),
            (5, Vec2::new(1.0, 0.0), None),
        ] {
            assert_eq!(next_in(&stops, from, direction), expected, "{from} {direction:?}");
        }
    }
}

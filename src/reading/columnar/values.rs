//! Prints the values of Arrow arrays, each as a CSV of the same table would have it.
//!
//! This file must never know where an array comes from. Start with [`printer`].

use super::super::spreadsheet::printed::{push_clock, push_day, push_float, push_instant, push_scaled};
use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type,
    DurationMicrosecondType, DurationMillisecondType, DurationNanosecondType, DurationSecondType, Float16Type,
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, Time32MillisecondType, Time32SecondType,
    Time64MicrosecondType, Time64NanosecondType, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, OffsetSizeTrait};
use arrow_schema::{DataType, TimeUnit};
use std::fmt::Write as _;

/// Longest text of a list or structure in one cell, in bytes. The message of the error names it.
pub const MAX_NESTED_BYTES: usize = 16 << 20;

/// Adds the text of a row; rows without a value are for the caller.
pub(super) type Printer<'a> = Box<dyn Fn(usize, &mut String) + 'a>;

fn of<'a, T: ArrowPrimitiveType>(
    array: &'a dyn Array,
    push: impl Fn(T::Native, &mut String) + 'a,
) -> Option<Printer<'a>> {
    let values = array.as_primitive_opt::<T>()?.values();
    Some(Box::new(move |row, text| {
        if let Some(value) = values.get(row) {
            push(*value, text);
        }
    }))
}

fn push<T: std::fmt::Display>(value: T, text: &mut String) {
    let _ = write!(text, "{value}");
}

fn push_single(value: f32, text: &mut String) {
    // A short fraction must stay one: 0.1 has many digits as a number of twice the size.
    if value.is_nan() || value.trunc().to_bits() == value.to_bits() || value.is_infinite() {
        push_float(f64::from(value), text);
    } else {
        push(value, text);
    }
}

/// What prints the values of an array; `None` for types that no cell can hold.
pub(super) fn printer(array: &dyn Array) -> Option<Printer<'_>> {
    match array.data_type() {
        DataType::Boolean => {
            let values = array.as_boolean_opt()?;
            Some(Box::new(move |row, text| text.push_str(if values.value(row) { "true" } else { "false" })))
        }
        DataType::Int8 => of::<Int8Type>(array, push),
        DataType::Int16 => of::<Int16Type>(array, push),
        DataType::Int32 => of::<Int32Type>(array, push),
        DataType::Int64 => of::<Int64Type>(array, push),
        DataType::UInt8 => of::<UInt8Type>(array, push),
        DataType::UInt16 => of::<UInt16Type>(array, push),
        DataType::UInt32 => of::<UInt32Type>(array, push),
        DataType::UInt64 => of::<UInt64Type>(array, push),
        DataType::Float16 => of::<Float16Type>(array, |value, text| push_single(value.to_f32(), text)),
        DataType::Float32 => of::<Float32Type>(array, push_single),
        DataType::Float64 => of::<Float64Type>(array, push_float),
        DataType::Decimal32(_, scale) => decimal::<Decimal32Type>(array, *scale),
        DataType::Decimal64(_, scale) => decimal::<Decimal64Type>(array, *scale),
        DataType::Decimal128(_, scale) => decimal::<Decimal128Type>(array, *scale),
        DataType::Decimal256(_, scale) => decimal::<Decimal256Type>(array, *scale),
        DataType::Date32 => of::<Date32Type>(array, |days, text| push_day(i64::from(days), text)),
        DataType::Date64 => of::<Date64Type>(array, |value, text| push_instant(value, 1000, 0, text)),
        DataType::Timestamp(unit, zone) => timestamp(array, *unit, zone.as_deref()),
        DataType::Time32(TimeUnit::Second) => of::<Time32SecondType>(array, |v, text| push_span(i64::from(v), 1, text)),
        DataType::Time32(_) => of::<Time32MillisecondType>(array, |v, text| push_span(i64::from(v), 1000, text)),
        DataType::Time64(TimeUnit::Microsecond) => {
            of::<Time64MicrosecondType>(array, |v, text| push_span(v, 1_000_000, text))
        }
        DataType::Time64(_) => of::<Time64NanosecondType>(array, push_clock),
        DataType::Duration(TimeUnit::Second) => of::<DurationSecondType>(array, |v, text| push_span(v, 1, text)),
        DataType::Duration(TimeUnit::Millisecond) => {
            of::<DurationMillisecondType>(array, |v, text| push_span(v, 1000, text))
        }
        DataType::Duration(TimeUnit::Microsecond) => {
            of::<DurationMicrosecondType>(array, |v, text| push_span(v, 1_000_000, text))
        }
        DataType::Duration(TimeUnit::Nanosecond) => of::<DurationNanosecondType>(array, push_clock),
        DataType::Utf8 => strings::<i32>(array),
        DataType::LargeUtf8 => strings::<i64>(array),
        DataType::Utf8View => {
            let values = array.as_string_view_opt()?;
            Some(Box::new(move |row, text| text.push_str(values.value(row))))
        }
        DataType::Binary => binary::<i32>(array),
        DataType::LargeBinary => binary::<i64>(array),
        DataType::BinaryView => {
            let values = array.as_binary_view_opt()?;
            Some(Box::new(move |row, text| push_bytes(values.value(row), text)))
        }
        DataType::FixedSizeBinary(_) => {
            let values = array.as_fixed_size_binary_opt()?;
            Some(Box::new(move |row, text| push_bytes(values.value(row), text)))
        }
        DataType::Null => Some(Box::new(|_, _| {})),
        DataType::Dictionary(..) => {
            let (rows, values) = entries(array)?;
            let print = printer(values)?;
            Some(Box::new(move |row, text| {
                if let Some(entry) = rows.get(row) {
                    print(*entry, text);
                }
            }))
        }
        DataType::List(_)
        | DataType::LargeList(_)
        | DataType::FixedSizeList(..)
        | DataType::Struct(_)
        | DataType::Map(..) => nested(array),
        _ => None,
    }
}

/// Which entry of its dictionary each row has, and the entries. Rows without a value have any entry.
pub(super) fn entries(array: &dyn Array) -> Option<(Vec<usize>, &dyn Array)> {
    let dictionary = array.as_any_dictionary_opt()?;
    let values = dictionary.values().as_ref();
    let rows = if values.is_empty() { vec![0; array.len()] } else { dictionary.normalized_keys() };
    Some((rows, values))
}

/// Whether a row has no value, in its dictionary or before.
pub(super) fn is_blank(array: &dyn Array, row: usize) -> bool {
    array.is_null(row) || matches!(array.data_type(), DataType::Null)
}

fn push_span(value: i64, units: i64, text: &mut String) {
    push_clock(value.saturating_mul(1_000_000_000 / units), text);
}

fn decimal<T>(array: &dyn Array, scale: i8) -> Option<Printer<'_>>
where
    T: ArrowPrimitiveType,
    T::Native: std::fmt::Display,
{
    of::<T>(array, move |value, text| push_scaled(&value.to_string(), scale, text))
}

fn strings<O: OffsetSizeTrait>(array: &dyn Array) -> Option<Printer<'_>> {
    let values = array.as_string_opt::<O>()?;
    Some(Box::new(move |row, text| text.push_str(values.value(row))))
}

fn binary<O: OffsetSizeTrait>(array: &dyn Array) -> Option<Printer<'_>> {
    let values = array.as_binary_opt::<O>()?;
    Some(Box::new(move |row, text| push_bytes(values.value(row), text)))
}

/// Bytes that are text as text, others as digits to the base of sixteen.
fn push_bytes(bytes: &[u8], text: &mut String) {
    match std::str::from_utf8(bytes) {
        Ok(letters) => text.push_str(letters),
        Err(_) => bytes.iter().for_each(|byte| {
            let _ = write!(text, "{byte:02x}");
        }),
    }
}

fn timestamp<'a>(array: &'a dyn Array, unit: TimeUnit, zone: Option<&str>) -> Option<Printer<'a>> {
    let zone = zone.map(clocks_of);
    let print = move |value: i64, units: i64, text: &mut String| {
        let offset = zone.as_ref().map_or(0, |zone| ahead_at(zone, value.div_euclid(units)));
        push_instant(value, units, offset, text);
    };
    match unit {
        TimeUnit::Second => of::<TimestampSecondType>(array, move |v, text| print(v, 1, text)),
        TimeUnit::Millisecond => of::<TimestampMillisecondType>(array, move |v, text| print(v, 1000, text)),
        TimeUnit::Microsecond => of::<TimestampMicrosecondType>(array, move |v, text| print(v, 1_000_000, text)),
        TimeUnit::Nanosecond => of::<TimestampNanosecondType>(array, move |v, text| print(v, 1_000_000_000, text)),
    }
}

/// The clocks of a zone, by its name or as "+02:00"; those of Greenwich where it is not known.
fn clocks_of(zone: &str) -> jiff::tz::TimeZone {
    fixed_offset(zone).or_else(|| jiff::tz::TimeZone::get(zone).ok()).unwrap_or(jiff::tz::TimeZone::UTC)
}

fn fixed_offset(zone: &str) -> Option<jiff::tz::TimeZone> {
    let (sign, rest) = match zone.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let digits: String = rest.chars().filter(|letter| *letter != ':').collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i32>().ok()? };
    let seconds = sign * (hours.parse::<i32>().ok()? * 3600 + minutes * 60);
    Some(jiff::tz::TimeZone::fixed(jiff::tz::Offset::from_seconds(seconds).ok()?))
}

fn ahead_at(zone: &jiff::tz::TimeZone, seconds: i64) -> i64 {
    let moment = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    i64::from(zone.to_offset(moment).seconds())
}

/// Lists and structures as JSON without spaces.
fn nested(array: &dyn Array) -> Option<Printer<'_>> {
    match array.data_type() {
        DataType::List(_) => list::<i32>(array),
        DataType::LargeList(_) => list::<i64>(array),
        DataType::FixedSizeList(..) => {
            let lists = array.as_fixed_size_list_opt()?;
            let item = json(lists.values().as_ref())?;
            let length = usize::try_from(lists.value_length()).ok()?;
            Some(Box::new(move |row, text| push_items(row * length..(row + 1) * length, &item, text)))
        }
        DataType::Map(..) => {
            let maps = array.as_map_opt()?;
            let (keys, values) = (printer(maps.keys().as_ref())?, json(maps.values().as_ref())?);
            Some(Box::new(move |row, text| {
                let offsets = maps.value_offsets();
                let at = |index: usize| offsets.get(index).and_then(|end| usize::try_from(*end).ok()).unwrap_or(0);
                push_members(at(row)..at(row + 1), text, |entry, text| {
                    let mut key = String::new();
                    keys(entry, &mut key);
                    push_quoted(&key, text);
                    text.push(':');
                    values(entry, text);
                });
            }))
        }
        _ => {
            let structure = array.as_struct_opt()?;
            let fields: Option<Vec<(String, Printer<'_>)>> = structure
                .fields()
                .iter()
                .zip(structure.columns())
                .map(|(field, column)| Some((field.name().clone(), json(column.as_ref())?)))
                .collect();
            let fields = fields?;
            Some(Box::new(move |row, text| {
                push_members(0..fields.len(), text, |index, text| {
                    if let Some((name, value)) = fields.get(index) {
                        push_quoted(name, text);
                        text.push(':');
                        value(row, text);
                    }
                });
            }))
        }
    }
}

fn list<O: OffsetSizeTrait>(array: &dyn Array) -> Option<Printer<'_>> {
    let lists = array.as_list_opt::<O>()?;
    let item = json(lists.values().as_ref())?;
    Some(Box::new(move |row, text| {
        let at = |index: usize| lists.value_offsets().get(index).map_or(0, |offset| offset.as_usize());
        push_items(at(row)..at(row + 1), &item, text);
    }))
}

fn push_items(range: std::ops::Range<usize>, item: &Printer<'_>, text: &mut String) {
    let start = range.start;
    text.push('[');
    for index in range {
        // What is too long is refused by whoever asked for it.
        if text.len() > MAX_NESTED_BYTES {
            return;
        }
        if index > start {
            text.push(',');
        }
        item(index, text);
    }
    text.push(']');
}

fn push_members(range: std::ops::Range<usize>, text: &mut String, member: impl Fn(usize, &mut String)) {
    let start = range.start;
    text.push('{');
    for index in range {
        if text.len() > MAX_NESTED_BYTES {
            return;
        }
        if index > start {
            text.push(',');
        }
        member(index, text);
    }
    text.push('}');
}

fn push_quoted(plain: &str, text: &mut String) {
    text.push_str(&serde_json::to_string(plain).unwrap_or_default());
}

/// A value as JSON: numbers and truth as they are, the rest between quotes.
fn json(array: &dyn Array) -> Option<Printer<'_>> {
    let data_type = array.data_type();
    let print = printer(array)?;
    let is_bare = data_type.is_numeric() || data_type.is_nested() || matches!(data_type, DataType::Boolean);
    Some(Box::new(move |row, text| {
        if is_blank(array, row) {
            text.push_str("null");
        } else if is_bare {
            let start = text.len();
            print(row, text);
            if text.len() == start {
                text.push_str("null");
            }
        } else {
            let mut plain = String::new();
            print(row, &mut plain);
            push_quoted(&plain, text);
        }
    }))
}

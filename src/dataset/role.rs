//! What a column is in this field: four different roles of a country, several of time, the keys and the counts.
//! Never one for another: a table by citizenship is not a table by destination.

use serde::{Deserialize, Serialize};

/// The part that a column plays. A data set has at most one column of each role, except for [`Role::None`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Country or place to which people were taken.
    Destination,
    /// Country or place from which they were taken.
    Origin,
    /// Country of which they are citizens.
    Citizenship,
    /// State or body that was paid: it can be either end of a journey, or neither.
    Payee,
    /// Day of the event.
    Date,
    Month,
    /// Calendar year.
    Year,
    /// US fiscal year: 1 October of the year before to 30 September.
    FiscalYear,
    /// First day of the span of a published figure.
    PeriodStart,
    /// Last day of the span of a published figure.
    PeriodEnd,
    /// Identifier of an operation, mission or flight: distinct values are counted, never rows.
    FlightKey,
    /// A count of flights.
    Flights,
    /// A count of people.
    People,
    /// An amount of money.
    Cost,
    /// Type of flight or operation.
    Category,
    /// What a published figure counts; figures of different series are never mixed.
    Series,
    /// Whether a published figure is for a country, a region, or all.
    Level,
    /// Who counted.
    Publisher,
    /// Where it was printed.
    Source,
    /// Which edition of a table the row is from: editions say the same things again and are never added.
    Edition,
    Note,
    #[default]
    None,
}

impl Role {
    pub const ALL: [Self; 22] = [
        Self::Destination,
        Self::Origin,
        Self::Citizenship,
        Self::Payee,
        Self::Date,
        Self::Month,
        Self::Year,
        Self::FiscalYear,
        Self::PeriodStart,
        Self::PeriodEnd,
        Self::FlightKey,
        Self::Flights,
        Self::People,
        Self::Cost,
        Self::Category,
        Self::Series,
        Self::Level,
        Self::Publisher,
        Self::Source,
        Self::Edition,
        Self::Note,
        Self::None,
    ];

    /// The identifier in files and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Destination => "destination",
            Self::Origin => "origin",
            Self::Citizenship => "citizenship",
            Self::Payee => "payee",
            Self::Date => "date",
            Self::Month => "month",
            Self::Year => "year",
            Self::FiscalYear => "fiscal_year",
            Self::PeriodStart => "period_start",
            Self::PeriodEnd => "period_end",
            Self::FlightKey => "flight_key",
            Self::Flights => "flights",
            Self::People => "people",
            Self::Cost => "cost",
            Self::Category => "category",
            Self::Series => "series",
            Self::Level => "level",
            Self::Publisher => "publisher",
            Self::Source => "source",
            Self::Edition => "edition",
            Self::Note => "note",
            Self::None => "none",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    pub fn is_country(self) -> bool {
        matches!(self, Self::Destination | Self::Origin | Self::Citizenship | Self::Payee)
    }

    pub fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Month | Self::Year | Self::FiscalYear | Self::PeriodStart | Self::PeriodEnd)
    }

    pub fn is_number(self) -> bool {
        matches!(self, Self::Flights | Self::People | Self::Cost)
    }
}

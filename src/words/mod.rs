//! Every sentence that a person can see: fixed labels, and one function for each sentence with parts that vary.
//!
//! Nothing here knows data, charts or windows. A language is one file: its name, marks of numbers, names of
//! countries, labels and sentences. For another one, write its file and name it in [`Language`], [`Language::ALL`] and
//! [`words`]; the compiler lists what it lacks, and nothing outside this folder changes. Start with [`Words`], then `english.rs`.

mod english;
mod spanish;

use serde::{Deserialize, Serialize};

/// The languages of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    #[default]
    English,
    Spanish,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// ISO 639-1.
    pub fn code(self) -> &'static str {
        words(self).code
    }

    /// From a code or a locale such as `es-MX` or `es_ES.UTF-8`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| {
            code.split(['-', '_', '.']).next().is_some_and(|first| first.eq_ignore_ascii_case(language.code()))
        })
    }

    /// What the language calls itself.
    pub fn own_name(self) -> &'static str {
        words(self).own_name
    }
}

/// The words of one language.
#[derive(Clone)]
pub struct Words {
    pub language: Language,
    /// ISO 639-1.
    pub code: &'static str,
    /// What the language calls itself.
    pub own_name: &'static str,
    pub numbers: NumberMarks,
    pub countries: CountryNames,
    pub labels: &'static Labels,
    pub say: &'static dyn Sentences,
    /// Names that a person wants to read otherwise, each with what it becomes.
    pub own_names: Vec<(String, String)>,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberMarks {
    /// Between groups of three digits.
    pub group: char,
    pub decimal: char,
}

/// Where the names of countries come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryNames {
    /// The table of countries has them.
    English,
    Spanish,
    /// By ISO 3166-1 alpha-3 code; a country that is not listed is called by its English name.
    Listed(&'static [(&'static str, &'static str)]),
}

pub fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &english::WORDS,
        Language::Spanish => &spanish::WORDS,
    }
}

/// Texts without parts that vary. The names say where they stand; English is in `english.rs`.
#[derive(Debug)]
pub struct Labels {
    pub flights: &'static str,
    pub people: &'static str,
    pub rows_unit: &'static str,
    pub people_per_flight: &'static str,
    pub value: &'static str,
    pub rank: &'static str,
    pub share: &'static str,
    pub rows: &'static str,
    pub rows_without_value: &'static str,
    pub rests_on: &'static str,
    pub few_cases: &'static str,
    pub few_cases_mark: &'static str,
    pub source: &'static str,
    pub note: &'static str,
    pub new: &'static str,
    pub total: &'static str,
    pub destination: &'static str,
    pub destinations: &'static str,
    pub origin: &'static str,
    pub origins: &'static str,
    pub citizenship: &'static str,
    pub citizenships: &'static str,
    pub category: &'static str,
    pub categories: &'static str,
    pub year: &'static str,
    pub years: &'static str,
    pub fiscal_year: &'static str,
    pub fiscal_years: &'static str,
    pub quarter: &'static str,
    pub quarters: &'static str,
    pub month: &'static str,
    pub months: &'static str,
    pub day: &'static str,
    pub days: &'static str,
    pub values: &'static str,
    pub not_reported: &'static str,
    pub not_covered_label: &'static str,
    pub redacted: &'static str,
    pub suppressed: &'static str,
    pub not_published: &'static str,
    pub no_base: &'static str,
    pub all_years: &'static str,
    pub no_country_column: &'static str,
    pub ask_for_fiscal_year: &'static str,
    pub ask_for_longer: &'static str,
    pub remove_a_filter: &'static str,
    pub choose_another_period: &'static str,
    pub note_at_least: &'static str,
    pub note_published: &'static str,
    pub note_no_published_total: &'static str,
    pub note_few_cases: &'static str,
    pub note_no_change: &'static str,
    pub error_absent: &'static str,
    pub error_no_permission: &'static str,
    pub error_folder: &'static str,
    pub error_not_a_file: &'static str,
    pub error_empty: &'static str,
    pub error_binary: &'static str,
    pub error_figure_not_data: &'static str,
    pub error_view_not_data: &'static str,
    pub error_header_only: &'static str,
    pub error_no_header: &'static str,
    pub error_out_of_memory: &'static str,
    pub error_cancelled: &'static str,
    pub error_reader_failed: &'static str,
    pub issue_short_row: &'static str,
    pub issue_duplicate_row: &'static str,
    pub role_hint: &'static str,
    pub role_date: &'static str,
    pub role_period_start: &'static str,
    pub role_period_end: &'static str,
    pub role_flight_key: &'static str,
    pub role_cost: &'static str,
    pub role_series: &'static str,
    pub role_level: &'static str,
    pub role_publisher: &'static str,
    pub role_source: &'static str,
    pub role_note: &'static str,
    pub role_none: &'static str,
    pub role_declared: &'static str,
    pub role_chosen: &'static str,
    pub role_by_content: &'static str,
    pub save_exists: &'static str,
    pub save_no_folder: &'static str,
    pub save_no_permission: &'static str,
    pub save_disk_full: &'static str,
    pub save_is_folder: &'static str,
    pub save_bad_name: &'static str,
    pub save_unknown_format: &'static str,
    pub figure_not_drawn: &'static str,
    pub recipe_absent: &'static str,
    pub recipe_too_large: &'static str,
    pub recipe_newer: &'static str,
    pub app_name: &'static str,
    pub menu_file: &'static str,
    pub menu_edit: &'static str,
    pub menu_view: &'static str,
    pub menu_help: &'static str,
    pub open: &'static str,
    pub open_hint: &'static str,
    pub open_sample: &'static str,
    pub open_recent: &'static str,
    pub no_recent: &'static str,
    pub clear_recent: &'static str,
    pub export: &'static str,
    pub export_hint: &'static str,
    pub quit: &'static str,
    pub undo: &'static str,
    pub redo: &'static str,
    pub undo_hint: &'static str,
    pub redo_hint: &'static str,
    pub reset_view: &'static str,
    pub reset_view_hint: &'static str,
    pub clear_selection: &'static str,
    pub clear_selection_hint: &'static str,
    pub clear_filters: &'static str,
    pub clear_filters_hint: &'static str,
    pub filter_selection: &'static str,
    pub filter_selection_hint: &'static str,
    pub show_all_years: &'static str,
    pub play: &'static str,
    pub pause: &'static str,
    pub play_hint: &'static str,
    pub previous_year: &'static str,
    pub next_year: &'static str,
    pub first_year: &'static str,
    pub last_year: &'static str,
    pub theme: &'static str,
    pub theme_system: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub language: &'static str,
    pub next_region: &'static str,
    pub next_region_hint: &'static str,
    pub toggle_panel: &'static str,
    pub toggle_panel_hint: &'static str,
    pub shortcuts: &'static str,
    pub shortcuts_hint: &'static str,
    pub about: &'static str,
    pub about_hint: &'static str,
    pub close: &'static str,
    pub cancel: &'static str,
    pub save: &'static str,
    pub browse: &'static str,
    pub replace: &'static str,
    pub measure: &'static str,
    pub mode_year: &'static str,
    pub mode_range: &'static str,
    pub mode_all: &'static str,
    pub period: &'static str,
    pub published_periods: &'static str,
    pub speed: &'static str,
    pub sort_by: &'static str,
    pub sort_value: &'static str,
    pub sort_name: &'static str,
    pub sort_change: &'static str,
    /// In a comparison: gains and losses together, by their size; or the largest gain first and the largest loss last.
    pub sort_size_of_change: &'static str,
    pub sort_gains_first: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub type_heading: &'static str,
    pub citizenship_heading: &'static str,
    pub search: &'static str,
    pub nothing_found: &'static str,
    pub show_fewer: &'static str,
    pub opening: &'static str,
    pub drop_here: &'static str,
    pub view_restored: &'static str,
    pub no_problems: &'static str,
    pub no_dialog: &'static str,
    pub path: &'static str,
    pub open_button: &'static str,
    pub copy: &'static str,
    pub dismiss: &'static str,
    pub coverage: &'static str,
    pub coverage_guessed: &'static str,
    pub publisher: &'static str,
    pub licence: &'static str,
    pub address: &'static str,
    pub retrieved: &'static str,
    pub fingerprint: &'static str,
    pub notes_heading: &'static str,
    pub columns_heading: &'static str,
    pub issues_heading: &'static str,
    pub rows_heading: &'static str,
    pub measures_heading: &'static str,
    pub format: &'static str,
    pub size: &'static str,
    pub size_slide: &'static str,
    pub size_half: &'static str,
    pub size_four_three: &'static str,
    pub size_article: &'static str,
    pub size_square: &'static str,
    pub size_wide: &'static str,
    pub size_own: &'static str,
    pub width: &'static str,
    pub height: &'static str,
    pub scale: &'static str,
    pub title: &'static str,
    pub subtitle: &'static str,
    pub generated: &'static str,
    pub typed: &'static str,
    pub back_to_generated: &'static str,
    pub preview: &'static str,
    pub folder: &'static str,
    pub file_name: &'static str,
    pub partly_covered: &'static str,
    pub change: &'static str,
    pub tip_click: &'static str,
    pub definition: &'static str,
    pub first_open_title: &'static str,
    pub text_size: &'static str,
    pub smaller_text: &'static str,
    pub larger_text: &'static str,
    pub larger_text_hint: &'static str,
    pub smaller_text_hint: &'static str,
    pub normal_text: &'static str,
    pub drag_to_open: &'static str,
    pub no_display: &'static str,
    pub silent_display: &'static str,
    pub no_renderer: &'static str,
    pub usage: &'static str,
    pub error_mapping_not_data: &'static str,
    pub error_not_utf8: &'static str,
    pub error_changed: &'static str,
    pub issue_unclosed_quote: &'static str,
    pub issue_same_rows_elsewhere: &'static str,
    pub role_by_fiscal_year: &'static str,
    pub reason_above_header: &'static str,
    pub reason_blank_row: &'static str,
    pub reason_repeated_header: &'static str,
    pub reason_sum_row: &'static str,
    pub reason_remark_row: &'static str,
    pub reason_duplicate_row: &'static str,
    pub step_repeated_headers: &'static str,
    pub step_sums: &'static str,
    pub step_remarks: &'static str,
    pub step_duplicates: &'static str,
    pub step_fill_down: &'static str,
    pub step_joint_places: &'static str,
    pub step_missing_marks: &'static str,
    pub step_accounting_zero: &'static str,
    pub step_look_up_category: &'static str,
    pub import_settings: &'static str,
    pub import_settings_hint: &'static str,
    pub import_title: &'static str,
    pub import_intro: &'static str,
    pub sheet: &'static str,
    pub all_sheets: &'static str,
    pub header_row: &'static str,
    pub no_header: &'static str,
    pub delimiter: &'static str,
    pub delimiter_comma: &'static str,
    pub delimiter_semicolon: &'static str,
    pub delimiter_tab: &'static str,
    pub delimiter_pipe: &'static str,
    pub encoding: &'static str,
    pub decimal_mark: &'static str,
    pub decimal_point: &'static str,
    pub decimal_comma: &'static str,
    pub date_order: &'static str,
    pub order_dmy: &'static str,
    pub order_mdy: &'static str,
    pub order_ymd: &'static str,
    pub guessed: &'static str,
    pub missing_marks: &'static str,
    pub missing_marks_hint: &'static str,
    pub add_mark: &'static str,
    pub is_a_value: &'static str,
    pub steps_heading: &'static str,
    pub remember_mapping: &'static str,
    pub merges_heading: &'static str,
    pub merge_with: &'static str,
    pub keep_as_is: &'static str,
    pub suggestion: &'static str,
    pub question_open: &'static str,
    pub apply_import: &'static str,
    pub ledger: &'static str,
    pub ledger_hint: &'static str,
    pub ledger_title: &'static str,
    pub ledger_used: &'static str,
    pub ledger_save: &'static str,
    pub ledger_flagged: &'static str,
    pub ledger_left_out: &'static str,
    pub file_label: &'static str,
    pub row_label: &'static str,
    pub cells_label: &'static str,
    pub reload: &'static str,
    pub reload_hint: &'static str,
    pub file_changed: &'static str,
    pub mapping_remembered: &'static str,
    pub forget_mapping: &'static str,
    pub save_mapping: &'static str,
    pub open_together: &'static str,
    pub preview_waits: &'static str,
    pub look_up_heading: &'static str,
    pub look_up_key: &'static str,
    pub look_up_in: &'static str,
    pub look_up_column: &'static str,
    pub look_up_add: &'static str,
    pub remove: &'static str,
    pub mapping_file: &'static str,
    pub week: &'static str,
    pub weeks: &'static str,
    pub no_time: &'static str,
    pub no_time_helps: &'static str,
    pub years_only: &'static str,
    pub years_only_helps: &'static str,
    pub chart_bars: &'static str,
    pub chart_timeline: &'static str,
    pub chart_map: &'static str,
    pub chart_sankey: &'static str,
    pub chart_matrix: &'static str,
    pub chart_multiples: &'static str,
    pub chart_compare: &'static str,
    pub chart_table: &'static str,
    pub copy_value: &'static str,
    pub copy_numbers: &'static str,
    pub source_changes: &'static str,
    pub without_filters: &'static str,
    pub all_others: &'static str,
    pub note_own_axes: &'static str,
    pub note_no_parts: &'static str,
    pub note_ratio_no_shares: &'static str,
    pub note_negative_parts: &'static str,
    pub note_no_trailing: &'static str,
    pub note_no_grouped: &'static str,
    pub note_negative_cells: &'static str,
    pub group_by: &'static str,
    pub split_by: &'static str,
    pub no_split: &'static str,
    pub third_column: &'static str,
    pub time_unit: &'static str,
    pub chart_kind: &'static str,
    pub style_columns: &'static str,
    pub style_grouped: &'static str,
    pub style_lines: &'static str,
    pub style_arcs: &'static str,
    pub style_shades: &'static str,
    pub style_dumbbells: &'static str,
    pub style_slopes: &'static str,
    pub style_by_total: &'static str,
    pub style_clustered: &'static str,
    pub style_numbers: &'static str,
    pub style_rows: &'static str,
    pub show_shares: &'static str,
    pub top_of_any: &'static str,
    pub top_of_each: &'static str,
    pub own_axes: &'static str,
    pub same_months: &'static str,
    pub whole_years: &'static str,
    pub covered_so_far: &'static str,
    pub compare_with: &'static str,
    pub period_before: &'static str,
    pub make_large: &'static str,
    pub remove_view: &'static str,
    pub add_view: &'static str,
    pub layout_one: &'static str,
    pub layout_beside: &'static str,
    pub layout_grid: &'static str,
    pub calendar_year: &'static str,
    pub session_other_data: &'static str,
    pub save_workspace: &'static str,
    pub save_workspace_hint: &'static str,
    pub save_workspace_as: &'static str,
    pub save_workspace_as_hint: &'static str,
    pub workspace_file: &'static str,
    pub palette: &'static str,
    pub palette_hint: &'static str,
    pub palette_prompt: &'static str,
    pub named_views: &'static str,
    pub named_views_hint: &'static str,
    pub name_view: &'static str,
    pub name_view_hint: &'static str,
    pub view_named: &'static str,
    pub no_named_views: &'static str,
    pub show_view: &'static str,
    pub rename: &'static str,
    pub move_up: &'static str,
    pub move_down: &'static str,
    pub kind_country: &'static str,
    pub kind_command: &'static str,
    pub kind_view: &'static str,
    pub kind_chart: &'static str,
    pub kind_grouping: &'static str,
    pub kind_measure: &'static str,
    pub kind_sample: &'static str,
    pub kind_recent: &'static str,
    pub kind_year: &'static str,
    pub palette_enter: &'static str,
    pub dense_layout: &'static str,
    pub reduced_motion: &'static str,
    pub lesson_select: &'static str,
    pub lesson_time: &'static str,
    pub lesson_filter: &'static str,
    pub lesson_undo: &'static str,
    pub lesson_find: &'static str,
    pub lesson_skip: &'static str,
    pub note_pale: &'static str,
    pub copy_row: &'static str,
    pub copy_chart: &'static str,
    pub chart_copied: &'static str,
    pub lint_no_source: &'static str,
    pub lint_dead_margins: &'static str,
    pub lint_no_headline: &'static str,
    pub arcs_widen: &'static str,
    pub no_number: &'static str,
    pub no_bands: &'static str,
    pub no_bands_helps: &'static str,
    pub others_short: &'static str,
    pub joint_short: &'static str,
    pub codes_note: &'static str,
    pub zero_sign: &'static str,
    pub third_country_sign: &'static str,
    pub edition: &'static str,
    pub editions: &'static str,
    pub revised: &'static str,
    pub unchanged: &'static str,
    pub no_comparison: &'static str,
    pub no_comparison_helps: &'static str,
    pub no_two_groups: &'static str,
    pub compared_with: &'static str,
    pub by_size_of_change: &'static str,
    pub printed_as: &'static str,
    pub largest_part: &'static str,
    pub dumbbells: &'static str,
    pub slopes: &'static str,
    pub revision: &'static str,
    pub together_heading: &'static str,
    pub percent_column: &'static str,
    pub difference: &'static str,
    pub show_rows: &'static str,
    pub table_numbers: &'static str,
    pub table_rows: &'static str,
    pub copy_rows: &'static str,
    pub copy_all: &'static str,
    pub copy_cell: &'static str,
    pub hide_column: &'static str,
    pub show_columns: &'static str,
    pub sort_ascending: &'static str,
    pub sort_descending: &'static str,
    pub as_it_was: &'static str,
    pub search_rows: &'static str,
    pub finding_rows: &'static str,
    pub row_number: &'static str,
    pub as_editions: &'static str,
    pub as_editions_hint: &'static str,
    pub opened_together: &'static str,
    pub opened_as_editions: &'static str,
    pub workspace_other_data: &'static str,
    pub payee: &'static str,
    pub payees: &'static str,
    pub paid_to: &'static str,
    pub definition_changes: &'static str,
    pub gallery_o1: &'static str,
    pub gallery_o1_about: &'static str,
    pub gallery_c4: &'static str,
    pub gallery_c4_about: &'static str,
    pub gallery_c5: &'static str,
    pub gallery_c5_about: &'static str,
    pub gallery_c8: &'static str,
    pub gallery_c8_about: &'static str,
    pub gallery_s3: &'static str,
    pub gallery_s3_about: &'static str,
    pub gallery_s1: &'static str,
    pub gallery_s1_about: &'static str,
    pub gallery_s2: &'static str,
    pub gallery_s2_about: &'static str,
    pub gallery_s4: &'static str,
    pub gallery_s4_about: &'static str,
    pub gallery_s4_operations: &'static str,
    pub gallery_s4_operations_about: &'static str,
    pub gallery_o2: &'static str,
    pub gallery_o2_about: &'static str,
    pub gallery_c2: &'static str,
    pub gallery_c2_about: &'static str,
    pub gallery_c3: &'static str,
    pub gallery_c3_about: &'static str,
    pub gallery_c6: &'static str,
    pub gallery_c6_about: &'static str,
    pub gallery_c9: &'static str,
    pub gallery_c9_about: &'static str,
    pub gallery_u3: &'static str,
    pub gallery_u3_about: &'static str,
    pub gallery_u4: &'static str,
    pub gallery_u4_about: &'static str,
    pub gallery_u5: &'static str,
    pub gallery_u5_about: &'static str,
    pub gallery_u6: &'static str,
    pub gallery_u6_about: &'static str,
    pub gallery_u7: &'static str,
    pub gallery_u7_about: &'static str,
    pub gallery_u8: &'static str,
    pub gallery_u8_about: &'static str,
    pub gallery_s0: &'static str,
    pub gallery_s0_about: &'static str,
    pub gallery_u1: &'static str,
    pub gallery_u1_about: &'static str,
    pub gallery_u2: &'static str,
    pub gallery_u2_about: &'static str,
    pub gallery_c17: &'static str,
    pub gallery_c17_about: &'static str,
    pub gallery_change: &'static str,
    pub gallery_change_about: &'static str,
    pub gallery_c11: &'static str,
    pub gallery_c11_about: &'static str,
    pub gallery_c12: &'static str,
    pub gallery_c12_about: &'static str,
    pub gallery: &'static str,
    pub gallery_hint: &'static str,
    pub gallery_explanation: &'static str,
    pub gallery_ranks: &'static str,
    pub gallery_since: &'static str,
    pub gallery_from_to: &'static str,
    pub gallery_against: &'static str,
    pub kind_gallery: &'static str,
    pub recipe_attached: &'static str,
    pub column_code: &'static str,
    pub column_published: &'static str,
    pub column_missing: &'static str,
    pub column_previous: &'static str,
    pub published_values_differ: &'static str,
    pub sheet_numbers: &'static str,
    pub sheet_about: &'static str,
    pub alternative: &'static str,
    pub recipe: &'static str,
    pub filters: &'static str,
    pub no_filters: &'static str,
    pub data_set: &'static str,
    pub made_with: &'static str,
    pub open_again: &'static str,
    pub open_again_how: &'static str,
    pub chart_frame: &'static str,
    pub format_svg: &'static str,
    pub format_png: &'static str,
    pub format_pdf: &'static str,
    pub format_pptx: &'static str,
    pub format_xlsx: &'static str,
    pub format_csv: &'static str,
    pub format_gif: &'static str,
    pub format_apng: &'static str,
    pub note_own_scale_each: &'static str,
    pub pack_cancelled: &'static str,
    pub pack_no_views: &'static str,
    pub view_is_workspace: &'static str,
    pub verify_same: &'static str,
    pub verify_same_other_edition: &'static str,
    pub verify_no_numbers: &'static str,
    pub verify_total: &'static str,
    pub verify_gone: &'static str,
    pub verify_new: &'static str,
    pub verify_is_workspace: &'static str,
    pub kind_exported: &'static str,
    pub carries_recipe: &'static str,
    pub export_all: &'static str,
    pub export_all_hint: &'static str,
    pub export_all_button: &'static str,
    pub pack_folder: &'static str,
    pub pack_deck: &'static str,
    pub pack_report: &'static str,
    pub pack_folder_hint: &'static str,
    pub pack_folders_hint: &'static str,
    pub pack_deck_hint: &'static str,
    pub pack_report_hint: &'static str,
    pub pack_languages_hint: &'static str,
    pub pack_place: &'static str,
    pub pack_replaces: &'static str,
    pub stop: &'static str,
    pub overall: &'static str,
    pub not_in_the_data: &'static str,
    pub note_no_shares: &'static str,
    pub note_no_top_each: &'static str,
    pub note_third_country_not_counted: &'static str,
    pub outside_filter: &'static str,
    pub size_a4_column: &'static str,
    pub size_a4_page: &'static str,
    pub size_letter_column: &'static str,
    pub text_size_of_figure: &'static str,
    pub centimetres: &'static str,
    pub transparent_ground: &'static str,
    pub lint_clean: &'static str,
    pub fix_fewer: &'static str,
    pub fix_larger: &'static str,
    pub fix_texts: &'static str,
    pub chart_search_terms: &'static str,
    /// Other words for commands: the name of the action, a colon, words; with a bar between them.
    pub command_search_terms: &'static str,
    pub compare_periods: &'static str,
    pub compare_groups: &'static str,
    pub swap_sides: &'static str,
    pub show_chart_hint: &'static str,
    pub filter_by_this: &'static str,
    pub pack_panels: &'static str,
    pub pack_panels_hint: &'static str,
    pub credit: &'static str,
    pub alternative_text: &'static str,
    pub logo: &'static str,
    pub palette_of_figure: &'static str,
    pub palette_blue: &'static str,
    pub palette_teal: &'static str,
    pub palette_plum: &'static str,
    pub palette_grey: &'static str,
    pub palette_house: &'static str,
    pub seen_as: &'static str,
    pub seen_usual: &'static str,
    pub seen_no_red: &'static str,
    pub seen_no_green: &'static str,
    pub seen_no_blue: &'static str,
    pub seen_grey: &'static str,
    pub ground_white: &'static str,
    pub ground_dark: &'static str,
    pub house_style: &'static str,
    pub house_none: &'static str,
    pub house_open: &'static str,
    pub house_start: &'static str,
    pub house_remove: &'static str,
    pub letters_as_outlines: &'static str,
    pub house_file: &'static str,
    pub house_file_name: &'static str,
    pub error_style_not_data: &'static str,
    pub texts: &'static str,
    pub chart_labels: &'static str,
    pub legend: &'static str,
    pub remark: &'static str,
    pub column_dates: &'static str,
    pub grouping_of_end: &'static str,
    pub column_from: &'static str,
    pub column_to: &'static str,
    pub way: &'static str,
    pub other_end: &'static str,
    pub sheet_groups: &'static str,
    pub style_rankings: &'static str,
    pub other_columns: &'static str,
    pub list_column: &'static str,
    pub unlist_column: &'static str,
    pub same_twice: &'static str,
}

/// Sentences with parts that vary. Numbers arrive as they are to be printed.
pub trait Sentences: Sync {
    fn month(&self, month: usize) -> &'static str;
    fn month_year(&self, month: &str, year: i32) -> String;
    fn date(&self, year: i32, month: &str, day: i32) -> String;
    fn range(&self, first: &str, last: &str) -> String;
    fn fiscal_year(&self, year: i16) -> String;
    fn percent(&self, number: &str) -> String;
    fn count_flights(&self, number: &str, is_one: bool) -> String;
    fn count_people(&self, number: &str, is_one: bool) -> String;
    fn count_rows(&self, number: &str, is_one: bool) -> String;
    fn count_money(&self, number: &str, currency: &str) -> String;
    fn count_people_per_flight(&self, number: &str) -> String;
    fn either(&self, numbers: &[String]) -> String;
    fn measure_by(&self, measure: &str, one: &str) -> String;
    fn sum_of(&self, column: &str) -> String;
    fn distinct_of(&self, column: &str) -> String;
    fn change_from(&self, period: &str) -> String;
    fn rank_of(&self, rank: usize, of: usize) -> String;
    fn others(&self, count: usize) -> String;
    fn and_more(&self, count: usize) -> String;
    fn spoken_bar(&self, label: &str, counted: &str, rank: usize, of: usize) -> String;
    fn ranks(&self, label: &str, place: (usize, usize, bool), counted: &str, period: &str) -> String;
    fn has_in(&self, label: &str, counted: &str, period: &str) -> String;
    fn several_in(&self, listed: &str, unit: &str, period: &str) -> String;
    fn highest(&self, label: &str, counted: &str, place: (usize, bool), many: &str) -> String;
    fn change_in_brackets(&self, period: &str) -> String;
    fn nothing_published(&self, period: &str) -> String;
    fn published_for(&self, periods: &str) -> String;
    fn problems_found(&self, count: usize) -> String;
    fn view_of_other_data(&self, title: &str, fingerprint: &str) -> String;
    fn only_a_total(&self, total: &str, period: &str) -> String;
    fn not_split(&self, many: &str) -> String;
    fn note_last_periods(&self, shown: usize, of: usize, many: &str) -> String;
    fn total_in(&self, counted: &str, period: &str) -> String;
    fn bar_chart_of(&self, subtitle: &str) -> String;
    fn not_covered(&self, period: &str) -> String;
    fn source_covers(&self, period: &str) -> String;
    /// Of a comparison: so many groups have a number on one side only.
    fn note_one_sided(&self, count: usize, many: &str) -> String;
    fn no_such_column(&self, name: &str) -> String;
    fn columns_are(&self, list: &str) -> String;
    fn no_such_measure(&self, name: &str) -> String;
    fn measures_are(&self, list: &str) -> String;
    fn no_rows_because_of(&self, filters: &str) -> String;
    fn no_rows_in(&self, period: &str) -> String;
    fn rows_longer_than_period(&self, rows: usize, period: &str) -> String;
    fn note_shows(&self, shown: usize, of: usize, many: &str) -> String;
    fn note_at_zero(&self, count: usize, many: &str) -> String;
    fn note_parts_exceed(&self, total: &str, sum: &str) -> String;
    fn note_total(&self, total: &str) -> String;
    fn note_total_of_reported(&self, total: &str) -> String;
    fn note_overall(&self, total: &str) -> String;
    fn note_published_total(&self, total: &str, sum: &str, share: &str) -> String;
    fn note_more_figures(&self, count: usize, many: &str) -> String;
    fn note_differing(&self, label: &str, printed: &str) -> String;
    fn note_partly(&self, span: &str, reason: &str) -> String;
    fn note_partial_period(&self, coverage: &str) -> String;
    fn note_rows_no_time(&self, rows: &str) -> String;
    /// `amount`: " (11 flights)", or nothing.
    fn note_rows_undated(&self, rows: &str, amount: &str, unit: &str) -> String;
    fn note_rows_longer_than_unit(&self, rows: &str, unit: &str) -> String;
    fn note_rows_longer(&self, rows: &str) -> String;
    fn note_rows_no_value(&self, rows: &str, kind: &str) -> String;
    fn error_other_format(&self, format: &str) -> String;
    fn error_too_many_columns(&self, columns: usize, most: usize) -> String;
    fn error_too_large(&self, megabytes: u64, most: u64) -> String;
    fn error_newer_version(&self, version: u32, most: u32) -> String;
    fn error_damaged(&self, line: usize, column: usize, detail: &str) -> String;
    fn error_contradiction(&self, column: &str, expected: usize, found: usize) -> String;
    fn error_no_such_sample(&self, name: &str, known: &str) -> String;
    fn error_no_such_column(&self, name: &str, known: &str) -> String;
    fn error_sum_of_published(&self, measure: &str) -> String;
    fn error_system(&self, detail: &str) -> String;
    fn issue_unknown_country(&self, name: &str, column: &str) -> String;
    fn issue_more_unknown_countries(&self, names: usize, column: &str) -> String;
    fn issue_ambiguous_country(&self, name: &str, column: &str) -> String;
    fn issue_country_code_differs(&self, name: &str, code: &str) -> String;
    fn issue_not_a_number(&self, example: &str, column: &str) -> String;
    fn issue_not_a_date(&self, example: &str, column: &str) -> String;
    fn issue_role_not_believed(&self, role: &str, example: &str, column: &str) -> String;
    fn issue_odd_count(&self, example: &str, column: &str) -> String;
    fn issue_group_row(&self, name: &str, column: &str) -> String;
    fn issue_long_row(&self, surplus: &str) -> String;
    fn issue_renamed_column(&self, name: &str) -> String;
    fn issue_with_rows(&self, text: &str, rows: usize, first_row: usize) -> String;
    fn role_by_header(&self, word: &str) -> String;
    fn rows_reconcile(&self, read: &str, used: &str, filtered: &str, left_out: &str) -> String;
    fn notes_on_data(&self, count: usize) -> String;
    fn rows_and_span(&self, span: &str, rows: &str) -> String;
    fn search_in(&self, count: usize, many: &str) -> String;
    fn show_all_of(&self, count: usize) -> String;
    fn saved(&self, name: &str) -> String;
    fn opened(&self, title: &str, rows: &str) -> String;
    fn opening_progress(&self, name: &str, megabytes: u64, of: u64) -> String;
    fn period_label(&self, period: &str, places: usize) -> String;
    fn top(&self, count: usize) -> String;
    fn recipe_damaged(&self, detail: &str) -> String;
    fn save_other(&self, detail: &str) -> String;
    fn year_spoken(&self, label: &str, counted: &str) -> String;
    fn cli_unknown_command(&self, name: &str) -> String;
    fn cli_unknown_option(&self, name: &str) -> String;
    fn cli_missing(&self, what: &str) -> String;
    fn cli_not_used(&self, option: &str, chart: &str, users: &str) -> String;
    fn cli_wants_stack(&self, option: &str, chart: &str) -> String;
    fn columns_not_shown(&self, shown: usize, all: usize) -> String;
    fn cli_bad_value(&self, option: &str, value: &str, wanted: &str) -> String;
    fn cli_no_match(&self, value: &str, column: &str, near: &str) -> String;
    fn bad_period(&self, text: &str) -> String;
    fn period_out_of_range(&self, text: &str, first: i16, last: i16) -> String;
    fn period_reversed(&self, text: &str) -> String;
    fn view_needs_data(&self, title: &str, fingerprint: &str) -> String;
    fn rows_kept(&self, read: &str, kept: &str, left_out: &str) -> String;
    fn country_not_in_data(&self, name: &str) -> String;
    fn distinct_values(&self, count: usize) -> String;
    fn preferences_moved(&self, path: &str) -> String;
    fn events_in(&self, count: usize) -> String;
    fn selected_count(&self, count: usize) -> String;
    fn error_unknown_encoding(&self, name: &str) -> String;
    fn error_delimiter(&self, delimiter: char) -> String;
    fn error_damaged_format(&self, format: &str, detail: &str) -> String;
    fn error_encrypted(&self, format: &str) -> String;
    fn error_too_many_cells(&self, most: u64) -> String;
    fn error_too_many_rows(&self, most: u64) -> String;
    fn error_unpacks_too_large(&self, megabytes: u64) -> String;
    fn error_row_too_long(&self, megabytes: usize) -> String;
    fn error_too_deep(&self, most: usize) -> String;
    fn error_no_such_sheet(&self, name: &str, known: &str) -> String;
    fn error_all_left_out(&self, rows: usize) -> String;
    fn error_no_sheets(&self, name: &str) -> String;
    fn error_no_such_row(&self, row: usize, rows: usize) -> String;
    fn error_not_a_table(&self, format: &str, detail: &str) -> String;
    fn issue_duplicate_rows(&self, effect: &str) -> String;
    fn issue_ambiguous_dates(&self, example: &str, column: &str) -> String;
    fn issue_contradictory_dates(&self, example: &str, column: &str) -> String;
    fn issue_ambiguous_numbers(&self, example: &str, column: &str) -> String;
    fn issue_footnote(&self, example: &str, column: &str) -> String;
    fn issue_near_miss(&self, name: &str, country: &str, column: &str) -> String;
    fn issue_joint_places(&self, example: &str, column: &str) -> String;
    fn issue_not_decoded(&self, encoding: &str) -> String;
    fn issue_merge_not_used(&self, name: &str) -> String;
    fn issue_blank_below(&self, column: &str) -> String;
    fn issue_key_duplicate(&self, example: &str, effect: &str) -> String;
    /// `zones`: as they are printed, such as "Z, −05:00".
    fn issue_several_zones(&self, zones: &str, column: &str) -> String;
    fn note_repeated(&self, rows: &str) -> String;
    fn money_per_person(&self, currency: &str) -> String;
    fn issue_key_not_found(&self, example: &str, keys: usize, key: &str) -> String;
    fn issue_key_not_unique(&self, key: &str) -> String;
    fn ledger_note(&self, read: &str, used: &str, left_out: &str) -> String;
    fn reason_with_rows(&self, reason: &str, rows: &str) -> String;
    fn earlier_rows(&self, rows: &str) -> String;
    fn starting_from(&self, named: &str) -> String;
    fn to_place(&self, named: &str) -> String;
    fn so_many(&self, count: usize, many: &str) -> String;
    fn filtered_by(&self, names: &str) -> String;
    fn so_many_chosen(&self, count: usize, many: &str) -> String;
    fn largest_increase(&self, label: &str, change: &str, counted: &str, periods: (&str, &str)) -> String;
    fn note_shows_part(&self, shown: (usize, usize), many: &str, share: &str, total: &str) -> String;
    fn more_rows(&self, rows: &str) -> String;
    fn read_as(&self, format: &str, rows: &str) -> String;
    fn needs_role(&self, one: &str) -> String;
    fn mean_of(&self, count: usize, many: &str) -> String;
    fn one_and_other(&self, one: &str, other: &str) -> String;
    fn note_breaks(&self, periods: &str) -> String;
    fn note_months(&self, months: &str) -> String;
    fn timeline_of(&self, what: &str) -> String;
    fn part_of(&self, part: &str, whole: &str) -> String;
    fn unit_ranks(&self, label: &str, counted: &str, place: (usize, usize, bool), many: &str) -> String;
    fn note_top_each(&self, most: usize, many: &str) -> String;
    fn note_top_any(&self, named: usize, of: usize, many: &str) -> String;
    fn fiscal_year_short(&self, year: i16) -> String;
    fn quarter_short(&self, quarter: i8) -> String;
    fn day_short(&self, month: &str, day: i32) -> String;
    fn millions(&self, number: &str) -> String;
    fn partly_covered_in(&self, months: &str) -> String;
    fn note_stack_exceeds(&self, is_drawn_within: bool) -> String;
    fn note_bar_exceeds(&self, many: &str, is_share: bool) -> String;
    fn note_ratio_shown(&self, shown: usize, of: usize, many: &str, held: (&str, &str)) -> String;
    fn note_share_shown(&self, share: &str, total: &str, rest: &str) -> String;
    fn multiples_of(&self, what: &str, panels: usize) -> String;
    fn largest_are(&self, many: &str, names: &str) -> String;
    fn listed(&self, names: &[String]) -> String;
    fn note_top_lines(&self, named: usize, of: usize, many: &str) -> String;
    fn fiscal_from(&self, month: &str) -> String;
    fn not_copied(&self, detail: &str) -> String;
    fn lint_clipped(&self, text: &str) -> String;
    fn lint_overlapping(&self, one: &str, other: &str) -> String;
    fn lint_small(&self, text: &str) -> String;
    fn lint_contrast(&self, text: &str) -> String;
    fn lint_number(&self, number: &str, text: &str) -> String;
    fn way_from_to(&self, from: &str, to: &str) -> String;
    fn range_from_below(&self, from: &str, below: &str) -> String;
    fn or_more(&self, from: &str) -> String;
    fn note_not_on_map(&self, named: &str) -> String;
    fn map_of(&self, what: &str) -> String;
    fn joint_places(&self, count: usize) -> String;
    fn list_with_and(&self, parts: &[&str]) -> String;
    fn flow_between(&self, from: &str, to: &str) -> String;
    fn flow_to(&self, to: &str) -> String;
    fn flow_from(&self, from: &str) -> String;
    fn share_of(&self, whole: &str) -> String;
    fn flow_diagram_of(&self, what: &str) -> String;
    fn most_of_it_to(&self, label: &str, counted: &str, period: &str, to: &str, number: &str) -> String;
    fn most_of_it_from(&self, label: &str, counted: &str, period: &str, from: &str, number: &str) -> String;
    fn largest_flow(&self, from: &str, to: &str, counted: &str, period: &str, tied: bool) -> String;
    fn note_named_flows(&self, sides: &[(usize, usize, &str)], part: &str, total: &str, share: &str) -> String;
    fn note_named_stages(&self, sides: &[(usize, usize, &str)], total: &str) -> String;
    fn note_bands_exceed(&self, sum: &str) -> String;
    fn note_negative_flows(&self, count: usize, many: &str) -> String;
    fn note_without_number(&self, count: usize, many: &str, why: &str) -> String;
    fn less_than(&self, number: &str) -> String;
    fn short_quarter(&self, number: usize) -> String;
    fn matrix_of(&self, what: &str) -> String;
    fn largest_cell(&self, row: &str, column: &str, counted: &str, period: &str, tied: bool) -> String;
    fn most_of_it_in(&self, label: &str, counted: &str, period: &str, other: &str, number: &str) -> String;
    fn note_named_cells(&self, sides: &[(usize, usize, &str)], part: &str, total: &str, share: &str) -> String;
    fn note_cells_exceed(&self, sum: &str) -> String;
    fn note_third_country(&self, part: &str, total: &str, share: &str) -> String;
    fn compared(&self, after: &str, before: &str) -> String;
    fn beside(&self, before: &str, after: &str) -> String;
    fn more_in(&self, counted: &str, after: &str, difference: &str, before: &str, percent: &str) -> String;
    fn fewer_in(
        &self,
        counted: &str,
        after: &str,
        difference: &str,
        is_count: bool,
        before: &str,
        percent: &str,
    ) -> String;
    fn same_in(&self, counted: &str, after: &str, before: &str) -> String;
    fn more_for(&self, counted: &str, after: &str, difference: &str, before: &str, percent: &str) -> String;
    fn fewer_for(
        &self,
        counted: &str,
        after: &str,
        difference: &str,
        is_count: bool,
        before: &str,
        percent: &str,
    ) -> String;
    fn same_for(&self, counted: &str, after: &str, before: &str) -> String;
    fn revised_headline(&self, count: usize, of: usize, many: &str, most: &str) -> String;
    fn not_revised(&self, of: usize, many: &str) -> String;
    fn before_and_after(&self, label: &str, before: &str, after: &str, change: &str) -> String;
    fn note_compare_total(
        &self,
        before: &str,
        before_name: &str,
        after: &str,
        after_name: &str,
        change: &str,
    ) -> String;
    fn note_compare_total_in(&self, span: &str, before: &str, after: &str, change: &str) -> String;
    fn note_compare_shows(&self, shown: usize, of: usize, many: &str) -> String;
    fn note_no_percent(&self, base: i64) -> String;
    /// `counted` may begin with the name of a group.
    fn unlike_headline(&self, counted: &str, after: &str, earlier: &str, before: &str) -> String;
    fn note_unlike(&self, after: &str, before: &str) -> String;
    fn note_same_months(&self, months: &str) -> String;
    fn note_both_cover(&self, span: &str) -> String;
    fn note_not_in_edition(&self, labels: &str, edition: &str) -> String;
    fn note_pairs_exceed(&self, sum: &str) -> String;
    fn heading_more(&self, name: &str, count: usize) -> String;
    fn heading_fewer(&self, name: &str, count: usize) -> String;
    fn heading_same(&self, count: usize) -> String;
    fn heading_one_side(&self, count: usize) -> String;
    fn missing_in(&self, reason: &str, name: &str) -> String;
    fn not_in_the(&self, edition: &str) -> String;
    fn edition_name(&self, label: &str) -> String;
    fn changed_by(&self, one: &str) -> String;
    fn note_reported_total(&self, a: &str) -> String;
    fn comparison_chart(&self, what: &str) -> String;
    fn months_of_each_year(&self, months: &str) -> String;
    fn note_new(&self, before: &str) -> String;
    fn more_columns(&self, count: usize) -> String;
    fn table_of(&self, what: &str) -> String;
    fn rows_behind(&self, rows: &str, counted: &str, period: &str) -> String;
    fn rows_of(&self, measure: &str) -> String;
    fn total_of_all(&self, count: usize, many: &str) -> String;
    fn rows_found(&self, found: &str, of: &str) -> String;
    fn rows_in_place(&self, file: &str, row: usize) -> String;
    fn below_share(&self, share: &str) -> String;
    fn note_definition(&self, period: &str, reason: &str) -> String;
    fn share_and_part(&self, share: &str, part: &str) -> String;
    fn note_colourless(&self, names: &str) -> String;
    fn name_without_number(&self, name: &str, why: &str) -> String;
    fn dates_of(&self, first: (&str, i32), last: (&str, i32), year: i32) -> String;
    fn of_total(&self, total: &str) -> String;
    fn animation_of(&self, frames: usize, first: &str, last: &str) -> String;
    fn pack_saved(&self, files: usize, place: &str) -> String;
    fn pack_needs_data(&self, title: &str) -> String;
    fn pack_view_failed(&self, name: &str, why: &str) -> String;
    fn verify_changed(&self, changed: usize, of: usize) -> String;
    fn verify_line(&self, name: &str, was: &str, is: &str) -> String;
    fn verify_part(&self, stated: usize, of: usize) -> String;
    fn source_with_code(&self, source: &str, code: &str) -> String;
    fn code_unknown(&self, code: &str) -> String;
    fn pack_views(&self, views: usize) -> String;
    fn pack_looks(&self, size: &str) -> String;
    fn pack_progress(&self, done: usize, of: usize) -> String;
    fn pack_some_failed(&self, saved: usize, failed: usize) -> String;
    fn not_filtered_by(&self, one: &str) -> String;
    fn per_person(&self, counted: &str) -> String;
    fn largest_of_chosen(&self, count: usize, many: &str, names: &str) -> String;
    fn highest_part(&self, part: &str, unit: &str, counted: &str) -> String;
    fn note_few_named(&self, names: &str) -> String;
    fn value_of_cases(&self, name: &str, value: &str, cases: &str) -> String;
    fn note_categories(&self, name: &str, definition: &str) -> String;
    fn note_named_on_map(&self, named: &str, all: &str, many: &str) -> String;
    fn note_no_places(&self, asked: &str, many: &str) -> String;
    fn note_two_codes(&self, named: &str) -> String;
    fn note_no_arc(&self, named: &str) -> String;
    fn note_at_home(&self, counted: &str) -> String;
    fn note_arcs_shown(&self, arcs: &str, flows: &str, share: &str) -> String;
    fn note_filtered_away(&self, filter: &str) -> String;
    fn remove_filter(&self, filter: &str) -> String;
    fn resolution(&self, dots: usize) -> String;
    fn first_rows_shown(&self, shown: &str, all: &str) -> String;
    fn source_with_credit(&self, source: &str, credit: &str) -> String;
    fn palette_pale(&self, colour: &str, contrast: &str, least: &str) -> String;
    fn palette_alike(&self, one: &str, other: &str, vision: &str) -> String;
    fn house_unreadable(&self, name: &str, why: &str) -> String;
    fn house_bad_font(&self, name: &str) -> String;
    fn house_bad_logo(&self, name: &str) -> String;
    fn house_too_large(&self, name: &str, megabytes: usize) -> String;
    fn house_future(&self, version: usize, newest: usize) -> String;
    fn house_bad_colour(&self, text: &str) -> String;
    fn house_in_use(&self, name: &str) -> String;
    fn change_text(&self, text: &str) -> String;
    fn house_elsewhere(&self, name: &str) -> String;
    fn panel_in_full(&self, title: &str, total: &str, values: &str) -> String;
    fn panel_in_short(&self, title: &str, total: &str, place: (&str, &str, &str)) -> String;
    fn rankings_of(&self, what: &str, panels: usize) -> String;
    fn of_largest(&self, count: usize, many: &str) -> String;
    fn leads_in(&self, name: &str, times: usize, of: &str, period: &str) -> String;
}

//! English, as American newsrooms write it.

use super::{CountryNames, Labels, Language, NumberMarks, Sentences, Words};

pub(super) static WORDS: Words = Words {
    language: Language::English,
    code: "en",
    own_name: "English",
    numbers: NumberMarks { group: ',', decimal: '.' },
    countries: CountryNames::English,
    labels: &LABELS,
    say: &English,
    own_names: Vec::new(),
};

static LABELS: Labels = Labels {
    // Numbers and names.
    flights: "flights",
    people: "people",
    rows_unit: "rows",
    people_per_flight: "people per flight",
    value: "Value",
    rank: "Rank",
    share: "Share of total",
    rows: "Rows",
    rows_without_value: "Rows without a value",
    rests_on: "Rests on",
    few_cases: "few cases",
    few_cases_mark: "(few cases)",
    source: "Source",
    note: "Note",
    new: "new",
    total: "Total",
    destination: "destination",
    destinations: "destinations",
    origin: "origin",
    origins: "origins",
    citizenship: "citizenship",
    citizenships: "citizenships",
    category: "type",
    categories: "types",
    year: "year",
    years: "years",
    fiscal_year: "fiscal year",
    fiscal_years: "fiscal years",
    quarter: "quarter",
    quarters: "quarters",
    month: "month",
    months: "months",
    day: "day",
    days: "days",
    values: "values",
    not_reported: "not reported",
    not_covered_label: "not covered",
    redacted: "redacted",
    suppressed: "suppressed",
    not_published: "not published for this period",
    no_base: "no cases",
    all_years: "all years",
    // Why there is no chart.
    no_country_column: "No column of this file was understood as a country.",
    ask_for_fiscal_year: "This file counts by US fiscal year and is never converted: choose a fiscal year, such as FY2024.",
    ask_for_longer: "Choose a period as long as those in the file.",
    remove_a_filter: "Remove a filter, or choose another period.",
    choose_another_period: "Choose another period on the time bar.",
    // Notes under figures.
    note_at_least: "Counts are a documented minimum.",
    note_published: "Figures as published for exactly this period; figures of different periods are never added.",
    note_no_published_total: "No total was published for this period.",
    note_few_cases: "Bars that rest on few cases are marked and not ranked.",
    note_no_change: "There is no earlier period to compare with; bars are in order of value.",
    // Files that could not be read.
    error_absent: "There is no such file. Check the name and the folder.",
    error_no_permission: "You do not have permission to read this file. Copy it to a folder of your own, or ask for access.",
    error_folder: "This is a folder. Choose a file inside it.",
    error_not_a_file: "This is a device or a pipe, not a file. Save its content to a file and open that.",
    error_empty: "The file is empty. Check that it was downloaded completely.",
    error_binary: "This is not a table that the program can read: it holds bytes that no text has, such as NUL. Save it again as CSV (UTF-8) and open that.",
    error_figure_not_data: "This is an exported figure and not a data file. Open it in the window to see its view, or print the view with “deportation-flows recipe FILE”.",
    error_view_not_data: "This is a saved view and not a data file. Give the data file, and the view with --view.",
    error_header_only: "The file has a header line but no rows below it.",
    error_no_header: "The first line is blank where the column names should be. Delete the lines above the header and open the file again.",
    error_out_of_memory: "There is not enough memory for this file. Close other programs, or open a part of it.",
    error_cancelled: "Opening was cancelled.",
    error_reader_failed: "The reader failed on this file, which is a mistake of the program. Saving the file as CSV (UTF-8) may help; please report it.",
    // Trouble inside files.
    issue_short_row: "a row has fewer fields than the header; the rest counts as not reported",
    issue_duplicate_row: "a row repeats an earlier one in every cell; flagged, not left out",
    role_hint: "What each column is was guessed where the file does not say it. Choose another role where the guess is wrong: the file is then read again.",
    role_date: "date",
    role_period_start: "first day of the period",
    role_period_end: "last day of the period",
    role_flight_key: "flight identifier",
    role_cost: "amount of money",
    role_series: "what is counted",
    role_level: "country, region or all",
    role_publisher: "counted by",
    role_source: "source",
    role_note: "note",
    role_none: "no role",
    role_declared: "declared in the file",
    role_chosen: "chosen by you",
    role_by_content: "from what the cells hold",
    // Saving.
    save_exists: "A file of this name exists already, and it was left as it is. Choose another name.",
    save_no_folder: "The folder does not exist. Choose another one.",
    save_no_permission: "You do not have permission to write here. Choose another folder.",
    save_disk_full: "The disk is full; nothing was written. Free some space, or choose another disk.",
    save_is_folder: "This is a folder. Add a file name.",
    save_bad_name: "This is not a file name that can be written here. Choose a shorter or simpler one.",
    save_unknown_format: "The name must end in .png, .svg, .pdf, .pptx, .xlsx, .csv, .gif or .apng.",
    figure_not_drawn: "The figure could not be drawn at this size. Choose a smaller size or scale.",
    recipe_absent: "This file carries no view: it was not exported by this program, or its metadata were removed.",
    recipe_too_large: "The view inside this file is larger than any view that the program writes; it was not read.",
    recipe_newer: "The view was written by a newer version of the program. Update the program to open it.",
    // The window.
    app_name: "Deportation Flows",
    menu_file: "File",
    menu_edit: "Edit",
    menu_view: "View",
    menu_help: "Help",
    open: "Open…",
    open_hint: "Open a data file, a view or an exported figure",
    open_sample: "Samples",
    open_recent: "Recent files",
    no_recent: "No recent files",
    clear_recent: "Clear the list",
    export: "Export figure…",
    export_hint: "Save the view as a picture, a slide or a table",
    quit: "Quit",
    undo: "Undo",
    redo: "Redo",
    undo_hint: "Take back the last change of the view",
    redo_hint: "Make the change again",
    reset_view: "Start view again",
    reset_view_hint: "Back to the first view of this data set; can be undone",
    clear_selection: "Clear selection",
    clear_selection_hint: "Nothing highlighted",
    clear_filters: "Remove all filters",
    clear_filters_hint: "Count all rows again",
    filter_selection: "Filter by selection",
    filter_selection_hint: "Count only the selected bars",
    show_all_years: "All years",
    play: "Play",
    pause: "Pause",
    play_hint: "Play or pause the years",
    previous_year: "Previous year",
    next_year: "Next year",
    first_year: "First year",
    last_year: "Last year",
    theme: "Theme",
    theme_system: "Like the system",
    theme_light: "Light",
    theme_dark: "Dark",
    language: "Language",
    next_region: "Next part of the window",
    next_region_hint: "The keyboard goes on in the next part; with Shift in the one before",
    toggle_panel: "Data panel",
    toggle_panel_hint: "Show or hide the panel on the left",
    shortcuts: "Keyboard shortcuts",
    shortcuts_hint: "All shortcuts on one page",
    about: "About this data set",
    about_hint: "Source, definitions, coverage, and what was noticed while reading",
    close: "Close",
    cancel: "Cancel",
    save: "Save",
    browse: "Browse…",
    replace: "Replace it",
    measure: "Measure",
    mode_year: "Year",
    mode_range: "Range",
    mode_all: "All",
    period: "Period",
    published_periods: "Published periods",
    speed: "Speed",
    sort_by: "Order",
    sort_value: "By value",
    sort_name: "By name",
    sort_change: "By change",
    sort_size_of_change: "By size of change",
    sort_gains_first: "More first, fewer last",
    from: "From",
    to: "To",
    type_heading: "Type",
    citizenship_heading: "Citizenship",
    search: "Search",
    nothing_found: "Nothing found",
    show_fewer: "Show fewer",
    opening: "Opening",
    drop_here: "Drop the file to open it",
    view_restored: "The view of the figure is on screen.",
    no_problems: "No problems found",
    no_dialog: "No file dialog is available on this system. Type or paste a path instead.",
    path: "Path",
    open_button: "Open",
    copy: "Copy",
    dismiss: "Dismiss",
    coverage: "Coverage",
    coverage_guessed: "From the first to the last row; the file does not say what its source covered.",
    publisher: "Publisher",
    licence: "Licence",
    address: "Address",
    retrieved: "Retrieved",
    fingerprint: "Fingerprint",
    notes_heading: "Notes of the source",
    columns_heading: "Columns",
    issues_heading: "Noticed while reading",
    rows_heading: "Rows",
    measures_heading: "Measures",
    format: "Format",
    size: "Size",
    size_slide: "Slide 16:9",
    size_half: "Half slide",
    size_four_three: "Slide 4:3",
    size_article: "Article",
    size_square: "Square",
    size_wide: "Wide",
    size_own: "Own size",
    width: "Width",
    height: "Height",
    scale: "Scale",
    title: "Title",
    subtitle: "Subtitle",
    generated: "generated",
    typed: "typed",
    back_to_generated: "Back to the generated text",
    preview: "Preview",
    folder: "Folder",
    file_name: "File name",
    partly_covered: "partly covered",
    change: "Change",
    tip_click: "Click selects · double click filters",
    definition: "Definition",
    first_open_title: "Open a data file",
    text_size: "Text size",
    smaller_text: "Smaller text",
    larger_text: "Larger text",
    larger_text_hint: "Everything a little larger",
    smaller_text_hint: "Everything a little smaller",
    normal_text: "Normal text size",
    drag_to_open: "You can also drop a file on the window.",
    // The terminal.
    no_display: "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). To make a figure without one, run: deportation-flows export sample:frontex-return-operations --out figure.svg",
    silent_display: "The display that DISPLAY or WAYLAND_DISPLAY names does not answer. To make a figure without a window, run: deportation-flows export sample:frontex-return-operations --out figure.svg",
    no_renderer: "No window could be opened. On Debian or Ubuntu install libgl1, libegl1, libx11-xcb1, libgl1-mesa-dri, libxkbcommon-x11-0, libxcursor1 and libxi6 (or mesa-vulkan-drivers), or run “deportation-flows export …”, which needs no window.",
    usage: include_str!("usage_english.txt"),
    // Opening files: what was understood, the import sheet, the ledger.
    error_mapping_not_data: "This file holds reading instructions, not data. Give it with --mapping.",
    error_not_utf8: "The text is not UTF-8. Another encoding may help: --encoding windows-1252.",
    error_changed: "The file was changed while it was being read. Open it again when it is complete.",
    issue_same_rows_elsewhere: "a row stands in every cell in another of the files, too. If they are editions of the same table, they must not be added: open them as editions (--editions)",
    issue_unclosed_quote: "a quotation mark opens here and never closes; taken for a letter",
    role_by_fiscal_year: "people by fiscal year without flights are printed by citizenship",
    reason_above_header: "above the header",
    reason_blank_row: "blank row",
    reason_repeated_header: "repeated header",
    reason_sum_row: "sum or average of other rows",
    reason_remark_row: "remark or section title",
    reason_duplicate_row: "duplicate of an earlier row",
    step_repeated_headers: "Leave out repeated headers",
    step_sums: "Leave out rows that are sums of others",
    step_remarks: "Leave out remarks and section titles",
    step_duplicates: "Leave out exact duplicates",
    step_fill_down: "Fill blank cells with the value above",
    step_joint_places: "Read “Colombia & Ecuador” as two places",
    step_missing_marks: "Read marks such as “n/a” and “*” as kinds of nothing",
    step_accounting_zero: "Read “€ -” as zero, as spreadsheets print it",
    step_look_up_category: "Look up the type of operation in another sheet",
    import_settings: "Import settings…",
    import_settings_hint: "How the open file is read: sheet, header, numbers, dates, columns, cleaning",
    import_title: "How the file is read",
    import_intro: "Small type: as printed. Below it: as understood. Whatever you change is read again at once.",
    sheet: "Sheet",
    all_sheets: "All sheets of one shape",
    header_row: "Header row",
    no_header: "no header",
    delimiter: "Delimiter",
    delimiter_comma: "comma ,",
    delimiter_semicolon: "semicolon ;",
    delimiter_tab: "tab",
    delimiter_pipe: "pipe |",
    encoding: "Encoding",
    decimal_mark: "Decimal mark",
    decimal_point: "point 1,234.5",
    decimal_comma: "comma 1.234,5",
    date_order: "Date order",
    order_dmy: "day, month, year",
    order_mdy: "month, day, year",
    order_ymd: "year, month, day",
    guessed: "guessed",
    missing_marks: "Taken for nothing",
    missing_marks_hint: "Click a mark to change what it stands for.",
    add_mark: "Another mark…",
    is_a_value: "a value",
    steps_heading: "Cleaning steps",
    remember_mapping: "Remember for files of this shape",
    merges_heading: "Names of places",
    merge_with: "means…",
    keep_as_is: "keep as it is",
    suggestion: "suggestion",
    question_open: "Only you can say this:",
    apply_import: "Open with these settings",
    ledger: "Row ledger…",
    ledger_hint: "Where every row of the file went, with file, sheet, row and cells",
    ledger_title: "Row ledger",
    ledger_used: "used",
    ledger_save: "Save as CSV…",
    ledger_flagged: "Flagged, and kept",
    ledger_left_out: "Left out",
    file_label: "File",
    row_label: "Row",
    cells_label: "Cells",
    reload: "Reload",
    reload_hint: "Read the file again as it is now",
    file_changed: "The open file has changed on disk.",
    mapping_remembered: "read as the last file of this shape",
    forget_mapping: "Guess again",
    save_mapping: "Save settings…",
    open_together: "Open as one table",
    preview_waits: "Reading the first rows…",
    look_up_heading: "Look up columns",
    look_up_key: "by",
    look_up_in: "in sheet",
    look_up_column: "bring",
    look_up_add: "Look up",
    remove: "Remove",
    mapping_file: "Import settings",
    week: "week",
    weeks: "weeks",
    no_time: "No column says when.",
    no_time_helps: "Say which column is the date in the import sheet, or choose a chart without a time axis.",
    years_only: "The rows name years only, which cannot be cut into years of another calendar.",
    years_only_helps: "Choose the calendar of the data set.",
    chart_bars: "Ranking",
    chart_timeline: "Timeline",
    chart_map: "Map",
    chart_sankey: "Flows",
    chart_matrix: "Matrix",
    chart_multiples: "Small multiples",
    chart_compare: "Comparison",
    chart_table: "Table",
    copy_value: "Copy the value",
    copy_numbers: "Copy the numbers",
    source_changes: "source changes",
    without_filters: "without filters",
    all_others: "All others",
    note_own_axes: "Each panel has an axis of its own.",
    note_no_parts: "Published figures and ratios are not cut into parts.",
    note_ratio_no_shares: "A ratio is no part of a whole: shares were asked for and are not shown.",
    note_no_trailing: "A mean of the units before belongs to a chart over time; it was asked for and is not shown.",
    note_no_grouped: "Bars have their parts on each other; beside each other they stand in a chart over time.",
    note_negative_cells: "Amounts below zero are printed and have no shade.",
    note_negative_parts: "Some amounts are below zero, which are no parts of a whole: neither parts nor shares are drawn.",
    group_by: "Group by",
    split_by: "Split by",
    no_split: "Not split",
    third_column: "Then by",
    time_unit: "Time unit",
    chart_kind: "Chart",
    style_columns: "Columns",
    style_grouped: "Columns side by side",
    style_lines: "Lines",
    style_arcs: "Arcs",
    style_shades: "Shaded countries",
    style_dumbbells: "Two points",
    style_slopes: "Slopes",
    style_by_total: "By total",
    style_clustered: "Like rows together",
    style_numbers: "Numbers",
    style_rows: "Rows of the file",
    show_shares: "Shares in percent",
    top_of_any: "Largest over all periods",
    top_of_each: "Largest of each period",
    own_axes: "An axis for each",
    same_months: "Same months of each year",
    whole_years: "Whole years",
    covered_so_far: "covered so far",
    compare_with: "Compare with",
    period_before: "The period before",
    make_large: "Make this the large view",
    remove_view: "Remove this view",
    add_view: "Add a view",
    layout_one: "One view",
    layout_beside: "A large view and others beside it",
    layout_grid: "All views of one size",
    calendar_year: "Calendar year",
    session_other_data: "The file is not what it was when you left; your views are back, their numbers are those of the file as it is now.",
    save_workspace: "Save workspace",
    save_workspace_hint: "Saves all views and how they are arranged in a file, the next time in the same one; no rows, no folders",
    save_workspace_as: "Save workspace as…",
    save_workspace_as_hint: "Saves all views and how they are arranged in another file",
    workspace_file: "workspace",
    palette: "Find…",
    palette_hint: "Finds countries, commands, views and files",
    palette_prompt: "Find a country, a command, a view …",
    named_views: "Named views…",
    named_views_hint: "The views that you have kept, in order",
    name_view: "Keep this view",
    name_view_hint: "Keeps the view on screen in the list of named views",
    view_named: "The view is kept.",
    no_named_views: "No view is kept yet. Ctrl+D keeps the one on screen.",
    show_view: "Show",
    rename: "Rename",
    move_up: "Up",
    move_down: "Down",
    kind_country: "country",
    kind_command: "command",
    kind_view: "view",
    kind_chart: "chart",
    kind_grouping: "grouping",
    kind_measure: "measure",
    kind_sample: "sample",
    kind_recent: "recent file",
    kind_year: "year",
    palette_enter: "Enter shows it · Shift+Enter filters by it",
    dense_layout: "Lines closer together",
    reduced_motion: "Without motion",
    lesson_select: "Click a country: it stands out in every view.",
    lesson_time: "Drag the years at the bottom, or press ← and →: everything follows.",
    lesson_filter: "Double-click a country, or tick a box on the left: the other views count only that.",
    lesson_undo: "Take it back with Ctrl+Z. Everything can be undone.",
    lesson_find: "Ctrl+K finds every country and command; Ctrl+E makes a figure for your slides.",
    lesson_skip: "Skip",
    note_pale: "Pale: without the filters.",
    copy_row: "Copy the row",
    copy_chart: "Copy the figure as a picture",
    chart_copied: "The figure is on the clipboard.",
    lint_no_source: "The figure names no source. Add one to the data set's description, or type it in the note.",
    lint_dead_margins: "A large part of the canvas is empty. Another size would fit better.",
    lint_no_headline: "The figure has no headline.",
    arcs_widen: "Arcs widen towards the destination",
    no_number: "no number",
    no_bands: "Bands need numbers that can be added or counted, and this measure has neither.",
    no_bands_helps: "Choose another measure, such as people or flights, or another chart, such as the matrix.",
    others_short: "Others",
    joint_short: "Several",
    codes_note: "Column heads: ISO 3166 country codes.",
    zero_sign: "zero",
    third_country_sign: "a country other than that of citizenship",
    edition: "edition",
    editions: "editions",
    revised: "revised",
    unchanged: "no change",
    no_comparison: "There is no earlier period to compare with.",
    no_comparison_helps: "Choose another period on the time bar, or say which one to compare with.",
    no_two_groups: "There is only one group, and nothing to compare it with.",
    compared_with: "Compared with",
    by_size_of_change: "By size of change",
    printed_as: "Printed as",
    largest_part: "Largest part",
    dumbbells: "Dots",
    slopes: "Slopes",
    revision: "Revision",
    together_heading: "Together",
    percent_column: "percent",
    difference: "Difference",
    show_rows: "Show the rows",
    table_numbers: "Numbers",
    table_rows: "Rows of the data",
    copy_rows: "Copy the selected rows",
    copy_all: "Copy everything",
    copy_cell: "Copy the cell",
    hide_column: "Hide this column",
    show_columns: "Show all columns",
    sort_ascending: "Smallest first",
    sort_descending: "Largest first",
    as_it_was: "In the first order",
    finding_rows: "Searching…",
    search_rows: "Search in all columns",
    row_number: "Row",
    as_editions: "Compare as editions",
    as_editions_hint: "The files that are open together say the same things again: set them side by side, and never add them",
    opened_as_editions: "The files say the same things again: they are read as editions, which are compared and never added. Undo reads them as parts of one table.",
    workspace_other_data: "The data are not what they were when the workspace was saved; its views are here, their numbers are those of the data as they are now.",
    opened_together: "The files are read as one table, and their rows are added. Are they editions of the same table?",
    payee: "payee",
    payees: "payees",
    paid_to: "Paid to",
    definition_changes: "definition changes",
    gallery_o1: "Removals by citizenship",
    gallery_o1_about: "ICE, fiscal year 2024: the ten largest citizenships, all others together.",
    gallery_c4: "Destinations of one month",
    gallery_c4_about: "US removal flights in October 2021 as published, with the change from September.",
    gallery_c5: "Destinations of the year so far",
    gallery_c5_about: "US removal flights, January to July 2025: the five largest, and how many are not shown.",
    gallery_c8: "Where flights start",
    gallery_c8_about: "Frontex, 2024: return flights by the state that sent the people.",
    gallery_s3: "Payments per person",
    gallery_s3_about: "What Frontex paid per person, by destination: operations with one destination and ten people or more.",
    gallery_s1: "People by year and state",
    gallery_s1_about: "Frontex, 2006–2024: people returned, by the state that sent them.",
    gallery_s2: "Payments by year and payee",
    gallery_s2_about: "What Frontex paid for return operations, and to whom; 2016 and 2024 are known in part.",
    gallery_s4: "People by type of operation",
    gallery_s4_about: "Frontex, 2006–2024: joint, national, collecting and voluntary operations.",
    gallery_s4_operations: "Operations by type",
    gallery_s4_operations_about: "The same in operations and not in people.",
    gallery_o2: "Removals by fiscal year",
    gallery_o2_about: "ICE, fiscal years 2003–2024. Returns are counted from 2007 on: a break marks where the definition changes.",
    gallery_c2: "Flights by month, with their mean",
    gallery_c2_about: "Frontex, 2022–2024: each month beside the mean of the six before.",
    gallery_c3: "Two types of flights by month",
    gallery_c3_about: "Frontex, 2023–2024: national and joint operations, with all others as a pale total behind.",
    gallery_c6: "Each destination by month",
    gallery_c6_about: "Frontex, 2024: one small chart for each of the twelve largest destinations, on one axis.",
    gallery_c9: "One type of flight by month",
    gallery_c9_about: "Frontex, 2022–2024: collecting operations, for which the destination country sends the aircraft.",
    gallery_u3: "Fiscal years, the last in part",
    gallery_u3_about: "Frontex by US fiscal years: of 2025 three months are known, and the column says so.",
    gallery_u4: "The five largest of each year",
    gallery_u4_about: "ICE by citizenship: who is named is decided anew for each fiscal year.",
    gallery_u5: "The five largest over all years",
    gallery_u5_about: "ICE by citizenship: the same five in every fiscal year, so that outliers stay in sight.",
    gallery_u6: "Without the five largest",
    gallery_u6_about: "ICE by citizenship: the twelve after the five largest, year by year, to see the small ones.",
    gallery_u7: "Four countries and the rest",
    gallery_u7_about: "ICE: Mexico, Guatemala, Honduras and El Salvador as part of all removals.",
    gallery_u8: "Side by side",
    gallery_u8_about: "ICE: three citizenships beside each other in each fiscal year, with all as a pale total behind.",
    gallery_s0: "States and destinations",
    gallery_s0_about: "Frontex, 2006–2024: people from the fifteen largest states to the fifteen largest destinations.",
    gallery_u1: "From one country",
    gallery_u1_about: "Frontex, 2018: where people from Germany were taken, on a map.",
    gallery_u2: "To one country",
    gallery_u2_about: "Frontex, 2018: from where people were taken to Albania, on a map.",
    gallery_c17: "Third-country transfers",
    gallery_c17_about: "Citizenship against destination. The bundled data have no table with both, and the program says so.",
    gallery_change: "What changed since 2019",
    gallery_change_about: "Frontex, 2024 against 2019: which destinations gained and lost return flights, and from which origin.",
    gallery_c11: "Twelve months against a year",
    gallery_c11_about: "Frontex, July 2023 to June 2024 against the calendar year 2022.",
    gallery_c12: "The same months of two years",
    gallery_c12_about: "Frontex, 20 January to 31 October of 2024 and of 2023.",
    gallery: "Gallery…",
    gallery_hint: "Charts of this field, each ready with its data",
    gallery_explanation: "Each opens its data and its view; everything in it can be changed, and the program’s own data show what a file of yours could.",
    gallery_ranks: "Who ranks where",
    gallery_since: "Since when",
    gallery_from_to: "From where to where",
    gallery_against: "Compared with what",
    kind_gallery: "gallery",
    recipe_attached: "The view that this figure shows. Deportation Flows reads it when it opens this file.",
    column_code: "Code",
    column_published: "Published values",
    column_missing: "Why there is no number",
    column_previous: "In the period before",
    published_values_differ: "published values differ",
    sheet_numbers: "Numbers",
    sheet_about: "About",
    alternative: "Text alternative",
    recipe: "Recipe",
    filters: "Filters",
    no_filters: "none",
    data_set: "Data set",
    made_with: "Made with",
    open_again: "To go on",
    open_again_how: "Open this file in Deportation Flows: it carries its view, and no rows of the data.",
    chart_frame: "Chart",
    format_svg: "A picture without pixels, for layout programs and the web.",
    format_png: "A picture, for everything that shows one.",
    format_pdf: "A page with text that can be searched, for print and archives.",
    format_pptx: "A slide with a chart that can be edited, and the source in the notes.",
    format_xlsx: "The numbers with a chart over them, and what they mean.",
    format_csv: "The numbers as plain text.",
    format_gif: "The years one after the other, for a slide. 256 colours.",
    format_apng: "The years one after the other, in full colour. For web pages.",
    note_own_scale_each: "Each period is drawn on a scale of its own.",
    pack_cancelled: "Stopped. What was written before stays.",
    pack_no_views: "The workspace has no named view. Keep one with Ctrl+D first.",
    view_is_workspace: "The file carries a whole workspace, not one view: use --pack.",
    verify_same: "The data still give every number of the figure.",
    verify_same_other_edition: "The file is another edition, and gives the same numbers for everything that the figure shows.",
    verify_no_numbers: "The figure carries no numbers to compare: it was made by an older version, or without its recipe.",
    verify_total: "in all",
    verify_gone: "no longer given",
    verify_new: "not in the figure",
    verify_is_workspace: "The file carries several views. Verify the figures one by one.",
    kind_exported: "Exported figure",
    carries_recipe: "The file says where it comes from, and opens again as this view",
    export_all: "Export all named views…",
    export_all_hint: "Every named view as a file, as a slide of one deck, or as a page of one PDF",
    export_all_button: "Export all…",
    pack_folder: "Folder of figures",
    pack_deck: "One deck (PPTX)",
    pack_report: "One report (PDF)",
    pack_folder_hint: "A file for each view and format, numbered in the order of the list.",
    pack_folders_hint: "A file for each view and format, numbered in the order of the list, in a folder for each language.",
    pack_deck_hint: "A slide for each view, with charts that can be edited.",
    pack_report_hint: "A page for each view.",
    pack_languages_hint: "First all views in one language, then all in the other.",
    pack_place: "Place",
    pack_replaces: "Replace files that exist",
    stop: "Stop",
    overall: "Overall",
    not_in_the_data: "not in the data",
    note_no_top_each: "The largest of each period were asked for; what these numbers leave of a period cannot be told, so the largest of any period are named.",
    note_no_shares: "This kind of chart shows amounts; shares were asked for and are not shown.",
    note_third_country_not_counted: "How many went to a country other than that of their citizenship is not counted here: one case can stand in several cells. A measure that adds up, such as people, tells it.",
    outside_filter: "outside the filter",
    size_a4_column: "A4, one column (8.5 cm)",
    size_a4_page: "A4, full width (17 cm)",
    size_letter_column: "Letter, one column (3.4 in)",
    text_size_of_figure: "Text size",
    centimetres: "Width on paper",
    transparent_ground: "Without a ground: for coloured slides",
    lint_clean: "The figure has been looked at: nothing to mend.",
    fix_fewer: "Show fewer",
    fix_larger: "Take a slide",
    fix_texts: "Use generated text",
    chart_search_terms: "bars bar chart|line chart columns over time|flow map choropleth shaded countries|sankey origin destination|heat map cross table grid|multiples facets trellis|compare versus dumbbell slope difference|numbers rows list",
    command_search_terms: "Open:load import data file csv excel|Reload:refresh again|ImportSettings:columns delimiter roles parse|Ledger:rows left out excluded|Gallery:examples templates|SaveWorkspace:store keep project|SaveWorkspaceAs:store copy project|Export:image picture png svg pdf powerpoint download save chart|ExportAll:report deck slides batch|Quit:exit close leave|Undo:back revert|Redo:forward repeat|ResetView:clear start over default|ClearSelection:deselect unselect highlight|ClearFilters:remove filters unfilter|FilterSelection:only keep narrow|PlayOrPause:animate animation movie stop|AllYears:whole period everything|LargerText:zoom in bigger font|SmallerText:zoom out font|NormalText:zoom reset font|About:metadata source notes documentation|Shortcuts:keys keyboard help hotkeys|NamedViews:bookmarks saved favourites|NameView:bookmark save favourite remember|ToggleDataPanel:sidebar filters hide show|AsEditions:revisions versions compare files",
    compare_periods: "Two periods",
    compare_groups: "Two groups",
    swap_sides: "Swap the sides",
    show_chart_hint: "Show this chart in the large view",
    filter_by_this: "Filter all other views by this",
    pack_panels: "One figure (PNG)",
    pack_panels_hint: "A panel for each view, in one picture of the size chosen for figures.",
    credit: "Credit",
    alternative_text: "Alternative text",
    logo: "Logo",
    palette_of_figure: "Colours",
    palette_blue: "Blue",
    palette_teal: "Teal",
    palette_plum: "Plum",
    palette_grey: "Grey (print)",
    palette_house: "House style",
    seen_as: "Seen",
    seen_usual: "by most people",
    seen_no_red: "without red (protanopia)",
    seen_no_green: "without green (deuteranopia)",
    seen_no_blue: "without blue (tritanopia)",
    seen_grey: "in black and white",
    ground_white: "White ground",
    ground_dark: "Dark ground",
    house_style: "House style",
    house_none: "None",
    house_open: "Open…",
    house_start: "Save colours as a file…",
    house_remove: "Take the house style away",
    letters_as_outlines: "Letters as outlines",
    house_file: "house-style.ron",
    house_file_name: "house style",
    error_style_not_data: "This file holds a house style, not data. Open it in the export sheet, or give it with --house.",
    texts: "Texts",
    chart_labels: "Labels of the chart",
    legend: "Legend",
    remark: "Remark",
    column_dates: "Dates",
    grouping_of_end: "Grouping",
    column_from: "From",
    column_to: "To",
    way: "Flow",
    other_end: "Other end",
    sheet_groups: "Totals",
    style_rankings: "Rankings",
    other_columns: "Other columns",
    list_column: "Filter by another column",
    unlist_column: "Take this list and its filter away",
    same_twice: "This view groups by the same thing twice.",
};

struct English;

/// First, second, third … in words up to tenth, then 11th, 21st, 22nd.
fn ordinal(number: usize) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    match WORDS.get(number.wrapping_sub(1)) {
        Some(word) => (*word).to_owned(),
        None => {
            let suffix = match (number % 100, number % 10) {
                (11..=13, _) => "th",
                (_, 1) => "st",
                (_, 2) => "nd",
                (_, 3) => "rd",
                _ => "th",
            };
            format!("{number}{suffix}")
        }
    }
}

/// What follows a sentence, if there is something.
fn after_comma(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(", {text}") }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("{count} {one}") } else { format!("{count} {many}") }
}

impl Sentences for English {
    fn month(&self, month: usize) -> &'static str {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        MONTHS.get(month.wrapping_sub(1)).copied().unwrap_or("")
    }
    fn month_year(&self, month: &str, year: i32) -> String {
        format!("{month} {year}")
    }
    fn date(&self, year: i32, month: &str, day: i32) -> String {
        format!("{month} {day}, {year}")
    }
    fn range(&self, first: &str, last: &str) -> String {
        format!("{first}–{last}")
    }
    fn fiscal_year(&self, year: i16) -> String {
        format!("FY {year}")
    }
    fn percent(&self, number: &str) -> String {
        format!("{number}%")
    }
    fn count_flights(&self, number: &str, is_one: bool) -> String {
        format!("{number} {}", if is_one { "flight" } else { "flights" })
    }
    fn count_people(&self, number: &str, is_one: bool) -> String {
        format!("{number} {}", if is_one { "person" } else { "people" })
    }
    fn count_rows(&self, number: &str, is_one: bool) -> String {
        format!("{number} {}", if is_one { "row" } else { "rows" })
    }
    fn count_money(&self, number: &str, currency: &str) -> String {
        format!("{currency} {number}")
    }
    fn count_people_per_flight(&self, number: &str) -> String {
        format!("{number} people per flight")
    }
    fn either(&self, numbers: &[String]) -> String {
        numbers.join(" or ")
    }
    fn measure_by(&self, measure: &str, one: &str) -> String {
        format!("{measure} by {one}")
    }
    fn sum_of(&self, column: &str) -> String {
        format!("Sum of “{column}”")
    }
    fn distinct_of(&self, column: &str) -> String {
        format!("Distinct values of “{column}”")
    }
    fn change_from(&self, period: &str) -> String {
        format!("Change from {period}")
    }
    fn rank_of(&self, rank: usize, of: usize) -> String {
        format!("{rank} of {of}")
    }
    fn others(&self, count: usize) -> String {
        format!("Others ({count})")
    }
    fn and_more(&self, count: usize) -> String {
        format!("and {count} more")
    }
    fn spoken_bar(&self, label: &str, counted: &str, rank: usize, of: usize) -> String {
        format!("{label}, {counted}, rank {rank} of {of}")
    }
    fn ranks(&self, label: &str, (rank, of, tied): (usize, usize, bool), counted: &str, period: &str) -> String {
        if of == 1 {
            return self.has_in(label, counted, period);
        }
        let tie = if tied { ", tied," } else { "" };
        format!("{label} ranks {} of {of}{tie} with {counted}{}", ordinal(rank), after_comma(period))
    }
    fn has_in(&self, label: &str, counted: &str, period: &str) -> String {
        let colon = if label.is_empty() { "" } else { ": " };
        format!("{label}{colon}{counted}{}", after_comma(period))
    }
    fn several_in(&self, listed: &str, unit: &str, period: &str) -> String {
        format!("{listed} {unit}, {period}")
    }
    fn highest(&self, label: &str, counted: &str, (of, tied): (usize, bool), many: &str) -> String {
        let is = if tied { "is among the highest" } else { "is the highest" };
        format!("{label} {is} of {of} {many} with {counted}")
    }
    fn change_in_brackets(&self, period: &str) -> String {
        format!("change from {period}")
    }
    fn nothing_published(&self, period: &str) -> String {
        format!("Nothing was published for exactly {period}.")
    }
    fn published_for(&self, periods: &str) -> String {
        format!("Figures were published for: {periods}.")
    }
    fn problems_found(&self, count: usize) -> String {
        plural(count, "problem found", "problems found")
    }
    fn view_of_other_data(&self, title: &str, fingerprint: &str) -> String {
        format!(
            "The view was made from other data: “{title}” (fingerprint {fingerprint}). It is applied to the data given."
        )
    }
    fn only_a_total(&self, total: &str, period: &str) -> String {
        format!("{period}: {total} in all.")
    }
    fn not_split(&self, many: &str) -> String {
        format!("There is no figure by {many} for this period.")
    }
    fn note_last_periods(&self, shown: usize, of: usize, many: &str) -> String {
        format!("Shows the last {shown} of {of} {many}.")
    }
    fn total_in(&self, counted: &str, period: &str) -> String {
        format!("{counted}, {period}")
    }
    fn bar_chart_of(&self, subtitle: &str) -> String {
        format!("Bar chart: {subtitle}.")
    }
    fn not_covered(&self, period: &str) -> String {
        format!("{period} is not covered by this source.")
    }
    fn note_one_sided(&self, count: usize, many: &str) -> String {
        format!(
            "{count} of the {many} with a number on one side only: the totals are of what is reported, and of unlike extent."
        )
    }

    fn source_covers(&self, period: &str) -> String {
        format!("The source covers {period}. Outside it nothing is known, which is not zero.")
    }
    fn no_such_column(&self, name: &str) -> String {
        format!("This data set has no column or role “{name}”.")
    }
    fn columns_are(&self, list: &str) -> String {
        format!("Its columns are: {list}.")
    }
    fn no_such_measure(&self, name: &str) -> String {
        format!("This data set has no measure “{name}”.")
    }
    fn measures_are(&self, list: &str) -> String {
        format!("Its measures are: {list}; or sum:COLUMN, distinct:COLUMN.")
    }
    fn no_rows_because_of(&self, filters: &str) -> String {
        format!("0 rows because of {filters}.")
    }
    fn no_rows_in(&self, period: &str) -> String {
        format!("No rows in {period}.")
    }
    fn rows_longer_than_period(&self, rows: usize, period: &str) -> String {
        format!(
            "{} in the file {} about a longer time than {period}, and a longer time is never divided.",
            plural(rows, "row", "rows"),
            if rows == 1 { "is" } else { "are" }
        )
    }
    fn note_shows(&self, shown: usize, of: usize, many: &str) -> String {
        format!("Shows {shown} of {of} {many}, the others together.")
    }
    fn note_at_zero(&self, count: usize, many: &str) -> String {
        format!("{count} more {many} had none in this period.")
    }
    fn note_parts_exceed(&self, total: &str, sum: &str) -> String {
        format!("{total} in all; added up they make {sum} because one that belongs to several counts once for each.")
    }
    fn note_total(&self, total: &str) -> String {
        format!("{total} in all.")
    }
    fn note_total_of_reported(&self, total: &str) -> String {
        format!("{total} in the values reported; what is not reported is not in it.")
    }
    fn note_overall(&self, total: &str) -> String {
        format!("Overall {total}.")
    }
    fn note_published_total(&self, total: &str, sum: &str, share: &str) -> String {
        format!("{total} published in all; the places with a figure of their own add up to {sum} ({share}).")
    }
    fn note_more_figures(&self, count: usize, many: &str) -> String {
        format!("{count} more {many} with figures are not shown.")
    }
    fn note_differing(&self, label: &str, printed: &str) -> String {
        format!("{label}: published values differ: {printed}.")
    }
    fn note_partly(&self, span: &str, reason: &str) -> String {
        format!("{span} is partly covered: {reason}.")
    }
    fn note_partial_period(&self, coverage: &str) -> String {
        format!("The period is partly covered: the source covers {coverage}.")
    }
    fn note_rows_undated(&self, rows: &str, amount: &str, unit: &str) -> String {
        format!("Rows without a readable date: {rows}{amount}. They count in totals, and in no {unit}.")
    }
    fn note_rows_longer_than_unit(&self, rows: &str, unit: &str) -> String {
        format!("Rows about a longer time than one {unit}: {rows}. They count in totals, and in no {unit}.")
    }
    fn note_rows_no_time(&self, rows: &str) -> String {
        format!("Rows without a date, left out: {rows}.")
    }
    fn note_rows_longer(&self, rows: &str) -> String {
        format!("Rows about a longer time than asked for, left out: {rows}.")
    }
    fn note_rows_no_value(&self, rows: &str, kind: &str) -> String {
        format!("Rows without a value ({kind}), left out: {rows}.")
    }
    fn error_other_format(&self, format: &str) -> String {
        format!(
            "This is a {format} file, which this version does not read. Save the table as CSV (UTF-8) and open that."
        )
    }
    fn error_too_many_columns(&self, columns: usize, most: usize) -> String {
        format!("The table has {columns} columns; {most} is the most. In a text file, another delimiter may be meant.")
    }
    fn error_too_large(&self, megabytes: u64, most: u64) -> String {
        format!("The file has {megabytes} MB; {most} MB is the most. Open a part of it.")
    }
    fn error_newer_version(&self, version: u32, most: u32) -> String {
        format!(
            "The file is in version {version} of the format; this program knows up to version {most}. Update the program to open it."
        )
    }
    fn error_damaged(&self, line: usize, column: usize, detail: &str) -> String {
        format!(
            "The file is damaged in line {line}, column {column}: {detail}. Restore it from a copy, or correct that place."
        )
    }
    fn error_contradiction(&self, column: &str, expected: usize, found: usize) -> String {
        format!(
            "The file contradicts itself: column “{column}” should have {expected} cells and breaks off or differs after {found}. Restore it from a copy."
        )
    }
    fn error_no_such_sample(&self, name: &str, known: &str) -> String {
        format!("There is no sample “{name}”. The samples are: {known}.")
    }
    fn error_no_such_column(&self, name: &str, known: &str) -> String {
        format!("The file has no column “{name}”. Its columns are: {known}.")
    }
    fn error_sum_of_published(&self, measure: &str) -> String {
        format!(
            "The measure “{measure}” would add published figures, whose periods overlap. Declare it as published(column: …) instead."
        )
    }
    fn error_system(&self, detail: &str) -> String {
        format!("The system reports: {detail}.")
    }
    fn issue_unknown_country(&self, name: &str, column: &str) -> String {
        format!("“{name}” in “{column}” is no country that the program knows; shown under its own name")
    }
    fn issue_more_unknown_countries(&self, names: usize, column: &str) -> String {
        format!("{names} more names in “{column}” are no countries that the program knows; shown under their own names")
    }
    fn issue_ambiguous_country(&self, name: &str, column: &str) -> String {
        format!("“{name}” in “{column}” may be several countries; shown under its own name")
    }
    fn issue_country_code_differs(&self, name: &str, code: &str) -> String {
        format!("“{name}” stands beside the code “{code}” of another country; the name was followed")
    }
    fn issue_not_a_number(&self, example: &str, column: &str) -> String {
        format!("“{column}” has cells that are no number, such as “{example}”; they count as not reported")
    }
    fn issue_not_a_date(&self, example: &str, column: &str) -> String {
        format!("“{column}” has cells that are no date, such as “{example}”; they count as not reported")
    }
    fn issue_role_not_believed(&self, role: &str, example: &str, column: &str) -> String {
        format!(
            "“{column}” is named like a column of the role {role}, but holds other things, such as “{example}”; it was left without a role (--role {role}={column} says otherwise)"
        )
    }
    fn issue_odd_count(&self, example: &str, column: &str) -> String {
        format!("“{column}” has counts that are not whole or are below zero, such as “{example}”; taken as they stand")
    }
    fn issue_group_row(&self, name: &str, column: &str) -> String {
        format!(
            "“{name}” in “{column}” may be the sum of other rows; it is counted like any other, so totals may count twice"
        )
    }
    fn issue_long_row(&self, surplus: &str) -> String {
        format!("a row has more fields than the header; the surplus “{surplus}” is in no column")
    }
    fn issue_renamed_column(&self, name: &str) -> String {
        format!("a column has no name, or that of another one, and is called “{name}”")
    }
    fn issue_with_rows(&self, text: &str, rows: usize, first_row: usize) -> String {
        if rows == 1 {
            format!("{text} (row {first_row})")
        } else {
            format!("{text} ({rows} rows, the first is row {first_row})")
        }
    }
    fn role_by_header(&self, word: &str) -> String {
        format!("from the header word “{word}”")
    }
    fn rows_reconcile(&self, read: &str, used: &str, filtered: &str, left_out: &str) -> String {
        format!("{read} rows read = {used} used + {filtered} filtered + {left_out} left out")
    }
    fn notes_on_data(&self, count: usize) -> String {
        plural(count, "note on the data", "notes on the data")
    }
    fn rows_and_span(&self, span: &str, rows: &str) -> String {
        if span.is_empty() { format!("{rows} rows") } else { format!("{span} · {rows} rows") }
    }
    fn search_in(&self, count: usize, many: &str) -> String {
        format!("Search {count} {many}")
    }
    fn show_all_of(&self, count: usize) -> String {
        format!("Show all {count}")
    }
    fn saved(&self, name: &str) -> String {
        format!("Saved {name}")
    }
    fn opened(&self, title: &str, rows: &str) -> String {
        format!("Opened {title}: {rows} rows")
    }
    fn opening_progress(&self, name: &str, megabytes: u64, of: u64) -> String {
        format!("Opening {name}: {megabytes} of {of} MB")
    }
    fn period_label(&self, period: &str, places: usize) -> String {
        format!("{period} · {}", plural(places, "place", "places"))
    }
    fn top(&self, count: usize) -> String {
        format!("Top {count}")
    }
    fn recipe_damaged(&self, detail: &str) -> String {
        format!("The view inside this file cannot be read: {detail}.")
    }
    fn save_other(&self, detail: &str) -> String {
        format!("The file could not be written: {detail}.")
    }
    fn year_spoken(&self, label: &str, counted: &str) -> String {
        format!("{label}: {counted}")
    }
    fn cli_unknown_command(&self, name: &str) -> String {
        format!("There is no command or file “{name}”. Run “deportation-flows --help” for the commands.")
    }
    fn cli_unknown_option(&self, name: &str) -> String {
        format!("The option “{name}” is not known here. Run “deportation-flows --help” for the options.")
    }
    fn cli_missing(&self, what: &str) -> String {
        format!("{what} is missing. Run “deportation-flows --help” for the way to write it.")
    }
    fn cli_not_used(&self, option: &str, chart: &str, users: &str) -> String {
        format!("{option} changes nothing in the chart “{chart}”. It is for: {users}.")
    }
    fn cli_wants_stack(&self, option: &str, chart: &str) -> String {
        format!("{option} changes nothing in the chart “{chart}” without --stack COLUMN.")
    }
    fn columns_not_shown(&self, shown: usize, all: usize) -> String {
        format!("Columns: the {shown} largest of {all}; the rest is in the totals only.")
    }
    fn cli_bad_value(&self, option: &str, value: &str, wanted: &str) -> String {
        format!("“{value}” does not fit {option}, which takes {wanted}.")
    }
    fn cli_no_match(&self, value: &str, column: &str, near: &str) -> String {
        if near.is_empty() {
            format!("“{value}” does not occur in {column}.")
        } else {
            format!("“{value}” does not occur in {column}. It has, among others: {near}.")
        }
    }
    fn bad_period(&self, text: &str) -> String {
        format!(
            "“{text}” is no period. Write 2024, 2020..2024, 2022-07..2022-12, 2025-01-01..2025-07-31, FY2024 or all."
        )
    }
    fn period_out_of_range(&self, text: &str, first: i16, last: i16) -> String {
        format!("“{text}” is out of range: years run from {first} to {last}.")
    }
    fn period_reversed(&self, text: &str) -> String {
        format!("“{text}” ends before it starts.")
    }
    fn view_needs_data(&self, title: &str, fingerprint: &str) -> String {
        format!(
            "This view was made from other data: “{title}” (fingerprint {fingerprint}). Open them and the view is applied."
        )
    }
    fn rows_kept(&self, read: &str, kept: &str, left_out: &str) -> String {
        format!("{read} rows read = {kept} kept + {left_out} left out")
    }
    fn country_not_in_data(&self, name: &str) -> String {
        format!("{name} is not in these data.")
    }
    fn distinct_values(&self, count: usize) -> String {
        plural(count, "distinct value", "distinct values")
    }
    fn preferences_moved(&self, path: &str) -> String {
        format!("The preferences could not be read and were moved aside; the program starts with its own. — {path}")
    }
    fn events_in(&self, count: usize) -> String {
        plural(count, "event", "events")
    }
    fn selected_count(&self, count: usize) -> String {
        format!("{count} selected")
    }
    fn error_unknown_encoding(&self, name: &str) -> String {
        format!("“{name}” is no encoding. Examples: utf-8, utf-16le, windows-1252, iso-8859-2.")
    }
    fn error_delimiter(&self, delimiter: char) -> String {
        format!("“{delimiter}” cannot separate fields. One plain character can: , ; | or a tab.")
    }
    fn error_damaged_format(&self, format: &str, detail: &str) -> String {
        format!("The {format} file is damaged or cut short: {detail}. A fresh copy from the source may help.")
    }
    fn error_encrypted(&self, format: &str) -> String {
        format!("The {format} file is protected by a password. Save a copy without one and open that.")
    }
    fn error_too_many_cells(&self, most: u64) -> String {
        format!(
            "The sheet claims more than {most} cells, which is more than this program opens. Delete the empty rows and columns around the table."
        )
    }
    fn error_too_many_rows(&self, most: u64) -> String {
        format!("The file has more than {most} rows, which is more than this program opens.")
    }
    fn error_unpacks_too_large(&self, megabytes: u64) -> String {
        format!("Unpacked, the file is larger than {megabytes} MB or than any real table would be. It was not opened.")
    }
    fn error_row_too_long(&self, megabytes: usize) -> String {
        format!("A row is longer than {megabytes} MB. The file may have another line ending, or no table in it.")
    }
    fn error_too_deep(&self, most: usize) -> String {
        format!("The file is nested more than {most} levels deep, which no table is.")
    }
    fn error_no_such_sheet(&self, name: &str, known: &str) -> String {
        format!("There is no sheet “{name}”. The sheets are: {known}.")
    }
    fn error_all_left_out(&self, rows: usize) -> String {
        format!(
            "All {rows} rows look like sums, remarks or headers of other rows, and none is left. If they are data, switch that off: --step leave_out_sums=off, --step leave_out_remarks=off."
        )
    }
    fn error_no_sheets(&self, name: &str) -> String {
        format!("There are no sheets in this file, and so no sheet “{name}”.")
    }
    fn error_no_such_row(&self, row: usize, rows: usize) -> String {
        format!("Row {row} cannot be the header: the table has {rows} rows.")
    }
    fn error_not_a_table(&self, format: &str, detail: &str) -> String {
        format!("The {format} file holds no table: {detail}.")
    }
    fn issue_duplicate_rows(&self, effect: &str) -> String {
        format!("a row repeats an earlier one in every cell; flagged, not left out. Together these rows add: {effect}")
    }
    fn issue_ambiguous_dates(&self, example: &str, column: &str) -> String {
        format!(
            "{column}: nothing tells whether the day or the month comes first in “{example}”; no such date was taken. Say it in the import settings, or by --date-order dmy or mdy"
        )
    }
    fn issue_contradictory_dates(&self, example: &str, column: &str) -> String {
        format!("{column}: some dates have the day first, others the month, as in “{example}”")
    }
    fn issue_ambiguous_numbers(&self, example: &str, column: &str) -> String {
        format!(
            "{column}: nothing tells whether “{example}” has thousands or decimals; no such number was taken. Say it in the import settings, or by --decimal"
        )
    }
    fn issue_footnote(&self, example: &str, column: &str) -> String {
        format!("{column}: “{example}” has the mark of a footnote; the number was taken")
    }
    fn issue_near_miss(&self, name: &str, country: &str, column: &str) -> String {
        format!("{column}: “{name}” is no country; did the source mean {country}? It is shown under its own name")
    }
    fn issue_joint_places(&self, example: &str, column: &str) -> String {
        format!(
            "{column}: “{example}” names several places: its flights count for each of them, its people for all of them together"
        )
    }
    fn issue_not_decoded(&self, encoding: &str) -> String {
        format!("some letters mean nothing in {encoding} and are shown as �. Another encoding may help")
    }
    fn issue_merge_not_used(&self, name: &str) -> String {
        format!("“{name}” is said to mean another name, but stands in no column of places")
    }
    fn issue_blank_below(&self, column: &str) -> String {
        format!(
            "{column}: blank cells stand below a value, as where it is printed once for several rows; they are not reported unless the step “Fill blank cells with the value above” is on"
        )
    }
    fn issue_key_duplicate(&self, example: &str, effect: &str) -> String {
        format!(
            "a row repeats an earlier one in everything but the numbers (“{example}”); flagged, not left out. Together these rows add: {effect}"
        )
    }
    fn issue_several_zones(&self, zones: &str, column: &str) -> String {
        format!(
            "{column}: times are printed in several time zones ({zones}); each row keeps the day that is printed, so that flights around midnight may stand a day apart"
        )
    }
    fn note_repeated(&self, rows: &str) -> String {
        if rows == "1" {
            "1 row of the file repeats an earlier one in every cell and is counted.".to_owned()
        } else {
            format!("{rows} rows of the file repeat an earlier one in every cell and are counted.")
        }
    }
    fn money_per_person(&self, currency: &str) -> String {
        format!("{currency} per person")
    }
    fn issue_key_not_found(&self, example: &str, keys: usize, key: &str) -> String {
        if keys == 1 {
            format!("{key}: “{example}” stands nowhere in the other table; its cells are not reported")
        } else {
            format!(
                "{key}: {keys} keys such as “{example}” stand nowhere in the other table; their cells are not reported"
            )
        }
    }
    fn issue_key_not_unique(&self, key: &str) -> String {
        format!("{key}: a key stands several times in the other table with different cells; the first was taken")
    }
    fn ledger_note(&self, read: &str, used: &str, left_out: &str) -> String {
        format!("{read} rows read, {used} used; left out: {left_out}.")
    }
    fn reason_with_rows(&self, reason: &str, rows: &str) -> String {
        format!("{rows} {reason}")
    }
    fn earlier_rows(&self, rows: &str) -> String {
        format!("and {rows} earlier")
    }
    fn starting_from(&self, named: &str) -> String {
        format!("from {named}")
    }
    fn to_place(&self, named: &str) -> String {
        format!("to {named}")
    }
    fn so_many(&self, count: usize, many: &str) -> String {
        format!("{count} {many}")
    }
    fn filtered_by(&self, names: &str) -> String {
        format!("filtered by {names}")
    }
    fn so_many_chosen(&self, count: usize, many: &str) -> String {
        format!("{count} chosen {many}")
    }
    fn largest_increase(&self, label: &str, change: &str, counted: &str, (period, before): (&str, &str)) -> String {
        format!("Largest increase from {before}: {label}, {change} to {counted}{}", after_comma(period))
    }
    fn note_shows_part(&self, (shown, of): (usize, usize), many: &str, share: &str, total: &str) -> String {
        format!("Shows {shown} of {of} {many}, with {share} of {total}; the others together.")
    }
    fn more_rows(&self, rows: &str) -> String {
        format!("and {rows} more")
    }
    fn read_as(&self, format: &str, rows: &str) -> String {
        format!("{format} · {rows}")
    }
    fn needs_role(&self, one: &str) -> String {
        format!("This chart needs a column that says the {one}, and this file has none.")
    }
    fn mean_of(&self, count: usize, many: &str) -> String {
        format!("mean of the {count} {many} before")
    }
    fn one_and_other(&self, one: &str, other: &str) -> String {
        format!("{one} and {other}")
    }
    fn note_breaks(&self, periods: &str) -> String {
        format!("The source changes at {periods}.")
    }
    fn note_months(&self, months: &str) -> String {
        format!("Only {months} of each year.")
    }
    fn timeline_of(&self, what: &str) -> String {
        format!("Chart over time: {what}.")
    }
    fn part_of(&self, part: &str, whole: &str) -> String {
        format!("{part} of {whole}")
    }
    fn unit_ranks(&self, label: &str, counted: &str, (rank, of, tied): (usize, usize, bool), many: &str) -> String {
        if of == 1 {
            return format!("{counted}, {label}");
        }
        let which = if rank == 1 { "the highest".to_owned() } else { format!("the {} highest", ordinal(rank)) };
        let tie = if tied { ", tied," } else { "" };
        format!("{counted} in {label}, {which}{tie} of {of} {many}")
    }
    fn note_top_each(&self, most: usize, many: &str) -> String {
        format!("Named are the {most} largest {many} of each period; all others of that period stand together.")
    }
    fn note_top_any(&self, named: usize, of: usize, many: &str) -> String {
        format!("Named are the {named} largest of {of} {many} over all that is shown; the others stand together.")
    }
    fn fiscal_year_short(&self, year: i16) -> String {
        format!("FY {year}")
    }
    fn quarter_short(&self, quarter: i8) -> String {
        format!("Q{quarter}")
    }
    fn day_short(&self, month: &str, day: i32) -> String {
        format!("{month} {day}")
    }
    fn millions(&self, number: &str) -> String {
        format!("{number} M")
    }
    fn partly_covered_in(&self, months: &str) -> String {
        format!("partly covered: {months}")
    }
    fn note_stack_exceeds(&self, is_drawn_within: bool) -> String {
        let drawn = if is_drawn_within { ", and the parts are drawn in proportion within it" } else { "" };
        format!(
            "What belongs to several parts is in the number of each; the number above a column counts it once{drawn}."
        )
    }
    fn note_bar_exceeds(&self, many: &str, is_share: bool) -> String {
        let drawn = if is_share {
            "shares are of the parts added up, and the number beside a bar counts it once."
        } else {
            "the parts are drawn in proportion within the number beside the bar, which counts it once."
        };
        format!("What belongs to several {many} is in the number of each; {drawn}")
    }
    fn note_ratio_shown(&self, shown: usize, of: usize, many: &str, (share, base): (&str, &str)) -> String {
        format!("Shows {shown} of {of} {many}, with {share} of {base}.")
    }
    fn note_share_shown(&self, share: &str, total: &str, rest: &str) -> String {
        format!("Named panels show {share} of {total}; the rest is in “{rest}”.")
    }
    fn multiples_of(&self, what: &str, panels: usize) -> String {
        format!("{panels} small charts over time: {what}.")
    }
    fn largest_are(&self, many: &str, names: &str) -> String {
        format!("The largest {many}: {names}")
    }
    fn listed(&self, names: &[String]) -> String {
        match names {
            [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => names.join(", "),
        }
    }
    fn note_top_lines(&self, named: usize, of: usize, many: &str) -> String {
        format!("Drawn are the {named} largest of {of} {many} over all that is shown; the others are not drawn.")
    }
    fn fiscal_from(&self, month: &str) -> String {
        format!("Fiscal year from {month}")
    }
    fn not_copied(&self, detail: &str) -> String {
        format!("The clipboard did not take the figure. {detail}")
    }
    fn lint_clipped(&self, text: &str) -> String {
        format!("“{text}” reaches beyond the edge. Show fewer, or choose a larger size.")
    }
    fn lint_overlapping(&self, one: &str, other: &str) -> String {
        format!("“{one}” and “{other}” overlap. Show fewer, or choose a larger size.")
    }
    fn lint_small(&self, text: &str) -> String {
        format!("“{text}” is smaller than can be read at this size. Show fewer, or choose a larger size.")
    }
    fn lint_contrast(&self, text: &str) -> String {
        format!("“{text}” stands out too little from its ground.")
    }
    fn lint_number(&self, number: &str, text: &str) -> String {
        format!("{number} in “{text}” is none of the numbers of this figure. Check it, or take back what was typed.")
    }
    fn way_from_to(&self, from: &str, to: &str) -> String {
        format!("{from} to {to}")
    }
    fn range_from_below(&self, from: &str, below: &str) -> String {
        format!("{from} to under {below}")
    }
    fn or_more(&self, from: &str) -> String {
        format!("{from} or more")
    }
    fn note_not_on_map(&self, named: &str) -> String {
        format!("Without a place on the map: {named}.")
    }
    fn map_of(&self, what: &str) -> String {
        format!("Map: {what}.")
    }
    fn joint_places(&self, count: usize) -> String {
        format!("Several countries ({count})")
    }
    fn list_with_and(&self, parts: &[&str]) -> String {
        let (last, before) = parts.split_last().unwrap_or((&"", &[]));
        if before.is_empty() { (*last).to_owned() } else { format!("{} and {last}", before.join(", ")) }
    }
    fn flow_between(&self, from: &str, to: &str) -> String {
        format!("{from} to {to}")
    }
    fn flow_to(&self, to: &str) -> String {
        format!("To {to}")
    }
    fn flow_from(&self, from: &str) -> String {
        format!("From {from}")
    }
    fn share_of(&self, whole: &str) -> String {
        format!("Share of {whole}")
    }
    fn flow_diagram_of(&self, what: &str) -> String {
        format!("Flow diagram: {what}. The largest flows:")
    }
    fn most_of_it_to(&self, label: &str, counted: &str, period: &str, to: &str, number: &str) -> String {
        format!("{label}: {counted}{}; largest flow to {to}, {number}", after_comma(period))
    }
    fn most_of_it_from(&self, label: &str, counted: &str, period: &str, from: &str, number: &str) -> String {
        format!("{label}: {counted}{}; largest flow from {from}, {number}", after_comma(period))
    }
    fn largest_flow(&self, from: &str, to: &str, counted: &str, period: &str, tied: bool) -> String {
        let largest = if tied { "One of the largest flows" } else { "Largest flow" };
        format!("{largest}: {from} to {to}, {counted}{}", after_comma(period))
    }
    fn note_named_flows(&self, sides: &[(usize, usize, &str)], part: &str, total: &str, share: &str) -> String {
        let [from, to] = [sides.first(), sides.last()].map(|side| side.copied().unwrap_or_default());
        let named = |(named, of, many): (usize, usize, &str)| {
            if named == of { format!("{of} {many}") } else { format!("{named} named of {of} {many}") }
        };
        format!("The flows from {} to {} carry {part} of {total} ({share}).", named(from), named(to))
    }
    fn note_named_stages(&self, sides: &[(usize, usize, &str)], total: &str) -> String {
        let listed: Vec<String> = sides.iter().map(|(named, of, many)| format!("{named} of {of} {many}")).collect();
        format!(
            "Shows {} by name, the others together.{}",
            listed.join(", "),
            if total.is_empty() { String::new() } else { format!(" {total} in all.") }
        )
    }
    fn note_bands_exceed(&self, sum: &str) -> String {
        format!(
            "The bands add up to {sum}: what belongs to several of them counts once in each, and once in the number at a name."
        )
    }
    fn note_negative_flows(&self, count: usize, many: &str) -> String {
        format!("Flows below zero, which have no width, by {many}: {count}.")
    }
    fn note_without_number(&self, count: usize, many: &str, why: &str) -> String {
        format!("Without a number ({why}) and not drawn, of the {many}: {count}.")
    }
    fn less_than(&self, number: &str) -> String {
        format!("less than {number}")
    }
    fn short_quarter(&self, number: usize) -> String {
        format!("Q{number}")
    }
    fn matrix_of(&self, what: &str) -> String {
        format!("Matrix: {what}. The largest cells:")
    }
    fn largest_cell(&self, row: &str, column: &str, counted: &str, period: &str, tied: bool) -> String {
        let largest = if tied { "Among the highest" } else { "Highest" };
        format!("{largest}: {counted}, {row} · {column}{}", after_comma(period))
    }
    fn most_of_it_in(&self, label: &str, counted: &str, period: &str, other: &str, number: &str) -> String {
        format!("{label}: {counted}{}; highest: {other}, {number}", after_comma(period))
    }
    fn note_named_cells(&self, sides: &[(usize, usize, &str)], part: &str, total: &str, share: &str) -> String {
        let listed: Vec<String> =
            sides.iter().map(|(named, of, many)| format!("{named} named of {of} {many}")).collect();
        format!("The cells of {} hold {part} of {total} ({share}).", listed.join(" and "))
    }
    fn note_cells_exceed(&self, sum: &str) -> String {
        format!(
            "The cells add up to {sum}: what belongs to several of them counts once in each, and once in every total."
        )
    }
    fn note_third_country(&self, part: &str, total: &str, share: &str) -> String {
        format!(
            "{part} of {total} with both countries known ({share}) went to a country other than that of their citizenship."
        )
    }
    fn compared(&self, after: &str, before: &str) -> String {
        format!("{after} compared with {before}")
    }
    fn beside(&self, before: &str, after: &str) -> String {
        format!("{before} and {after}")
    }
    fn more_in(&self, counted: &str, after: &str, difference: &str, before: &str, percent: &str) -> String {
        format!("{counted} in {after}, {difference} more than in {before}{percent}")
    }
    fn fewer_in(
        &self,
        counted: &str,
        after: &str,
        difference: &str,
        is_count: bool,
        before: &str,
        percent: &str,
    ) -> String {
        let fewer = if is_count { "fewer" } else { "less" };
        format!("{counted} in {after}, {difference} {fewer} than in {before}{percent}")
    }
    fn same_in(&self, counted: &str, after: &str, before: &str) -> String {
        format!("{counted} in {after}, as many as in {before}")
    }
    fn more_for(&self, counted: &str, after: &str, difference: &str, before: &str, percent: &str) -> String {
        format!("{after}: {counted}, {difference} more than {before}{percent}")
    }
    fn fewer_for(
        &self,
        counted: &str,
        after: &str,
        difference: &str,
        is_count: bool,
        before: &str,
        percent: &str,
    ) -> String {
        let fewer = if is_count { "fewer" } else { "less" };
        format!("{after}: {counted}, {difference} {fewer} than {before}{percent}")
    }
    fn same_for(&self, counted: &str, after: &str, before: &str) -> String {
        format!("{after}: {counted}, as many as {before}")
    }
    fn revised_headline(&self, count: usize, of: usize, many: &str, most: &str) -> String {
        format!("{count} of {of} {many} were revised, most of all {most}")
    }
    fn not_revised(&self, of: usize, many: &str) -> String {
        format!("None of {of} {many} was revised")
    }
    fn before_and_after(&self, label: &str, before: &str, after: &str, change: &str) -> String {
        format!("{label}: {before} to {after} ({change})")
    }
    fn note_compare_total(
        &self,
        before: &str,
        before_name: &str,
        after: &str,
        after_name: &str,
        change: &str,
    ) -> String {
        format!("In all {before} ({before_name}) and {after} ({after_name}): {change}.")
    }
    fn note_compare_total_in(&self, span: &str, before: &str, after: &str, change: &str) -> String {
        format!("In {span}, which both cover: {before} and {after}, {change}.")
    }
    fn note_compare_shows(&self, shown: usize, of: usize, many: &str) -> String {
        format!("Shows {shown} of {of} {many}, chosen by the size of their change; the others together.")
    }
    fn note_no_percent(&self, base: i64) -> String {
        format!("No percentage is given on a base below {base}.")
    }
    fn unlike_headline(&self, counted: &str, after: &str, earlier: &str, before: &str) -> String {
        format!("{counted} ({after}), beside {earlier} ({before}), a span of another length")
    }
    fn note_unlike(&self, after: &str, before: &str) -> String {
        format!("Unlike spans are compared, {after} with {before}: there are no percentages.")
    }
    fn note_same_months(&self, months: &str) -> String {
        format!("Only {months} of each year count.")
    }
    fn note_both_cover(&self, span: &str) -> String {
        format!("Compared is {span}, which both editions cover.")
    }
    fn note_not_in_edition(&self, labels: &str, edition: &str) -> String {
        format!("{labels}: not in the {edition}, which is not zero.")
    }
    fn note_pairs_exceed(&self, sum: &str) -> String {
        format!("One that belongs to several counts once for each: the lines add up to {sum}.")
    }
    fn heading_more(&self, name: &str, count: usize) -> String {
        format!("More in {name} ({count})")
    }
    fn heading_fewer(&self, name: &str, count: usize) -> String {
        format!("Fewer in {name} ({count})")
    }
    fn heading_same(&self, count: usize) -> String {
        format!("No change ({count})")
    }
    fn heading_one_side(&self, count: usize) -> String {
        format!("No difference can be given ({count})")
    }
    fn missing_in(&self, reason: &str, name: &str) -> String {
        format!("{reason} in {name}")
    }
    fn not_in_the(&self, edition: &str) -> String {
        format!("not in the {edition}")
    }
    fn edition_name(&self, label: &str) -> String {
        format!("{label} edition")
    }
    fn changed_by(&self, one: &str) -> String {
        format!("Largest change by {one}")
    }
    fn note_reported_total(&self, a: &str) -> String {
        format!("{a} Values that were not reported are not in it.")
    }
    fn comparison_chart(&self, what: &str) -> String {
        format!("Comparison with two marks in each line: {what}.")
    }
    fn months_of_each_year(&self, months: &str) -> String {
        format!("{months} of each year")
    }
    fn note_new(&self, before: &str) -> String {
        format!("“new” means none before ({before}).")
    }
    fn more_columns(&self, count: usize) -> String {
        format!("and {}", plural(count, "more column", "more columns"))
    }
    fn table_of(&self, what: &str) -> String {
        format!("Table of {what}:")
    }
    fn rows_behind(&self, rows: &str, counted: &str, period: &str) -> String {
        let behind = if counted.is_empty() { String::new() } else { format!(" behind {counted}") };
        format!("{rows}{behind}{}", after_comma(period))
    }
    fn rows_of(&self, measure: &str) -> String {
        format!("Rows of the data behind “{measure}”")
    }
    fn total_of_all(&self, count: usize, many: &str) -> String {
        format!("All {count} {many}")
    }
    fn rows_found(&self, found: &str, of: &str) -> String {
        format!("{found} of {of} rows")
    }
    fn rows_in_place(&self, file: &str, row: usize) -> String {
        format!("{file}, row {row}")
    }
    fn below_share(&self, share: &str) -> String {
        format!("< {share}")
    }
    fn note_definition(&self, period: &str, reason: &str) -> String {
        format!("From {period}: {reason}")
    }
    fn share_and_part(&self, share: &str, part: &str) -> String {
        format!("{share} ({part})")
    }
    fn note_colourless(&self, names: &str) -> String {
        format!("Also among them in some period, and together with the others for want of a colour: {names}.")
    }
    fn name_without_number(&self, name: &str, why: &str) -> String {
        format!("{name} ({why})")
    }
    fn dates_of(&self, first: (&str, i32), last: (&str, i32), year: i32) -> String {
        let ((one, from), (other, to)) = (first, last);
        format!("{one} {from}–{other} {to}, {year}")
    }
    fn of_total(&self, total: &str) -> String {
        format!("of {total}")
    }
    fn animation_of(&self, frames: usize, first: &str, last: &str) -> String {
        format!("Animation in {frames} steps, from {first} to {last}.")
    }
    fn pack_saved(&self, files: usize, place: &str) -> String {
        format!("{files} files written to {place}")
    }
    fn pack_needs_data(&self, title: &str) -> String {
        format!("The workspace was made from “{title}”. Name the file of these data after export.")
    }
    fn pack_view_failed(&self, name: &str, why: &str) -> String {
        format!("“{name}” was not written: {why}")
    }
    fn verify_changed(&self, changed: usize, of: usize) -> String {
        format!("{changed} of {of} numbers are different:")
    }
    fn verify_line(&self, name: &str, was: &str, is: &str) -> String {
        format!("{name}: {was} in the figure, {is} in the data")
    }
    fn verify_part(&self, stated: usize, of: usize) -> String {
        format!("The figure carries {stated} of its {of} numbers; the others were not compared.")
    }
    fn source_with_code(&self, source: &str, code: &str) -> String {
        format!("{source} · {code}")
    }
    fn code_unknown(&self, code: &str) -> String {
        format!("No figure with the code {code} was exported here, and no view of the gallery has it.")
    }
    fn pack_views(&self, views: usize) -> String {
        format!("Named views, in the order of their list: {views}.")
    }
    fn pack_looks(&self, size: &str) -> String {
        format!("Size and theme as in the export sheet: {size}.")
    }
    fn pack_progress(&self, done: usize, of: usize) -> String {
        format!("{done} of {of} figures")
    }
    fn pack_some_failed(&self, saved: usize, failed: usize) -> String {
        format!("Files saved: {saved}. Not saved: {failed}.")
    }
    fn not_filtered_by(&self, one: &str) -> String {
        format!("not filtered by {one}")
    }
    fn per_person(&self, counted: &str) -> String {
        format!("{counted} per person")
    }
    fn largest_of_chosen(&self, count: usize, many: &str, names: &str) -> String {
        format!("Largest of {count} chosen {many}: {names}")
    }
    fn highest_part(&self, part: &str, unit: &str, counted: &str) -> String {
        format!("Highest: {part} in {unit}, {counted}")
    }
    fn note_few_named(&self, names: &str) -> String {
        format!("Rest on few cases and are not ranked: {names}.")
    }
    fn value_of_cases(&self, name: &str, value: &str, cases: &str) -> String {
        format!("{name} {value} ({cases})")
    }
    fn note_categories(&self, name: &str, definition: &str) -> String {
        format!("{name}: {definition}")
    }
    fn note_named_on_map(&self, named: &str, all: &str, many: &str) -> String {
        format!("The {named} largest of {all} {many} are named; the others are drawn pale.")
    }
    fn note_no_places(&self, asked: &str, many: &str) -> String {
        format!("“{asked}” names no places on a map; shown are {many}.")
    }
    fn note_two_codes(&self, named: &str) -> String {
        format!("One airport under two codes, counted under each: {named}.")
    }
    fn note_no_arc(&self, named: &str) -> String {
        format!("Counted, but without a place on the map and without an arc: {named}.")
    }
    fn note_at_home(&self, counted: &str) -> String {
        format!("{counted} begin and end in the same place and have no arc.")
    }
    fn note_arcs_shown(&self, arcs: &str, flows: &str, share: &str) -> String {
        format!("Arcs show the {arcs} largest of {flows} flows, {share}; the circles count all of them.")
    }
    fn note_filtered_away(&self, filter: &str) -> String {
        format!("Pale: outside the filter ({filter}).")
    }
    fn remove_filter(&self, filter: &str) -> String {
        format!("Remove the filter “{filter}”")
    }
    fn resolution(&self, dots: usize) -> String {
        format!("{dots} dots per inch")
    }
    fn first_rows_shown(&self, shown: &str, all: &str) -> String {
        format!("The first {shown} of {all} rows are listed.")
    }
    fn source_with_credit(&self, source: &str, credit: &str) -> String {
        format!("{source}. Chart: {credit}")
    }
    fn palette_pale(&self, colour: &str, contrast: &str, least: &str) -> String {
        format!("{colour} has a contrast of {contrast} to 1 against the ground; it needs {least} to 1.")
    }
    fn palette_alike(&self, one: &str, other: &str, vision: &str) -> String {
        format!("{one} and {other} look alike when seen {vision}.")
    }
    fn house_unreadable(&self, name: &str, why: &str) -> String {
        format!("“{name}” cannot be read: {why}")
    }
    fn house_bad_font(&self, name: &str) -> String {
        format!("“{name}” is no font that can be used: OpenType and TrueType files can (.otf, .ttf).")
    }
    fn house_bad_logo(&self, name: &str) -> String {
        format!("“{name}” is no logo that can be used: PNG and SVG files up to 4,000 pixels a side can.")
    }
    fn house_too_large(&self, name: &str, megabytes: usize) -> String {
        format!("“{name}” is larger than {megabytes} MB.")
    }
    fn house_future(&self, version: usize, newest: usize) -> String {
        format!("This house style is of version {version}, and this program knows versions up to {newest}.")
    }
    fn house_bad_colour(&self, text: &str) -> String {
        format!("“{text}” is no colour such as #12436D.")
    }
    fn house_in_use(&self, name: &str) -> String {
        format!("House style: {name}")
    }
    fn change_text(&self, text: &str) -> String {
        format!("Change: {text}")
    }
    fn house_elsewhere(&self, name: &str) -> String {
        format!(
            "“{name}” stands elsewhere: fonts and logos stand beside the house style, and are named without folders."
        )
    }
    fn panel_in_full(&self, title: &str, total: &str, values: &str) -> String {
        format!("{title}, {total}: {values}.")
    }
    fn panel_in_short(&self, title: &str, total: &str, (first, highest, last): (&str, &str, &str)) -> String {
        format!("{title}, {total}. First {first}; highest {highest}; last {last}.")
    }
    fn rankings_of(&self, what: &str, panels: usize) -> String {
        format!("{panels} small rankings: {what}.")
    }
    fn of_largest(&self, count: usize, many: &str) -> String {
        format!("the {count} largest {many}")
    }
    fn leads_in(&self, name: &str, times: usize, of: &str, period: &str) -> String {
        format!("{name} comes first in {times} of {of}, {period}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals() {
        for (number, expected) in [(1, "first"), (5, "fifth"), (11, "11th"), (12, "12th"), (21, "21st"), (112, "112th")]
        {
            assert_eq!(ordinal(number), expected);
        }
    }
}

//! Spanish that reads well in Spain and in Latin America alike: no forms that exist in only one of them.

use super::{CountryNames, Labels, Language, NumberMarks, Sentences, Words};

pub(super) static WORDS: Words = Words {
    language: Language::Spanish,
    code: "es",
    own_name: "Español",
    // The thin space that the Academy prefers: comma and point mean opposite things in Madrid and in Mexico City, the
    // space means the same in both.
    numbers: NumberMarks { group: '\u{202F}', decimal: ',' },
    countries: CountryNames::Spanish,
    labels: &LABELS,
    say: &Spanish,
    own_names: Vec::new(),
};

static LABELS: Labels = Labels {
    // Numbers and names.
    flights: "vuelos",
    people: "personas",
    rows_unit: "filas",
    people_per_flight: "personas por vuelo",
    value: "Valor",
    rank: "Puesto",
    share: "Parte del total",
    rows: "Filas",
    rows_without_value: "Filas sin valor",
    rests_on: "Se basa en",
    few_cases: "pocos casos",
    few_cases_mark: "(pocos casos)",
    source: "Fuente",
    note: "Nota",
    new: "nuevo",
    total: "Total",
    destination: "destino",
    destinations: "destinos",
    origin: "origen",
    origins: "orígenes",
    citizenship: "nacionalidad",
    citizenships: "nacionalidades",
    category: "tipo",
    categories: "tipos",
    year: "año",
    years: "años",
    fiscal_year: "año fiscal",
    fiscal_years: "años fiscales",
    quarter: "trimestre",
    quarters: "trimestres",
    month: "mes",
    months: "meses",
    day: "día",
    days: "días",
    values: "valores",
    not_reported: "sin datos",
    not_covered_label: "fuera de cobertura",
    redacted: "dato tachado",
    suppressed: "dato suprimido",
    not_published: "no publicado para este período",
    no_base: "sin casos",
    all_years: "todos los años",
    // Why there is no chart.
    no_country_column: "Ninguna columna de este archivo se entendió como país.",
    ask_for_fiscal_year: "Este archivo cuenta por años fiscales de EE. UU. y nunca se convierte: elija un año fiscal, como FY2024.",
    ask_for_longer: "Elija un período tan largo como los del archivo.",
    remove_a_filter: "Quite un filtro o elija otro período.",
    choose_another_period: "Elija otro período en la barra de tiempo.",
    // Notes under figures.
    note_at_least: "Las cifras son un mínimo documentado.",
    note_published: "Cifras tal como se publicaron para este período exacto; nunca se suman cifras de períodos distintos.",
    note_no_published_total: "No se publicó un total para este período.",
    note_few_cases: "Las barras que se basan en pocos casos llevan una marca y no tienen puesto.",
    note_no_change: "No hay un período anterior con el que comparar; las barras están por orden de valor.",
    // Files that could not be read.
    error_absent: "No existe ese archivo. Compruebe el nombre y la carpeta.",
    error_no_permission: "No tiene permiso para leer este archivo. Cópielo a una carpeta propia o pida acceso.",
    error_folder: "Esto es una carpeta. Elija un archivo dentro de ella.",
    error_not_a_file: "Esto es un dispositivo o una tubería, no un archivo. Guarde su contenido en un archivo y abra ese.",
    error_empty: "El archivo está vacío. Compruebe que se descargó completo.",
    error_binary: "Esto no es una tabla que el programa pueda leer: contiene bytes que ningún texto tiene, como NUL. Guárdela de nuevo como CSV (UTF-8) y abra ese archivo.",
    error_figure_not_data: "Esto es una figura exportada y no un archivo de datos. Ábrala en la ventana para recuperar su vista, o imprima la vista con «deportation-flows recipe ARCHIVO».",
    error_view_not_data: "Esto es una vista guardada y no un archivo de datos. Indique el archivo de datos, y la vista con --view.",
    error_header_only: "El archivo tiene una línea de encabezado, pero ninguna fila debajo.",
    error_no_header: "La primera línea está en blanco donde deberían estar los nombres de las columnas. Borre las líneas de encima del encabezado y vuelva a abrir el archivo.",
    error_out_of_memory: "No hay memoria suficiente para este archivo. Cierre otros programas o abra una parte del archivo.",
    error_cancelled: "Se canceló la apertura.",
    error_reader_failed: "El lector falló con este archivo, lo que es un error del programa. Puede ayudar guardar el archivo como CSV (UTF-8); avise del fallo, por favor.",
    // Trouble inside files.
    issue_short_row: "una fila tiene menos campos que el encabezado; el resto cuenta como sin datos",
    issue_duplicate_row: "una fila repite otra anterior en todas las celdas; se marca, no se excluye",
    role_hint: "Lo que es cada columna se supuso cuando el archivo no lo dice. Elija otro rol donde la suposición no acierte: entonces el archivo se vuelve a leer.",
    role_date: "fecha",
    role_period_start: "primer día del período",
    role_period_end: "último día del período",
    role_flight_key: "identificador del vuelo",
    role_cost: "importe de dinero",
    role_series: "qué se cuenta",
    role_level: "país, región o todos",
    role_publisher: "contado por",
    role_source: "fuente",
    role_note: "nota",
    role_none: "sin rol",
    role_declared: "declarado en el archivo",
    role_chosen: "elegido por usted",
    role_by_content: "por el contenido de las celdas",
    // Saving.
    save_exists: "Ya existe un archivo con este nombre y se dejó como estaba. Elija otro nombre.",
    save_no_folder: "La carpeta no existe. Elija otra.",
    save_no_permission: "No tiene permiso para escribir aquí. Elija otra carpeta.",
    save_disk_full: "El disco está lleno; no se escribió nada. Libere espacio o elija otro disco.",
    save_is_folder: "Esto es una carpeta. Añada un nombre de archivo.",
    save_bad_name: "No se puede escribir un archivo con este nombre. Elija uno más corto o más sencillo.",
    save_unknown_format: "El nombre debe terminar en .png, .svg, .pdf, .pptx, .xlsx, .csv, .gif o .apng.",
    figure_not_drawn: "No se pudo dibujar la figura con este tamaño. Elija un tamaño o una escala menor.",
    recipe_absent: "Este archivo no lleva ninguna vista: no la exportó este programa o se quitaron sus metadatos.",
    recipe_too_large: "La vista que lleva este archivo es mayor que cualquiera que escriba el programa; no se leyó.",
    recipe_newer: "La vista se escribió con una versión más nueva del programa. Actualice el programa para abrirla.",
    // The window.
    app_name: "Deportation Flows",
    menu_file: "Archivo",
    menu_edit: "Edición",
    menu_view: "Ver",
    menu_help: "Ayuda",
    open: "Abrir…",
    open_hint: "Abrir un archivo de datos, una vista o una figura exportada",
    open_sample: "Ejemplos",
    open_recent: "Archivos recientes",
    no_recent: "No hay archivos recientes",
    clear_recent: "Borrar la lista",
    export: "Exportar figura…",
    export_hint: "Guardar la vista como imagen, diapositiva o tabla",
    quit: "Salir",
    undo: "Deshacer",
    redo: "Rehacer",
    undo_hint: "Deshacer el último cambio de la vista",
    redo_hint: "Volver a hacer el cambio",
    reset_view: "Empezar la vista de nuevo",
    reset_view_hint: "Volver a la primera vista de estos datos; se puede deshacer",
    clear_selection: "Quitar la selección",
    clear_selection_hint: "Nada resaltado",
    clear_filters: "Quitar todos los filtros",
    clear_filters_hint: "Volver a contar todas las filas",
    filter_selection: "Filtrar por la selección",
    filter_selection_hint: "Contar solo las barras seleccionadas",
    show_all_years: "Todos los años",
    play: "Reproducir",
    pause: "Pausar",
    play_hint: "Reproducir o pausar los años",
    previous_year: "Año anterior",
    next_year: "Año siguiente",
    first_year: "Primer año",
    last_year: "Último año",
    theme: "Tema",
    theme_system: "Como el sistema",
    theme_light: "Claro",
    theme_dark: "Oscuro",
    language: "Idioma",
    next_region: "Siguiente parte de la ventana",
    next_region_hint: "El teclado sigue en la parte siguiente; con Mayús, en la anterior",
    toggle_panel: "Panel de datos",
    toggle_panel_hint: "Mostrar u ocultar el panel de la izquierda",
    shortcuts: "Atajos de teclado",
    shortcuts_hint: "Todos los atajos en una página",
    about: "Acerca de estos datos",
    about_hint: "Fuente, definiciones, cobertura y lo que se notó al leer",
    close: "Cerrar",
    cancel: "Cancelar",
    save: "Guardar",
    browse: "Examinar…",
    replace: "Reemplazarlo",
    measure: "Medida",
    mode_year: "Año",
    mode_range: "Rango",
    mode_all: "Todo",
    period: "Período",
    published_periods: "Períodos publicados",
    speed: "Velocidad",
    sort_by: "Orden",
    sort_value: "Por valor",
    sort_name: "Por nombre",
    sort_change: "Por cambio",
    sort_size_of_change: "Por tamaño del cambio",
    sort_gains_first: "Aumentos primero",
    from: "Desde",
    to: "Hacia",
    type_heading: "Tipo",
    citizenship_heading: "Nacionalidad",
    search: "Buscar",
    nothing_found: "No se encontró nada",
    show_fewer: "Mostrar menos",
    opening: "Abriendo",
    drop_here: "Suelte el archivo para abrirlo",
    view_restored: "La vista de la figura está en pantalla.",
    no_problems: "No se encontraron problemas",
    no_dialog: "En este sistema no hay un diálogo de archivos. Escriba o pegue una ruta.",
    path: "Ruta",
    open_button: "Abrir",
    copy: "Copiar",
    dismiss: "Cerrar el aviso",
    coverage: "Cobertura",
    coverage_guessed: "De la primera a la última fila; el archivo no dice qué cubrió su fuente.",
    publisher: "Publicado por",
    licence: "Licencia",
    address: "Dirección",
    retrieved: "Obtenido",
    fingerprint: "Huella",
    notes_heading: "Notas de la fuente",
    columns_heading: "Columnas",
    issues_heading: "Observado al leer",
    rows_heading: "Filas",
    measures_heading: "Medidas",
    format: "Formato",
    size: "Tamaño",
    size_slide: "Diapositiva 16:9",
    size_half: "Media diapositiva",
    size_four_three: "Diapositiva 4:3",
    size_article: "Artículo",
    size_square: "Cuadrado",
    size_wide: "Apaisado",
    size_own: "Tamaño propio",
    width: "Ancho",
    height: "Alto",
    scale: "Escala",
    title: "Título",
    subtitle: "Subtítulo",
    generated: "texto generado",
    typed: "texto propio",
    back_to_generated: "Volver al texto generado",
    preview: "Vista previa",
    folder: "Carpeta",
    file_name: "Nombre del archivo",
    partly_covered: "cobertura parcial",
    change: "Cambio",
    tip_click: "Un clic selecciona · doble clic filtra",
    definition: "Definición",
    first_open_title: "Abrir un archivo de datos",
    text_size: "Tamaño del texto",
    smaller_text: "Texto más pequeño",
    larger_text: "Texto más grande",
    larger_text_hint: "Todo un poco más grande",
    smaller_text_hint: "Todo un poco más pequeño",
    normal_text: "Tamaño normal del texto",
    drag_to_open: "También puede soltar un archivo sobre la ventana.",
    // The terminal.
    no_display: "No hay pantalla en la que abrir una ventana (no están definidas ni DISPLAY ni WAYLAND_DISPLAY). Para hacer una figura sin ella, ejecute: deportation-flows export sample:frontex-return-operations --out figura.svg",
    silent_display: "La pantalla que indican DISPLAY o WAYLAND_DISPLAY no responde. Para hacer una figura sin ventana, ejecute: deportation-flows export sample:frontex-return-operations --out figura.svg",
    no_renderer: "No se pudo abrir ninguna ventana. En Debian o Ubuntu instale libgl1, libegl1, libx11-xcb1, libgl1-mesa-dri, libxkbcommon-x11-0, libxcursor1 y libxi6 (o mesa-vulkan-drivers), o ejecute «deportation-flows export …», que no necesita ventana.",
    usage: include_str!("usage_spanish.txt"),
    // Opening files: what was understood, the import sheet, the ledger.
    error_mapping_not_data: "Este archivo contiene instrucciones de lectura, no datos. Indíquelo con --mapping.",
    error_not_utf8: "El texto no está en UTF-8. Puede servir otra codificación: --encoding windows-1252.",
    error_changed: "El archivo cambió mientras se leía. Ábralo de nuevo cuando esté completo.",
    issue_same_rows_elsewhere: "una fila está, con todas sus celdas, también en otro de los archivos. Si son ediciones de la misma tabla, no deben sumarse: ábralos como ediciones (--editions)",
    issue_unclosed_quote: "aquí se abren unas comillas que nunca se cierran; se toman por una letra",
    role_by_fiscal_year: "las personas por año fiscal sin vuelos se publican por nacionalidad",
    reason_above_header: "encima del encabezado",
    reason_blank_row: "fila vacía",
    reason_repeated_header: "encabezado repetido",
    reason_sum_row: "suma o promedio de otras filas",
    reason_remark_row: "nota o título de sección",
    reason_duplicate_row: "repetición de una fila anterior",
    step_repeated_headers: "Dejar fuera los encabezados repetidos",
    step_sums: "Dejar fuera las filas que suman otras",
    step_remarks: "Dejar fuera notas y títulos de sección",
    step_duplicates: "Dejar fuera las repeticiones exactas",
    step_fill_down: "Rellenar celdas vacías con el valor de arriba",
    step_joint_places: "Leer «Colombia & Ecuador» como dos lugares",
    step_missing_marks: "Leer marcas como «n/a» y «*» como tipos de vacío",
    step_accounting_zero: "Leer «€ -» como cero, como lo imprimen las hojas de cálculo",
    step_look_up_category: "Buscar el tipo de operación en otra hoja",
    import_settings: "Ajustes de importación…",
    import_settings_hint: "Cómo se lee el archivo abierto: hoja, encabezado, números, fechas, columnas, limpieza",
    import_title: "Cómo se lee el archivo",
    import_intro: "En letra pequeña: como está impreso. Debajo: como se entiende. Lo que usted cambie se vuelve a leer al instante.",
    sheet: "Hoja",
    all_sheets: "Todas las hojas de la misma forma",
    header_row: "Fila del encabezado",
    no_header: "sin encabezado",
    delimiter: "Separador",
    delimiter_comma: "coma ,",
    delimiter_semicolon: "punto y coma ;",
    delimiter_tab: "tabulador",
    delimiter_pipe: "barra |",
    encoding: "Codificación",
    decimal_mark: "Signo decimal",
    decimal_point: "punto 1,234.5",
    decimal_comma: "coma 1.234,5",
    date_order: "Orden de la fecha",
    order_dmy: "día, mes, año",
    order_mdy: "mes, día, año",
    order_ymd: "año, mes, día",
    guessed: "supuesto",
    missing_marks: "Tomado por vacío",
    missing_marks_hint: "Haga clic en una marca para cambiar lo que significa.",
    add_mark: "Otra marca…",
    is_a_value: "un valor",
    steps_heading: "Pasos de limpieza",
    remember_mapping: "Recordar para archivos de esta forma",
    merges_heading: "Nombres de lugares",
    merge_with: "significa…",
    keep_as_is: "dejar como está",
    suggestion: "sugerencia",
    question_open: "Solo usted puede decirlo:",
    apply_import: "Abrir con estos ajustes",
    ledger: "Registro de filas…",
    ledger_hint: "Adónde fue cada fila del archivo, con archivo, hoja, fila y celdas",
    ledger_title: "Registro de filas",
    ledger_used: "usadas",
    ledger_save: "Guardar como CSV…",
    ledger_flagged: "Señaladas y conservadas",
    ledger_left_out: "Dejadas fuera",
    file_label: "Archivo",
    row_label: "Fila",
    cells_label: "Celdas",
    reload: "Volver a leer",
    reload_hint: "Leer el archivo otra vez tal como está ahora",
    file_changed: "El archivo abierto ha cambiado en el disco.",
    mapping_remembered: "leído como el último archivo de esta forma",
    forget_mapping: "Suponer de nuevo",
    save_mapping: "Guardar ajustes…",
    open_together: "Abrir como una sola tabla",
    preview_waits: "Leyendo las primeras filas…",
    look_up_heading: "Buscar columnas",
    look_up_key: "por",
    look_up_in: "en la hoja",
    look_up_column: "traer",
    look_up_add: "Buscar",
    remove: "Quitar",
    mapping_file: "Ajustes de importación",
    week: "semana",
    weeks: "semanas",
    no_time: "Ninguna columna dice cuándo.",
    no_time_helps: "Indique en la hoja de importación qué columna es la fecha, o elija un gráfico sin eje de tiempo.",
    years_only: "Las filas nombran solo años, que no se pueden repartir en años de otro calendario.",
    years_only_helps: "Elija el calendario del conjunto de datos.",
    chart_bars: "Clasificación",
    chart_timeline: "Cronología",
    chart_map: "Mapa",
    chart_sankey: "Flujos",
    chart_matrix: "Matriz",
    chart_multiples: "Serie de gráficos",
    chart_compare: "Comparación",
    chart_table: "Tabla",
    copy_value: "Copiar el valor",
    copy_numbers: "Copiar los números",
    source_changes: "cambia la fuente",
    without_filters: "sin filtros",
    all_others: "Todos los demás",
    note_own_axes: "Cada gráfico tiene su propio eje.",
    note_no_parts: "Las cifras publicadas y los cocientes no se dividen en partes.",
    note_ratio_no_shares: "Un cociente no es parte de un todo: se pidieron porcentajes y no se muestran.",
    note_no_trailing: "Una media de las unidades anteriores es propia de un gráfico temporal; se pidió y no se muestra.",
    note_no_grouped: "Las barras llevan sus partes apiladas; una junto a otra están en un gráfico temporal.",
    note_negative_cells: "Las cantidades por debajo de cero se imprimen y no tienen tono.",
    note_negative_parts: "Hay cantidades por debajo de cero, que no son partes de un todo: no se dibujan partes ni porcentajes.",
    group_by: "Agrupar por",
    split_by: "Dividir por",
    no_split: "Sin dividir",
    third_column: "Después por",
    time_unit: "Unidad de tiempo",
    chart_kind: "Gráfico",
    style_columns: "Columnas",
    style_grouped: "Columnas una junto a otra",
    style_lines: "Líneas",
    style_arcs: "Arcos",
    style_shades: "Países sombreados",
    style_dumbbells: "Dos puntos",
    style_slopes: "Pendientes",
    style_by_total: "Por total",
    style_clustered: "Filas parecidas juntas",
    style_numbers: "Números",
    style_rows: "Filas del archivo",
    show_shares: "Porcentajes",
    top_of_any: "Mayores de todos los períodos",
    top_of_each: "Mayores de cada período",
    own_axes: "Un eje para cada uno",
    same_months: "Los mismos meses de cada año",
    whole_years: "Años completos",
    covered_so_far: "con datos hasta ahora",
    compare_with: "Comparar con",
    period_before: "El período anterior",
    make_large: "Poner en grande",
    remove_view: "Quitar esta vista",
    add_view: "Añadir una vista",
    layout_one: "Una vista",
    layout_beside: "Una vista grande y otras al lado",
    layout_grid: "Todas del mismo tamaño",
    calendar_year: "Año natural",
    session_other_data: "El archivo no es el que era cuando lo dejó; sus vistas han vuelto, con los números del archivo tal como está ahora.",
    save_workspace: "Guardar espacio de trabajo",
    save_workspace_hint: "Guarda todas las vistas y su disposición en un archivo, la próxima vez en el mismo; sin filas ni carpetas",
    save_workspace_as: "Guardar espacio de trabajo como…",
    save_workspace_as_hint: "Guarda todas las vistas y su disposición en otro archivo",
    workspace_file: "espacio de trabajo",
    palette: "Buscar…",
    palette_hint: "Busca países, órdenes, vistas y archivos",
    palette_prompt: "Busque un país, una orden, una vista …",
    named_views: "Vistas guardadas…",
    named_views_hint: "Las vistas que ha guardado, en orden",
    name_view: "Guardar esta vista",
    name_view_hint: "Guarda la vista en la lista de vistas",
    view_named: "La vista está guardada.",
    no_named_views: "Aún no hay vistas guardadas. Ctrl+D guarda la que está en pantalla.",
    show_view: "Mostrar",
    rename: "Cambiar nombre",
    move_up: "Subir",
    move_down: "Bajar",
    kind_country: "país",
    kind_command: "orden",
    kind_view: "vista",
    kind_chart: "gráfico",
    kind_grouping: "agrupación",
    kind_measure: "medida",
    kind_sample: "muestra",
    kind_recent: "archivo reciente",
    kind_year: "año",
    palette_enter: "Intro lo muestra · Mayús+Intro filtra",
    dense_layout: "Líneas más juntas",
    reduced_motion: "Sin movimiento",
    lesson_select: "Haga clic en un país: destaca en todas las vistas.",
    lesson_time: "Arrastre los años de abajo, o pulse ← y →: todo cambia.",
    lesson_filter: "Haga doble clic en un país, o marque una casilla a la izquierda: las demás vistas cuentan solo eso.",
    lesson_undo: "Deshágalo con Ctrl+Z. Todo se puede deshacer.",
    lesson_find: "Ctrl+K encuentra países y órdenes; Ctrl+E hace una figura para sus diapositivas.",
    lesson_skip: "Saltar",
    note_pale: "Claro: sin los filtros.",
    copy_row: "Copiar la fila",
    copy_chart: "Copiar la figura como imagen",
    chart_copied: "La figura está en el portapapeles.",
    lint_no_source: "La figura no nombra la fuente. Añádala a la descripción de los datos o escríbala en la nota.",
    lint_dead_margins: "Gran parte del lienzo está vacía. Otro tamaño iría mejor.",
    lint_no_headline: "La figura no tiene titular.",
    arcs_widen: "Los arcos se ensanchan hacia el destino",
    no_number: "sin número",
    no_bands: "Las bandas necesitan cifras que se puedan sumar o contar, y esta medida no lo permite.",
    no_bands_helps: "Elija otra medida, como personas o vuelos, u otro gráfico, como la matriz.",
    others_short: "Otros",
    joint_short: "Varios",
    codes_note: "Columnas: códigos ISO 3166 de los países.",
    zero_sign: "cero",
    third_country_sign: "un país distinto del de la nacionalidad",
    edition: "edición",
    editions: "ediciones",
    revised: "revisado",
    unchanged: "sin cambio",
    no_comparison: "No hay un periodo anterior con el que comparar.",
    no_comparison_helps: "Elija otro periodo en la barra de tiempo, o indique con cuál comparar.",
    no_two_groups: "Solo hay un grupo y nada con que compararlo.",
    compared_with: "Comparado con",
    by_size_of_change: "Por tamaño del cambio",
    printed_as: "Impreso como",
    largest_part: "Mayor parte",
    dumbbells: "Puntos",
    slopes: "Pendientes",
    revision: "Revisión",
    together_heading: "En conjunto",
    percent_column: "porcentaje",
    difference: "Diferencia",
    show_rows: "Mostrar las filas",
    table_numbers: "Números",
    table_rows: "Filas de los datos",
    copy_rows: "Copiar las filas seleccionadas",
    copy_all: "Copiar todo",
    copy_cell: "Copiar la celda",
    hide_column: "Ocultar esta columna",
    show_columns: "Mostrar todas las columnas",
    sort_ascending: "De menor a mayor",
    sort_descending: "De mayor a menor",
    as_it_was: "En el orden inicial",
    finding_rows: "Buscando…",
    search_rows: "Buscar en todas las columnas",
    row_number: "Fila",
    as_editions: "Comparar como ediciones",
    as_editions_hint: "Los archivos abiertos juntos dicen otra vez lo mismo: se ponen uno al lado del otro y nunca se suman",
    opened_as_editions: "Los archivos dicen lo mismo otra vez: se leen como ediciones, que se comparan y nunca se suman. Deshacer los lee como partes de una tabla.",
    workspace_other_data: "Los datos no son los que eran al guardar el espacio de trabajo; sus vistas están aquí y sus cifras son las de los datos de ahora.",
    opened_together: "Los archivos se leen como una sola tabla y sus filas se suman. ¿Son ediciones de la misma tabla?",
    payee: "beneficiario",
    payees: "beneficiarios",
    paid_to: "Pagado a",
    definition_changes: "cambia la definición",
    gallery_o1: "Expulsiones por nacionalidad",
    gallery_o1_about: "ICE, año fiscal 2024: las diez nacionalidades con más personas y todas las demás juntas.",
    gallery_c4: "Destinos de un mes",
    gallery_c4_about: "Vuelos de expulsión de Estados Unidos en octubre de 2021 según lo publicado, con el cambio respecto a septiembre.",
    gallery_c5: "Destinos del año hasta la fecha",
    gallery_c5_about: "Vuelos de expulsión de Estados Unidos, de enero a julio de 2025: los cinco mayores y cuántos no se muestran.",
    gallery_c8: "De dónde salen los vuelos",
    gallery_c8_about: "Frontex, 2024: vuelos de retorno según el Estado que envió a las personas.",
    gallery_s3: "Pagos por persona",
    gallery_s3_about: "Lo que Frontex pagó por persona, según el destino: operaciones con un solo destino y diez personas o más.",
    gallery_s1: "Personas por año y Estado",
    gallery_s1_about: "Frontex, 2006–2024: personas retornadas, según el Estado que las envió.",
    gallery_s2: "Pagos por año y beneficiario",
    gallery_s2_about: "Lo que Frontex pagó por operaciones de retorno, y a quién; 2016 y 2024 se conocen solo en parte.",
    gallery_s4: "Personas por tipo de operación",
    gallery_s4_about: "Frontex, 2006–2024: operaciones conjuntas, nacionales, de recogida y voluntarias.",
    gallery_s4_operations: "Operaciones por tipo",
    gallery_s4_operations_about: "Lo mismo en operaciones y no en personas.",
    gallery_o2: "Expulsiones por año fiscal",
    gallery_o2_about: "ICE, años fiscales 2003–2024. Los retornos se cuentan desde 2007: una marca señala dónde cambia la definición.",
    gallery_c2: "Vuelos por mes, con su media",
    gallery_c2_about: "Frontex, 2022–2024: cada mes junto a la media de los seis anteriores.",
    gallery_c3: "Dos tipos de vuelos por mes",
    gallery_c3_about: "Frontex, 2023–2024: operaciones nacionales y conjuntas, con el total de todas en tono pálido detrás.",
    gallery_c6: "Cada destino por mes",
    gallery_c6_about: "Frontex, 2024: un gráfico pequeño para cada uno de los doce destinos mayores, con el mismo eje.",
    gallery_c9: "Un tipo de vuelo por mes",
    gallery_c9_about: "Frontex, 2022–2024: operaciones de recogida, para las que el país de destino envía el avión.",
    gallery_u3: "Años fiscales, el último en parte",
    gallery_u3_about: "Frontex por años fiscales de Estados Unidos: de 2025 se conocen tres meses, y la columna lo dice.",
    gallery_u4: "Las cinco mayores de cada año",
    gallery_u4_about: "ICE por nacionalidad: en cada año fiscal se decide de nuevo cuáles se nombran.",
    gallery_u5: "Las cinco mayores de todos los años",
    gallery_u5_about: "ICE por nacionalidad: las mismas cinco en todos los años fiscales, para que los valores atípicos sigan a la vista.",
    gallery_u6: "Sin las cinco mayores",
    gallery_u6_about: "ICE por nacionalidad: las doce que siguen a las cinco mayores, año por año, para ver las pequeñas.",
    gallery_u7: "Cuatro países y el resto",
    gallery_u7_about: "ICE: México, Guatemala, Honduras y El Salvador como parte de todas las expulsiones.",
    gallery_u8: "Una junto a otra",
    gallery_u8_about: "ICE: tres nacionalidades una junto a otra en cada año fiscal, con el total en tono pálido detrás.",
    gallery_s0: "Estados y destinos",
    gallery_s0_about: "Frontex, 2006–2024: personas de los quince Estados mayores a los quince destinos mayores.",
    gallery_u1: "Desde un país",
    gallery_u1_about: "Frontex, 2018: adónde se llevó a las personas desde Alemania, en un mapa.",
    gallery_u2: "Hacia un país",
    gallery_u2_about: "Frontex, 2018: desde dónde se llevó a personas a Albania, en un mapa.",
    gallery_c17: "Traslados a terceros países",
    gallery_c17_about: "Nacionalidad frente a destino. Ninguna tabla incluida tiene ambas, y el programa lo dice.",
    gallery_change: "Qué cambió desde 2019",
    gallery_change_about: "Frontex, 2024 frente a 2019: qué destinos ganaron y perdieron vuelos de retorno, y de qué origen.",
    gallery_c11: "Doce meses frente a un año",
    gallery_c11_about: "Frontex, de julio de 2023 a junio de 2024 frente al año natural 2022.",
    gallery_c12: "Los mismos meses de dos años",
    gallery_c12_about: "Frontex, del 20 de enero al 31 de octubre de 2024 y de 2023.",
    gallery: "Galería…",
    gallery_hint: "Gráficos de este campo, cada uno listo con sus datos",
    gallery_explanation: "Cada uno abre sus datos y su vista; todo puede cambiarse, y los datos incluidos muestran lo que podría mostrar un archivo propio.",
    gallery_ranks: "Quién ocupa qué puesto",
    gallery_since: "Desde cuándo",
    gallery_from_to: "De dónde a dónde",
    gallery_against: "En comparación con qué",
    kind_gallery: "galería",
    recipe_attached: "La vista que muestra esta figura. Deportation Flows la lee al abrir este archivo.",
    column_code: "Código",
    column_published: "Valores publicados",
    column_missing: "Por qué no hay número",
    column_previous: "En el periodo anterior",
    published_values_differ: "los valores publicados difieren",
    sheet_numbers: "Números",
    sheet_about: "Acerca de",
    alternative: "Texto alternativo",
    recipe: "Receta",
    filters: "Filtros",
    no_filters: "ninguno",
    data_set: "Conjunto de datos",
    made_with: "Hecho con",
    open_again: "Para continuar",
    open_again_how: "Abra este archivo en Deportation Flows: contiene su vista, y ninguna fila de los datos.",
    chart_frame: "Gráfico",
    format_svg: "Una imagen sin píxeles, para programas de maquetación y la web.",
    format_png: "Una imagen, para todo lo que muestra imágenes.",
    format_pdf: "Una página con texto en el que se puede buscar, para imprimir y archivar.",
    format_pptx: "Una diapositiva con un gráfico editable, y la fuente en las notas.",
    format_xlsx: "Los números con un gráfico, y lo que significan.",
    format_csv: "Los números como texto sin formato.",
    format_gif: "Los años uno tras otro, para una diapositiva. 256 colores.",
    format_apng: "Los años uno tras otro, a todo color. Para páginas web.",
    note_own_scale_each: "Cada período se dibuja en su propia escala.",
    pack_cancelled: "Detenido. Lo ya escrito se conserva.",
    pack_no_views: "El espacio de trabajo no tiene ninguna vista con nombre. Guarde una antes con Ctrl+D.",
    view_is_workspace: "El archivo contiene un espacio de trabajo completo, no una vista: use --pack.",
    verify_same: "Los datos siguen dando todas las cifras de la figura.",
    verify_same_other_edition: "El archivo es otra edición y da las mismas cifras para todo lo que muestra la figura.",
    verify_no_numbers: "La figura no contiene cifras para comparar: se hizo con una versión anterior o sin su receta.",
    verify_total: "en total",
    verify_gone: "ya no figura",
    verify_new: "no estaba en la figura",
    verify_is_workspace: "El archivo contiene varias vistas. Verifique las figuras una por una.",
    kind_exported: "Figura exportada",
    carries_recipe: "El archivo dice de dónde viene y se abre de nuevo como esta vista",
    export_all: "Exportar todas las vistas con nombre…",
    export_all_hint: "Cada vista con nombre como archivo, como diapositiva de una presentación o como página de un PDF",
    export_all_button: "Exportar todas…",
    pack_folder: "Carpeta",
    pack_deck: "Presentación (PPTX)",
    pack_report: "Informe (PDF)",
    pack_folder_hint: "Un archivo por vista y formato, numerados en el orden de la lista.",
    pack_folders_hint: "Un archivo por vista y formato, numerados en el orden de la lista, en una carpeta por idioma.",
    pack_deck_hint: "Una diapositiva por vista, con gráficos editables.",
    pack_report_hint: "Una página por vista.",
    pack_languages_hint: "Primero todas las vistas en un idioma, después todas en el otro.",
    pack_place: "Lugar",
    pack_replaces: "Reemplazar archivos existentes",
    stop: "Detener",
    overall: "En conjunto",
    not_in_the_data: "no figura en los datos",
    note_no_top_each: "Se pidieron los mayores de cada periodo; no puede decirse qué dejan estas cifras de un periodo, por lo que se nombran los mayores de cualquier periodo.",
    note_no_shares: "Este tipo de gráfico muestra cantidades; se pidieron porcentajes y no se muestran.",
    note_third_country_not_counted: "No se cuenta aquí cuántos fueron a un país distinto del de su nacionalidad: un caso puede figurar en varias celdas. Lo dice una medida que se suma, como las personas.",
    outside_filter: "fuera del filtro",
    size_a4_column: "A4, una columna (8,5 cm)",
    size_a4_page: "A4, ancho completo (17 cm)",
    size_letter_column: "Carta, una columna (3,4 in)",
    text_size_of_figure: "Tamaño del texto",
    centimetres: "Ancho en papel",
    transparent_ground: "Sin fondo: para diapositivas de color",
    lint_clean: "La figura se ha revisado: nada que corregir.",
    fix_fewer: "Mostrar menos",
    fix_larger: "Usar una diapositiva",
    fix_texts: "Usar el texto generado",
    chart_search_terms: "barras|líneas columnas en el tiempo|mapa de flujos coropletas|sankey origen destino|mapa de calor tabla cruzada cuadrícula|múltiples facetas|comparar frente a diferencia|números filas lista",
    command_search_terms: "Open:cargar importar datos archivo csv excel|Reload:actualizar de nuevo|ImportSettings:columnas separador funciones|Ledger:filas excluidas descartadas|Gallery:ejemplos plantillas|SaveWorkspace:almacenar proyecto|SaveWorkspaceAs:copia proyecto|Export:imagen png svg pdf powerpoint descargar guardar gráfico|ExportAll:informe diapositivas todas|Quit:salir cerrar|Undo:atrás revertir|Redo:adelante repetir|ResetView:limpiar empezar|ClearSelection:deseleccionar quitar resaltado|ClearFilters:quitar filtros|FilterSelection:solo conservar reducir|PlayOrPause:animar animación película parar|AllYears:todo el período|LargerText:ampliar letra mayor|SmallerText:reducir letra menor|NormalText:letra normal|About:metadatos fuente notas documentación|Shortcuts:teclas teclado ayuda|NamedViews:marcadores guardadas favoritas|NameView:marcador guardar favorita recordar|ToggleDataPanel:barra lateral filtros ocultar mostrar|AsEditions:revisiones versiones comparar archivos",
    compare_periods: "Dos períodos",
    compare_groups: "Dos grupos",
    swap_sides: "Intercambiar los lados",
    show_chart_hint: "Mostrar este gráfico en la vista grande",
    filter_by_this: "Filtrar las demás vistas por esto",
    pack_panels: "Figura (PNG)",
    pack_panels_hint: "Un panel para cada vista, en una imagen del tamaño elegido para las figuras.",
    credit: "Crédito",
    alternative_text: "Texto alternativo",
    logo: "Logotipo",
    palette_of_figure: "Colores",
    palette_blue: "Azul",
    palette_teal: "Verde azulado",
    palette_plum: "Ciruela",
    palette_grey: "Gris (impresión)",
    palette_house: "Estilo propio",
    seen_as: "Visión",
    seen_usual: "de la mayoría",
    seen_no_red: "sin rojo (protanopía)",
    seen_no_green: "sin verde (deuteranopía)",
    seen_no_blue: "sin azul (tritanopía)",
    seen_grey: "en blanco y negro",
    ground_white: "Fondo blanco",
    ground_dark: "Fondo oscuro",
    house_style: "Estilo propio",
    house_none: "Ninguno",
    house_open: "Abrir…",
    house_start: "Guardar colores en un archivo…",
    house_remove: "Quitar el estilo propio",
    letters_as_outlines: "Letras como contornos",
    house_file: "estilo-propio.ron",
    house_file_name: "estilo propio",
    error_style_not_data: "Este archivo contiene un estilo propio, no datos. Ábralo en la hoja de exportación o indíquelo con --house.",
    texts: "Textos",
    chart_labels: "Rótulos del gráfico",
    legend: "Leyenda",
    remark: "Observación",
    column_dates: "Fechas",
    grouping_of_end: "Agrupación",
    column_from: "Desde",
    column_to: "Hasta",
    way: "Flujo",
    other_end: "Otro extremo",
    sheet_groups: "Totales",
    style_rankings: "Clasificaciones",
    other_columns: "Otras columnas",
    list_column: "Filtrar por otra columna",
    unlist_column: "Quitar esta lista y su filtro",
    same_twice: "Esta vista agrupa dos veces por lo mismo.",
};

struct Spanish;

/// What follows a sentence, if there is something.
fn after_comma(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(", {text}") }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("{count} {one}") } else { format!("{count} {many}") }
}

/// "1 fila", "6 477 filas", of a number as it is printed.
fn rows_of(number: &str) -> String {
    format!("{number} {}", if number == "1" { "fila" } else { "filas" })
}

/// For the start of a sentence: months and fiscal years are lower case elsewhere.
fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

/// "o", or "u" before a number that is spoken with an o: 8, 80, 800 …, 11, 11 000 ….
fn or_before(number: &str) -> &'static str {
    let whole: String = number.split(',').next().unwrap_or("").chars().filter(char::is_ascii_digit).collect();
    let is_eleven = whole.starts_with("11") && whole.len() % 3 == 2;
    if !number.starts_with('−') && (whole.starts_with('8') || is_eleven) { " u " } else { " o " }
}

const FISCAL_YEAR: &str = "año fiscal ";

impl Sentences for Spanish {
    fn month(&self, month: usize) -> &'static str {
        const MONTHS: [&str; 12] = [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ];
        MONTHS.get(month.wrapping_sub(1)).copied().unwrap_or("")
    }
    fn month_year(&self, month: &str, year: i32) -> String {
        format!("{month} de {year}")
    }
    fn date(&self, year: i32, month: &str, day: i32) -> String {
        format!("{day} de {month} de {year}")
    }
    fn range(&self, first: &str, last: &str) -> String {
        if let Some(year) = first.strip_prefix(FISCAL_YEAR) {
            format!("años fiscales {year}–{}", last.strip_prefix(FISCAL_YEAR).unwrap_or(last))
        } else if first.contains(' ') {
            format!("{first} – {last}")
        } else {
            format!("{first}–{last}")
        }
    }
    fn fiscal_year(&self, year: i16) -> String {
        format!("{FISCAL_YEAR}{year}")
    }
    fn percent(&self, number: &str) -> String {
        format!("{number}\u{a0}%")
    }
    fn count_flights(&self, number: &str, is_one: bool) -> String {
        format!("{number} {}", if is_one { "vuelo" } else { "vuelos" })
    }
    fn count_people(&self, number: &str, is_one: bool) -> String {
        format!("{number} {}", if is_one { "persona" } else { "personas" })
    }
    fn count_rows(&self, number: &str, is_one: bool) -> String {
        format!("{number} {}", if is_one { "fila" } else { "filas" })
    }
    fn count_money(&self, number: &str, currency: &str) -> String {
        format!("{number}\u{a0}{currency}")
    }
    fn count_people_per_flight(&self, number: &str) -> String {
        format!("{number} personas por vuelo")
    }
    fn either(&self, numbers: &[String]) -> String {
        let mut text = String::new();
        for number in numbers {
            if !text.is_empty() {
                text.push_str(or_before(number));
            }
            text.push_str(number);
        }
        text
    }
    fn measure_by(&self, measure: &str, one: &str) -> String {
        // "Personas por vuelo por destino" would stumble.
        let by = if measure.contains(" por ") { "según" } else { "por" };
        format!("{measure} {by} {one}")
    }
    fn sum_of(&self, column: &str) -> String {
        format!("Suma de «{column}»")
    }
    fn distinct_of(&self, column: &str) -> String {
        format!("Valores distintos de «{column}»")
    }
    fn change_from(&self, period: &str) -> String {
        format!("Cambio respecto a {period}")
    }
    fn rank_of(&self, rank: usize, of: usize) -> String {
        format!("{rank} de {of}")
    }
    fn others(&self, count: usize) -> String {
        format!("Otros ({count})")
    }
    fn and_more(&self, count: usize) -> String {
        format!("y {count} más")
    }
    fn spoken_bar(&self, label: &str, counted: &str, rank: usize, of: usize) -> String {
        format!("{label}, {counted}, puesto {rank} de {of}")
    }
    fn ranks(&self, label: &str, (rank, of, tied): (usize, usize, bool), counted: &str, period: &str) -> String {
        if of == 1 {
            return self.has_in(label, counted, period);
        }
        let tie = if tied { " (compartido)" } else { "" };
        format!("{label}: puesto {rank} de {of}{tie} con {counted}{}", after_comma(period))
    }
    fn has_in(&self, label: &str, counted: &str, period: &str) -> String {
        let colon = if label.is_empty() { "" } else { ": " };
        format!("{label}{colon}{counted}{}", after_comma(period))
    }
    fn several_in(&self, listed: &str, unit: &str, period: &str) -> String {
        format!("{} {unit}, {period}", capitalised(listed))
    }
    fn highest(&self, label: &str, counted: &str, (of, tied): (usize, bool), many: &str) -> String {
        let has = if tied { "tiene uno de los valores más altos" } else { "tiene el valor más alto" };
        format!("{} {has} de {of} {many}: {counted}", capitalised(label))
    }
    fn change_in_brackets(&self, period: &str) -> String {
        format!("cambio respecto a {period}")
    }
    fn nothing_published(&self, period: &str) -> String {
        format!("No se publicó nada para este período exacto: {period}.")
    }
    fn published_for(&self, periods: &str) -> String {
        format!("Hay cifras publicadas para: {periods}.")
    }
    fn problems_found(&self, count: usize) -> String {
        plural(count, "problema encontrado", "problemas encontrados")
    }
    fn view_of_other_data(&self, title: &str, fingerprint: &str) -> String {
        format!("La vista se hizo con otros datos: «{title}» (huella {fingerprint}). Se aplica a los datos indicados.")
    }
    fn only_a_total(&self, total: &str, period: &str) -> String {
        format!("{}: {total} en total.", capitalised(period))
    }
    fn not_split(&self, many: &str) -> String {
        format!("No hay cifras separadas por {many} para este período.")
    }
    fn note_last_periods(&self, shown: usize, of: usize, many: &str) -> String {
        format!("Se muestran los últimos {shown} de {of} {many}.")
    }
    fn total_in(&self, counted: &str, period: &str) -> String {
        format!("{}, {period}", capitalised(counted))
    }
    fn bar_chart_of(&self, subtitle: &str) -> String {
        format!("Gráfico de barras: {subtitle}.")
    }
    fn not_covered(&self, period: &str) -> String {
        format!("{}: fuera de la cobertura de esta fuente.", capitalised(period))
    }
    fn note_one_sided(&self, count: usize, many: &str) -> String {
        format!(
            "{count} de {many} con un número en un solo lado: los totales son de lo notificado, y su alcance no es el mismo."
        )
    }

    fn source_covers(&self, period: &str) -> String {
        format!("La fuente cubre {period}. Fuera de ese período no se sabe nada, que no es lo mismo que cero.")
    }
    fn no_such_column(&self, name: &str) -> String {
        format!("Estos datos no tienen ninguna columna ni rol «{name}».")
    }
    fn columns_are(&self, list: &str) -> String {
        format!("Sus columnas son: {list}.")
    }
    fn no_such_measure(&self, name: &str) -> String {
        format!("Estos datos no tienen ninguna medida «{name}».")
    }
    fn measures_are(&self, list: &str) -> String {
        format!("Sus medidas son: {list}; o sum:COLUMNA, distinct:COLUMNA.")
    }
    fn no_rows_because_of(&self, filters: &str) -> String {
        format!("0 filas con el filtro actual ({filters}).")
    }
    fn no_rows_in(&self, period: &str) -> String {
        format!("No hay filas en este período: {period}.")
    }
    fn rows_longer_than_period(&self, rows: usize, period: &str) -> String {
        let about = if rows == 1 { "fila del archivo trata" } else { "filas del archivo tratan" };
        format!("{rows} {about} de un tiempo más largo que {period}, y un tiempo más largo nunca se divide.")
    }
    fn note_shows(&self, shown: usize, of: usize, many: &str) -> String {
        format!("Se muestran {shown} de {of} {many}; el resto, junto.")
    }
    fn note_at_zero(&self, count: usize, many: &str) -> String {
        format!("{} con 0 en este período: {count} más.", capitalised(many))
    }
    fn note_parts_exceed(&self, total: &str, sum: &str) -> String {
        format!("{total} en total; sumados dan {sum} porque lo que pertenece a varias cuenta una vez en cada una.")
    }
    fn note_total(&self, total: &str) -> String {
        format!("{total} en total.")
    }
    fn note_total_of_reported(&self, total: &str) -> String {
        format!("{total} en los valores disponibles; lo que no tiene datos no está incluido.")
    }
    fn note_overall(&self, total: &str) -> String {
        format!("En conjunto, {total}.")
    }
    fn note_published_total(&self, total: &str, sum: &str, share: &str) -> String {
        format!("{total} publicados en total; los lugares con cifra propia suman {sum} ({share}).")
    }
    fn note_more_figures(&self, count: usize, many: &str) -> String {
        format!("{} con cifras que no se muestran: {count} más.", capitalised(many))
    }
    fn note_differing(&self, label: &str, printed: &str) -> String {
        format!("Difieren los valores publicados para {label}: {printed}.")
    }
    fn note_partly(&self, span: &str, reason: &str) -> String {
        format!("Cobertura parcial en {span}: {reason}.")
    }
    fn note_partial_period(&self, coverage: &str) -> String {
        format!("El período solo está cubierto en parte: la fuente cubre {coverage}.")
    }
    fn note_rows_undated(&self, rows: &str, amount: &str, unit: &str) -> String {
        format!("Filas sin fecha legible: {rows}{amount}. Cuentan en los totales y en ningún período (unidad: {unit}).")
    }
    fn note_rows_longer_than_unit(&self, rows: &str, unit: &str) -> String {
        format!(
            "Filas sobre un tiempo más largo que la unidad ({unit}): {rows}. Cuentan en los totales y en ningún período."
        )
    }
    fn note_rows_no_time(&self, rows: &str) -> String {
        format!("Filas sin fecha, excluidas: {rows}.")
    }
    fn note_rows_longer(&self, rows: &str) -> String {
        format!("Filas sobre un tiempo más largo que el pedido, excluidas: {rows}.")
    }
    fn note_rows_no_value(&self, rows: &str, kind: &str) -> String {
        format!("Filas sin valor ({kind}), excluidas: {rows}.")
    }
    fn error_other_format(&self, format: &str) -> String {
        format!(
            "Esto es un archivo {format}, que esta versión no lee. Guarde la tabla como CSV (UTF-8) y abra ese archivo."
        )
    }
    fn error_too_many_columns(&self, columns: usize, most: usize) -> String {
        format!(
            "La tabla tiene {columns} columnas; el máximo es {most}. En un archivo de texto puede que el separador sea otro."
        )
    }
    fn error_too_large(&self, megabytes: u64, most: u64) -> String {
        format!("El archivo tiene {megabytes} MB; el máximo es {most} MB. Abra una parte.")
    }
    fn error_newer_version(&self, version: u32, most: u32) -> String {
        format!(
            "El archivo está en la versión {version} del formato; este programa conoce hasta la {most}. \
             Actualice el programa para abrirlo."
        )
    }
    fn error_damaged(&self, line: usize, column: usize, detail: &str) -> String {
        format!(
            "El archivo está dañado en la línea {line}, columna {column}: {detail}. \
             Recupérelo de una copia o corrija ese lugar."
        )
    }
    fn error_contradiction(&self, column: &str, expected: usize, found: usize) -> String {
        format!(
            "El archivo se contradice: la columna «{column}» debería tener {expected} celdas y se interrumpe o difiere \
             después de {found}. Recupérelo de una copia."
        )
    }
    fn error_no_such_sample(&self, name: &str, known: &str) -> String {
        format!("No existe el ejemplo «{name}». Los ejemplos son: {known}.")
    }
    fn error_no_such_column(&self, name: &str, known: &str) -> String {
        format!("El archivo no tiene ninguna columna «{name}». Sus columnas son: {known}.")
    }
    fn error_sum_of_published(&self, measure: &str) -> String {
        format!(
            "La medida «{measure}» sumaría cifras publicadas, cuyos períodos se superponen. \
             Declárela como published(column: …)."
        )
    }
    fn error_system(&self, detail: &str) -> String {
        format!("El sistema informa: {detail}.")
    }
    fn issue_unknown_country(&self, name: &str, column: &str) -> String {
        format!("«{name}», en «{column}», no es un país que el programa conozca; se muestra con su propio nombre")
    }
    fn issue_more_unknown_countries(&self, names: usize, column: &str) -> String {
        format!("otros {names} nombres de «{column}» no son países que el programa conozca; se muestran tal cual")
    }
    fn issue_ambiguous_country(&self, name: &str, column: &str) -> String {
        format!("«{name}», en «{column}», puede ser varios países; se muestra con su propio nombre")
    }
    fn issue_country_code_differs(&self, name: &str, code: &str) -> String {
        format!("«{name}» está junto al código «{code}» de otro país; se siguió el nombre")
    }
    fn issue_not_a_number(&self, example: &str, column: &str) -> String {
        format!("«{column}» tiene celdas que no son números, como «{example}»; cuentan como sin datos")
    }
    fn issue_not_a_date(&self, example: &str, column: &str) -> String {
        format!("«{column}» tiene celdas que no son fechas, como «{example}»; cuentan como sin datos")
    }
    fn issue_role_not_believed(&self, role: &str, example: &str, column: &str) -> String {
        format!(
            "«{column}» se llama como una columna con el rol {role}, pero contiene otra cosa, como «{example}»; \
             quedó sin rol (--role {role}={column} indica lo contrario)"
        )
    }
    fn issue_odd_count(&self, example: &str, column: &str) -> String {
        format!("«{column}» tiene cantidades no enteras o menores que cero, como «{example}»; se tomaron como están")
    }
    fn issue_group_row(&self, name: &str, column: &str) -> String {
        format!(
            "«{name}», en «{column}», puede ser la suma de otras filas; cuenta como cualquier otra, \
             así que los totales pueden contar dos veces"
        )
    }
    fn issue_long_row(&self, surplus: &str) -> String {
        format!("una fila tiene más campos que el encabezado; lo sobrante, «{surplus}», no está en ninguna columna")
    }
    fn issue_renamed_column(&self, name: &str) -> String {
        format!("una columna no tiene nombre, o tiene el de otra, y se llama «{name}»")
    }
    fn issue_with_rows(&self, text: &str, rows: usize, first_row: usize) -> String {
        if rows == 1 {
            format!("{text} (fila {first_row})")
        } else {
            format!("{text} ({rows} filas, la primera es la {first_row})")
        }
    }
    fn role_by_header(&self, word: &str) -> String {
        format!("por la palabra «{word}» del encabezado")
    }
    fn rows_reconcile(&self, read: &str, used: &str, filtered: &str, left_out: &str) -> String {
        format!("{read} filas leídas = {used} usadas + {filtered} excluidas por filtros + {left_out} excluidas")
    }
    fn notes_on_data(&self, count: usize) -> String {
        plural(count, "nota sobre los datos", "notas sobre los datos")
    }
    fn rows_and_span(&self, span: &str, rows: &str) -> String {
        if span.is_empty() { rows_of(rows) } else { format!("{span} · {}", rows_of(rows)) }
    }
    fn search_in(&self, count: usize, many: &str) -> String {
        format!("Buscar en {count} {many}")
    }
    fn show_all_of(&self, count: usize) -> String {
        format!("Mostrar todo ({count})")
    }
    fn saved(&self, name: &str) -> String {
        format!("Se guardó {name}")
    }
    fn opened(&self, title: &str, rows: &str) -> String {
        format!("Se abrió {title}: {}", rows_of(rows))
    }
    fn opening_progress(&self, name: &str, megabytes: u64, of: u64) -> String {
        format!("Abriendo {name}: {megabytes} de {of} MB")
    }
    fn period_label(&self, period: &str, places: usize) -> String {
        format!("{period} · {}", plural(places, "lugar", "lugares"))
    }
    fn top(&self, count: usize) -> String {
        format!("Mostrar {count}")
    }
    fn recipe_damaged(&self, detail: &str) -> String {
        format!("No se puede leer la vista que lleva este archivo: {detail}.")
    }
    fn save_other(&self, detail: &str) -> String {
        format!("No se pudo escribir el archivo: {detail}.")
    }
    fn year_spoken(&self, label: &str, counted: &str) -> String {
        format!("{label}: {counted}")
    }
    fn cli_unknown_command(&self, name: &str) -> String {
        format!("No existe ningún comando ni archivo «{name}». Vea los comandos con «deportation-flows --help».")
    }
    fn cli_unknown_option(&self, name: &str) -> String {
        format!("La opción «{name}» no se conoce aquí. Ejecute «deportation-flows --help» para ver las opciones.")
    }
    fn cli_missing(&self, what: &str) -> String {
        format!("Falta {what}. Ejecute «deportation-flows --help» para ver cómo se escribe.")
    }
    fn cli_not_used(&self, option: &str, chart: &str, users: &str) -> String {
        format!("{option} no cambia nada en el gráfico «{chart}». Sirve para: {users}.")
    }
    fn cli_wants_stack(&self, option: &str, chart: &str) -> String {
        format!("{option} no cambia nada en el gráfico «{chart}» sin --stack COLUMNA.")
    }
    fn columns_not_shown(&self, shown: usize, all: usize) -> String {
        format!("Columnas: las {shown} mayores de {all}; el resto está solo en los totales.")
    }
    fn cli_bad_value(&self, option: &str, value: &str, wanted: &str) -> String {
        format!("«{value}» no sirve para {option}, que admite: {wanted}.")
    }
    fn cli_no_match(&self, value: &str, column: &str, near: &str) -> String {
        if near.is_empty() {
            format!("«{value}» no aparece en {column}.")
        } else {
            format!("«{value}» no aparece en {column}. Tiene, entre otros: {near}.")
        }
    }
    fn bad_period(&self, text: &str) -> String {
        format!(
            "«{text}» no es un período. Escriba 2024, 2020..2024, 2022-07..2022-12, 2025-01-01..2025-07-31, FY2024 o all."
        )
    }
    fn period_out_of_range(&self, text: &str, first: i16, last: i16) -> String {
        format!("«{text}» está fuera de rango: los años van de {first} a {last}.")
    }
    fn period_reversed(&self, text: &str) -> String {
        format!("«{text}» termina antes de empezar.")
    }
    fn view_needs_data(&self, title: &str, fingerprint: &str) -> String {
        format!("Esta vista se hizo con otros datos: «{title}» (huella {fingerprint}). Ábralos y la vista se aplicará.")
    }
    fn rows_kept(&self, read: &str, kept: &str, left_out: &str) -> String {
        format!("{read} filas leídas = {kept} conservadas + {left_out} excluidas")
    }
    fn country_not_in_data(&self, name: &str) -> String {
        format!("{name} no está en estos datos.")
    }
    fn distinct_values(&self, count: usize) -> String {
        plural(count, "valor distinto", "valores distintos")
    }
    fn preferences_moved(&self, path: &str) -> String {
        format!("No se pudieron leer las preferencias y se apartaron; el programa empieza con las suyas. — {path}")
    }
    fn events_in(&self, count: usize) -> String {
        plural(count, "acontecimiento", "acontecimientos")
    }
    fn selected_count(&self, count: usize) -> String {
        format!("Selección ({count})")
    }
    fn error_unknown_encoding(&self, name: &str) -> String {
        format!("«{name}» no es una codificación. Ejemplos: utf-8, utf-16le, windows-1252, iso-8859-2.")
    }
    fn error_delimiter(&self, delimiter: char) -> String {
        format!("«{delimiter}» no puede separar campos. Sirve un carácter simple: , ; | o un tabulador.")
    }
    fn error_damaged_format(&self, format: &str, detail: &str) -> String {
        format!("El archivo {format} está dañado o cortado: {detail}. Puede servir una copia nueva de la fuente.")
    }
    fn error_encrypted(&self, format: &str) -> String {
        format!("El archivo {format} está protegido con contraseña. Guarde una copia sin ella y ábrala.")
    }
    fn error_too_many_cells(&self, most: u64) -> String {
        format!(
            "La hoja declara más de {most} celdas, más de las que abre este programa. Borre las filas y columnas vacías alrededor de la tabla."
        )
    }
    fn error_too_many_rows(&self, most: u64) -> String {
        format!("El archivo tiene más de {most} filas, más de las que abre este programa.")
    }
    fn error_unpacks_too_large(&self, megabytes: u64) -> String {
        format!("Desempaquetado, el archivo supera {megabytes} MB o lo que mediría cualquier tabla real. No se abrió.")
    }
    fn error_row_too_long(&self, megabytes: usize) -> String {
        format!(
            "Una fila supera {megabytes} MB. Puede que el archivo use otro fin de línea o que no contenga una tabla."
        )
    }
    fn error_too_deep(&self, most: usize) -> String {
        format!("El archivo está anidado en más de {most} niveles; ninguna tabla lo está.")
    }
    fn error_no_such_sheet(&self, name: &str, known: &str) -> String {
        format!("No hay ninguna hoja «{name}». Las hojas son: {known}.")
    }
    fn error_all_left_out(&self, rows: usize) -> String {
        format!(
            "Las {rows} filas parecen sumas, notas o encabezados, y no queda ninguna. Si son datos, desactívelo: --step leave_out_sums=off, --step leave_out_remarks=off."
        )
    }
    fn error_no_sheets(&self, name: &str) -> String {
        format!("Este archivo no tiene hojas, y por tanto ninguna hoja «{name}».")
    }
    fn error_no_such_row(&self, row: usize, rows: usize) -> String {
        format!("La fila {row} no puede ser el encabezado: la tabla tiene {rows} filas.")
    }
    fn error_not_a_table(&self, format: &str, detail: &str) -> String {
        format!("El archivo {format} no contiene una tabla: {detail}.")
    }
    fn issue_duplicate_rows(&self, effect: &str) -> String {
        format!(
            "una fila repite otra anterior en todas las celdas; señalada, no excluida. Juntas, estas filas suman: {effect}"
        )
    }
    fn issue_ambiguous_dates(&self, example: &str, column: &str) -> String {
        format!(
            "{column}: nada indica si en «{example}» va primero el día o el mes; no se tomó ninguna fecha así. Indíquelo en los ajustes de importación o con --date-order dmy o mdy"
        )
    }
    fn issue_contradictory_dates(&self, example: &str, column: &str) -> String {
        format!("{column}: unas fechas llevan primero el día y otras el mes, como en «{example}»")
    }
    fn issue_ambiguous_numbers(&self, example: &str, column: &str) -> String {
        format!(
            "{column}: nada indica si «{example}» tiene miles o decimales; no se tomó ningún número así. Indíquelo en los ajustes de importación o con --decimal"
        )
    }
    fn issue_footnote(&self, example: &str, column: &str) -> String {
        format!("{column}: «{example}» lleva una llamada de nota; se tomó el número")
    }
    fn issue_near_miss(&self, name: &str, country: &str, column: &str) -> String {
        format!("{column}: «{name}» no es un país; ¿quiso decir {country}? Se muestra con su propio nombre")
    }
    fn issue_joint_places(&self, example: &str, column: &str) -> String {
        format!(
            "{column}: «{example}» nombra varios lugares: sus vuelos cuentan para cada uno y sus personas para todos juntos"
        )
    }
    fn issue_not_decoded(&self, encoding: &str) -> String {
        format!("algunas letras no significan nada en {encoding} y se muestran como �. Puede servir otra codificación")
    }
    fn issue_merge_not_used(&self, name: &str) -> String {
        format!("se dijo que «{name}» significa otro nombre, pero no está en ninguna columna de lugares")
    }
    fn issue_blank_below(&self, column: &str) -> String {
        format!(
            "{column}: hay celdas vacías debajo de un valor, como cuando se imprime una vez para varias filas; constan como no informadas salvo que se active el paso «Rellenar celdas vacías con el valor de arriba»"
        )
    }
    fn issue_key_duplicate(&self, example: &str, effect: &str) -> String {
        format!(
            "una fila repite otra anterior en todo menos en los números («{example}»); señalada, no excluida. Juntas, estas filas suman: {effect}"
        )
    }
    fn issue_several_zones(&self, zones: &str, column: &str) -> String {
        format!(
            "{column}: las horas están impresas en varios husos horarios ({zones}); cada fila conserva el día impreso, de modo que vuelos en torno a la medianoche pueden quedar en días distintos"
        )
    }
    fn note_repeated(&self, rows: &str) -> String {
        if rows == "1" {
            "1 fila del archivo repite otra anterior en todas sus celdas y se cuenta.".to_owned()
        } else {
            format!("{rows} filas del archivo repiten otra anterior en todas sus celdas y se cuentan.")
        }
    }
    fn money_per_person(&self, currency: &str) -> String {
        format!("{currency} por persona")
    }
    fn issue_key_not_found(&self, example: &str, keys: usize, key: &str) -> String {
        if keys == 1 {
            format!("{key}: «{example}» no está en la otra tabla; sus celdas constan como no informadas")
        } else {
            format!(
                "{key}: {keys} claves como «{example}» no están en la otra tabla; sus celdas constan como no informadas"
            )
        }
    }
    fn issue_key_not_unique(&self, key: &str) -> String {
        format!("{key}: una clave está varias veces en la otra tabla con celdas distintas; se tomó la primera")
    }
    fn ledger_note(&self, read: &str, used: &str, left_out: &str) -> String {
        format!("{read} filas leídas, {used} usadas; fuera: {left_out}.")
    }
    fn reason_with_rows(&self, reason: &str, rows: &str) -> String {
        format!("{rows} {reason}")
    }
    fn earlier_rows(&self, rows: &str) -> String {
        format!("y {rows} anteriores")
    }
    fn starting_from(&self, named: &str) -> String {
        format!("desde {named}")
    }
    fn to_place(&self, named: &str) -> String {
        format!("hacia {named}")
    }
    fn so_many(&self, count: usize, many: &str) -> String {
        format!("{count} {many}")
    }
    fn filtered_by(&self, names: &str) -> String {
        format!("con filtro por {names}")
    }
    fn so_many_chosen(&self, count: usize, many: &str) -> String {
        format!("selección de {count} {many}")
    }
    fn largest_increase(&self, label: &str, change: &str, counted: &str, (period, before): (&str, &str)) -> String {
        format!("Mayor aumento desde {before}: {label}, {change}, con {counted}{}", after_comma(period))
    }
    fn note_shows_part(&self, (shown, of): (usize, usize), many: &str, share: &str, total: &str) -> String {
        format!("Se muestran {shown} de {of} {many}, con el {share} de {total}; el resto, junto.")
    }
    fn more_rows(&self, rows: &str) -> String {
        format!("y {rows} más")
    }
    fn read_as(&self, format: &str, rows: &str) -> String {
        format!("{format} · {rows}")
    }
    fn needs_role(&self, one: &str) -> String {
        format!("Este gráfico necesita una columna que indique {one}, y este archivo no la tiene.")
    }
    fn mean_of(&self, count: usize, many: &str) -> String {
        format!("media de los {count} {many} anteriores")
    }
    fn one_and_other(&self, one: &str, other: &str) -> String {
        format!("{one} y {other}")
    }
    fn note_breaks(&self, periods: &str) -> String {
        format!("La fuente cambia en: {periods}.")
    }
    fn note_months(&self, months: &str) -> String {
        format!("Solo {months} de cada año.")
    }
    fn timeline_of(&self, what: &str) -> String {
        format!("Gráfico temporal: {what}.")
    }
    fn part_of(&self, part: &str, whole: &str) -> String {
        format!("{part} de {whole}")
    }
    fn unit_ranks(&self, label: &str, counted: &str, (rank, of, tied): (usize, usize, bool), many: &str) -> String {
        if of == 1 {
            return format!("{counted}, {label}");
        }
        let tie = if tied { ", empatado" } else { "" };
        format!("{counted} en {label}: puesto {rank} de {of} {many}{tie}")
    }
    fn note_top_each(&self, most: usize, many: &str) -> String {
        format!("Se nombran los {most} {many} mayores de cada período; los demás de ese período, juntos.")
    }
    fn note_top_any(&self, named: usize, of: usize, many: &str) -> String {
        format!("Se nombran los {named} mayores de {of} {many} en todo lo que se muestra; los demás, juntos.")
    }
    fn fiscal_year_short(&self, year: i16) -> String {
        format!("AF {year}")
    }
    fn quarter_short(&self, quarter: i8) -> String {
        format!("T{quarter}")
    }
    fn day_short(&self, month: &str, day: i32) -> String {
        format!("{day} {month}")
    }
    fn millions(&self, number: &str) -> String {
        format!("{number} M")
    }
    fn partly_covered_in(&self, months: &str) -> String {
        format!("cubierto en parte: {months}")
    }
    fn note_stack_exceeds(&self, is_drawn_within: bool) -> String {
        let drawn = if is_drawn_within { ", y las partes se dibujan en proporción dentro de él" } else { "" };
        format!(
            "Lo que pertenece a varias partes está en el número de cada una; el número sobre la columna lo cuenta una vez{drawn}."
        )
    }
    fn note_bar_exceeds(&self, many: &str, is_share: bool) -> String {
        let drawn = if is_share {
            "los porcentajes son de la suma de las partes, y el número junto a la barra lo cuenta una vez."
        } else {
            "las partes se dibujan en proporción dentro del número junto a la barra, que lo cuenta una vez."
        };
        format!("Lo que pertenece a varios valores ({many}) está en el número de cada uno; {drawn}")
    }
    fn note_ratio_shown(&self, shown: usize, of: usize, many: &str, (share, base): (&str, &str)) -> String {
        format!("Muestra {shown} de {of} {many}, con el {share} de {base}.")
    }
    fn note_share_shown(&self, share: &str, total: &str, rest: &str) -> String {
        format!("Los gráficos con nombre muestran el {share} de {total}; el resto está en «{rest}».")
    }
    fn multiples_of(&self, what: &str, panels: usize) -> String {
        format!("{panels} gráficos temporales pequeños: {what}.")
    }
    fn largest_are(&self, many: &str, names: &str) -> String {
        format!("Mayores {many}: {names}")
    }
    fn listed(&self, names: &[String]) -> String {
        match names {
            [rest @ .., last] if !rest.is_empty() => format!("{} y {last}", rest.join(", ")),
            _ => names.join(", "),
        }
    }
    fn note_top_lines(&self, named: usize, of: usize, many: &str) -> String {
        format!("Se dibujan los {named} mayores de {of} {many} en todo lo que se muestra; los demás no se dibujan.")
    }
    fn fiscal_from(&self, month: &str) -> String {
        format!("Año fiscal desde {month}")
    }
    fn not_copied(&self, detail: &str) -> String {
        format!("El portapapeles no aceptó la figura. {detail}")
    }
    fn lint_clipped(&self, text: &str) -> String {
        format!("«{text}» se sale del borde. Muestre menos o elija un tamaño mayor.")
    }
    fn lint_overlapping(&self, one: &str, other: &str) -> String {
        format!("«{one}» y «{other}» se solapan. Muestre menos o elija un tamaño mayor.")
    }
    fn lint_small(&self, text: &str) -> String {
        format!("«{text}» es demasiado pequeño para este tamaño. Muestre menos o elija un tamaño mayor.")
    }
    fn lint_contrast(&self, text: &str) -> String {
        format!("«{text}» destaca demasiado poco sobre su fondo.")
    }
    fn lint_number(&self, number: &str, text: &str) -> String {
        format!(
            "{number} en «{text}» no es ninguno de los números de esta figura. Compruébelo o recupere el texto generado."
        )
    }
    fn way_from_to(&self, from: &str, to: &str) -> String {
        format!("{from} a {to}")
    }
    fn range_from_below(&self, from: &str, below: &str) -> String {
        format!("{from} a menos de {below}")
    }
    fn or_more(&self, from: &str) -> String {
        format!("{from} o más")
    }
    fn note_not_on_map(&self, named: &str) -> String {
        format!("Sin lugar en el mapa: {named}.")
    }
    fn map_of(&self, what: &str) -> String {
        format!("Mapa: {what}.")
    }
    fn joint_places(&self, count: usize) -> String {
        format!("Varios países ({count})")
    }
    fn list_with_and(&self, parts: &[&str]) -> String {
        let (last, before) = parts.split_last().unwrap_or((&"", &[]));
        if before.is_empty() { (*last).to_owned() } else { format!("{} y {last}", before.join(", ")) }
    }
    fn flow_between(&self, from: &str, to: &str) -> String {
        format!("de {from} a {to}")
    }
    fn flow_to(&self, to: &str) -> String {
        format!("A {to}")
    }
    fn flow_from(&self, from: &str) -> String {
        format!("De {from}")
    }
    fn share_of(&self, whole: &str) -> String {
        format!("Parte de {whole}")
    }
    fn flow_diagram_of(&self, what: &str) -> String {
        format!("Diagrama de flujos: {what}. Los flujos mayores:")
    }
    fn most_of_it_to(&self, label: &str, counted: &str, period: &str, to: &str, number: &str) -> String {
        format!("{label}: {counted}{}; flujo mayor a {to}, {number}", after_comma(period))
    }
    fn most_of_it_from(&self, label: &str, counted: &str, period: &str, from: &str, number: &str) -> String {
        format!("{label}: {counted}{}; flujo mayor desde {from}, {number}", after_comma(period))
    }
    fn largest_flow(&self, from: &str, to: &str, counted: &str, period: &str, tied: bool) -> String {
        let largest = if tied { "Uno de los flujos mayores" } else { "Flujo mayor" };
        format!("{largest}: de {from} a {to}, {counted}{}", after_comma(period))
    }
    fn note_named_flows(&self, sides: &[(usize, usize, &str)], part: &str, total: &str, share: &str) -> String {
        let listed: Vec<String> = sides
            .iter()
            .map(
                |(named, of, many)| {
                    if named == of { format!("{many}: {of}") } else { format!("{many}: {named} de {of}") }
                },
            )
            .collect();
        format!("Los flujos con nombre en ambos extremos ({}) reúnen {part} de {total} ({share}).", listed.join("; "))
    }
    fn note_named_stages(&self, sides: &[(usize, usize, &str)], total: &str) -> String {
        let listed: Vec<String> = sides.iter().map(|(named, of, many)| format!("{many}: {named} de {of}")).collect();
        format!(
            "Con nombre propio, {}; el resto, junto.{}",
            listed.join("; "),
            if total.is_empty() { String::new() } else { format!(" {total} en total.") }
        )
    }
    fn note_bands_exceed(&self, sum: &str) -> String {
        format!(
            "Las bandas suman {sum}: lo que pertenece a varias cuenta una vez en cada una, y una sola en la cifra junto a un nombre."
        )
    }
    fn note_negative_flows(&self, count: usize, many: &str) -> String {
        format!("Flujos por debajo de cero, que no tienen ancho, por {many}: {count}.")
    }
    fn note_without_number(&self, count: usize, many: &str, why: &str) -> String {
        format!("Sin cifra ({why}) y sin dibujar ({many}): {count}.")
    }
    fn less_than(&self, number: &str) -> String {
        format!("menos de {number}")
    }
    fn short_quarter(&self, number: usize) -> String {
        format!("T{number}")
    }
    fn matrix_of(&self, what: &str) -> String {
        format!("Matriz: {what}. Las celdas mayores:")
    }
    fn largest_cell(&self, row: &str, column: &str, counted: &str, period: &str, tied: bool) -> String {
        let largest = if tied { "Entre los máximos" } else { "Máximo" };
        format!("{largest}: {counted}, {row} · {column}{}", after_comma(period))
    }
    fn most_of_it_in(&self, label: &str, counted: &str, period: &str, other: &str, number: &str) -> String {
        format!("{label}: {counted}{}; máximo: {other}, {number}", after_comma(period))
    }
    fn note_named_cells(&self, sides: &[(usize, usize, &str)], part: &str, total: &str, share: &str) -> String {
        let listed: Vec<String> = sides.iter().map(|(named, of, many)| format!("{many}: {named} de {of}")).collect();
        format!("Las celdas con nombre ({}) reúnen {part} de {total} ({share}).", listed.join("; "))
    }
    fn note_cells_exceed(&self, sum: &str) -> String {
        format!(
            "Las celdas suman {sum}: lo que pertenece a varias cuenta una vez en cada una, y una sola en cada total."
        )
    }
    fn note_third_country(&self, part: &str, total: &str, share: &str) -> String {
        format!(
            "{part} de {total} con ambos países conocidos ({share}) fueron a un país distinto del de su nacionalidad."
        )
    }
    fn compared(&self, after: &str, before: &str) -> String {
        format!("{after} en comparación con {before}")
    }
    fn beside(&self, before: &str, after: &str) -> String {
        format!("{before} y {after}")
    }
    fn more_in(&self, counted: &str, after: &str, difference: &str, before: &str, percent: &str) -> String {
        format!("{counted} en {after}, {difference} más que en {before}{percent}")
    }
    fn fewer_in(
        &self,
        counted: &str,
        after: &str,
        difference: &str,
        _is_count: bool,
        before: &str,
        percent: &str,
    ) -> String {
        format!("{counted} en {after}, {difference} menos que en {before}{percent}")
    }
    fn same_in(&self, counted: &str, after: &str, before: &str) -> String {
        format!("{counted} en {after}, tantos como en {before}")
    }
    fn more_for(&self, counted: &str, after: &str, difference: &str, before: &str, percent: &str) -> String {
        format!("{after}: {counted}, {difference} más que {before}{percent}")
    }
    fn fewer_for(
        &self,
        counted: &str,
        after: &str,
        difference: &str,
        _is_count: bool,
        before: &str,
        percent: &str,
    ) -> String {
        format!("{after}: {counted}, {difference} menos que {before}{percent}")
    }
    fn same_for(&self, counted: &str, after: &str, before: &str) -> String {
        format!("{after}: {counted}, tantos como {before}")
    }
    fn revised_headline(&self, count: usize, of: usize, many: &str, most: &str) -> String {
        format!("Se revisaron {count} de {of} {many}; el que más, {most}")
    }
    fn not_revised(&self, of: usize, many: &str) -> String {
        format!("No se revisó ninguno de {of} {many}")
    }
    fn before_and_after(&self, label: &str, before: &str, after: &str, change: &str) -> String {
        format!("{label}: de {before} a {after} ({change})")
    }
    fn note_compare_total(
        &self,
        before: &str,
        before_name: &str,
        after: &str,
        after_name: &str,
        change: &str,
    ) -> String {
        format!("En total {before} ({before_name}) y {after} ({after_name}): {change}.")
    }
    fn note_compare_total_in(&self, span: &str, before: &str, after: &str, change: &str) -> String {
        format!("En {span}, que cubren ambos: {before} y {after}, {change}.")
    }
    fn note_compare_shows(&self, shown: usize, of: usize, many: &str) -> String {
        format!("Muestra {shown} de {of} {many}, elegidos por el tamaño de su cambio; los demás juntos.")
    }
    fn note_no_percent(&self, base: i64) -> String {
        format!("No se da porcentaje sobre una base menor que {base}.")
    }
    fn unlike_headline(&self, counted: &str, after: &str, earlier: &str, before: &str) -> String {
        format!("{counted} ({after}), junto a {earlier} ({before}), un periodo de otra duración")
    }
    fn note_unlike(&self, after: &str, before: &str) -> String {
        format!("Se comparan periodos desiguales, {after} con {before}: no hay porcentajes.")
    }
    fn note_same_months(&self, months: &str) -> String {
        format!("De cada año cuenta solo {months}.")
    }
    fn note_both_cover(&self, span: &str) -> String {
        format!("Se compara {span}, que cubren ambas ediciones.")
    }
    fn note_not_in_edition(&self, labels: &str, edition: &str) -> String {
        format!("{labels}: no está en la {edition}, lo que no es cero.")
    }
    fn note_pairs_exceed(&self, sum: &str) -> String {
        format!("Lo que pertenece a varios cuenta una vez en cada uno: las líneas suman {sum}.")
    }
    fn heading_more(&self, name: &str, count: usize) -> String {
        format!("Más en {name} ({count})")
    }
    fn heading_fewer(&self, name: &str, count: usize) -> String {
        format!("Menos en {name} ({count})")
    }
    fn heading_same(&self, count: usize) -> String {
        format!("Sin cambio ({count})")
    }
    fn heading_one_side(&self, count: usize) -> String {
        format!("Sin diferencia calculable ({count})")
    }
    fn missing_in(&self, reason: &str, name: &str) -> String {
        format!("{reason} en {name}")
    }
    fn not_in_the(&self, edition: &str) -> String {
        format!("no está en la {edition}")
    }
    fn edition_name(&self, label: &str) -> String {
        format!("edición {label}")
    }
    fn changed_by(&self, one: &str) -> String {
        format!("Mayor cambio por {one}")
    }
    fn note_reported_total(&self, a: &str) -> String {
        format!("{a} Lo que no consta no está incluido.")
    }
    fn comparison_chart(&self, what: &str) -> String {
        format!("Comparación con dos marcas en cada línea: {what}.")
    }
    fn months_of_each_year(&self, months: &str) -> String {
        format!("{months} de cada año")
    }
    fn note_new(&self, before: &str) -> String {
        format!("«nuevo» significa ninguno antes ({before}).")
    }
    fn more_columns(&self, count: usize) -> String {
        format!("y {count} columnas más")
    }
    fn table_of(&self, what: &str) -> String {
        format!("Tabla de {what}:")
    }
    fn rows_behind(&self, rows: &str, counted: &str, period: &str) -> String {
        let behind = if counted.is_empty() { String::new() } else { format!(" de las que salen {counted}") };
        let period = if period.is_empty() { String::new() } else { format!(", {period}") };
        format!("{rows}{behind}{period}")
    }
    fn rows_of(&self, measure: &str) -> String {
        format!("Filas de los datos detrás de «{measure}»")
    }
    fn total_of_all(&self, count: usize, many: &str) -> String {
        format!("Total de {count} {many}")
    }
    fn rows_found(&self, found: &str, of: &str) -> String {
        format!("{found} de {of} filas")
    }
    fn rows_in_place(&self, file: &str, row: usize) -> String {
        format!("{file}, fila {row}")
    }
    fn below_share(&self, share: &str) -> String {
        format!("< {share}")
    }
    fn note_definition(&self, period: &str, reason: &str) -> String {
        format!("Desde {period}: {reason}")
    }
    fn share_and_part(&self, share: &str, part: &str) -> String {
        format!("{share} ({part})")
    }
    fn note_colourless(&self, names: &str) -> String {
        format!("También entre ellos en algún periodo, y junto con los demás por falta de color: {names}.")
    }
    fn name_without_number(&self, name: &str, why: &str) -> String {
        format!("{name} ({why})")
    }
    fn dates_of(&self, first: (&str, i32), last: (&str, i32), year: i32) -> String {
        let ((one, from), (other, to)) = (first, last);
        format!("{from} de {one}–{to} de {other} de {year}")
    }
    fn of_total(&self, total: &str) -> String {
        format!("de {total}")
    }
    fn animation_of(&self, frames: usize, first: &str, last: &str) -> String {
        format!("Animación en {frames} pasos, de {first} a {last}.")
    }
    fn pack_saved(&self, files: usize, place: &str) -> String {
        format!("{files} archivos escritos en {place}")
    }
    fn pack_needs_data(&self, title: &str) -> String {
        format!("El espacio de trabajo se hizo con «{title}». Indique el archivo de esos datos después de export.")
    }
    fn pack_view_failed(&self, name: &str, why: &str) -> String {
        format!("No se escribió «{name}»: {why}")
    }
    fn verify_changed(&self, changed: usize, of: usize) -> String {
        format!("{changed} de {of} cifras son distintas:")
    }
    fn verify_line(&self, name: &str, was: &str, is: &str) -> String {
        format!("{name}: {was} en la figura, {is} en los datos")
    }
    fn verify_part(&self, stated: usize, of: usize) -> String {
        format!("La figura contiene {stated} de sus {of} cifras; las demás no se compararon.")
    }
    fn source_with_code(&self, source: &str, code: &str) -> String {
        format!("{source} · {code}")
    }
    fn code_unknown(&self, code: &str) -> String {
        format!("Aquí no se exportó ninguna figura con el código {code} y ninguna vista de la galería lo tiene.")
    }
    fn pack_views(&self, views: usize) -> String {
        format!("Vistas con nombre, en el orden de su lista: {views}.")
    }
    fn pack_looks(&self, size: &str) -> String {
        format!("Tamaño y tema como en la hoja de exportación: {size}.")
    }
    fn pack_progress(&self, done: usize, of: usize) -> String {
        format!("{done} de {of} figuras")
    }
    fn pack_some_failed(&self, saved: usize, failed: usize) -> String {
        format!("Archivos guardados: {saved}. Sin guardar: {failed}.")
    }
    fn not_filtered_by(&self, one: &str) -> String {
        format!("sin filtrar por {one}")
    }
    fn per_person(&self, counted: &str) -> String {
        format!("{counted} por persona")
    }
    fn largest_of_chosen(&self, count: usize, many: &str, names: &str) -> String {
        format!("Selección de {count} {many}; los valores más altos: {names}")
    }
    fn highest_part(&self, part: &str, unit: &str, counted: &str) -> String {
        format!("El valor más alto: {part} en {unit}, {counted}")
    }
    fn note_few_named(&self, names: &str) -> String {
        format!("Se basan en pocos casos y no tienen puesto: {names}.")
    }
    fn value_of_cases(&self, name: &str, value: &str, cases: &str) -> String {
        format!("{name} {value} ({cases})")
    }
    fn note_categories(&self, name: &str, definition: &str) -> String {
        format!("{name}: {definition}")
    }
    fn note_named_on_map(&self, named: &str, all: &str, many: &str) -> String {
        format!("Con nombre, los {named} mayores de {all} ({many}); los demás, en pálido.")
    }
    fn note_no_places(&self, asked: &str, many: &str) -> String {
        format!("«{asked}» no nombra lugares de un mapa; se muestran: {many}.")
    }
    fn note_two_codes(&self, named: &str) -> String {
        format!("Un mismo aeropuerto con dos códigos, contado con cada uno: {named}.")
    }
    fn note_no_arc(&self, named: &str) -> String {
        format!("Se cuentan, pero no tienen lugar en el mapa ni arco: {named}.")
    }
    fn note_at_home(&self, counted: &str) -> String {
        format!("Sin arco, por empezar y terminar en el mismo lugar: {counted}.")
    }
    fn note_arcs_shown(&self, arcs: &str, flows: &str, share: &str) -> String {
        format!("Los arcos muestran los {arcs} mayores de {flows} flujos, {share}; los círculos los cuentan todos.")
    }
    fn note_filtered_away(&self, filter: &str) -> String {
        format!("En pálido: fuera del filtro ({filter}).")
    }
    fn remove_filter(&self, filter: &str) -> String {
        format!("Quitar el filtro «{filter}»")
    }
    fn resolution(&self, dots: usize) -> String {
        format!("{dots} puntos por pulgada")
    }
    fn first_rows_shown(&self, shown: &str, all: &str) -> String {
        format!("Se muestran las primeras {shown} de {all} filas.")
    }
    fn source_with_credit(&self, source: &str, credit: &str) -> String {
        format!("{source}. Gráfico: {credit}")
    }
    fn palette_pale(&self, colour: &str, contrast: &str, least: &str) -> String {
        format!("{colour} tiene un contraste de {contrast} a 1 con el fondo; necesita {least} a 1.")
    }
    fn palette_alike(&self, one: &str, other: &str, vision: &str) -> String {
        format!("{one} y {other} se ven iguales en la visión {vision}.")
    }
    fn house_unreadable(&self, name: &str, why: &str) -> String {
        format!("«{name}» no se puede leer: {why}")
    }
    fn house_bad_font(&self, name: &str) -> String {
        format!("«{name}» no es un tipo de letra utilizable: lo son los archivos OpenType y TrueType (.otf, .ttf).")
    }
    fn house_bad_logo(&self, name: &str) -> String {
        format!("«{name}» no es un logotipo utilizable: lo son los archivos PNG y SVG de hasta 4.000 píxeles por lado.")
    }
    fn house_too_large(&self, name: &str, megabytes: usize) -> String {
        format!("«{name}» ocupa más de {megabytes} MB.")
    }
    fn house_future(&self, version: usize, newest: usize) -> String {
        format!("Este estilo propio es de la versión {version}, y este programa conoce versiones hasta la {newest}.")
    }
    fn house_bad_colour(&self, text: &str) -> String {
        format!("«{text}» no es un color como #12436D.")
    }
    fn house_in_use(&self, name: &str) -> String {
        format!("Estilo propio: {name}")
    }
    fn change_text(&self, text: &str) -> String {
        format!("Cambiar: {text}")
    }
    fn house_elsewhere(&self, name: &str) -> String {
        format!(
            "«{name}» está en otro lugar: los tipos de letra y los logotipos están junto al estilo propio y se nombran sin carpetas."
        )
    }
    fn panel_in_full(&self, title: &str, total: &str, values: &str) -> String {
        format!("{title}, {total}: {values}.")
    }
    fn panel_in_short(&self, title: &str, total: &str, (first, highest, last): (&str, &str, &str)) -> String {
        format!("{title}, {total}. Primero {first}; máximo {highest}; último {last}.")
    }
    fn rankings_of(&self, what: &str, panels: usize) -> String {
        format!("{panels} clasificaciones pequeñas: {what}.")
    }
    fn of_largest(&self, count: usize, many: &str) -> String {
        format!("{count} {many} de mayor volumen")
    }
    fn leads_in(&self, name: &str, times: usize, of: &str, period: &str) -> String {
        format!("{name} va en cabeza en {times} de {of}, {period}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o_becomes_u_before_the_sound_of_o() {
        for (numbers, expected) in [
            (["124", "126"], "124 o 126"),
            (["7", "8"], "7 u 8"),
            (["10", "11"], "10 u 11"),
            (["100", "110"], "100 o 110"),
            (["1\u{202F}000", "1\u{202F}100"], "1\u{202F}000 o 1\u{202F}100"),
        ] {
            assert_eq!(Spanish.either(&numbers.map(str::to_owned)), expected);
        }
    }

    #[test]
    fn ranges_of_fiscal_years_are_in_the_plural() {
        assert_eq!(Spanish.range(&Spanish.fiscal_year(2020), "2024"), "años fiscales 2020–2024");
        assert_eq!(Spanish.range("julio", "diciembre"), "julio–diciembre");
    }
}

# plots.gp - plots a result of cbmsim.
#
#     gnuplot -c plots.gp [--help] [--format png|svg|pdf] [--run POINT/POLICY/REP] [METRIC...]
#
# The script stands in analysis/plots/ of the result and writes gnuplot-*.png (or .svg, .pdf) beside
# itself. The figures are those of plots.py and plots.R: differences between policies, distributions
# of metrics, the incidents of one run, effects of factors, and the other analyses in analysis/.
# Without METRICs it plots six metrics, if the result has them; gnuplot takes at most nine arguments.
# The script starts no other program: it compares and prints the names and texts of a result, but
# never executes them. It omits factors whose levels are texts with commas or quotes, because gnuplot
# cannot read these levels; plots.py and plots.R draw them.

slash = 0
do for [k = 1:strlen(ARG0)] { if (ARG0[k:k] eq "/") { slash = k } }
here = slash > 0 ? ARG0[1:slash - 1] : "."
cd here
format = "png"
run = ""
wanted = ""
expects = ""
do for [k = 1:ARGC] {
    argument = value(sprintf("ARG%d", k))
    equals = strstrt(argument, "=")
    name = equals > 0 ? argument[1:equals - 1] : argument
    given = expects eq "" ? argument[equals + 1:*] : argument
    is_option = expects eq "" && (name eq "--format" || name eq "--run")
    set print
    if (expects eq "" && (argument eq "--help" || argument eq "-h")) {
        set print "-"
        print "plots.gp - plots a result of cbmsim.\n"
        print "    gnuplot -c plots.gp [--help] [--format png|svg|pdf] [--run POINT/POLICY/REP] [METRIC...]\n"
        print "The script writes gnuplot-*.png beside itself. Without METRICs it plots six metrics, if the result has them."
        exit status 0
    }
    if (expects eq "" && !is_option && argument[1:1] eq "-") {
        print "plots.gp: unknown option " . argument . "; there are --help, --format png|svg|pdf and --run POINT/POLICY/REP"
        exit status 2
    }
    if (is_option && equals == 0) {
        expects = name
    } else {
        name = expects eq "" ? name : expects
        if (name eq "--format") { format = given }
        if (name eq "--run") { run = given }
        if (expects eq "" && !is_option) { wanted = wanted . argument . " " }
        expects = ""
    }
    if (format ne "png" && format ne "svg" && format ne "pdf") {
        print "plots.gp: there is no format \"" . format . "\"; there are png, svg, pdf"
        exit status 2
    }
}
if (expects ne "") {
    print "plots.gp: " . expects . " needs a value"
    exit status 2
}
set encoding utf8
set print "-"
set datafile separator comma
set datafile missing NaN
set style data points
set border 3
set tics nomirror out
set grid linecolor rgb "#dddddd" linetype 1
set bars 0.6
unset key

# ---- tables ----

# text(k) is the cell in column k as a text. number(k) is the cell as a number, or NaN if it is not one.
# For a missing cell, for example an empty cell at the end of a line, gnuplot returns the number of its
# column.
text(k) = (_x = "" . stringcolumn(k), !valid(k) && _x eq sprintf("%d", k) ? "" : _x)
is(k, name) = text(k) eq name
number(k) = valid(k) ? column(k) : NaN
min_of(a, b) = a < b ? a : b
max_of(a, b) = a > b ? a : b
# A list is a text in which each name is followed by a space.
index_in(all, name) = name eq "" ? 0 : \
    (_p = strstrt(" " . all, " " . name . " "), _p == 0 ? 0 : words((" " . all)[1:_p]) + 1)
shared(wanted, there) = (_s = "", words(wanted) == 0 ? "" : ((sum [_j = 1:words(wanted)] \
    (index_in(there, word(wanted, _j)) > 0 ? (_s = _s . word(wanted, _j) . " ", 0) : 0)), _s))
first_six(names) = words(names) <= 6 ? names : (_s = "", (sum [_j = 1:6] (_s = _s . word(names, _j) . " ", 0)), _s)
# Whether a name is valid in the name of a file.
letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
plain(name) = strlen(name) == 0 ? 0 : (sum [_j = 1:strlen(name)] (strstrt(letters, name[_j:_j]) == 0)) == 0

# The tables of the result, without ".csv": design, runs, analysis/compare, ...
tables = ""
compressed = 0
table_named(name) = name eq "incidents.csv.gz" ? (compressed = 1, 0) : strlen(name) < 5 || name[strlen(name) - 3:*] ne ".csv" ? 0 : (_t = name[1:strlen(name) - 4], \
    plain(_t) || (_t[1:9] eq "analysis/" && plain(_t[10:*])) ? (tables = tables . _t . " ", 0) : 0)
set datafile separator '"'
stats "../../datapackage.json" using (text(1) eq "path" ? table_named(text(3)) : 0, 0) nooutput
set datafile separator comma
has(table) = index_in(tables, table) > 0
path(table) = "../../" . table . ".csv"

# The columns and the number of rows of each table.
array heads[words(tables)]
array counts[words(tables)]
do for [t = 1:words(tables)] {
    stats path(word(tables, t)) using (0) nooutput
    counts[t] = int(STATS_records) - 1
    columns = int(STATS_columns)
    _h = ""
    stats path(word(tables, t)) every ::0::0 using ((sum [_k = 1:columns] (_h = _h . text(_k) . " ", 0)), 0) nooutput
    heads[t] = _h
}
heading(table) = heads[index_in(tables, table)]
lines_of(table) = has(table) ? counts[index_in(tables, table)] : 0
place(table, name) = index_in(heading(table), name)

# distinct() gives a command that stores the different texts of a column, in order, in `there`. After the
# command reset_ends, note() widens a range of numbers, which ends() prints.
collect(name) = name eq _last ? 0 : (_last = name, index_in(there, name) > 0 || name eq "" ? 0 : (there = there . name . " ", 0))
distinct(table, column) = sprintf("there = ''; _last = ''; stats '%s' every ::1 using (collect(text(%d)), 0) nooutput", \
    path(table), place(table, column))
note(x) = x != x ? 0 : (_low = _noted == 0 ? x : min_of(x, _low), _high = _noted == 0 ? x : max_of(x, _high), _noted = _noted + 1, 0)
note_row(x, a, b) = x != x ? 0 : note(x) + note(a) + note(b)
reset_ends = "_noted = 0; _low = 0; _high = 0; set xrange [*:*]; set yrange [*:*]"
ends(dummy) = sprintf("%.12g %.12g", _low, _high)

# count() gives a command that stores the numbers of runs of a table in `counted`, for a title: ", n = 20 runs" or
# ", n = 20 to 40 runs". If the rows are steps of one estimate, `counted` has only the maximum.
number_column(table) = place(table, "n_pairs") ? place(table, "n_pairs") : place(table, "replications") ? \
    place(table, "replications") : place(table, "at_risk") ? place(table, "at_risk") : place(table, "n")
number_noun(table) = place(table, "n_pairs") ? "pairs of runs" : place(table, "replications") ? "runs per point" : "runs"
number_text(low, high, noun) = ", n = " . (low == high ? sprintf("%d", low) : sprintf("%d to %d", low, high)) . " " . noun
count(table) = reset_ends . sprintf("; stats '%s' every ::1 using (index_in(metrics, text(%d)) > 0 ? note(number(%d)) : 0) nooutput; " . \
    "counted = _noted == 0 ? '' : number_text(%s, _high, '%s')", path(table), place(table, "metric"), number_column(table), \
    place(table, "at_risk") || (!place(table, "stopped_by") && !place(table, "n_pairs") && !place(table, "replications")) \
    ? "_high" : "_low", number_noun(table))

# The confidence level of a table, for a title: ", 95 % CI".
interval(table) = confidence_of[index_in(tables, table)] > 0 ? sprintf(", %g %% CI", 100 * confidence_of[index_in(tables, table)]) : ""
array confidence_of[words(tables)]
do for [t = 1:words(tables)] {
    confidence_of[t] = 0
    _c = place(word(tables, t), "confidence")
    if (_c > 0 && counts[t] > 0) {
        stats path(word(tables, t)) every ::1 using (confidence_of[t] == 0 && valid(_c) ? (confidence_of[t] = column(_c), 0) : 0) nooutput
    }
}

# ---- labels and styles ----

# labels.csv: kind, name, and a text, in quotes if it has a comma; the text itself has no quotes.
set datafile separator '"'
stats "labels.csv" using (0) nooutput
n_labels = int(STATS_records) - 1
array label_keys[n_labels]
array label_texts[n_labels]
row = 0
policies = ""
factors = ""
known_metrics = ""
take_label(line) = (row = row + 1, _a = strstrt(line, ","), _b = strstrt(line[_a + 1:*], ","), \
    _kind = line[1:_a - 1], _name = line[_a + 1:_a + _b - 1], label_keys[row] = _kind . "," . _name, \
    label_texts[row] = strlen(line) > _a + _b ? line[_a + _b + 1:*] : text(2), \
    policies = _kind eq "policy" ? policies . _name . " " : policies, \
    factors = _kind eq "factor" ? factors . _name . " " : factors, \
    known_metrics = _kind eq "metric" ? known_metrics . _name . " " : known_metrics, 0)
stats "labels.csv" every ::1 using (take_label(text(1)), 0) nooutput
set datafile separator comma
known(kind, name) = (_t = "", (sum [_j = 1:n_labels] (label_keys[_j] eq kind . "," . name ? (_t = label_texts[_j], 0) : 0)), _t)
cut(text, n) = strlen(text) > n ? text[1:n - 3] . "..." : text
space_before(text, k) = k < 2 ? 0 : text[k:k] eq " " ? k : space_before(text, k - 1)
# Wraps a text into lines of at most n characters; a longer word is broken.
wrap(text, n) = strlen(text) <= n ? text : \
    (_k = space_before(text, n + 1), _k == 0 ? text[1:n] . "\n" . wrap(text[n + 1:*], n) \
        : text[1:_k - 1] . "\n" . wrap(text[_k + 1:*], n))
label(kind, name, n) = (_t = known(kind, name), wrap(cut(_t eq "" ? name : _t, 4 * n), n))
# Escapes %, since the label of a tic is a format.
as_tic(text) = as_tic_from(text, 1)
as_tic_from(text, k) = k > strlen(text) ? "" : (text[k:k] eq "%" ? "%%" : text[k:k]) . as_tic_from(text, k + 1)
flat(kind, name) = (_t = known(kind, name), cut(_t eq "" ? name : _t, 60))
lines_in(text) = 1 + sum [_i = 1:strlen(text)] (text[_i:_i] eq "\n")
# The maximum number of lines, and of characters, of the labels of the first 60 names.
lines_of_any(kind, all, n, k) = k > min_of(words(all), 60) ? 1 : \
    max_of(lines_in(label(kind, word(all, k), n)), lines_of_any(kind, all, n, k + 1))
widest(all, k) = k > min_of(words(all), 60) ? 0 : max_of(strlen(flat("policy", word(all, k))), widest(all, k + 1))
# Labels beside a panel: characters per line, width in pixels, and height of all lines.
beside(all) = words(all) > 8 ? 34 : 22
width_beside(all) = words(all) > 8 ? 220 : 150
height_beside(kind, all) = max_of(230, 90 + 15 * words(all) * lines_of_any(kind, all, beside(all), 1))

number_of(policy) = (_n = index_in(policies, policy), _n > 0 ? _n - 1 : 0)
# People with colour blindness can distinguish these colours. In greyscale, shapes and dashes differ.
array colours[5] = ["#000000", "#D55E00", "#0072B2", "#009E73", "#B0578D"]
array shapes[5] = [5, 9, 7, 13, 11]
array hollow[5] = [4, 8, 6, 12, 10]
colour(k) = colours[k % 5 + 1]
shape(k) = shapes[k % 5 + 1]
dash(k) = k % 5 + 1

# ---- pictures ----

# Begins a picture of rows by columns panels; each has `left` pixels for labels, the picture `foot` for the legend.
begin(name, rows, columns, height, left, foot) = (_w = 400 * columns < 620 ? 620 : 400 * columns, \
    _h = height * rows + 60 + foot, _foot = foot, \
    sprintf("set terminal %s size %s %s; set output 'gnuplot-%s.%s'; " . \
    "set multiplot layout %d,%d margins screen %f,%f,%f,%f spacing screen %f,%f title title noenhanced", \
    format eq "png" ? "pngcairo noenhanced fontscale 2 linewidth 2 pointscale 2" : format eq "svg" ? "svg noenhanced" : "pdfcairo noenhanced", \
    format eq "pdf" ? sprintf("%fin,%fin", _w / 100.0, _h / 100.0) : \
        sprintf("%d,%d", (format eq "png" ? 2 : 1) * _w, (format eq "png" ? 2 : 1) * _h), \
    format eq "pdf" ? "font ',9'" : format eq "png" ? "font ',9'" : "font ',11'", name, format, \
    rows, columns, left * 1.0 / _w, 1 - 15.0 / _w, (foot + 62.0) / _h, 1 - 62.0 / _h, \
    (left + 20.0) / _w, 84.0 / _h))
rows_for(n, columns) = (n + columns - 1) / columns
finish(name) = "unset multiplot; set output; unset xlabel; unset ylabel; unset key; unset arrow; unset label; " . \
    "set border 3; set lmargin -1; set rmargin -1; set bmargin -1; set tmargin -1; set xtics autofreq nomirror; set ytics autofreq nomirror; set xrange [*:*]; set yrange [*:*]; " . \
    "print here . '/gnuplot-" . name . "." . format . "'"
# The legend is a plot of its own below all panels: its number of columns for titles of `letters`
# characters, its height for n titles, and the commands that set it up.
key_columns(columns, letters) = (_c = int(max_of(400 * columns, 620) / (7 * letters + 70)), max_of(1, min_of(3, _c)))
foot_of(n, across) = 14 + 20 * ((n + across - 1) / across)
legend(across) = sprintf("unset border; unset xtics; unset ytics; unset xlabel; unset ylabel; unset arrow; " . \
    "unset label; set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; " . \
    "set tmargin at screen %f; set xrange [0:1]; set yrange [0:1]; " . \
    "set key inside center center horizontal maxcols %d Left reverse samplen 3 noenhanced", (_foot - 2.0) / _h, across)
# Sets a range with a margin at both ends, and about four round steps.
round_step(x) = (_e = 10 ** floor(log10(x)), _f = x / _e, _f < 1.5 ? _e : _f < 3.5 ? 2 * _e : _f < 7.5 ? 5 * _e : 10 * _e)
axis(letter, ends) = (_a = real(word(ends, 1)), _b = real(word(ends, 2)), _d = _b - _a, \
    _a = _d > 0 ? _a : _a - 0.5, _b = _d > 0 ? _b : _b + 0.5, _d = _b - _a, \
    sprintf("set %srange [%.12g:%.12g]; set %stics %.12g", letter, _a - 0.04 * _d, _b + 0.04 * _d, letter, \
    round_step(_d / 4)))
upright = "set arrow 1 from first 0, graph 0 to first 0, graph 1 nohead back linecolor rgb '#555555'"
level = "set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead back linecolor rgb '#555555'"

first_day = real(known("start", "days"))  # date of day 0 of the runs, in days since 1970-01-01
result = cut(known("title", "result"), 70)
design = "design"
points = lines_of(design)
default_metrics = "harm hostile_responses misdirected_responses inadvertent_moves crisis_days max_rung "
# Returns the metrics of the command line that the table has. Without any on the command line, returns the
# default metrics that the table has or, if it has none of these, its first six metrics.
metrics_of(there) = (_m = shared(words(wanted) > 0 ? wanted : default_metrics, there), \
    words(_m) > 0 || words(wanted) > 0 ? _m : first_six(there))

runs = "runs"
recorded = has(runs) ? heading(runs) : ""
if (words(wanted) > 0) {
    do for [table in tables] {
        if (table[1:9] eq "analysis/" && place(table, "metric") > 0 && lines_of(table) > 0) {
            eval distinct(table, "metric")
            recorded = recorded . there
        }
    }
    recorded = shared(known_metrics, recorded)
    do for [name in wanted] {
        if (index_in(recorded, name) == 0) {
            present = known("renamed", name)
            set print
            print "plots.gp: there is no metric \"" . name . "\"" . \
                (present eq "" ? "" : ", renamed to \"" . present . "\"") . "; there are " . recorded
            exit status 2
        }
    }
}

incidents = "incidents"
if (compressed) {
    set print
    print "plots.gp: incidents.csv.gz is compressed, which gnuplot cannot read: no timeline; decompress it, or use plots.py"
    set print "-"
    if (run ne "") { exit status 2 }
}
if (run ne "" && !has(incidents)) {
    set print
    print "plots.gp: --run needs incidents.csv, which --trace-level incidents writes"
    exit status 2
}
run_of(dummy) = text(1) . "/" . text(2) . "/" . text(3)
if (run ne "") {
    found = 0
    stats path(runs) every ::1 using (run_of(0) eq run ? (found = 1, 0) : 0) nooutput
    if (!found) {
        eval distinct(runs, "policy")
        policies_there = there
        eval reset_ends
        stats path(runs) every ::1 using (note(column(1))) nooutput
        runs_there = sprintf("points %d to %d", _low, _high)
        eval reset_ends
        stats path(runs) every ::1 using (note(column(3))) nooutput
        set print
        print "plots.gp: there is no run " . run . " (POINT/POLICY/REP); there are " . runs_there . ", policies " . \
            policies_there . sprintf("and replications %d to %d", _low, _high)
        exit status 2
    }
}

compare = "analysis/compare"
summaries = "analysis/summary"
compared = lines_of(compare) > 0
versus = ""
if (compared) {
    eval distinct(compare, "versus")
    versus = cut(known("policy", word(there, 1)), 60)
}

# ---- policies against the baseline ----
metrics = ""
if (compared && points == 1) {
    eval distinct(compare, "policy")
    order = shared(policies, there)
    eval distinct(compare, "metric")
    metrics = metrics_of(there)
}
if (words(metrics) > 0) {
    n = words(metrics)
    columns = min_of(n, 3)
    eval count(compare)
    title = "Paired difference from “" . versus . "”" . interval(compare) . counted . "\n" . result
    m = place(compare, "metric"); p = place(compare, "policy")
    d = place(compare, "difference"); l = place(compare, "ci_lo"); h = place(compare, "ci_hi")
    eval begin("compare", rows_for(n, columns), columns, \
        height_beside("policy", order), width_beside(order), 0)
    eval upright
    do for [metric in metrics] {
        eval reset_ends
        stats path(compare) every ::1 using (is(m, metric) ? note(number(d)) + note(number(l)) + note(number(h)) : 0) nooutput
        dummy = note(0)
        eval axis("x", ends(0))
        set xlabel label("metric", metric, 34)
        set ytics ()
        do for [k = 1:words(order)] { set ytics add (as_tic(label("policy", word(order, k), beside(order))) -k) }
        set yrange [-words(order) - 0.6:-0.4]
        plot NaN, for [k = 1:words(order)] path(compare) every ::1 \
            using (is(m, metric) && is(p, word(order, k)) ? number(d) : NaN):(-k):(number(l)):(number(h)) \
            with xerrorbars linewidth 1.5 linecolor rgb colour(number_of(word(order, k))) \
            pointtype shape(number_of(word(order, k)))
    }
    eval finish("compare")
}

# ---- runs by policy ----
metrics = ""
if (lines_of(runs) > 0) {
    metrics = shared(words(wanted) > 0 ? wanted : default_metrics, heading(runs))
    eval distinct(runs, "policy")
    order = shared(policies, there)
}
if (words(metrics) > 0) {
    n = words(metrics)
    columns = min_of(n, 3)
    p = place(runs, "policy")
    eval reset_ends
    do for [policy in order] {
        _n = 0
        stats path(runs) every ::1 using (is(p, policy) ? (_n = _n + 1, 0) : 0) nooutput
        dummy = note(_n)
    }
    title = "Distribution over runs: median, mean (diamond), quartiles, 5th and 95th percentiles" . \
        (points > 1 ? ", all points together" : "") . number_text(_low, _high, "runs per policy") . "\n" . result
    # Quantiles by linear interpolation between the sorted values of two ranks, counted from 0.
    array share[5] = [0.05, 0.25, 0.5, 0.75, 0.95]
    array below[5]
    array above[5]
    count_value(x) = x != x ? 0 : (min_value = n_values == 0 ? x : min_of(x, min_value), \
        max_value = n_values == 0 ? x : max_of(x, max_value), n_values = n_values + 1, sum_values = sum_values + x, 0)
    rank_of(q) = floor((n_values - 1) * share[q])
    pass(x, times) = ((sum [_j = 1:5] ( \
        (rank_of(_j) >= passed && rank_of(_j) < passed + times ? (below[_j] = x, 0) : 0) + \
        (min_of(rank_of(_j) + 1, n_values - 1) >= passed && min_of(rank_of(_j) + 1, n_values - 1) < passed + times \
            ? (above[_j] = x, 0) : 0))), passed = passed + times, 0)
    quantile(q) = below[q] + ((n_values - 1) * share[q] - rank_of(q)) * (above[q] - below[q])
    eval begin("distribution", rows_for(n, columns), columns, \
        height_beside("policy", order), width_beside(order), 0)
    set style fill solid 1 border linecolor rgb "#0072B2"
    do for [metric in metrics] {
        c = place(runs, metric)
        eval reset_ends
        boxes = ""
        set format "%.17g"
        do for [k = 1:words(order)] {
            n_values = 0; sum_values = 0; passed = 0
            set xrange [*:*]; set yrange [*:*]
            stats path(runs) every ::1 using (is(p, word(order, k)) ? count_value(number(c)) : 0) nooutput
            if (n_values > 0) {
                set xrange [min_value - 1:max_value + 1]; set yrange [0:n_values + 1]
                set table $sorted
                plot path(runs) every ::1 using (is(p, word(order, k)) ? number(c) : NaN):(1) smooth frequency
                unset table
                set xrange [*:*]; set yrange [*:*]
                set datafile separator whitespace
                stats $sorted using (pass(column(1), int(column(2)))) nooutput
                set datafile separator comma
                dummy = (sum [q = 1:5] note(quantile(q))) + note(sum_values / n_values)
                boxes = boxes . sprintf("%d,%.12g,%.12g,%.12g,%.12g,%.12g,%.12g\n", -k, quantile(1), quantile(2), \
                    quantile(3), quantile(4), quantile(5), sum_values / n_values)
            }
        }
        set format "% h"
        set print $boxes
        print boxes
        set print "-"
        eval axis("x", ends(0))
        set xlabel label("metric", metric, 34)
        set ytics ()
        do for [k = 1:words(order)] { set ytics add (as_tic(label("policy", word(order, k), beside(order))) -k) }
        set yrange [-words(order) - 0.6:-0.4]
        plot $boxes using 2:1:($6 - $2):(0) with vectors nohead linecolor rgb "#000000", \
            "" using 2:($1 - 0.12):(0):(0.24) with vectors nohead linecolor rgb "#000000", \
            "" using 6:($1 - 0.12):(0):(0.24) with vectors nohead linecolor rgb "#000000", \
            "" using 4:1:3:5:($1 - 0.3):($1 + 0.3) with boxxyerror fillcolor rgb "#cfe2f0", \
            "" using 4:($1 - 0.3):(0):(0.6) with vectors nohead linewidth 2 linecolor rgb "#000000", \
            "" using 7:1 with points pointtype 13 pointsize 1.1 linecolor rgb "#000000", \
            "" using 7:1 with points pointtype 13 pointsize 0.7 linecolor rgb "#ffffff"
    }
    eval finish("distribution")
}

# ---- effects of factors ----

table = compared ? compare : summaries
used_factors = ""
text_factors = ""
if (points > 1 && lines_of(table) > 0) {
    # Whether gnuplot can split the lines of the design into cells, and whether a cell has quotes. If the last
    # cell of a line is empty, gnuplot can return a part of an earlier line for it.
    commas(t) = strlen(t) == 0 ? 0 : (sum [_j = 1:strlen(t)] (t[_j:_j] eq ","))
    last = words(heading(design))
    splits(t) = commas(t) >= last - 1 ? 1 : (_u = text(3), _u[1:1] eq "," && commas(t) + commas(_u) >= last - 1)
    readable = 1; quoted = 0; line = 0
    array last_is_empty[points + 1]
    check_line(t) = (line = line + 1, readable = readable && splits(t), \
        last_is_empty[line] = t[strlen(t):*] eq "," && commas(t) >= last - 1 && text(2) eq "", \
        quoted = quoted || (t[strlen(t):*] eq "," && !last_is_empty[line]), 0)
    set datafile separator '"'
    stats path(design) using (check_line(text(1)), 0) nooutput
    set datafile separator comma
    level_of(c) = (line = line + 1, c == last && last_is_empty[line] ? "" : text(c))
    omitted = !readable && words(shared(factors, heading(design))) > 0
    if (readable) {
        do for [factor in shared(factors, heading(design))] {
            c = place(design, factor)
            n_numbers = 0; n_texts = 0; line = 1
            stats path(design) every ::1 using (_t = level_of(c), valid(c) ? (n_numbers = n_numbers + 1, 0) : \
                _t eq "" ? 0 : (n_texts = n_texts + 1, 0)) nooutput
            if (n_texts == 0 && n_numbers > 0) { used_factors = used_factors . factor . " " }
            omitted = omitted || (n_texts > 0 && quoted)
            if (n_texts > 0 && !quoted) { used_factors = used_factors . factor . " "; text_factors = text_factors . factor . " " }
        }
    }
    set print
    if (omitted) { print "plots.gp: levels with commas or quotes: see plots.py for their effects" }
    set print "-"
}
metrics = ""
if (words(used_factors) > 0) {
    eval distinct(table, "policy")
    used = shared(policies, there)
    eval distinct(table, "metric")
    metrics = metrics_of(there)
}
if (words(metrics) > 0) {
    eval count(table)
    title = (compared ? "Paired difference from “" . versus . "” by factor" : "Estimate by factor") . interval(table) . \
        counted . "\n" . result
    n = words(metrics) * words(used_factors)
    columns = min_of(words(used_factors), 4)
    keys = key_columns(columns, widest(used, 1))
    m = place(table, "metric"); p = place(table, "policy"); i = place(table, "point_id")
    y_at = place(table, compared ? "difference" : "estimate"); z_at = compared ? 0 : place(table, "statistic")
    l = place(table, "ci_lo"); h = place(table, "ci_hi")
    # Without an interval the whiskers have no length.
    bound(b) = valid(b) ? column(b) : number(y_at)
    counts_as(dummy) = compared || index_in("mean ratio share restricted_mean ", text(z_at)) > 0
    # The value of the factor at each point.
    eval reset_ends
    stats path(design) every ::1 using (note(number(1))) nooutput
    array at_point[int(_high)]
    # Text levels are drawn at 1, 2, ... in alphabetical order.
    ascii = " !#$%&()*+-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~"
    comes_first(a, b) = strlen(a) == 0 || strlen(b) == 0 ? strlen(a) == 0 : \
        a[1:1] eq b[1:1] ? comes_first(a[2:*], b[2:*]) : strstrt(ascii, a[1:1]) < strstrt(ascii, b[1:1])
    eval begin("effect", rows_for(n, columns), columns, 240, 85, foot_of(words(used), keys))
    eval level
    do for [metric in metrics] {
        set ylabel label("metric", metric, 22)
        do for [factor in used_factors] {
            c = place(design, factor)
            is_text = index_in(text_factors, factor) > 0
            array level[points]
            n_levels = 0
            find_level(t) = (_f = 0, n_levels == 0 ? 0 : (sum [_j = 1:n_levels] (level[_j] eq t ? (_f = _j, 0) : 0)), _f)
            add_level(t) = t eq "" || find_level(t) > 0 ? 0 : (n_levels = n_levels + 1, level[n_levels] = t, 0)
            line = 1
            stats path(design) every ::1 using (add_level(level_of(c)), 0) nooutput
            few = n_levels > 1 && n_levels <= 12
            if (is_text) {
                do for [a = 2:n_levels] {
                    do for [b = a:2:-1] {
                        if (comes_first(cut(level[b], 60), cut(level[b - 1], 60))) { _t = level[b]; level[b] = level[b - 1]; level[b - 1] = _t }
                    }
                }
            }
            set_point(k, x) = (at_point[k] = x, 0)
            line = 1
            stats path(design) every ::1 using (_t = level_of(c), set_point(int(column(1)), is_text ? \
                (_t eq "" ? NaN : find_level(_t)) : number(c)), 0) nooutput
            ours(name) = is(m, metric) && is(p, name) && counts_as(0)
            eval reset_ends
            stats path(table) every ::1 using (is(m, metric) && counts_as(0) && valid(y_at) ? note(at_point[int(column(i))]) : 0) nooutput
            x_ends = ends(0)
            eval reset_ends
            stats path(table) every ::1 using (is(m, metric) && counts_as(0) && at_point[int(column(i))] == at_point[int(column(i))] \
                ? note(number(y_at)) + note(number(l)) + note(number(h)) : 0) nooutput
            dummy = note(0)
            eval axis("x", x_ends)
            eval axis("y", ends(0))
            if (is_text) {
                set xtics ()
                do for [k = 1:n_levels] { set xtics add (as_tic(wrap(cut(level[k], 48), 16)) k) }
            }
            set xlabel label("factor", factor, 34)
            plot for [k = 1:words(used)] path(table) every ::1 \
                using (ours(word(used, k)) ? at_point[int(column(i))] : NaN):(number(y_at)):(bound(l)):(bound(h)) with yerrorbars \
                linecolor rgb colour(number_of(word(used, k))) pointtype shape(number_of(word(used, k))) \
                pointsize 0.4, \
                for [k = 1:few ? words(used) : 0] path(table) every ::1 \
                using (ours(word(used, k)) ? at_point[int(column(i))] : NaN):(number(y_at)) smooth unique with linespoints \
                linecolor rgb colour(number_of(word(used, k))) dashtype dash(number_of(word(used, k))) \
                linewidth 1.5 pointtype shape(number_of(word(used, k)))
        }
    }
    eval legend(keys)
    plot for [k = 1:words(used)] NaN with linespoints linewidth 1.5 \
        linecolor rgb colour(number_of(word(used, k))) dashtype dash(number_of(word(used, k))) \
        pointtype shape(number_of(word(used, k))) title flat("policy", word(used, k))
    eval finish("effect")
}

# ---- one run's incidents ----
n = 0
if (lines_of(incidents) > 0) {
    if (run eq "") { stats path(incidents) every ::1::1 using (run = run_of(0), 0) nooutput }
    stats path(incidents) every ::1 using (run_of(0) eq run ? (n = n + 1, 0) : 0) nooutput
    if (n == 0) {
        set print
        print "plots.gp: run " . run . " has no incidents: no timeline"
        set print "-"
    }
}
if (n > 0) {
    at(name) = place(incidents, name)
    from = at("start_day"); to = at("end_day"); noticed = at("detected_day"); answered = at("responded_day")
    decided = at("decided_day"); truth = at("truth_day"); public = at("public_day"); class_at = at("class")
    by = at("initiator"); against = at("target"); named = at("named"); named_actor = at("named_actor"); id = at("incident_id")
    # The incidents of the run, the earliest first.
    array keys[n]
    array ids[n]
    array lines[n]
    array pairs[n]
    array classes_of[n]
    k = 0
    right(dummy) = text(named_actor) eq text(by)
    state(name) = cut(label("state", name, 30), 30)
    # Days since 1970-01-01 in place of days of the run.
    cell_of(c) = valid(c) ? sprintf("%.12g", first_day + column(c)) : "NaN"
    take(dummy) = (k = k + 1, keys[k] = column(from), ids[k] = text(id), lines[k] = cell_of(from) . "," . cell_of(to) . "," . \
        cell_of(noticed) . "," . cell_of(answered) . "," . (text(named) eq "state" && right(0) ? cell_of(decided) : "NaN") . "," . \
        (text(named) eq "state" && !right(0) ? cell_of(decided) : "NaN"), \
        pairs[k] = (text(by) eq "" ? "no state" : state(text(by))) . " → " . state(text(against)), classes_of[k] = text(class_at), \
        note(number(from)) + note(number(to)) + note(number(truth)) + note(number(public)))
    eval reset_ends
    stats path(incidents) every ::1 using (run_of(0) eq run ? take(0) : 0) nooutput
    until = first_day + _high + 1
    shown = n < 60 ? n : 60
    ascii_ids = "0123456789abcdef"
    id_first(a, b) = strlen(a) == 0 || strlen(b) == 0 ? strlen(a) < strlen(b) : a[1:1] eq b[1:1] ? id_first(a[2:*], b[2:*]) : \
        strstrt(ascii_ids, a[1:1]) < strstrt(ascii_ids, b[1:1])
    earlier(a, b) = keys[a] < keys[b] || (keys[a] == keys[b] && id_first(ids[a], ids[b]))
    array used_up[n]
    array chosen[shown]
    do for [k = 1:n] { used_up[k] = 0 }
    do for [k = 1:shown] {
        best = 0
        dummy = sum [a = 1:n] (used_up[a] ? 0 : best == 0 || earlier(a, best) ? (best = a, 0) : 0)
        used_up[best] = 1
        chosen[k] = best
    }
    there = ""; _last = ""
    body = ""
    do for [k = 1:shown] {
        dummy = collect(classes_of[chosen[k]])
        body = body . sprintf("%d,", -k) . lines[chosen[k]] . "," . classes_of[chosen[k]] . "\n"
    }
    classes = there
    set print $rows
    print body
    set print "-"
    title = "Incidents of run " . run . (shown < n ? sprintf(", the first %d of %d", shown, n) : "") . "\n" . result
    eval begin("timeline", 1, 1, 120 + 14 * shown, 150, foot_of(words(classes) + 4, 3))
    unset xlabel
    set xrange [first_day:until]
    # About six dates at the first day of a month.
    set xtics ()
    months = max_of(1, ceil((until - first_day) / 30.4375 / 6))
    months = months <= 3 ? months : months <= 6 ? 6 : 12 * ceil(months / 12.0)
    month_from = 12 * (int(strftime("%Y", 86400 * first_day)) - 1970) + int(strftime("%m", 86400 * first_day)) - 1
    month_day(m) = strptime("%Y-%m-%d", sprintf("%d-%02d-01", 1970 + m / 12, m % 12 + 1)) / 86400
    do for [k = 0:7] {
        at_day = month_day(month_from + (month_from % months == 0 ? 0 : months - month_from % months) + k * months)
        if (at_day >= first_day && at_day <= until) { set xtics add (strftime("%Y-%m-%d", 86400 * at_day) at_day) }
    }
    set yrange [-shown - 0.7:-0.3]
    set ytics ()
    do for [k = 1:shown] { set ytics add (as_tic(pairs[chosen[k]]) -k) font ",7" }
    # Missing points are drawn outside of the picture, so that no plot is empty.
    plot for [k = 1:words(classes)] $rows using (is(8, word(classes, k)) ? $2 : NaN):1: \
        (valid(3) ? $3 - $2 : until - $2):(0) with vectors nohead linewidth 3 \
        dashtype dash(k - 1) linecolor rgb colour(k - 1), \
        $rows using (valid(4) ? $4 : -1e9):1 with points pointtype "|" linecolor rgb "#000000", \
        "" using (valid(6) ? $6 : -1e9):1 with points pointtype 7 linecolor rgb "#009E73", \
        "" using (valid(7) ? $7 : -1e9):1 with points pointtype 2 linewidth 2 linecolor rgb "#D55E00", \
        "" using (valid(5) ? $5 : -1e9):1 with points pointtype 9 linecolor rgb "#000000"
    eval legend(3)
    plot for [k = 1:words(classes)] NaN with lines linewidth 3 dashtype dash(k - 1) linecolor rgb colour(k - 1) \
        title word(classes, k), \
        NaN with points pointtype "|" linecolor rgb "#000000" title "detected", \
        NaN with points pointtype 7 linecolor rgb "#009E73" title "attributed correctly", \
        NaN with points pointtype 2 linewidth 2 linecolor rgb "#D55E00" title "attributed wrongly", \
        NaN with points pointtype 9 linecolor rgb "#000000" title "response"
    eval finish("timeline")
}

# ---- other analyses of an experiment ----
do for [table in tables] {
    name = table[1:9] eq "analysis/" ? table[10:*] : ""
    usable = lines_of(table) > 0 && name ne "" && table ne compare && table ne summaries
    days = usable && place(table, "day") && place(table, "at_risk") && place(table, "survival")
    running = usable && !days && place(table, "n") && place(table, "estimate") && place(table, "metric") && \
        place(table, "point_id") && !place(table, "stopped_by")
    morris = usable && place(table, "set") && place(table, "mu_star")
    sobol = usable && !morris && place(table, "set") && place(table, "index")
    metrics = ""
    if (days || running || morris || sobol) {
        eval distinct(table, "metric")
        metrics = metrics_of(there)
        eval distinct(table, "policy")
        used = shared(policies, there)
        m = place(table, "metric"); p = place(table, "policy")
        set xrange [*:*]; set yrange [*:*]
    }
    if (words(metrics) > 0 && (days || running)) {
        eval distinct(table, "point_id")
        places = first_six(there)
        several = words(there) > 1
        x_at = place(table, days ? "day" : "n")
        y_at = place(table, days ? "survival" : "estimate")
        l = place(table, "ci_lo"); h = place(table, "ci_hi"); i = place(table, "point_id"); z_at = place(table, "statistic")
        n = words(metrics) * words(places)
        columns = min_of(n, 3)
        eval count(table)
        title = (days ? "Share of runs without the event" : "Running estimate by number of runs") . interval(table) . counted . \
            "\n" . result
        keys = key_columns(columns, widest(used, 1))
        eval begin(name, rows_for(n, columns), columns, 260, 85, foot_of(words(used), keys))
        set xlabel days ? "day of the run" : "runs"
        set style fill transparent solid 0.12 noborder
        do for [metric in metrics] {
            set ylabel label(days ? "without" : "metric", metric, 26)
            do for [point in places] {
                # x, value and interval of each policy, followed by two empty lines; survival curves are step
                # functions. If an analysis has several statistics, the first is drawn.
                eval reset_ends
                low_y = 0; high_y = 0; n_y = 0
                curves = ""
                here_are = ""
                do for [k = 1:words(used)] {
                    first_statistic = ""; before = ""; body = ""
                    counts_as(dummy) = z_at == 0 ? 1 : (first_statistic = first_statistic eq "" ? text(z_at) : first_statistic, is(z_at, first_statistic))
                    add_point(a, b) = (body = body . (days && before ne "" ? a . before : "") . a . b, before = b, 0)
                    # Without an interval the band has no width: gnuplot warns of a curve without points.
                    bound(b) = valid(b) ? column(b) : number(y_at)
                    note_y(v) = v != v ? 0 : (low_y = n_y == 0 ? v : min_of(v, low_y), high_y = n_y == 0 ? v : max_of(v, high_y), n_y = n_y + 1, 0)
                    stats path(table) every ::1 using (is(m, metric) && is(i, point) && is(p, word(used, k)) && counts_as(0) ? \
                        add_point(sprintf("%.12g", number(x_at)), sprintf(",%.12g,%.12g,%.12g\n", number(y_at), bound(l), bound(h))) + \
                        note(number(x_at)) + note_y(number(y_at)) + note_y(number(l)) + note_y(number(h)) : 0) nooutput
                    if (strlen(body) > 0) {
                        curves = curves . (strlen(curves) > 0 ? "\n\n" : "") . body
                        here_are = here_are . word(used, k) . " "
                    }
                }
                set print $curves
                print curves
                set print "-"
                dummy = note(0)
                eval axis("x", ends(0))
                eval axis("y", days ? "0 1" : sprintf("%.12g %.12g", low_y, high_y))
                if (several) { set label 1 "point " . point at graph 1, graph 1 right offset 0, 0.2 front }
                plot NaN, for [k = 1:words(here_are)] $curves index k - 1 using 1:3:4 with filledcurves \
                    linecolor rgb colour(number_of(word(here_are, k))), \
                    for [k = 1:words(here_are)] $curves index k - 1 using 1:2 with linespoints linewidth 1.5 \
                    pointsize (days ? 0 : 0.5) pointtype shape(number_of(word(here_are, k))) \
                    linecolor rgb colour(number_of(word(here_are, k))) dashtype dash(number_of(word(here_are, k)))
            }
        }
        eval legend(keys)
        plot for [k = 1:words(used)] NaN with linespoints linewidth 1.5 pointsize (days ? 0 : 0.5) \
            linecolor rgb colour(number_of(word(used, k))) dashtype dash(number_of(word(used, k))) \
            pointtype shape(number_of(word(used, k))) title flat("policy", word(used, k))
        eval finish(name)
    }
    if (words(metrics) > 0 && (morris || sobol)) {
        y_at = place(table, morris ? "mu_star" : "estimate")
        l = place(table, morris ? "mu_star_lo" : "ci_lo")
        h = place(table, morris ? "mu_star_hi" : "ci_hi")
        f = place(table, "factor"); f2 = place(table, "factor2"); g = place(table, "set"); x_at = place(table, "index")
        # A factor, or two factors: "flags/tension".
        pair(dummy) = f2 > 0 ? text(f2) : ""
        term(dummy) = text(f) . (pair(0) eq "" ? "" : "/" . pair(0))
        term_label(name) = (_k = strstrt(name, "/"), _k == 0 ? label("factor", name, 22) : \
            label("factor", name[1:_k - 1], 22) . " ×\n" . label("factor", name[_k + 1:*], 22))
        eval count(table)
        eval distinct(table, "set")
        set_ = word(there, 1)
        kept(dummy) = is(g, set_) && text(f) ne "" && valid(y_at)
        # Policies, or policies and indices: "hotline/ST".
        group(dummy) = text(p) . "/" . (sobol ? text(x_at) : "")
        there = ""; _last = ""
        stats path(table) every ::1 using (kept(0) ? collect(group(0)) : 0) nooutput
        groups = there
        policy_of(k) = (_g = word(groups, k), _g[1:strstrt(_g, "/") - 1])
        index_of(k) = (_g = word(groups, k), _g[strstrt(_g, "/") + 1:*])
        mark_of(k) = index_of(k) eq "S1" ? hollow[number_of(policy_of(k)) % 5 + 1] : index_of(k) eq "S2" ? 2 : \
            shape(number_of(policy_of(k)))
        second = strstrt(groups, "/S2 ") > 0
        there = ""; _last = ""
        stats path(table) every ::1 using (kept(0) ? collect(term(0)) : 0) nooutput
        terms = there
        title = (morris ? "Morris screening: mean absolute elementary effect" : \
            "Sobol' indices: first-order (S1), total (ST)" . (second ? ", second-order (S2)" : "")) . interval(table) . \
            counted . "\n" . result
        n = words(metrics)
        columns = min_of(n, 3)
        keys = key_columns(columns, 3 + widest(policies, 1))
        eval begin(name, rows_for(n, columns), columns, \
            max_of(220, 80 + 14 * max_of(words(terms), 2) * max_of(2, 1 + words(groups) / 2)), 150, \
            foot_of(words(groups), keys))
        eval upright
        do for [metric in metrics] {
            of_metric(dummy) = kept(0) && is(m, metric)
            # The factor with the largest effect comes first; pairs of factors come after all factors.
            is_pair(k) = strstrt(word(there, k), "/") > 0
            goes_before(a, b) = is_pair(a) == is_pair(b) ? greatest[a] > greatest[b] : is_pair(b)
            eval reset_ends
            there = ""; _last = ""
            stats path(table) every ::1 using (of_metric(0) ? collect(term(0)) : 0) nooutput
            array greatest[words(there) + 1]
            do for [k = 1:words(there) + 1] { greatest[k] = -1e300 }
            reach(k, v) = (greatest[k] = max_of(greatest[k], v), 0)
            stats path(table) every ::1 using (of_metric(0) ? reach(index_in(there, term(0)), number(y_at)) + note(number(y_at)) + \
                note(number(l)) + note(number(h)) : 0) nooutput
            order = ""
            do for [k = 1:words(there)] {
                best = words(there) + 1
                do for [a = 1:words(there)] {
                    if (greatest[a] > -1e300 && (best > words(there) || goes_before(a, best))) { best = a }
                }
                order = order . word(there, best) . " "
                greatest[best] = -1e300
            }
            dummy = note(0)
            eval axis("x", ends(0))
            set xlabel label("metric", metric, 34)
            set ytics ()
            do for [k = 1:words(order)] { set ytics add (as_tic(term_label(word(order, k))) -k - 0.25) }
            set yrange [-max_of(words(order), 1) - 0.8:-0.7]
            plot NaN, for [k = 1:words(groups)] path(table) every ::1 \
                using (of_metric(0) && group(0) eq word(groups, k) ? number(y_at) : NaN): \
                (-index_in(order, term(0)) - 0.5 * (k - 1) / words(groups)):(number(l)):(number(h)) \
                with xerrorbars linewidth 1.5 linecolor rgb colour(number_of(policy_of(k))) pointtype mark_of(k)
        }
        eval legend(keys)
        plot for [k = 1:words(groups)] NaN with points linecolor rgb colour(number_of(policy_of(k))) \
            pointtype mark_of(k) title flat("policy", policy_of(k)) . " " . index_of(k)
        eval finish(name)
    }
}

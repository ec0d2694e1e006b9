# plots.gp - draws the result of cbmsim in whose analysis/plots/ it lies.
#
#     gnuplot -c plots.gp [METRIC...]
#     gnuplot -e 'format="svg"; run="1/with/3"' plots.gp
#
# Writes gnuplot-*.png (or .svg, .pdf) beside itself, the same figures as plots.py and plots.R: what
# policies change, how metrics are distributed, one run's incidents, effects of factors, and
# whatever else analysis/ holds. Without METRIC it takes six that are there. Needs the usual tools
# (sed, awk, sort) beside gnuplot.

slash = 0
do for [k = 1:strlen(ARG0)] { if (ARG0[k:k] eq "/") { slash = k } }
here = slash > 0 ? ARG0[1:slash - 1] : "."
cd here
if (!exists("format")) format = "png"
if (!exists("run")) run = ""
set encoding utf8
set print "-"
set datafile separator comma
set style data points
set border 3
set tics nomirror out
set grid linecolor rgb "#dddddd" linetype 1
set bars 0.6
unset key

# ---- tables, by awk ----

# A line as cells c[1], c[2], ...: commas within quotes are no ends.
csv = 'function cells(line, c,  n, k, t, q, s) {' . \
    'if (!index(line, "\"")) return split(line, c, ","); ' . \
    'n = 1; s = ""; q = 0; ' . \
    'for (k = 1; k <= length(line); k++) {t = substr(line, k, 1); ' . \
    'if (t == "\"") {if (q && substr(line, k + 1, 1) == "\"") {s = s t; k++} else q = !q} ' . \
    'else if (t == "," && !q) {c[n++] = s; s = ""} else s = s t} ' . \
    'c[n] = s; return n} '
# Of each line but the heading what `body` does, and `end` at the end.
each(file, body, end) = "awk '" . csv . "FNR > 1 {cells($0, c); " . body . "} END {" . end . "}' " . file
first_words = "for (k = 1; k <= n; k++) printf \"%s \", all[k]"
has(file) = int(system("[ -e '" . file . "' ] && echo 1 || echo 0"))
lines_of(file) = int(system("awk 'END {print NR - 1}' " . file))
# The columns of a file, asked for once: of two files in turn at most.
_file = ""; _file_2 = ""; _head = ""; _head_2 = ""
heading(file) = file eq _file ? _head : file eq _file_2 ? _head_2 : \
    (_file_2 = _file, _head_2 = _head, _file = file, _head = system("head -n 1 " . file . " | tr , ' '"))
index_in(all, name) = words(all) == 0 ? 0 : int(sum [_i = 1:words(all)] (word(all, _i) eq name ? _i : 0))
place(file, name) = index_in(heading(file), name)
# A cell of a line for awk: c[7].
cell(file, name) = sprintf("c[%d]", place(file, name))
is(file, name, text) = cell(file, name) . " == \"" . text . "\""
# The different texts of a column, in order.
texts(file, name) = system(each(file, "x = " . cell(file, name) . \
    "; if (x != \"\" && !(x in t)) {t[x] = 1; all[++n] = x}", first_words))
shared(wanted, there) = system("printf '%s\\n' " . there . " | awk -v wanted='" . wanted . \
    "' '{t[$1] = 1} END {n = split(wanted, w, \" \"); for (k = 1; k <= n; k++) if (w[k] in t) printf \"%s \", w[k]}'")
first_six(names) = system("printf '%s\\n' " . names . " | head -n 6 | tr '\\n' ' '")
# The least and the greatest number of what a command prints, in any column, and `also`.
reach(command, also) = system("{ " . command . "; echo " . also . "; } | tr , '\\n' | awk '$1 ~ /^[-+0-9.]/ " . \
    "{x = $1 + 0; if (!n++) {a = x; b = x} if (x < a) a = x; if (x > b) b = x} END {print a + 0, b + 0}'")

# ---- words and looks ----

names(kind) = system("sed -n 's/^" . kind . ",\\([A-Za-z0-9_-]*\\),.*/\\1/p' labels.csv | tr '\\n' ' '")
known(kind, name) = system("sed -n 's/^" . kind . "," . name . ",//p' labels.csv | " . \
    "sed 's/^\"//; s/\"$//; s/\"\"/\"/g' | head -n 1")
cut(text, n) = strlen(text) > n ? text[1:n - 3] . "..." : text
space_before(text, k) = k < 2 ? 0 : text[k:k] eq " " ? k : space_before(text, k - 1)
# In lines of at most n characters; a word that is longer is broken.
wrap(text, n) = strlen(text) <= n ? text : \
    (_k = space_before(text, n + 1), _k == 0 ? text[1:n] . "\n" . wrap(text[n + 1:*], n) \
        : text[1:_k - 1] . "\n" . wrap(text[_k + 1:*], n))
label(kind, name, n) = (_t = known(kind, name), wrap(cut(_t eq "" ? name : _t, 4 * n), n))
# A label of a tic is a format.
as_tic(text) = as_tic_from(text, 1)
as_tic_from(text, k) = k > strlen(text) ? "" : (text[k:k] eq "%" ? "%%" : text[k:k]) . as_tic_from(text, k + 1)
flat(kind, name) = (_t = known(kind, name), cut(_t eq "" ? name : _t, 60))
lines_in(text) = 1 + sum [_i = 1:strlen(text)] (text[_i:_i] eq "\n")
# The most lines that one of these needs, and the letters of the longest, of the first 60.
lines_of_any(kind, all, n, k) = k > least(words(all), 60) ? 1 : \
    most(lines_in(label(kind, word(all, k), n)), lines_of_any(kind, all, n, k + 1))
widest(all, k) = k > least(words(all), 60) ? 0 : most(strlen(flat("policy", word(all, k))), widest(all, k + 1))
# Words beside a panel: letters on a line, room for them, and the height that all lines need.
beside(all) = words(all) > 8 ? 34 : 22
room_beside(all) = words(all) > 8 ? 220 : 150
height_beside(kind, all) = most(230, 90 + 15 * words(all) * lines_of_any(kind, all, beside(all), 1))

policies = names("policy")
factors = names("factor")
number_of(policy) = (_n = index_in(policies, policy), _n > 0 ? _n - 1 : 0)
# Told apart by everybody, and by shape and dashes in grey.
array colours[5] = ["#000000", "#D55E00", "#0072B2", "#009E73", "#B0578D"]
array shapes[5] = [5, 9, 7, 13, 11]
array hollow[5] = [4, 8, 6, 12, 10]
colour(k) = colours[k % 5 + 1]
shape(k) = shapes[k % 5 + 1]
dash(k) = k % 5 + 1

# ---- pictures ----

# A picture of rows by columns panels, `left` pixels of each for words, `foot` for the legend.
begin(name, rows, columns, height, left, foot) = (_w = 400 * columns < 620 ? 620 : 400 * columns, \
    _h = height * rows + 60 + foot, _foot = foot, \
    sprintf("set terminal %s size %s %s; set output 'gnuplot-%s.%s'; " . \
    "set multiplot layout %d,%d margins screen %f,%f,%f,%f spacing screen %f,%f title title noenhanced", \
    format eq "png" ? "pngcairo noenhanced" : format eq "svg" ? "svg noenhanced" : "pdfcairo noenhanced", \
    format eq "pdf" ? sprintf("%fin,%fin", _w / 100.0, _h / 100.0) : sprintf("%d,%d", _w, _h), \
    format eq "pdf" ? "font ',9'" : format eq "png" ? "font ',9'" : "font ',11'", name, format, \
    rows, columns, left * 1.0 / _w, 1 - 15.0 / _w, (foot + 62.0) / _h, 1 - 62.0 / _h, \
    (left + 20.0) / _w, 84.0 / _h))
rows_for(n, columns) = (n + columns - 1) / columns
least(a, b) = a < b ? a : b
most(a, b) = a > b ? a : b
finish(name) = "unset multiplot; set output; unset xlabel; unset ylabel; unset key; unset arrow; unset label; " . \
    "set border 3; set lmargin -1; set rmargin -1; set bmargin -1; set tmargin -1; set xtics autofreq nomirror; set ytics autofreq nomirror; set xrange [*:*]; set yrange [*:*]; " . \
    "print here . '/gnuplot-" . name . "." . format . "'"
# The legend has a plot of its own below all panels: its columns for titles of so many letters, its
# height for n of them, and what it is drawn in.
key_columns(columns, letters) = (_c = int(most(400 * columns, 620) / (7 * letters + 70)), most(1, least(3, _c)))
foot_of(n, across) = 14 + 20 * ((n + across - 1) / across)
legend(across) = sprintf("unset border; unset xtics; unset ytics; unset xlabel; unset ylabel; unset arrow; " . \
    "unset label; set lmargin at screen 0; set rmargin at screen 1; set bmargin at screen 0; " . \
    "set tmargin at screen %f; set xrange [0:1]; set yrange [0:1]; " . \
    "set key inside center center horizontal maxcols %d Left reverse samplen 3 noenhanced", (_foot - 2.0) / _h, across)
# Round steps, about four of them from a to b; a little room at both ends.
round_step(x) = (_e = 10 ** floor(log10(x)), _f = x / _e, _f < 1.5 ? _e : _f < 3.5 ? 2 * _e : _f < 7.5 ? 5 * _e : 10 * _e)
axis(letter, ends) = (_a = real(word(ends, 1)), _b = real(word(ends, 2)), _d = _b - _a, \
    _a = _d > 0 ? _a : _a - 0.5, _b = _d > 0 ? _b : _b + 0.5, _d = _b - _a, \
    sprintf("set %srange [%.12g:%.12g]; set %stics %.12g", letter, _a - 0.04 * _d, _b + 0.04 * _d, letter, \
    round_step(_d / 4)))
upright = "set arrow 1 from first 0, graph 0 to first 0, graph 1 nohead back linecolor rgb '#555555'"
level = "set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead back linecolor rgb '#555555'"

result = cut(known("title", "result"), 70)
design = "../../design.csv"
points = lines_of(design)
usual = "harm hostile_responses wrongful_responses inadvertent_moves crisis_days max_rung"
wanted = ""
do for [k = 1:ARGC] { wanted = wanted . " " . value(sprintf("ARG%d", k)) }
if (words(wanted) == 0) wanted = usual
metrics_of(file) = (_there = texts(file, "metric"), _m = shared(wanted, _there), \
    words(_m) > 0 ? _m : first_six(_there))

compare = "../compare.csv"
summaries = "../summary.csv"
compared = has(compare) ? lines_of(compare) > 0 : 0
versus = compared ? cut(known("policy", word(texts(compare, "versus"), 1)), 60) : ""

# ---- policies against the baseline ----
if (compared && points == 1) {
    metrics = metrics_of(compare)
    n = words(metrics)
    columns = least(n, 3)
    title = "Paired difference to “" . versus . "”\n" . result
    order = shared(policies, texts(compare, "policy"))
    eval begin("compare", rows_for(n, columns), columns, \
        height_beside("policy", order), room_beside(order), 0)
    eval upright
    do for [metric in metrics] {
        own(k) = each(compare, "if (" . is(compare, "metric", metric) . " && " . \
            is(compare, "policy", word(order, k)) . " && " . cell(compare, "difference") . " != \"\") print " . \
            cell(compare, "difference") . " \",\" " . cell(compare, "ci_lo") . " \",\" " . cell(compare, "ci_hi"), "")
        of_metric = each(compare, "if (" . is(compare, "metric", metric) . ") print " . cell(compare, "difference") . \
            " \",\" " . cell(compare, "ci_lo") . " \",\" " . cell(compare, "ci_hi"), "")
        eval axis("x", reach(of_metric, "0"))
        set xlabel label("metric", metric, 34)
        set ytics ()
        do for [k = 1:words(order)] { set ytics add (as_tic(label("policy", word(order, k), beside(order))) -k) }
        set yrange [-words(order) - 0.6:-0.4]
        plot NaN, for [k = 1:words(order)] "< " . own(k) using 1:(-k):2:3 with xerrorbars linewidth 1.5 \
            linecolor rgb colour(number_of(word(order, k))) pointtype shape(number_of(word(order, k)))
    }
    eval finish("compare")
}

# ---- runs by policy ----
runs = "../../runs.csv"
metrics = ""
if (has(runs) && lines_of(runs) > 0) {
    metrics = shared(wanted, heading(runs))
}
if (words(metrics) > 0) {
    n = words(metrics)
    columns = least(n, 3)
    order = shared(policies, texts(runs, "policy"))
    title = "Runs by policy: median, mean (diamond), middle half, 5 to 95 %" . \
        (points > 1 ? ", all points together" : "") . "\n" . result
    eval begin("distribution", rows_for(n, columns), columns, \
        height_beside("policy", order), room_beside(order), 0)
    set style fill solid 1 border linecolor rgb "#0072B2"
    do for [metric in metrics] {
        # Of each policy: its place, five quantiles between ranks, the mean.
        boxes = each(runs, "if (" . cell(runs, metric) . " != \"\") print " . cell(runs, "policy") . " \" \" " . \
            cell(runs, metric), "") . " | LC_ALL=C sort -k1,1 -k2,2g | awk -v order='" . order . "' '" . \
            "function at(q,  h, i) {h = (n - 1) * q; i = int(h); return x[i + 1] + (h - i) * (x[i + 2 > n ? n : i + 2] - x[i + 1])} " . \
            "function give() {if (n) printf \"%s,%.12g,%.12g,%.12g,%.12g,%.12g,%.12g\\n\", place[was], at(0.05), at(0.25), at(0.5), at(0.75), at(0.95), s / n; n = 0; s = 0} " . \
            "BEGIN {k = split(order, o, \" \"); for (i = 1; i <= k; i++) place[o[i]] = -i} " . \
            "$1 != was {give(); was = $1} {x[++n] = $2; s += $2} END {give()}'"
        made = system(boxes)
        set print $boxes
        print made
        set print "-"
        eval axis("x", reach("echo '" . made . "' | cut -d, -f2-", ""))
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
used_factors = shared(factors, heading(design))
if (points > 1 && has(table) && words(used_factors) > 0) {
    y = compared ? "difference" : "estimate"
    metrics = metrics_of(table)
    used = shared(policies, texts(table, "policy"))
    title = (compared ? "Paired difference to “" . versus . "” by factor" : "Estimate by factor") . "\n" . result
    n = words(metrics) * words(used_factors)
    columns = least(words(used_factors), 4)
    keys = key_columns(columns, widest(used, 1))
    eval begin("effect", rows_for(n, columns), columns, 240, 85, foot_of(words(used), keys))
    eval level
    do for [metric in metrics] {
        set ylabel label("metric", metric, 22)
        do for [factor in used_factors] {
            f = cell(design, factor)
            # Levels that are texts have places 1, 2, ... in their order.
            sorted = each(design, "if (" . f . " != \"\") print " . f, "") . " | LC_ALL=C sort -u"
            is_text = int(system(sorted . " | awk '$0 !~ /^[-+]?[0-9.]+([eE][-+]?[0-9]+)?$/ {t = 1} END {print t + 0}'"))
            few = int(system(sorted . " | awk 'END {print (NR > 1 && NR <= 12)}'"))
            own(k) = "{ " . sorted . "; echo; cat " . design . "; echo; cat " . table . "; } | awk '" . csv . \
                "part == 0 {if ($0 == \"\") part = 1; else level[$0] = ++n; next} " . \
                "$0 == \"\" {part = 2; next} {cells($0, c)} " . \
                "part == 1 {x[c[1]] = " . (is_text ? "level[" . f . "]" : f) . "; next} " . \
                is(table, "metric", metric) . " && " . is(table, "policy", word(used, k)) . " && " . \
                cell(table, y) . " != \"\" && x[" . cell(table, "point_id") . "] != \"\"" . \
                (compared ? "" : " && " . cell(table, "statistic") . " ~ /^(mean|ratio|share|restricted_mean)$/") . \
                " {print x[" . cell(table, "point_id") . "] \",\" " . cell(table, y) . "}'"
            all_rows = "{ " . own(1)
            do for [k = 2:words(used)] { all_rows = all_rows . "; " . own(k) }
            all_rows = all_rows . "; }"
            eval axis("x", reach(all_rows . " | cut -d, -f1", ""))
            eval axis("y", reach(all_rows . " | cut -d, -f2", "0"))
            if (is_text) {
                set xtics ()
                do for [k = 1:int(system(sorted . " | awk 'END {print NR}'"))] {
                    set xtics add (as_tic(wrap(cut(system(sorted . sprintf(" | sed -n %dp", k)), 48), 16)) k)
                }
            }
            set xlabel label("factor", factor, 34)
            plot for [k = 1:words(used)] "< " . own(k) using 1:2 with points \
                linecolor rgb colour(number_of(word(used, k))) pointtype shape(number_of(word(used, k))) \
                pointsize 0.4, \
                for [k = 1:words(used)] "< " . own(k) using 1:(few ? $2 : NaN) smooth unique with linespoints \
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
incidents = "../../incidents.csv"
if (has(incidents) && lines_of(incidents) > 0) {
    at(name) = cell(incidents, name)
    if (run eq "") {
        run = system("sed -n '2s/^\\([^,]*\\),\\([^,]*\\),\\([^,]*\\),.*/\\1\\/\\2\\/\\3/p' " . incidents)
    }
    of_run = at("point_id") . " \"/\" " . at("policy") . " \"/\" " . at("rep") . " == \"" . run . "\""
    # One line of each incident, the earliest first: begin, end, noticed, answered, decided rightly,
    # decided wrongly, class, who against whom.
    right = at("named_actor") . " == " . at("initiator")
    named = at("named") . " == \"state\""
    rows = each(incidents, "if (" . of_run . ") print " . at("start_day") . " \",\" " . at("end_day") . " \",\" " . \
        at("detected_day") . " \",\" " . at("responded_day") . " \",\" (" . named . " && " . right . " ? " . \
        at("decided_day") . " : \"\") \",\" (" . named . " && !(" . right . ") ? " . at("decided_day") . \
        " : \"\") \",\" " . at("class") . " \",\" (" . at("initiator") . " == \"\" ? \"nobody\" : " . \
        at("initiator") . ") \">\" " . at("target") . " \",\" " . at("incident_id"), "") . \
        " | LC_ALL=C sort -t, -k1,1g -k9,9"
    n = int(system(rows . " | awk 'END {print NR}'"))
    shown = n < 60 ? n : 60
    until = real(system(each(incidents, "if (" . of_run . ") print " . at("start_day") . " \"\\n\" " . \
        at("end_day") . " \"\\n\" " . at("truth_day") . " \"\\n\" " . at("public_day"), "") . \
        " | awk '$1 + 0 > m {m = $1 + 0} END {print m + 1}'"))
    rows = rows . " | head -n 60 | awk '{print -NR \",\" $0}'"
    set print $rows
    print system(rows)
    set print "-"
    classes = system(rows . " | cut -d, -f8 | awk '!t[$1]++ {printf \"%s \", $1}'")
    who = system(rows . " | cut -d, -f9 | tr '\\n' ' '")
}
if (has(incidents) && lines_of(incidents) > 0 && n > 0) {
    title = "Incidents of run " . run . (shown < n ? sprintf(", the first %d of %d", shown, n) : "") . "\n" . result
    eval begin("timeline", 1, 1, 120 + 14 * shown, 150, foot_of(words(classes) + 4, 3))
    set xlabel "day of the run"
    set xrange [0:until]
    set yrange [-shown - 0.7:-0.3]
    set ytics ()
    do for [k = 1:shown] {
        pair = word(who, k)
        middle = strstrt(pair, ">")
        set ytics add (pair[1:middle - 1] . " → " . pair[middle + 1:*] -k) font ",7"
    }
    plot for [k = 1:words(classes)] $rows using (strcol(8) eq word(classes, k) ? $2 : NaN):1: \
        (strlen(strcol(3)) > 0 ? $3 - $2 : until - $2):(0) with vectors nohead linewidth 3 \
        dashtype dash(k - 1) linecolor rgb colour(k - 1), \
        $rows using 4:1 with points pointtype "|" linecolor rgb "#000000", \
        "" using 6:1 with points pointtype 7 linecolor rgb "#009E73", \
        "" using 7:1 with points pointtype 2 linewidth 2 linecolor rgb "#D55E00", \
        "" using 5:1 with points pointtype 9 linecolor rgb "#000000"
    eval legend(3)
    plot for [k = 1:words(classes)] NaN with lines linewidth 3 dashtype dash(k - 1) linecolor rgb colour(k - 1) \
        title word(classes, k), \
        NaN with points pointtype "|" linecolor rgb "#000000" title "noticed", \
        NaN with points pointtype 7 linecolor rgb "#009E73" title "named a state, rightly", \
        NaN with points pointtype 2 linewidth 2 linecolor rgb "#D55E00" title "named a state, wrongly", \
        NaN with points pointtype 9 linecolor rgb "#000000" title "answered"
    eval finish("timeline")
}

# ---- what else an experiment asked for ----
do for [name in system("ls .. | sed -n 's/\\.csv$//p' | grep -vxE 'summary|compare' | tr '\\n' ' '")] {
    path = "../" . name . ".csv"
    held = lines_of(path) > 0
    days = held && place(path, "day") && place(path, "at_risk") && place(path, "survival")
    running = held && !days && place(path, "n") && place(path, "estimate") && place(path, "metric") && \
        place(path, "point_id") && !place(path, "stopped_by")
    walks = held && place(path, "set") && place(path, "mu_star")
    shares = held && !walks && place(path, "set") && place(path, "index")
    if (days || running) {
        metrics = metrics_of(path)
        places = first_six(texts(path, "point_id"))
        several = words(texts(path, "point_id")) > 1
        used = shared(policies, texts(path, "policy"))
        x = days ? "day" : "n"
        y = days ? "survival" : "estimate"
        n = words(metrics) * words(places)
        columns = least(n, 3)
        title = (days ? "Share of runs without it so far" : "Estimate as runs are added") . "\n" . result
        keys = key_columns(columns, widest(used, 1))
        eval begin(name, rows_for(n, columns), columns, 260, 85, foot_of(words(used), keys))
        set xlabel days ? "day of the run" : "runs"
        set style fill transparent solid 0.12 noborder
        do for [metric in metrics] {
            set ylabel (days ? "share without\n" : "") . label("metric", metric, 26)
            do for [point in places] {
                # x, value, interval; a curve of days goes on level until the next of them.
                own(k) = each(path, "if (" . is(path, "metric", metric) . " && " . is(path, "point_id", point) . " && " . \
                    is(path, "policy", word(used, k)) . \
                    (place(path, "statistic") ? " && (s == \"\" || s == " . cell(path, "statistic") . ")" : "") . ") {" . \
                    (place(path, "statistic") ? "s = " . cell(path, "statistic") . "; " : "") . \
                    "v = \",\" " . cell(path, y) . " \",\" " . cell(path, "ci_lo") . " \",\" " . cell(path, "ci_hi") . "; " . \
                    (days ? "if (w != \"\") print " . cell(path, x) . " w; " : "") . "w = v; print " . cell(path, x) . " v}", "")
                all_rows = "{ " . own(1)
                do for [k = 2:words(used)] { all_rows = all_rows . "; " . own(k) }
                all_rows = all_rows . "; }"
                eval axis("x", reach(all_rows . " | cut -d, -f1", "0"))
                eval axis("y", days ? "0 1" : reach(all_rows . " | cut -d, -f2-", ""))
                if (several) { set label 1 "point " . point at graph 1, graph 1 right offset 0, 0.2 front }
                plot for [k = 1:words(used)] "< " . own(k) using 1:3:4 with filledcurves \
                    linecolor rgb colour(number_of(word(used, k))), \
                    for [k = 1:words(used)] "< " . own(k) using 1:2 with linespoints linewidth 1.5 \
                    pointsize (days ? 0 : 0.5) pointtype shape(number_of(word(used, k))) \
                    linecolor rgb colour(number_of(word(used, k))) dashtype dash(number_of(word(used, k)))
            }
        }
        eval legend(keys)
        plot for [k = 1:words(used)] NaN with linespoints linewidth 1.5 pointsize (days ? 0 : 0.5) \
            linecolor rgb colour(number_of(word(used, k))) dashtype dash(number_of(word(used, k))) \
            pointtype shape(number_of(word(used, k))) title flat("policy", word(used, k))
        eval finish(name)
    }
    if (walks || shares) {
        y = walks ? "mu_star" : "estimate"
        low = walks ? "mu_star_lo" : "ci_lo"
        high = walks ? "mu_star_hi" : "ci_hi"
        metrics = metrics_of(path)
        set_ = word(texts(path, "set"), 1)
        kept = is(path, "set", set_) . " && " . cell(path, "factor") . " != \"\" && " . cell(path, y) . " != \"\""
        # Policies, or policies and indices: "hotline/ST".
        group = cell(path, "policy") . (shares ? " \"/\" " . cell(path, "index") : " \"/\"")
        groups = system(each(path, "if (" . kept . " && !t[" . group . "]++) printf \"%s \", " . group, ""))
        policy_of(k) = (_g = word(groups, k), _g[1:strstrt(_g, "/") - 1])
        index_of(k) = (_g = word(groups, k), _g[strstrt(_g, "/") + 1:*])
        mark_of(k) = index_of(k) eq "S1" ? hollow[number_of(policy_of(k)) % 5 + 1] : shape(number_of(policy_of(k)))
        title = (walks ? "Screening: mean size of the effect of a factor's whole range" : \
            "Sensitivity: share of variance by factor, first order (S1) and total (ST)") . "\n" . result
        n = words(metrics)
        columns = least(n, 3)
        keys = key_columns(columns, 3 + widest(policies, 1))
        eval begin(name, rows_for(n, columns), columns, \
            most(220, 80 + 14 * most(words(factors), 2) * most(2, 1 + words(groups) / 2)), 150, \
            foot_of(words(groups), keys))
        eval upright
        do for [metric in metrics] {
            of_metric = kept . " && " . is(path, "metric", metric)
            # The factor that matters most comes first.
            order = system(each(path, "f = " . cell(path, "factor") . "; if (" . of_metric . " && (!(f in m) || " . \
                cell(path, y) . " + 0 > m[f])) m[f] = " . cell(path, y) . " + 0", \
                "for (f in m) print m[f], f") . " | LC_ALL=C sort -k1,1gr -k2,2 | awk '{printf \"%s \", $2}'")
            own(k) = each(path, "if (NR == 2) {n = split(\"" . order . "\", o, \" \"); for (i = 1; i <= n; i++) at[o[i]] = i} " . \
                "if (" . of_metric . " && " . group . " == \"" . word(groups, k) . "\") print " . cell(path, y) . " \",\" " . \
                cell(path, low) . " \",\" " . cell(path, high) . " \",\" at[" . cell(path, "factor") . "]", "")
            numbers = each(path, "if (" . of_metric . ") print " . cell(path, y) . " \",\" " . cell(path, low) . \
                " \",\" " . cell(path, high), "")
            eval axis("x", reach(numbers, "0"))
            set xlabel label("metric", metric, 34)
            set ytics ()
            do for [k = 1:words(order)] { set ytics add (as_tic(label("factor", word(order, k), 22)) -k - 0.25) }
            set yrange [-most(words(order), 1) - 0.8:-0.7]
            plot NaN, for [k = 1:words(groups)] "< " . own(k) using 1:(-$4 - 0.5 * (k - 1) / words(groups)):2:3 \
                with xerrorbars linewidth 1.5 linecolor rgb colour(number_of(policy_of(k))) pointtype mark_of(k)
        }
        eval legend(keys)
        plot for [k = 1:words(groups)] NaN with points linecolor rgb colour(number_of(policy_of(k))) \
            pointtype mark_of(k) title flat("policy", policy_of(k)) . " " . index_of(k)
        eval finish(name)
    }
}

# plots.gp - draws the result of cbmsim in whose analysis/plots/ it lies.
#
#     gnuplot -c plots.gp [METRIC...]
#     gnuplot -e 'format="svg"' plots.gp
#
# Writes gnuplot-*.png (or .svg, .pdf) beside itself: what policies change, how metrics are
# distributed, one run's incidents, effects of factors, and whatever else analysis/ holds. Without
# METRIC it takes six that are there. Needs the usual tools (sed, awk) beside gnuplot.

slash = 0
do for [k = 1:strlen(ARG0)] { if (ARG0[k:k] eq "/") { slash = k } }
here = slash > 0 ? ARG0[1:slash - 1] : "."
cd here
if (!exists("format")) format = "png"
set encoding utf8
set print "-"
set datafile separator comma
unset key
set style data points
set border 3
set tics nomirror out
set grid linecolor rgb "#dddddd" linetype 1

# What things are called: labels.csv has one line for each. Names hold letters, digits, - and _.
names(kind) = system("sed -n 's/^" . kind . ",\\([A-Za-z0-9_-]*\\),.*/\\1/p' labels.csv | tr '\\n' ' '")
cut(text) = strlen(text) > 60 ? text[1:57] . "..." : text
label(kind, name) = cut(system("sed -n 's/^" . kind . "," . name . ",//p' labels.csv | " . \
    "sed 's/^\"//; s/\"$//; s/\"\"/\"/g' | head -n 1"))
has(file) = int(system("[ -e '" . file . "' ] && echo 1 || echo 0"))
column_of(file, name) = int(system("head -n 1 '" . file . "' | tr , '\\n' | grep -nxF '" . name . \
    "' | cut -d: -f1 | grep . || echo 0"))
policies = names("policy")
factors = names("factor")
points = int(system("awk 'END {print NR - 1}' ../../design.csv"))
usual = "harm hostile_responses wrongful_responses inadvertent_moves crisis_days max_rung"
wanted = ""
do for [k = 1:ARGC] { wanted = wanted . " " . value(sprintf("ARG%d", k)) }
if (wanted eq "") wanted = usual
# Those of the wanted metrics that a column of a table holds; else the first six in it.
metrics_of(file, column) = system("awk -F, -v c=" . column . " -v wanted='" . wanted . "' '" . \
    "NR > 1 && !($c in there) {there[$c] = 1; all[++n] = $c} " . \
    "END {m = split(wanted, w, \" \"); for (k = 1; k <= m; k++) if (w[k] in there) {printf \"%s \", w[k]; f = 1} " . \
    "if (!f) for (k = 1; k <= n && k <= 6; k++) printf \"%s \", all[k]}' '" . file . "'")
number_of(policy) = int(system("printf '%s\\n' " . policies . " | grep -nxF -- '" . policy . \
    "' | cut -d: -f1 | head -n 1")) - 1

# Told apart by everybody, and by shape and dashes in grey.
array colours[5] = ["#000000", "#D55E00", "#0072B2", "#009E73", "#B0578D"]
array shapes[5] = [5, 9, 7, 13, 11]
colour(k) = colours[k % 5 + 1]
shape(k) = shapes[k % 5 + 1]

begin(name, columns, rows) = sprintf("set terminal %s size %d%s,%d%s %s; set output 'gnuplot-%s.%s'", \
    format eq "png" ? "pngcairo noenhanced" : format eq "svg" ? "svg noenhanced" : "pdfcairo noenhanced", \
    format eq "pdf" ? 4 * columns : 400 * columns, format eq "pdf" ? "in" : "", \
    format eq "pdf" ? 3 * rows + 1 : 300 * rows + 80, format eq "pdf" ? "in" : "", \
    format eq "pdf" ? "" : format eq "png" ? "font ',10'" : "font ',12'", name, format)
result = label("title", "result")
rows_for(n) = (n + 2) / 3

# Policies that are compared with the baseline.
compared = has("../compare.csv") ? system("awk -F, 'NR > 1 && !($2 in t) {t[$2] = 1; printf \"%s \", $2}' ../compare.csv") : ""

# ---- policies against the baseline ----
if (has("../compare.csv") && points == 1) {
    metrics = metrics_of("../compare.csv", 4)
    n = words(metrics)
    versus = label("policy", system("sed -n '2s/^[^,]*,[^,]*,\\([^,]*\\),.*/\\1/p' ../compare.csv"))
    eval begin("compare", n < 3 ? n : 3, rows_for(n))
    title = sprintf("Paired difference to “%s”\n%s", versus, result)
    set multiplot layout rows_for(n), (n < 3 ? n : 3) title title noenhanced
    set lmargin 24
    set xtics rotate by -35 font ",8"
    do for [metric in metrics] {
        set xlabel label("metric", metric)
        set ytics ()
        do for [k = 1:words(compared)] { set ytics add (label("policy", word(compared, k))[1:22] -k) }
        set yrange [-words(compared) - 0.5:-0.5]
        set arrow 1 from first 0, graph 0 to first 0, graph 1 nohead linecolor rgb "#555555"
        plot for [k = 1:words(compared)] \
            sprintf("< awk -F, '$4 == \"%s\" && $2 == \"%s\"' ../compare.csv", metric, word(compared, k)) \
            using 5:(-k):6:7 with xerrorbars linecolor rgb colour(number_of(word(compared, k))) pointtype shape(number_of(word(compared, k)))
    }
    unset arrow 1
    set lmargin -1
    set xtics norotate font ""
    unset multiplot
    set output
    print here . "/gnuplot-compare." . format
}

# ---- runs by policy ----
metrics = ""
do for [metric in wanted] {
    if (column_of("../../runs.csv", metric) > 0) { metrics = metrics . " " . metric }
}
if (words(metrics) > 0) {
    n = words(metrics)
    eval begin("distribution", n < 3 ? n : 3, rows_for(n))
    title = sprintf("Runs by policy: median, middle half, the nine tenths nearest to the median%s\n%s", \
        points > 1 ? ", all points together" : "", result)
    set multiplot layout rows_for(n), (n < 3 ? n : 3) title title noenhanced
    set style boxplot nooutliers fraction 0.9
    set style fill solid 0.3 border linecolor rgb "#0072B2"
    set xrange [0.4:words(policies) + 0.6]
    set yrange [*:0.1<*]
    unset xlabel
    do for [metric in metrics] {
        set xtics () rotate by -20
        do for [k = 1:words(policies)] { set xtics add (label("policy", word(policies, k))[1:18] k) }
        set ytics autofreq
        set ylabel label("metric", metric)
        c = column_of("../../runs.csv", metric)
        plot for [k = 1:words(policies)] \
            sprintf("< awk -F, '$2 == \"%s\" && $%d != \"\"' ../../runs.csv", word(policies, k), c) \
            using (k):c with boxplot linecolor rgb "#0072B2" pointtype 7
    }
    unset multiplot
    set output
    set xtics autofreq norotate
    set xrange [*:*]
    set yrange [*:*]
    unset ylabel
    print here . "/gnuplot-distribution." . format
}

# ---- effects of factors ----
if (has("../compare.csv") && points > 1 && words(factors) > 0) {
    metrics = metrics_of("../compare.csv", 4)
    n = words(metrics)
    eval begin("effect", words(factors), n)
    title = sprintf("Paired difference to “%s” by factor\n%s", \
        label("policy", system("sed -n '2s/^[^,]*,[^,]*,\\([^,]*\\),.*/\\1/p' ../compare.csv")), result)
    set multiplot layout n, words(factors) title title noenhanced
    set key top left Left reverse samplen 2 font ',8' noenhanced
    set arrow 1 from graph 0, first 0 to graph 1, first 0 nohead linecolor rgb "#555555"
    do for [metric in metrics] {
        set ylabel label("metric", metric)
        do for [factor in factors] {
            set xlabel label("factor", factor)
            c = column_of("../../design.csv", factor)
            few = int(system(sprintf("awk -F, 'NR > 1 && !($%d in x) {x[$%d] = 1; n++} END {print (n <= 12)}' ../../design.csv", c, c)))
            rows(k) = sprintf("< awk -F, 'NR == FNR {x[$1] = $%d; next} $4 == \"%s\" && $2 == \"%s\" {print x[$1] \",\" $5}' ../../design.csv ../compare.csv", c, metric, word(compared, k))
            if (few) {
                plot for [k = 1:words(compared)] rows(k) using 1:2 with points \
                    linecolor rgb colour(number_of(word(compared, k))) \
                    pointtype shape(number_of(word(compared, k))) pointsize 0.4 notitle, \
                    for [k = 1:words(compared)] rows(k) using 1:2 smooth unique with linespoints \
                    linecolor rgb colour(number_of(word(compared, k))) dashtype k + 1 \
                    pointtype shape(number_of(word(compared, k))) title label("policy", word(compared, k))
            } else {
                plot for [k = 1:words(compared)] rows(k) using 1:2 with points \
                    linecolor rgb colour(number_of(word(compared, k))) \
                    pointtype shape(number_of(word(compared, k))) pointsize 0.6 \
                    title label("policy", word(compared, k))
            }
            unset key
        }
    }
    unset arrow 1
    unset multiplot
    set output
    unset ylabel
    print here . "/gnuplot-effect." . format
}

# ---- incidents of the first run ----
if (has("../../incidents.csv") && int(system("awk 'END {print NR}' ../../incidents.csv")) > 1) {
    file = "../../incidents.csv"
    at(name) = sprintf("$%d", column_of(file, name))
    # One line per incident: place, begin, end, noticed, answered, decided rightly, wrongly, who.
    rows = "< awk -F, 'NR == 2 {run = $1 FS $2 FS $3} NR > 1 && $1 FS $2 FS $3 == run && n < 60 {n++; r = (" . \
        at("named_actor") . " == " . at("initiator") . "); s = (" . at("named") . " == \"state\"); print -n FS " . \
        at("start_day") . " FS " . at("end_day") . " FS " . at("detected_day") . " FS " . at("responded_day") . \
        " FS (s && r ? " . at("decided_day") . " : \"\") FS (s && !r ? " . at("decided_day") . " : \"\") FS (" . \
        at("initiator") . " == \"\" ? \"nobody\" : " . at("initiator") . ") \" to \" " . at("target") . "}' " . file
    run = system("sed -n '2s/^\\([^,]*\\),\\([^,]*\\),\\([^,]*\\),.*/\\1\\/\\2\\/\\3/p' " . file)
    until = real(system("awk -F, 'NR > 1 && " . at("start_day") . " + 0 > m {m = " . at("start_day") . \
        "} END {print m + 1}' " . file))
    eval begin("timeline", 2, 3)
    set title sprintf("Incidents of run %s (at most 60)\n%s", run, result) noenhanced
    set key outside bottom center horizontal
    set xlabel "day of the run"
    set ytics font ",7"
    set yrange [*:0]
    plot rows using 2:1:(strlen(strcol(3)) > 0 ? $3 - $2 : until - $2):(0):yticlabels(8) with vectors nohead linewidth 3 linecolor rgb "#000000" title "under way", \
        rows using 4:1 with points pointtype 1 linecolor rgb "#000000" title "noticed", \
        rows using 6:1 with points pointtype 7 linecolor rgb "#009E73" title "named a state, rightly", \
        rows using 7:1 with points pointtype 2 linewidth 2 linecolor rgb "#D55E00" title "named a state, wrongly", \
        rows using 5:1 with points pointtype 9 linecolor rgb "#0072B2" title "answered"
    set output
    unset title
    unset key
    set yrange [*:*]
    set ytics autofreq font ""
    print here . "/gnuplot-timeline." . format
}

# ---- what else an experiment asked for ----
do for [file in system("ls ..  | grep '\\.csv$' | grep -vxE '(summary|compare)\\.csv' || true")] {
    path = "../" . file
    name = file[1:strlen(file) - 4]
    days = column_of(path, "survival") > 0
    running = !days && column_of(path, "estimate") > 0 && column_of(path, "n") > 0 && column_of(path, "point_id") > 0 && column_of(path, "stopped_by") == 0
    walks = column_of(path, "mu_star") > 0
    shares = column_of(path, "index") > 0 && column_of(path, "set") > 0
    if (days || running) {
        metrics = metrics_of(path, 3)
        n = words(metrics)
        y = column_of(path, days ? "survival" : "estimate")
        x = column_of(path, days ? "day" : "n")
        eval begin(name, n < 3 ? n : 3, rows_for(n))
        title = sprintf("%s, point 1\n%s", days ? "Share of runs without it so far" : "Estimate as runs are added", result)
        set multiplot layout rows_for(n), (n < 3 ? n : 3) title title noenhanced
        set key bottom left Left reverse samplen 3 font ',8' noenhanced
        set xlabel days ? "day of the run" : "runs"
        do for [metric in metrics] {
            set ylabel label("metric", metric)
            plot for [k = 1:words(policies)] \
                sprintf("< awk -F, '$1 == 1 && $2 == \"%s\" && $3 == \"%s\"' %s", word(policies, k), metric, path) \
                using x:y with steps linecolor rgb colour(k - 1) dashtype k linewidth 1.5 \
                title label("policy", word(policies, k))
            unset key
        }
        unset multiplot
        set output
        print here . "/gnuplot-" . name . "." . format
    }
    if (walks || shares) {
        c = column_of(path, "metric")
        f = column_of(path, "factor")
        y = column_of(path, walks ? "mu_star" : "estimate")
        low = column_of(path, walks ? "mu_star_lo" : "ci_lo")
        high = column_of(path, walks ? "mu_star_hi" : "ci_hi")
        metrics = metrics_of(path, c)
        n = words(metrics)
        eval begin(name, n < 3 ? n : 3, rows_for(n))
        title = sprintf("%s, %s\n%s", walks ? "Mean size of the effect of a factor" : "Share of variance by factor, total (ST)", label("policy", word(policies, 1)), result)
        set multiplot layout rows_for(n), (n < 3 ? n : 3) title title noenhanced
        set lmargin 20
        set yrange [-words(factors) - 0.5:-0.5]
        do for [metric in metrics] {
            set xlabel label("metric", metric)
            set ytics ()
            do for [k = 1:words(factors)] { set ytics add (label("factor", word(factors, k))[1:18] -k) }
            plot for [k = 1:words(factors)] \
                sprintf("< awk -F, '$1 == 1 && $2 == \"%s\" && $%d == \"%s\" && $%d == \"%s\"%s' %s", word(policies, 1), c, metric, f, word(factors, k), shares ? " && /,ST,/" : "", path) \
                using y:(-k):low:high with xerrorbars linecolor rgb "#000000" pointtype 7
        }
        set lmargin -1
        set yrange [*:*]
        set ytics autofreq
        unset multiplot
        set output
        print here . "/gnuplot-" . name . "." . format
    }
}

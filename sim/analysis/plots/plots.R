#!/usr/bin/env Rscript
# plots.R - plots a result of cbmsim.
#
#     Rscript plots.R [--help] [--format png|svg|pdf] [--run POINT/POLICY/REP] [METRIC...]
#
# The script stands in analysis/plots/ of the result and writes r-*.png beside itself: differences
# between policies, distributions of metrics, the incidents of one run, effects of factors, and the
# other analyses in analysis/. Without METRICs it plots six metrics, if the result has them. It needs
# no packages of R.

invisible(suppressWarnings(Sys.setlocale("LC_CTYPE", "C.UTF-8")))
arguments <- commandArgs(FALSE)
script <- normalizePath(gsub("~+~", " ", fixed = TRUE, sub("^--file=", "", grep("^--file=", arguments, value = TRUE)[1])))
here <- dirname(script)
root <- dirname(dirname(here))
fail <- function(...) {
  cat("plots.R: ", ..., "\n", sep = "", file = stderr())
  quit("no", 2)
}
# Ends the program with an error unless `name` is in `names`.
known <- function(kind, name, names) {
  if (!(name %in% names)) {
    near <- names[which.min(adist(name, names))]
    present <- if (kind == "metric") labels$label[labels$kind == "renamed" & labels$name == name]
    fail("there is no ", kind, " \"", name, "\"", if (length(present) > 0)
      paste0(", renamed to \"", present, "\"") else if (length(near) > 0 && adist(name, near) <= 2)
      paste0(", did you mean \"", near, "\"?"), "; there are ", paste(names, collapse = ", "))
  }
}
given <- list(format = "png")
wanted <- character()
words <- sub("^(--[a-z]+)=", "\\1\n", commandArgs(TRUE))  # "--format=pdf" is "--format", "pdf"
words <- unlist(strsplit(words, "\n", fixed = TRUE))
while (length(words) > 0) {
  if (words[1] %in% c("--help", "-h")) {
    text <- readLines(script)
    cat(sub("^# ?", "", text[2:(which(text == "")[1] - 1)]), sep = "\n")
    quit("no")
  }
  if (words[1] %in% c("--format", "--run")) {
    if (length(words) < 2) fail(words[1], " needs a value")
    given[[substring(words[1], 3)]] <- words[2]
    words <- words[-1]
  } else if (startsWith(words[1], "-")) {
    fail("unknown option ", words[1], "; there are --help, --format png|svg|pdf and --run POINT/POLICY/REP")
  } else {
    wanted <- c(wanted, words[1])
  }
  words <- words[-1]
}
format <- given$format
known("format", format, c("png", "svg", "pdf"))
default_metrics <- c("harm", "hostile_responses", "misdirected_responses", "inadvertent_moves", "crisis_days",
  "max_rung")
# People with colour blindness can distinguish these colours. In greyscale, shapes and dashes differ.
colours <- c("#000000", "#D55E00", "#0072B2", "#009E73", "#B0578D")
shapes <- c(15, 17, 19, 18, 25)
open_shapes <- c(0, 2, 1, 5, 6)
max_incidents <- 60
# Columns of ids and words. Their cells are read as texts, even if a cell looks like a number.
texts <- c("kind", "name", "label", "policy", "versus", "metric", "statistic", "factor", "factor2", "set", "index",
  "initiator", "target", "class", "named", "named_actor")

# Only empty cells are missing values: "NA" may be a title.
read <- function(...) {
  path <- file.path(root, ...)
  if (!file.exists(path)) path <- paste0(path, ".gz")  # a compressed trace file
  if (!file.exists(path)) return(NULL)
  head <- names(read.csv(path, nrows = 1, check.names = FALSE))
  as_texts <- intersect(texts, head)
  read.csv(path, encoding = "UTF-8", stringsAsFactors = FALSE, check.names = FALSE, na.strings = "",
    colClasses = setNames(rep("character", length(as_texts)), as_texts))
}
labels <- read("analysis", "plots", "labels.csv")
names_of <- function(kind) labels$name[labels$kind == kind]
policies <- names_of("policy")
first_day <- as.numeric(labels$label[labels$kind == "start"])  # date of day 0 of the runs, in days since 1970-01-01
label <- function(kind, name, width = 34) {
  found <- labels$label[labels$kind == kind & labels$name == name]
  text <- if (length(found) > 0 && !is.na(found[1])) found[1] else name
  if (nchar(text) > 4 * width) text <- paste(substr(text, 1, 4 * width), "...")
  words <- strwrap(text, width)
  # A word that is longer than a line is broken.
  words <- unlist(lapply(words, function(w)
    substring(w, seq(1, max(nchar(w), 1), width), seq(width, max(nchar(w), 1) + width - 1, width))))
  paste(words, collapse = "\n")
}
# The names of states, each on one line.
state <- function(names) sub("\n.*", "", vapply(names, label, "", kind = "state", width = 30))
number_of <- function(policy) (match(policy, policies, nomatch = 1) - 1) %% 5 + 1
metrics_of <- function(there) {
  found <- intersect(if (length(wanted) > 0) wanted else default_metrics, there)
  if (length(found) > 0 || length(wanted) > 0) found else head(unique(there), 6)
}

# A picture of n panels: calls `draw` with the number of each panel, then draws the legend.
picture <- function(name, title, n, draw, legend = NULL, columns = 3, height = 3,
                    left = 5) {
  if (n == 0) return(invisible())
  columns <- min(n, columns)
  rows <- ceiling(n / columns)
  path <- file.path(here, paste0("r-", name, ".", format))
  if (!(Sys.readlink(path) %in% c("", NA))) fail(path, ": is a link: remove it")
  plain <- gsub("%", "%%", path, fixed = TRUE)  # the devices replace % by the page number
  heading <- strsplit(paste0(title, "\n", label("title", "result", 80)), "\n")[[1]]
  size <- c(max(4 * columns, 6.5), height * rows + 1)
  switch(format,
    png = png(plain, size[1], size[2], "in", res = 200, type = "cairo"),
    svg = svg(plain, size[1], size[2]),
    pdf = cairo_pdf(plain, size[1], size[2]))
  par(mfrow = c(rows, columns), mar = c(4, left, 1.6, 1), oma = c(if (is.null(legend)) 0 else 3, 0, 1 + 1.2 * length(heading), 0),
    mgp = c(2.6, 0.6, 0), las = 1, bty = "l", cex = 0.75)
  for (k in seq_len(n)) draw(k)
  mtext(paste(heading, collapse = "\n"), outer = TRUE, cex = 0.85, line = 0.6)
  if (!is.null(legend)) {
    par(fig = c(0, 1, 0, 1), oma = c(0, 0, 0, 0), mar = c(0, 0, 0, 0), new = TRUE)
    plot.new()
    do.call(graphics::legend, c(list("bottom", bty = "n", cex = 0.75), legend))
  }
  invisible(dev.off())
  cat(path, "\n", sep = "")
}
policy_legend <- function(used) list(legend = gsub("\n", " ", sapply(used, label, kind = "policy")),
  col = colours[number_of(used)], pch = shapes[number_of(used)], lty = number_of(used),
  ncol = min(length(used), 3))
# Width and height of the labels of policies beside a panel. With many policies, lines are longer.
line_width <- function(used) if (length(used) > 8) 30 else 18
margin_of <- function(used) if (length(used) > 8) 13 else 9
height_of <- function(used) max(3, 1 + 0.17 *
  sum(lengths(strsplit(sapply(used, label, kind = "policy", width = line_width(used)), "\n"))))
# Returns a text like ", n = 20 runs" or ", n = 20 to 40 runs".
number <- function(counts, noun) {
  counts <- counts[!is.na(counts)]
  if (length(counts) > 0) paste0(", n = ", paste(unique(range(counts)), collapse = " to "), " ", noun)
}
# Returns the confidence level and the numbers of runs of a table, for a title: ", 95 % CI, n = 20 runs".
interval <- function(table, metrics) {
  rows <- table[table$metric %in% metrics, ]
  level <- rows$confidence[!is.na(rows$confidence)]
  most <- function(counts) if (any(!is.na(counts))) max(counts, na.rm = TRUE)
  paste0(if (length(level) > 0) sprintf(", %g %% CI", 100 * level[1]),
    if ("n_pairs" %in% names(rows)) number(rows$n_pairs, "pairs of runs")
    else if ("replications" %in% names(rows)) number(rows$replications, "runs per point")
    else if ("at_risk" %in% names(rows)) number(most(rows$at_risk), "runs")
    else number(if ("stopped_by" %in% names(rows)) rows$n else most(rows$n), "runs"))
}
whiskers <- function(x, y, low, high, colour, shape) {
  segments(low, y, high, y, col = colour)
  points(x, y, pch = shape, col = colour, bg = colour)
}
# Returns the range of the values that are finite, or 0 to 1 if there are none.
extent <- function(...) {
  x <- c(...)
  if (any(is.finite(x))) range(x, finite = TRUE) else c(0, 1)
}
# Returns the range of the values and 0, with a width above 0.
span <- function(...) {
  x <- range(extent(...), 0)
  if (x[1] == x[2]) x + c(-1, 1) else x
}

draw_compare <- function(compare) {
  metrics <- metrics_of(compare$metric)
  used <- intersect(policies, compare$policy)
  picture("compare", paste0("Paired difference from “", label("policy", compare$versus[1], 60), "”", interval(compare, metrics)),
    length(metrics), function(k) {
      rows <- compare[compare$metric == metrics[k] & !is.na(compare$difference), ]
      order <- intersect(policies, rows$policy)
      y <- -match(rows$policy, order)
      plot(NA, xlim = span(rows$ci_lo, rows$ci_hi, rows$difference),
        ylim = c(-max(length(order), 1) - 0.5, -0.5),
        xlab = label("metric", metrics[k]), ylab = "", yaxt = "n")
      grid(ny = NA, col = "#dddddd", lty = 1)
      abline(v = 0, col = "#555555")
      axis(2, -seq_along(order), sapply(order, label, kind = "policy", width = line_width(used)),
        cex.axis = 0.85, gap.axis = -1)
      n <- number_of(rows$policy)
      whiskers(rows$difference, y, rows$ci_lo, rows$ci_hi, colours[n], shapes[n])
    }, left = margin_of(used), height = height_of(used))
}

draw_distribution <- function(runs) {
  metrics <- intersect(if (length(wanted) > 0) wanted else default_metrics, names(runs))
  if (length(metrics) == 0) return(invisible())
  used <- intersect(policies, runs$policy)
  picture("distribution", paste0("Distribution over runs: median, mean (diamond), quartiles, 5th and 95th percentiles",
    if (length(unique(runs$point_id)) > 1) ", all points together", number(table(runs$policy), "runs per policy")),
    length(metrics), function(k) {
      order <- rev(intersect(policies, runs$policy))
      values <- lapply(order, function(p) {
        x <- runs[runs$policy == p, metrics[k]]
        x[!is.na(x)]
      })
      five <- sapply(values, function(x) quantile(x, c(0.05, 0.25, 0.5, 0.75, 0.95)))
      box <- list(stats = five, n = lengths(values), out = numeric(0), group = numeric(0),
        conf = five[2:3, , drop = FALSE],
        names = sapply(order, label, kind = "policy", width = line_width(used)))
      bxp(box, horizontal = TRUE, boxfill = "#cfe2f0", xlab = label("metric", metrics[k]),
        yaxt = "n", ylim = extent(five))
      axis(2, seq_along(order), box$names, cex.axis = 0.85, gap.axis = -1)
      points(sapply(values, mean), seq_along(order), pch = 23, bg = "white")
    }, left = margin_of(used), height = height_of(used))
}

draw_timeline <- function(incidents) {
  first <- paste(incidents$point_id[1], incidents$policy[1], incidents$rep[1], sep = "/")
  run <- if (is.null(given$run)) first else given$run
  rows <- incidents[paste(incidents$point_id, incidents$policy, incidents$rep, sep = "/") == run, ]
  if (nrow(rows) == 0) {
    message("plots.R: run ", run, " has no incidents: no timeline")
    return(invisible())
  }
  rows <- rows[order(rows$start_day, rows$incident_id), ]
  shown <- head(rows, max_incidents)
  y <- -seq_len(nrow(shown))
  kinds <- unique(shown$class)
  kind <- (match(shown$class, kinds) - 1) %% 5 + 1
  until <- max(rows$start_day, rows$end_day, rows$truth_day, rows$public_day, na.rm = TRUE)
  named <- shown$named == "state"
  wrong <- paste(shown$named_actor) != paste(shown$initiator)
  picture("timeline", paste0("Incidents of run ", run,
    if (nrow(shown) < nrow(rows)) paste0(", the first ", nrow(shown), " of ", nrow(rows)) else ""),
    1, function(k) {
      plot(NA, xlim = c(0, until), ylim = range(y) + c(-0.5, 0.5), yaxt = "n", xaxt = "n", ylab = "", xlab = "",
        yaxs = "i")
      dates <- pretty(as.Date(first_day + c(0, until), origin = "1970-01-01"), 6)
      abline(v = as.numeric(dates) - first_day, col = "#dddddd")
      axis(1, as.numeric(dates) - first_day, format(dates, "%Y-%m-%d"))
      axis(2, y, paste(ifelse(is.na(shown$initiator) | shown$initiator == "", "no state",
        state(shown$initiator)), "→", state(shown$target)), cex.axis = 0.6)
      ends <- ifelse(is.na(shown$end_day), until, shown$end_day)
      segments(shown$start_day, y, ends, y, col = colours[kind], lty = kind, lwd = 3, lend = 1)
      points(shown$detected_day, y, pch = "|")
      points(shown$decided_day[named & !wrong], y[named & !wrong], pch = 19, col = "#009E73")
      points(shown$decided_day[named & wrong], y[named & wrong], pch = 4, lwd = 2, col = "#D55E00")
      points(shown$responded_day, y, pch = 24, cex = 0.7, bg = "black")
    },
    list(legend = c(kinds, "detected", "attributed correctly", "attributed wrongly",
      "response"),
      col = c(colours[(seq_along(kinds) - 1) %% 5 + 1], "black", "#009E73", "#D55E00", "black"),
      lty = c((seq_along(kinds) - 1) %% 5 + 1, rep(NA, 4)), lwd = 2, pt.lwd = 1,
      pch = c(rep(NA, length(kinds)), 124, 19, 4, 24), pt.bg = "black", ncol = 3),
    height = 2 + 0.15 * nrow(shown), left = 9)
}

draw_effect <- function(design, table, value, title) {
  metrics <- metrics_of(table$metric)
  factors <- Filter(function(f) any(!is.na(design[[f]])), intersect(names_of("factor"), names(design)))
  if (length(factors) == 0) return(invisible())
  used <- intersect(policies, table$policy)
  joined <- merge(table, design, by = "point_id", suffixes = c("", "_of_design"))
  picture("effect", paste0(title, interval(table, metrics)), length(metrics) * length(factors), function(k) {
    metric <- metrics[(k - 1) %/% length(factors) + 1]
    factor <- factors[(k - 1) %% length(factors) + 1]
    rows <- joined[joined$metric == metric & !is.na(joined[[value]]), ]
    levels <- if (is.numeric(rows[[factor]])) NULL else sort(unique(as.character(rows[[factor]])))
    rows$x <- if (is.null(levels)) rows[[factor]] else match(as.character(rows[[factor]]), levels)
    plot(NA, xlim = extent(rows$x), ylim = span(rows[[value]], rows$ci_lo, rows$ci_hi), xlab = label("factor", factor),
      ylab = label("metric", metric, 26), xaxt = if (is.null(levels)) "s" else "n")
    if (!is.null(levels)) axis(1, seq_along(levels), levels)
    grid(col = "#dddddd", lty = 1)
    abline(h = 0, col = "#555555")
    for (policy in used) {
      own <- rows[rows$policy == policy, ]
      n <- number_of(policy)
      segments(own$x, own$ci_lo, own$x, own$ci_hi, col = colours[n])
      points(own$x, own[[value]], pch = shapes[n], col = colours[n], cex = 0.5)
      means <- tapply(own[[value]], own$x, mean)
      if (length(means) > 1 && length(means) <= 12) {
        lines(as.numeric(names(means)), means, type = "b", col = colours[n], pch = shapes[n], lty = n)
      }
    }
  }, policy_legend(used), columns = min(length(factors), 4), left = 6.5)
}

draw_curves <- function(table, name, x, y, title) {
  metrics <- metrics_of(table$metric)
  if (length(metrics) == 0) return(invisible())
  shown <- head(unique(table$point_id), 6)
  used <- intersect(policies, table$policy)
  picture(name, paste0(title, interval(table, metrics)), length(metrics) * length(shown), function(k) {
    metric <- metrics[(k - 1) %/% length(shown) + 1]
    point <- shown[(k - 1) %% length(shown) + 1]
    rows <- table[table$metric == metric & table$point_id == point, ]
    if ("statistic" %in% names(rows)) rows <- rows[rows$statistic == rows$statistic[1], ]
    days <- x == "day"
    plot(NA, xlim = span(rows[[x]]), xlab = if (days) "day of the run" else "runs",
      ylim = if (days) c(0, 1) else extent(rows$ci_lo, rows$ci_hi, rows[[y]]),
      ylab = label(if (days) "without" else "metric", metric, 26),
      main = if (length(shown) > 1) paste("point", point) else "")
    grid(col = "#dddddd", lty = 1)
    for (policy in used) {
      own <- rows[rows$policy == policy, ]
      n <- number_of(policy)
      band <- own[c("ci_lo", "ci_hi")]
      if (any(!is.na(band))) matlines(own[[x]], band, type = if (days) "s" else "l", lty = 3, col = colours[n])
      lines(own[[x]], own[[y]], type = if (days) "s" else "b", col = colours[n], lty = n,
        pch = shapes[n], cex = 0.6, lwd = 1.5)
    }
  }, policy_legend(used), left = 6.5)
}

draw_screening <- function(table, name, estimate, low, high, title) {
  table <- table[table$set == table$set[1] & !is.na(table$factor) & table$factor != "", ]
  metrics <- metrics_of(table$metric)
  index <- if ("index" %in% names(table)) table$index else rep("", nrow(table))
  groups <- paste(sapply(table$policy, label, kind = "policy"), index)
  used <- unique(groups)
  n <- number_of(table$policy[match(used, groups)])
  orders <- index[match(used, groups)]
  shape <- ifelse(orders == "S1", open_shapes[n], ifelse(orders == "S2", 4, shapes[n]))
  pair <- if ("factor2" %in% names(table)) ifelse(is.na(table$factor2), "", table$factor2) else rep("", nrow(table))
  term <- paste(table$factor, pair)
  terms <- unique(term)
  term_label <- function(name) paste(sapply(strsplit(name, " ", fixed = TRUE)[[1]], label, kind = "factor", width = 18),
    collapse = " ×\n")
  picture(name, paste0(title, interval(table, metrics)), length(metrics), function(k) {
    those <- table$metric == metrics[k] & !is.na(table[[estimate]])
    rows <- table[those, ]
    top <- tapply(rows[[estimate]], term[those], max)
    top <- top[order(pair[match(names(top), term)] != "", -top)]  # factors, then pairs; the largest first
    group <- match(groups[those], used)
    plot(NA, xlim = span(rows[[low]], rows[[high]], rows[[estimate]]),
      ylim = c(-max(length(top), 1) - 0.7, -0.7), yaxt = "n", ylab = "",
      xlab = label("metric", metrics[k]))
    grid(ny = NA, col = "#dddddd", lty = 1)
    abline(v = 0, col = "#555555")
    axis(2, -seq_along(top) - 0.25, sapply(names(top), term_label),
      cex.axis = 0.85)
    whiskers(rows[[estimate]], -match(term[those], names(top)) - 0.5 * (group - 1) / length(used),
      rows[[low]], rows[[high]], colours[n[group]], shape[group])
  }, list(legend = gsub("\n", " ", used), col = colours[n], pch = shape, pt.bg = colours[n],
    ncol = min(length(used), 3)), left = 9, height = max(3, 1 + 0.35 * length(terms)))
}

draw_analysis <- function(path) {
  table <- read("analysis", basename(path))
  name <- sub("\\.csv$", "", basename(path))
  has <- function(...) all(c(...) %in% names(table))
  if (nrow(table) == 0) return(invisible())
  if (has("day", "at_risk", "survival")) {
    draw_curves(table, name, "day", "survival", "Share of runs without the event")
  } else if (has("n", "estimate", "metric", "point_id") && !has("stopped_by")) {
    draw_curves(table, name, "n", "estimate", "Running estimate by number of runs")
  } else if (has("set", "mu_star")) {
    draw_screening(table, name, "mu_star", "mu_star_lo", "mu_star_hi",
      "Morris screening: mean absolute elementary effect")
  } else if (has("set", "index")) {
    draw_screening(table, name, "estimate", "ci_lo", "ci_hi",
      paste0("Sobol' indices: first-order (S1), total (ST)", if ("S2" %in% table$index) ", second-order (S2)"))
  }
}

design <- read("design.csv")
compare <- read("analysis", "compare.csv")
summary_table <- read("analysis", "summary.csv")
runs <- read("runs.csv")
incidents <- read("incidents.csv")
analyses <- sort(list.files(file.path(root, "analysis"), "\\.csv$"))
if (length(wanted) > 0) {
  there <- c(names(runs), unlist(lapply(analyses, function(path) unique(read("analysis", path)$metric))))
  for (metric in wanted) known("metric", metric, intersect(names_of("metric"), there))
}
if (!is.null(given$run)) {
  if (is.null(incidents)) fail("--run needs incidents.csv, which --trace-level incidents writes")
  words <- strsplit(given$run, "/", fixed = TRUE)[[1]]
  if (length(words) != 3) fail("--run: expected POINT/POLICY/REP, found \"", given$run, "\"")
  known("policy", words[2], unique(runs$policy))
  own <- runs[runs$policy == words[2] & as.character(runs$point_id) == words[1], ]
  if (nrow(own) == 0) fail("there is no point ", words[1], "; there are ", paste(range(runs$point_id), collapse = " to "))
  if (!(words[3] %in% own$rep))
    fail("there is no replication ", words[3], "; there are ", paste(range(own$rep), collapse = " to "))
}
if (!is.null(compare) && nrow(compare) > 0) {
  if (nrow(design) == 1) draw_compare(compare) else draw_effect(design, compare, "difference",
    paste0("Paired difference from “", label("policy", compare$versus[1], 60), "” by factor"))
} else if (!is.null(summary_table) && nrow(design) > 1) {
  draw_effect(design, summary_table[summary_table$statistic %in%
    c("mean", "ratio", "share", "restricted_mean"), ], "estimate", "Estimate by factor")
}
if (!is.null(runs) && nrow(runs) > 0) draw_distribution(runs)
if (!is.null(incidents) && nrow(incidents) > 0) draw_timeline(incidents)
for (path in analyses) draw_analysis(path)

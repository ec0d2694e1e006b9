# cbmsim.R - run scenarios and sweeps of the program cbmsim from R, and read their results.
#
#     source("cbmsim.R")
#     tables <- cbmsim$run("scenarios/two-states-tutorial.json", replications = 200, set = list("/horizon_days" = 365))
#     tables$compare                                   # analysis/compare.csv
#     tables <- cbmsim$sweep("flags.json", output = "results/flags")
#     tables <- cbmsim$read("results/flags")           # the tables of a finished result
#     scenario <- cbmsim$read_json("scenarios/two-states-tutorial.json")   # a list that can be edited
#
# A scenario or an experiment is the name of a file, or a list with the same members. In a list, NULL is null,
# list() is {}, and a vector of one element is a scalar, except in members that are always arrays, such as
# metrics = "harm". For other members, I("x") is an array of one element. The names of files in a list are
# absolute or relative to the working directory. Each function returns a list of data frames: `runs` is runs.csv, `compare` is
# analysis/compare.csv. datapackage.json determines the types of the columns; empty cells are NA.
#
# An error of the program stops with its message, which names the members of a list by JSON Pointers. A warning is
# shown once in a session. cbmsim$find("metrics", "harm") prints the rows of `cbmsim describe metrics` that contain
# the text. The argument `program` is the path of the program. The default is the value of the environment variable
# CBMSIM or, if it is not set, cbmsim on the search path. The file needs only base R. Lists of jsonlite::fromJSON(file, simplifyVector = FALSE) can be used, too: an
# empty array there is list(), so write I(list()) instead.

cbmsim <- local({
  # Runs a scenario under its policies. `output` is the result directory; without it, the result is written to a
  # temporary directory, which is removed. `set` maps JSON Pointers to values, `policies` has ids or files,
  # `trace_level` is none, incidents or events, `jobs` is the number of threads, `quiet` shows neither progress nor
  # warnings, and `tables` has the names of the tables to read, by default all.
  run <- function(scenario, output = NULL, replications = NULL, seed = NULL, set = list(), policies = NULL,
                  trace_level = NULL, gzip = FALSE, jobs = NULL, fresh = FALSE, quiet = FALSE, tables = NULL, program = NULL) {
    words <- c(unlist(Map(function(pointer, value) c("--set", paste0(pointer, "=", to_json(value))), names(set), set)),
      unlist(lapply(policies, option, name = "--policy")), option("--replications", replications),
      option("--seed", seed), option("--trace-level", trace_level), if (gzip) "--gzip")
    result("run", scenario, output, words, jobs, fresh, quiet, tables, program)
  }

  # Runs an experiment. Its member `scenario` can be a list, too, and its `seed` a number. If `output` exists, the
  # sweep is completed.
  sweep <- function(experiment, output = NULL, jobs = NULL, fresh = FALSE, quiet = FALSE, tables = NULL,
                    program = NULL) {
    part <- NULL
    if (is.list(experiment) && is.numeric(experiment$seed)) experiment$seed <- option("seed", experiment$seed)[2]
    if (is.list(experiment) && is.list(experiment$scenario)) {
      part <- tempfile("scenario-", fileext = ".json")
      on.exit(unlink(part))
      write_text(to_json(experiment$scenario), part)
      experiment$scenario <- part_name
    }
    result("sweep", experiment, output, NULL, jobs, fresh, quiet, tables, program, part)
  }

  # The tables of a result directory: all, or those that `tables` names.
  read <- function(directory, tables = NULL) {
    present <- Filter(function(r) grepl("\\.csv(\\.gz)?$", r$path) && !grepl("/plots/", r$path, fixed = TRUE),
      read_json(file.path(directory, "datapackage.json"))$resources)
    names(present) <- vapply(present, function(r) gsub("^analysis/|\\.csv(\\.gz)?$", "", r$path), "")
    missing <- setdiff(tables, names(present))
    if (length(missing) > 0)
      stop(directory, " has no table ", missing[1], "; it has ", paste(names(present), collapse = ", "),
        if (missing[1] == "compare") " (compare needs two policies)", call. = FALSE)
    lapply(if (is.null(tables)) present else present[tables], function(r)
      read_table(file.path(directory, r$path), r$schema$fields))
  }

  # Prints the header and the rows of `cbmsim describe TOPIC` that contain the text, as CSV; returns them as a data
  # frame of texts. A topic can be the file of a scenario.
  find <- function(topic, text, program = NULL) {
    path <- tempfile("find-", fileext = ".csv")
    on.exit(unlink(path))
    fault <- suppressWarnings(system(paste(paste(shQuote(c(program_path(program), "describe", topic, "--format", "csv")),
      collapse = " "), "2>&1 >", shQuote(path)), intern = TRUE))
    if (!is.null(attr(fault, "status"))) stop(paste(fault, collapse = "\n"), call. = FALSE)
    rows <- utils::read.csv(path, encoding = "UTF-8", check.names = FALSE, colClasses = "character")
    kept <- rows[Reduce(`|`, lapply(rows, grepl, pattern = text, fixed = TRUE)), , drop = FALSE]
    lines <- readLines(path, encoding = "UTF-8")
    if (length(lines) == nrow(rows) + 1) writeLines(lines[c(1, as.integer(rownames(kept)) + 1)]) else print(kept)
    invisible(kept)
  }

  read_table <- function(path, fields) {
    types <- vapply(fields, function(f) f$type, "")
    names(types) <- vapply(fields, function(f) f$name, "")
    head <- names(utils::read.csv(path, nrows = 1, check.names = FALSE, colClasses = "character"))
    classes <- c(integer = "numeric", number = "numeric", boolean = "logical", date = "Date")[types[head]]
    classes[is.na(classes)] <- "character"
    table <- utils::read.csv(path, encoding = "UTF-8", check.names = FALSE, stringsAsFactors = FALSE,
      na.strings = "", colClasses = unname(classes))
    small <- function(x) all(is.na(x) | abs(x) <= .Machine$integer.max)
    for (name in head[types[head] %in% "integer"]) if (small(table[[name]])) table[[name]] <- as.integer(table[[name]])
    for (name in head[table_has_levels(path)]) if (is.character(x <- table[[name]]) &&
      all(x %in% c("true", "false", NA)) && !all(is.na(x))) table[[name]] <- x == "true"
    table
  }

  # Levels of factors are texts in design.csv, also the levels "true" and "false".
  table_has_levels <- function(path) grepl("(^|/)design\\.csv(\\.gz)?$", path)

  # ---- the program ----

  # The name of the file of a list in the member `scenario`: the third input of the program. It has no folder, so
  # that the files that the list names are relative to the working directory.
  part_name <- "/dev/fd/3"
  shown <- new.env()  # the warnings of this session, as names

  option <- function(name, value) if (!is.null(value)) c(name, format(value, scientific = FALSE, digits = 15))

  # Returns a message about a list. It names a member by its JSON Pointer, without the line of a file that the user
  # does not have.
  placed <- function(line) {
    line <- gsub(paste0(part_name, "(:[0-9]+:[0-9]+)?: (?=/)"), "/scenario", line, perl = TRUE)
    line <- gsub(paste0(part_name, "(:[0-9]+:[0-9]+)?: "), "/scenario: ", line)
    sub("^(warning: )?-(:[0-9]+:[0-9]+)?: ", "\\1", line)
  }

  result <- function(command, file, output, words, jobs, fresh, quiet, tables, program, part = NULL) {
    if (is.null(output)) {
      folder <- tempfile("cbmsim-")
      dir.create(folder)
      on.exit(unlink(folder, recursive = TRUE))
      output <- file.path(folder, "result")
    }
    document <- "/dev/null"
    if (is.list(file)) {
      document <- tempfile("document-", fileext = ".json")
      on.exit(unlink(document), add = TRUE)
      write_text(to_json(file), document)
      file <- "-"
    }
    execute(program, c(command, words, "--output", path.expand(output), option("--jobs", jobs),
      if (fresh) "--fresh", if (quiet) "--quiet", "--", path.expand(file)), document, part, quiet)
    read(output, tables)
  }

  program_path <- function(program) {
    if (is.null(program)) program <- Sys.getenv("CBMSIM", Sys.which("cbmsim"))
    if (!nzchar(program)) stop("the program cbmsim is not on the search path: set CBMSIM to its path", call. = FALSE)
    program
  }

  # Runs the program. Progress and warnings are shown while it runs.
  execute <- function(program, words, document, part, quiet) {
    program <- program_path(program)
    output <- pipe(paste(paste(shQuote(c(program, words)), collapse = " "), "2>&1 >/dev/null <", shQuote(document),
      if (!is.null(part)) paste("3<", shQuote(part)), "; echo \"status $?\""), "r", encoding = "UTF-8")
    on.exit(close(output))
    lines <- character()
    while (length(line <- readLines(output, 1)) > 0) {
      if (document != "/dev/null") line <- placed(line)
      if (grepl("^(warning|note): ", line)) {
        if (!quiet && !exists(line, shown, inherits = FALSE)) message(line)
        if (!quiet) assign(line, TRUE, shown)
      } else if (grepl("^[0-9]+ of [0-9]+ runs, |^[0-9]+ of (at most )?[0-9]+ runs are already done", line)) {
        message(line)
      } else {
        lines <- c(lines, line)
      }
    }
    status <- sub("status ", "", lines[length(lines)])
    lines <- lines[-length(lines)]
    if (status == "1") message(paste(lines, collapse = "\n"))  # some runs were aborted
    if (!(status %in% c("0", "1")))
      stop(if (length(lines) > 0) paste(lines, collapse = "\n") else paste(program, "ended with status", status),
        call. = FALSE)
  }

  write_text <- function(text, path) {
    file <- file(path, "wb")
    on.exit(close(file))
    writeBin(charToRaw(enc2utf8(text)), file)
  }

  # ---- JSON ----

  # The members that are arrays, also of one element. A number in `levels` is that of a Morris design.
  arrays <- c("common_across", "dyads", "factors", "levels", "metrics", "policies", "primary", "range",
    "values", "when")
  is_array <- function(name, x) name %in% arrays && is.atomic(x) && !is.null(x) && is.null(names(x)) &&
    !(name == "levels" && is.numeric(x))

  # The value as JSON. A data frame is a list of rows.
  to_json <- function(x) {
    if (is.null(x)) return("null")
    if (is.data.frame(x)) x <- I(lapply(seq_len(nrow(x)), function(i) as.list(x[i, , drop = FALSE])))
    if (is.factor(x) || inherits(x, c("Date", "POSIXt"))) x <- as.character(x)
    if (is.list(x) && !is.null(names(x))) x[] <- Map(function(name, v) if (is_array(name, v)) I(v) else v, names(x), x)
    items <- if (is.list(x)) vapply(x, to_json, "") else scalars(x)
    if (!is.null(names(x)) || (is.list(x) && length(x) == 0 && !inherits(x, "AsIs")))
      return(paste0("{", paste0(scalars(as.character(names(x))), ":", items, collapse = ",", recycle0 = TRUE), "}"))
    if (length(x) == 1 && !is.list(x) && !inherits(x, "AsIs")) return(items)
    paste0("[", paste(items, collapse = ","), "]")
  }

  scalars <- function(x) {
    if (anyNA(x) || (is.numeric(x) && any(!is.finite(x)))) stop("NA and infinite values cannot be written as JSON")
    if (is.logical(x)) return(ifelse(x, "true", "false"))
    if (is.numeric(x)) return(vapply(as.numeric(x), function(v) {
      texts <- sprintf(c("%.15g", "%.16g", "%.17g"), v)
      texts[as.numeric(texts) == v][1]
    }, ""))
    escape <- function(text) {
      codes <- utf8ToInt(enc2utf8(text))
      low <- codes < 32 | codes %in% c(34, 92)
      paste0("\"", paste(ifelse(low, sprintf("\\u%04x", codes), intToUtf8(codes, TRUE)), collapse = ""), "\"")
    }
    vapply(as.character(x), function(text) if (grepl("[\"\\\\[:cntrl:]]", text)) escape(text) else
      paste0("\"", text, "\""), "", USE.NAMES = FALSE)
  }

  # A JSON file as a list: objects are named lists, arrays are lists, null is NULL. An empty array is I(list()).
  read_json <- function(path) {
    if (!file.exists(path)) stop(path, ": there is no such file", call. = FALSE)
    text <- readChar(path, file.size(path), useBytes = TRUE)
    string <- "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\""
    tokens <- regmatches(text, gregexpr(paste0(string, "|[][{}:,]|[^][{}:,\"\\s]+"), text, perl = TRUE, useBytes = TRUE))[[1]]
    Encoding(tokens) <- "UTF-8"
    at <- 0
    unquoted <- function(token) {
      token <- substr(token, 2, nchar(token) - 1)
      if (!grepl("\\", token, fixed = TRUE)) return(token)
      parts <- regmatches(token, gregexpr("\\\\u[dD][89abAB]..\\\\u....|\\\\u....|\\\\.|[^\\\\]+", token, perl = TRUE))[[1]]
      paste(vapply(parts, function(part) {
        if (substr(part, 1, 1) != "\\") return(part)
        if (substr(part, 2, 2) != "u") return(c(b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", "/" = "/",
          "\"" = "\"", "\\" = "\\")[[substr(part, 2, 2)]])
        units <- strtoi(substring(part, seq(3, nchar(part), 6), seq(6, nchar(part), 6)), 16L)
        intToUtf8(if (length(units) == 2) 0x10000 + (units[1] - 0xD800) * 0x400 + units[2] - 0xDC00 else units)
      }, ""), collapse = "")
    }
    take <- function() {
      at <<- at + 1
      token <- tokens[at]
      if (token == "{" || token == "[") return(items(token == "{"))
      if (substr(token, 1, 1) == "\"") return(unquoted(token))
      switch(token, "true" = TRUE, "false" = FALSE, "null" = NULL, as.numeric(token))
    }
    # The members of an object or of an array, after its bracket.
    items <- function(object) {
      values <- list()
      keys <- character()
      while (!(tokens[at + 1] %in% c("}", "]", NA))) {
        if (tokens[at + 1] == ",") at <<- at + 1
        if (object) {
          keys <- c(keys, unquoted(tokens[at + 1]))
          at <<- at + 2
        }
        values <- c(values, list(take()))
      }
      at <<- at + 1
      if (object) stats::setNames(values, keys) else if (length(values) == 0) I(values) else values
    }
    take()
  }

  list(run = run, sweep = sweep, read = read, find = find, read_json = read_json, to_json = to_json)
})

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "words/narrative/internal.h"

/** One of the two runs, and the sentences of its next date. */
struct side {
    struct narrative story;
    int32_t next; /* index of the next line */
    struct buffer text;
    char date[TEXT_DAY_BYTES];
};

static enum status
begin(struct side *side, const struct narrative_twin *twin,
    const struct narrative_options *options, bool *found)
{
    int32_t root;
    enum status st;

    TRY(narrative_begin(&side->story, twin->recorder, twin->world, options));
    root = narrative_root(&side->story, options->incident);
    if (root != NONE) {
        narrative_cascade_lines(&side->story, root);
        narrative_sort(&side->story);
        *found = true;
    }
out:
    return st;
}

/* Returns the day of the first line that is not printed yet. At the end, returns a day after the
   horizon. */
static double
next_day(const struct side *side)
{
    const struct array *lines = &side->story.lines;

    return side->next < lines->count
               ? ARRAY_AT(const struct narrative_line, lines, side->next)->day
               : HUGE_VAL;
}

static void
take(struct side *side)
{
    (void)narrative_next_date(&side->story, &side->next, side->date, &side->text);
}

static void
print_title(struct side sides[2], struct buffer *out)
{
    struct narrative *s = &sides[0].story;
    char shown[TEXT_VISIBLE_BYTES];
    struct buffer line = {0};

    buffer_text(&line, text_visible(shown, s->world->title));
    narrative_page_title(s, &line, out);
    buffer_printf(&line,
        "Incident %016" PRIx64 " in run %lld under two policies. What happened on the same "
        "date in both is told once.",
        (uint64_t)s->options->incident, (long long)s->recorder->run.rep);
    narrative_page_title(s, &line, out);
    buffer_free(&line);
}

/* Prints the titles of the policies above the columns, before the first difference. */
static void
print_policies(struct side sides[2], const struct narrative_twin twins[2], struct buffer *out)
{
    struct buffer heads[2] = {{0}, {0}};
    char shown[TEXT_VISIBLE_BYTES];

    for (int32_t k = 0; k < 2; k++) {
        buffer_printf(&heads[k], "Policy “%s”%s", text_visible(shown, twins[k].policy),
            sides[k].story.lines.count > 0 ? "" : ": the incident does not happen");
    }
    narrative_page_row(&sides[0].story, "", &heads[0], &heads[1], out);
    buffer_free(&heads[0]);
    buffer_free(&heads[1]);
}

/* Prints the dates in order. A date that occurs in both runs is one row. */
static void
print_dates(struct side sides[2], const struct narrative_twin twins[2], struct buffer *out)
{
    struct buffer line = {0};
    bool differ = false;

    while (next_day(&sides[0]) < HUGE_VAL || next_day(&sides[1]) < HUGE_VAL) {
        double days[2] = {next_day(&sides[0]), next_day(&sides[1])};
        char first[TEXT_DAY_BYTES] = "", second[TEXT_DAY_BYTES] = "";
        bool both;

        if (days[0] < HUGE_VAL) {
            (void)narrative_wording_day(first, &sides[0].story, days[0]);
        }
        if (days[1] < HUGE_VAL) {
            (void)narrative_wording_day(second, &sides[1].story, days[1]);
        }
        both = strcmp(first, second) == 0;
        for (int32_t k = 0; k < 2; k++) {
            if (both || days[k] < days[1 - k]) {
                take(&sides[k]);
            }
        }
        if (both && strcmp(buffer_string(&sides[0].text), buffer_string(&sides[1].text)) == 0) {
            narrative_page_dated(&sides[0].story, first, &sides[0].text, out);
            buffer_clear(&sides[1].text);
        } else {
            if (!differ) {
                print_policies(sides, twins, out);
                differ = true;
            }
            narrative_page_row(&sides[0].story, both || days[0] < days[1] ? first : second,
                &sides[0].text, &sides[1].text, out);
        }
    }
    if (!differ) {
        buffer_text(&line, "The same happened under both policies.");
        narrative_page_paragraph(&sides[0].story, &line, out);
    }
    buffer_free(&line);
}

enum status
narrative_twin_print(const struct narrative_twin twins[2],
    const struct narrative_options *options, struct buffer *out, struct failure *f)
{
    struct side sides[2];
    bool found = false;
    enum status st;

    memset(sides, 0, sizeof(sides));
    TRY(begin(&sides[0], &twins[0], options, &found));
    TRY(begin(&sides[1], &twins[1], options, &found));
    if (!found) {
        st = failure_of(STATUS_BAD_INPUT, f,
            "neither run has an incident or act %016" PRIx64
            "; choose one of incidents.csv or acts.csv",
            (uint64_t)options->incident);
        goto out;
    }
    narrative_page_begin(&sides[0].story, twins[0].world->title, out);
    print_title(sides, out);
    print_dates(sides, twins, out);
    narrative_page_end(&sides[0].story, out);
    st = sides[0].story.no_memory || sides[1].story.no_memory || sides[0].text.failed ||
                 sides[1].text.failed
             ? STATUS_NO_MEMORY
             : buffer_status(out);
out:
    for (int32_t k = 0; k < 2; k++) {
        narrative_end(&sides[k].story);
        buffer_free(&sides[k].text);
    }
    return st;
}

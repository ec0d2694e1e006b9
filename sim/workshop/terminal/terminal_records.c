/* Prints submissions, injects and records. */
#include <string.h>

#include "workshop/terminal/terminal_internal.h"
#include "workshop/told_injects.h"

/* ---- submissions ---- */

/* Returns the number of the record at this stop with which the seat has settled that matter; 0 if
   there is none. */
static int64_t
submitted(
    const struct terminal_call *c, enum record_kind kind, const char *seat, int64_t matter)
{
    int32_t k = exercise_seat_index(terminal_exercise(c), seat, NULL);
    const struct record_line *r =
        k < 0 ? NULL : exercise_submitted(terminal_exercise(c), kind, k, matter);

    return r == NULL ? 0 : r->n;
}

static void
put_decision(const struct record_line *r, struct buffer *b)
{
    const char *const words[] = {r->settle.overt, r->settle.covert, r->settle.help};

    buffer_printf(b, " matter %lld: %s", (long long)r->settle.matter, r->settle.family);
    for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++) {
        buffer_printf(b, "%s%s", words[k] == NULL ? "" : " ", words[k] == NULL ? "" : words[k]);
    }
    if (r->settle.named != NULL) {
        buffer_printf(b, ", to %s", r->settle.named);
    }
    if (r->settle.sure >= 0) {
        buffer_printf(b, ", sure %d of 100", (int)r->settle.sure);
    }
    if (r->settle.hostile_chance >= 0) {
        buffer_printf(b, ", hostile reply %d of 100", (int)r->settle.hostile_chance);
    }
    if (r->settle.why != NULL) {
        buffer_printf(b, ", \"%s\"", r->settle.why);
    }
}

/* Appends the contents of a record, without its author. */
static void
put_content(const struct record_line *r, struct buffer *b)
{
    if (r->kind == RECORD_settle) {
        put_decision(r, b);
    } else if (r->kind == RECORD_answer) {
        buffer_printf(b, " matter %lld: %s", (long long)r->answer.matter, r->answer.reply);
    } else if (r->kind == RECORD_predict) {
        buffer_printf(b, " %s: %d of 100", r->predict.question, (int)r->predict.percent);
    } else if (r->kind == RECORD_say) {
        buffer_printf(b, " to %s: \"%s\"", r->say.to, r->say.text);
    }
}

enum status
terminal_submit(
    struct terminal_call *c, struct record_line *r, const char *seat, int64_t matter)
{
    bool again = submitted(c, r->kind, seat, matter) > 0;
    enum status st;

    TRY(terminal_do(c, r));
    buffer_printf(c->out, "%s, matter %d: received", seat, (int)matter);
    if (again) {
        buffer_printf(c->out, "; it replaces %s",
            r->kind == RECORD_settle ? "your earlier decision" : "your earlier answer");
    }
    buffer_text(c->out, "\n");
    st = terminal_after_settling(c);
out:
    return st;
}

/* ---- the facilitator ---- */

void
terminal_print_called(struct terminal_call *c)
{
    const struct inject *sorted[TOLD_INJECTS_MAX];
    int32_t n = told_injects_of(terminal_exercise(c)->world, sorted), called = 0;

    for (int32_t k = 0; k < n; k++) {
        if (sorted[k]->called) {
            buffer_printf(c->out, "  %d %s%s%s\n", (int)k + 1, sorted[k]->key.id,
                sorted[k]->notes == NULL ? "" : ": ",
                sorted[k]->notes == NULL ? "" : sorted[k]->notes);
            called++;
        }
    }
    buffer_text(c->out, called == 0 ? "  this exercise has no injects to call\n"
                                    : "  type call and the number or the word\n");
}

void
terminal_print_inject(struct terminal_call *c, const char *id)
{
    const struct exercise *x = terminal_exercise(c);
    const struct inject *injects = x->world->injects.items;
    const struct inject *inject =
        &injects[text_index(id, field_ids(&x->world->injects, sizeof(*injects)))];
    const struct told *told = inject->told.items;

    buffer_printf(c->out, "%s is called\n", id);
    for (int32_t k = 0; k < inject->told.count; k++) {
        buffer_printf(c->out, "  %s: %s\n", told[k].key.id, told[k].text);
    }
    if (inject->expect != NULL) {
        buffer_printf(c->out, "  expects: %s\n", inject->expect);
    }
}

/* Returns the seat, step, inject, agreement or receiver that a record is about; "" if there is
   none. */
static const char *
subject_of(const struct record_line *r)
{
    const char *seat = record_seat(r);

    return seat != NULL              ? seat
           : r->kind == RECORD_go    ? r->go.step
           : r->kind == RECORD_close ? r->close.step
           : r->kind == RECORD_call  ? r->call.inject
           : r->kind == RECORD_news  ? r->news.to
           : r->kind == RECORD_agree ? r->agree.agreement
                                     : "";
}

/* Prints the records. Those that `back` has undone are in brackets. */
void
terminal_print_records(struct terminal_call *c)
{
    const struct exercise *x = terminal_exercise(c);

    for (int64_t i = 0; i < x->n_records; i++) {
        bool stands = exercise_stands(x, i);
        const struct record_line *r = &x->records[i];

        buffer_printf(c->out, "  %s%lld %s %s", stands ? "" : "(", (long long)r->n,
            record_kind_names[r->kind], subject_of(r));
        put_content(r, c->out);
        buffer_text(c->out, stands ? "\n" : ")\n");
    }
}

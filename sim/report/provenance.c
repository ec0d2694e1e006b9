#include "report/provenance.h"

#include <inttypes.h>

#include "base/html_escape.h"
#include "report/label.h"
#include "report/number_text.h"

static void
put_fact(struct buffer *b, const char *name, const char *text)
{
    buffer_printf(b, "<tr><th scope=\"row\">%s</th><td>", name);
    html_bdi(b, text[0] == '\0' ? "not recorded" : text, HTML_LINE);
    buffer_text(b, "</td></tr>\n");
}

static void
put_facts(struct buffer *b, const struct report_data *m)
{
    const struct manifest_old *past = m->source.past;
    struct buffer seed = {0};

    buffer_printf(&seed, "%" PRIu64, past->seed);
    buffer_text(b, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table: "
                   "Origin\"><table>\n<caption>Origin</caption>\n");
    put_fact(b, "Program", "cbmsim");
    put_fact(b, "Version", past->version);
    put_fact(b, "Status", past->status);
    put_fact(b, "Seed", buffer_status(&seed) == STATUS_OK ? seed.at : "");
    put_fact(b, "Hash of the inputs", past->identity);
    put_fact(b,
        "Hash of the floating-point arithmetic (equal on machines that compute equal numbers)",
        past->fingerprint);
    for (int32_t k = 0; k < past->n_platforms && past->n_platforms > 1; k++) {
        struct buffer text = {0};

        buffer_printf(&text,
            "cbmsim %s, hash of the floating-point arithmetic %s, %" PRId64 " runs",
            past->platforms[k].cbmsim, past->platforms[k].fingerprint, past->platforms[k].runs);
        put_fact(b, "Runs computed by", buffer_status(&text) == STATUS_OK ? text.at : "");
        b->failed = b->failed || text.failed;
        buffer_free(&text);
    }
    put_fact(b, "Finished", past->finished);
    buffer_text(b, "<tr><th scope=\"row\">Runs</th><td>");
    number_text_add_count(b, m->n_runs);
    buffer_text(b, " complete, ");
    number_text_add_count(b, m->n_failed);
    buffer_text(b, " aborted</td></tr>\n</table></div>\n");
    b->failed = b->failed || seed.failed;
    buffer_free(&seed);
}

static void
put_file(struct buffer *b, const struct manifest_file *file)
{
    buffer_text(b, "<tr><th scope=\"row\">");
    html_bdi(b, file->name, HTML_LINE);
    buffer_text(b, "</th><td class=\"number\">");
    if (file->bytes >= 0) {
        number_text_add_count(b, file->bytes);
    }
    buffer_text(b, "</td><td><code>");
    html_text(b, file->sha256, HTML_NAME);
    buffer_text(b, "</code></td></tr>\n");
}

static void
head_of_files(struct buffer *b, const char *caption)
{
    buffer_printf(b,
        "<details><summary>Table: %s</summary><div class=\"scroll\" tabindex=\"0\" "
        "role=\"region\" aria-label=\"Table: %s\"><table>\n<caption>%s</caption>\n<tr><th "
        "scope=\"col\">File</th><th scope=\"col\" class=\"number\">Bytes</th><th "
        "scope=\"col\">SHA-256</th></tr>\n",
        caption, caption, caption);
}

void
provenance_print(struct buffer *b, const struct report_data *m)
{
    const struct manifest_old *past = m->source.past;
    /* If the result uses invented names, the report hides the names of files, because names of
       files may contain names of states. */
    bool hidden = m->world->use_aliases;

    buffer_text(b, "<section aria-labelledby=\"again\">\n<h2 id=\"again\" tabindex=\"-1\">How "
                   "to reproduce this result</h2>\n<pre><code><bdi>");
    html_text(b,
        hidden                     ? "not shown with invented names: see manifest.json"
        : past->command.at == NULL ? "not recorded"
                                   : past->command.at,
        HTML_WHOLE);
    buffer_text(b, "</bdi></code></pre>\n");
    put_facts(b, m);
    if (past->n_inputs > 0 && !hidden) {
        head_of_files(b, "Input files");
        for (int32_t k = 0; k < past->n_inputs; k++) {
            put_file(b, &past->inputs[k]);
        }
        buffer_text(b, "</table></div></details>\n");
    }
    head_of_files(b, "Output files");
    for (int32_t k = 0; k < past->n_outputs; k++) {
        put_file(b, &past->outputs[k]);
    }
    buffer_text(b,
        "</table></div></details>\n<p>The same command writes the same files, except for "
        "dates. <code>cbmsim verify DIR</code> checks the files. <code>cbmsim report "
        "DIR</code> made this page from them.</p>\n</section>\n");
}

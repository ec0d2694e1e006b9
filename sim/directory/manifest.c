#include "directory/manifest.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "directory/platform.h"
#include "kernel/stream.h"

enum { MANIFEST_LIMIT = 16 << 20, MANIFEST_FORMAT = 1, MANIFEST_TIME_BYTES = 32 };

#define PROGRAM "cbmsim"

static void
put_file(struct writer *w, const struct manifest_file *file)
{
    writer_open(w, NULL, '{');
    writer_text(w, "name", file->name);
    if (file->bytes >= 0) {
        writer_integer(w, "bytes", file->bytes);
    }
    if (file->rows >= 0) {
        writer_integer(w, "rows", file->rows);
    }
    writer_text(w, "sha256", file->sha256);
    writer_close(w, '}');
}

static void
put_files(struct writer *w, const char *key, const struct manifest_file *files, int32_t n)
{
    writer_open(w, key, '[');
    for (int32_t i = 0; i < n; i++) {
        put_file(w, &files[i]);
    }
    writer_close(w, ']');
}

/* The time that stands for all others, or -1. */
static time_t
fixed_time(void)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    double seconds;

    if (text == NULL || !number_read(text, strlen(text), &seconds) || seconds < 0 ||
        seconds > 1e11) {
        return -1;
    }
    return (time_t)seconds;
}

static void
put_time(struct writer *w, const char *key, time_t seconds)
{
    char text[MANIFEST_TIME_BYTES];
    struct tm parts;

    if (gmtime_r(&seconds, &parts) != NULL &&
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts) > 0) {
        writer_text(w, key, text);
    }
}

static void
put_times(struct writer *w, const struct timespec *started, time_t fixed)
{
    struct timespec now;

    writer_open(w, "times", '{');
    if (fixed >= 0) {
        put_time(w, "source_date_epoch", fixed);
    } else if (clock_gettime(CLOCK_REALTIME, &now) == 0) {
        put_time(w, "started", started->tv_sec);
        put_time(w, "finished", now.tv_sec);
        writer_real(w, "seconds",
            (double)(now.tv_sec - started->tv_sec) +
                (double)((now.tv_nsec - started->tv_nsec) / 1000000) / 1000);
    }
    writer_close(w, '}');
}

static void
put_random_numbers(struct writer *w, uint64_t seed)
{
    char digits[NUMBER_BYTES];

    number_print_unsigned(digits, seed);
    writer_text(w, "seed", digits); /* not a number: JSON readers keep 53 bits of those */
    writer_open(w, "random_numbers", '{');
    writer_text(w, "generator", "Philox4x64-10");
    writer_integer(w, "address_layout", STREAM_VERSION);
    writer_close(w, '}');
}

void
manifest_print(const struct manifest *m, struct buffer *out)
{
    struct writer w;
    time_t fixed = fixed_time();

    writer_init(&w, out);
    writer_open(&w, NULL, '{');
    writer_text(&w, "program", PROGRAM);
    writer_integer(&w, "format", MANIFEST_FORMAT);
    writer_text(&w, "status", m->status);
    writer_text(&w, "identity", m->identity);
    put_random_numbers(&w, m->seed);
    writer_open(&w, "arguments", '[');
    for (int32_t i = 0; i < m->n_arguments; i++) {
        writer_text(&w, NULL, m->arguments[i]);
    }
    writer_close(&w, ']');
    put_files(&w, "inputs", m->inputs, m->n_inputs);
    put_files(&w, "outputs", m->outputs, m->n_outputs);
    writer_open(&w, "counts", '{');
    for (int32_t i = 0; i < m->n_counts; i++) {
        writer_integer(&w, m->counts[i].name, m->counts[i].value);
    }
    writer_close(&w, '}');
    platform_print(&w);
    put_times(&w, &m->started, fixed);
    platform_print_host(&w, fixed < 0);
    writer_close(&w, '}');
}

/* ---- reading ---- */

static const char *
text_of(const cJSON *object, const char *key)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));

    return text == NULL ? "" : text;
}

/* Copies a text that fits; what does not is none of ours. */
static void
copy_word(char *to, size_t bytes, const char *text)
{
    size_t length = strlen(text);

    memcpy(to, length < bytes ? text : "", (length < bytes ? length : 0) + 1);
}

static int64_t
whole_of(const cJSON *object, const char *key)
{
    const cJSON *number = cJSON_GetObjectItemCaseSensitive(object, key);

    return cJSON_IsNumber(number) && number->valuedouble >= 0 && number->valuedouble < 0x1p53
               ? (int64_t)number->valuedouble
               : -1;
}

static uint64_t
seed_of(const cJSON *root)
{
    const char *text = text_of(root, "seed");

    return strspn(text, "0123456789") == strlen(text) ? strtoull(text, NULL, 10) : 0;
}

/* Names that this program would not have written are passed over: they could lead anywhere. */
static enum status
take_outputs(const cJSON *root, struct manifest_past *past)
{
    const cJSON *files = cJSON_GetObjectItemCaseSensitive(root, "outputs"), *file;
    int32_t n = cJSON_GetArraySize(files);

    past->outputs = (char(*)[DISK_NAME_BYTES])calloc((size_t)n + 1, sizeof past->outputs[0]);
    past->facts = (struct manifest_fact *)calloc((size_t)n + 1, sizeof *past->facts);
    if (past->outputs == NULL || past->facts == NULL) {
        return STATUS_NO_MEMORY;
    }
    cJSON_ArrayForEach(file, files)
    {
        const char *name = text_of(file, "name");

        if (disk_is_name(name) && strcmp(name, MANIFEST_NAME) != 0) {
            struct manifest_fact *fact = &past->facts[past->n_outputs];

            *fact = (struct manifest_fact){whole_of(file, "bytes"), whole_of(file, "rows"), ""};
            copy_word(fact->sha256, sizeof fact->sha256, text_of(file, "sha256"));
            (void)memcpy(past->outputs[past->n_outputs++], name, strlen(name) + 1);
        }
    }
    return STATUS_OK;
}

/* Quoted unless it is made of letters that mean nothing to a shell. */
static void
put_argument(struct buffer *b, const char *text)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=:,+@%-";

    if (text[0] != '\0' && strspn(text, plain) == strlen(text)) {
        buffer_text(b, text);
        return;
    }
    buffer_text(b, "'");
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            buffer_text(b, "'\\''");
        } else {
            buffer_add(b, text, 1);
        }
    }
    buffer_text(b, "'");
}

static enum status
take_command(const cJSON *root, struct buffer *command)
{
    const cJSON *arguments = cJSON_GetObjectItemCaseSensitive(root, "arguments"), *argument;

    cJSON_ArrayForEach(argument, arguments)
    {
        const char *text = cJSON_GetStringValue(argument);
        const char *slash = text == NULL ? NULL : strrchr(text, '/');
        bool first = command->length == 0;

        if (text != NULL) {
            buffer_text(command, first ? "" : " ");
            put_argument(command, first && slash != NULL ? slash + 1 : text);
        }
    }
    return buffer_status(command);
}

static enum status
take_inputs(const cJSON *root, struct manifest_past *past)
{
    const cJSON *files = cJSON_GetObjectItemCaseSensitive(root, "inputs"), *file;
    int32_t n = cJSON_GetArraySize(files);

    past->inputs = (char **)calloc((size_t)n + 1, sizeof *past->inputs);
    past->input_facts =
        (struct manifest_fact *)calloc((size_t)n + 1, sizeof *past->input_facts);
    if (past->inputs == NULL || past->input_facts == NULL) {
        return STATUS_NO_MEMORY;
    }
    cJSON_ArrayForEach(file, files)
    {
        struct manifest_fact *fact = &past->input_facts[past->n_inputs];
        char *name = strdup(text_of(file, "name"));

        if (name == NULL) {
            return STATUS_NO_MEMORY;
        }
        past->inputs[past->n_inputs++] = name;
        *fact = (struct manifest_fact){whole_of(file, "bytes"), -1, ""};
        copy_word(fact->sha256, sizeof fact->sha256, text_of(file, "sha256"));
    }
    return STATUS_OK;
}

/* Whole seconds, or the fixed time of reproducible results. */
static void
take_times(const cJSON *root, struct manifest_past *past)
{
    const cJSON *times = cJSON_GetObjectItemCaseSensitive(root, "times");
    const char *fixed = text_of(times, "source_date_epoch");

    copy_word(past->started, sizeof past->started, text_of(times, "started"));
    copy_word(past->finished, sizeof past->finished,
        fixed[0] != '\0' ? fixed : text_of(times, "finished"));
}

static enum status
take(const cJSON *root, struct manifest_past *past)
{
    enum status st;

    const char *identity = text_of(root, "identity");

    if (strcmp(text_of(root, "program"), PROGRAM) != 0 ||
        strlen(identity) != DIGEST_BYTES - 1) {
        return STATUS_OK;
    }
    past->ours = true;
    past->seed = seed_of(root);
    copy_word(past->status, sizeof past->status, text_of(root, "status"));
    copy_word(past->version, sizeof past->version,
        text_of(cJSON_GetObjectItemCaseSensitive(root, "versions"), "cbmsim"));
    copy_word(past->fingerprint, sizeof past->fingerprint,
        text_of(cJSON_GetObjectItemCaseSensitive(root, "floating_point"), "fingerprint"));
    memcpy(past->identity, identity, DIGEST_BYTES);
    take_times(root, past);
    TRY(take_command(root, &past->command));
    TRY(take_inputs(root, past));
    TRY(take_outputs(root, past));
out:
    return st;
}

enum status
manifest_read(const struct disk *d, struct manifest_past *past, struct failure *f)
{
    enum status st;
    struct buffer text = {0};
    cJSON *root = NULL;
    bool there;

    *past = (struct manifest_past){0};
    TRY(disk_read(d, MANIFEST_NAME, MANIFEST_LIMIT, &text, &there, f));
    if (there && text.length > 0) {
        root = cJSON_ParseWithLength(text.at, text.length);
    }
    TRY(take(root, past));
out:
    cJSON_Delete(root);
    buffer_free(&text);
    if (st != STATUS_OK) {
        manifest_past_free(past);
    }
    return st;
}

/* Whether this program, here, would write the bytes that were written then. */
static bool
is_made_here(const struct manifest_past *past)
{
    char fingerprint[DIGEST_BYTES];

    platform_fingerprint(fingerprint);
    return strcmp(past->version, CBMSIM_VERSION) == 0 &&
           strcmp(past->fingerprint, fingerprint) == 0;
}

enum status
manifest_unchanged(const struct manifest_past *past, const char *directory, const char *name,
    struct failure *f)
{
    static const char again[] = "analysis/";
    const char *said = "";
    struct buffer path = {0};
    char sha256[DIGEST_BYTES];
    int64_t bytes;
    enum status st = STATUS_OK;

    for (int32_t k = 0; k < past->n_outputs; k++) {
        said = strcmp(past->outputs[k], name) == 0 ? past->facts[k].sha256 : said;
    }
    if (said[0] == '\0' ||
        (strncmp(name, again, sizeof(again) - 1) == 0 && !is_made_here(past))) {
        return STATUS_OK;
    }
    buffer_printf(&path, "%s/%s", directory, name);
    TRY(buffer_status(&path));
    TRY(digest_file(path.at, sha256, &bytes, f));
    if (strcmp(sha256, said) != 0) {
        st = failure_of(STATUS_IO, f,
            "%s: is not the file that " MANIFEST_NAME
            " names; the command that made the result writes it again",
            path.at);
    }
out:
    buffer_free(&path);
    return st;
}

void
manifest_past_free(struct manifest_past *past)
{
    for (int32_t i = 0; past->inputs != NULL && i < past->n_inputs; i++) {
        free(past->inputs[i]);
    }
    free(past->inputs);
    free(past->input_facts);
    buffer_free(&past->command);
    free(past->outputs);
    free(past->facts);
    *past = (struct manifest_past){0};
}

/* What a manifest says, and whether it still holds. */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "directory/manifest.h"
#include "directory/platform.h"
#include "format/build.h"
#include "format/parse.h"

enum { MANIFEST_LIMIT = 16 << 20 };

/** A manifest as it stands in the file: what is read of it. Lists are of the two first structs. */
struct said_file {
    const char *name, *sha256;
    int64_t bytes, rows;
};
struct said_argument {
    const char *text;
};
struct said_versions {
    const char *cbmsim;
};
struct said_arithmetic {
    const char *fingerprint;
};
struct said_times {
    const char *started, *finished, *source_date_epoch;
};
struct said {
    const char *program, *identity, *seed, *status;
    struct said_versions versions;
    struct said_arithmetic floating_point;
    struct said_times times;
    struct list arguments, inputs, outputs;
};

#define WORD(type, member) FIELD(type, member, .preset_text = "", .verbatim = true, .unit = "")
#define WHOLE(type, member)                                                                    \
    FIELD(type, member, .max = 9007199254740991, .preset = -1, .unit = "")
#define PART(member, kind, record_)                                                            \
    FIELD_AS(struct said, member, kind, .record = &(record_), .unit = "")

static const struct field file_fields[] = {WORD(struct said_file, name),
    WORD(struct said_file, sha256), WHOLE(struct said_file, bytes),
    WHOLE(struct said_file, rows)};
static const struct record file_record = {
    .name = "file", FIELDS_OF(struct said_file, file_fields), .open = true};
static const struct field argument_fields[] = {WORD(struct said_argument, text)};
static const struct record argument_record = {
    .name = "argument", FIELDS_OF(struct said_argument, argument_fields), .scalar = true};
static const struct field version_fields[] = {WORD(struct said_versions, cbmsim)};
static const struct record version_record = {
    .name = "versions", FIELDS_OF(struct said_versions, version_fields), .open = true};
static const struct field arithmetic_fields[] = {WORD(struct said_arithmetic, fingerprint)};
static const struct record arithmetic_record = {.name = "floating_point",
    FIELDS_OF(struct said_arithmetic, arithmetic_fields),
    .open = true};
static const struct field time_fields[] = {WORD(struct said_times, started),
    WORD(struct said_times, finished), WORD(struct said_times, source_date_epoch)};
static const struct record time_record = {
    .name = "times", FIELDS_OF(struct said_times, time_fields), .open = true};
static const struct field fields[] = {WORD(struct said, program), WORD(struct said, identity),
    WORD(struct said, seed), WORD(struct said, status),
    PART(versions, FIELD_OBJECT, version_record),
    PART(floating_point, FIELD_OBJECT, arithmetic_record),
    PART(times, FIELD_OBJECT, time_record), PART(arguments, FIELD_LIST, argument_record),
    PART(inputs, FIELD_LIST, file_record), PART(outputs, FIELD_LIST, file_record)};
static const struct record manifest_record = {
    .name = "manifest", FIELDS_OF(struct said, fields), .open = true};

/* Copies a text that fits; what does not is none of ours. */
static void
copy_word(char *to, size_t bytes, const char *text)
{
    size_t length = strlen(text);

    memcpy(to, length < bytes ? text : "", (length < bytes ? length : 0) + 1);
}

static struct manifest_fact
fact_of(const struct said_file *file)
{
    struct manifest_fact fact = {file->bytes, file->rows, ""};

    copy_word(fact.sha256, sizeof(fact.sha256), file->sha256);
    return fact;
}

/* Names that this program would not have written are passed over: they could lead anywhere. */
static enum status
take_outputs(const struct list *files, struct manifest_past *past)
{
    const struct said_file *file = files->items;

    past->outputs = calloc((size_t)files->count + 1, sizeof(past->outputs[0]));
    past->facts = calloc((size_t)files->count + 1, sizeof(*past->facts));
    if (past->outputs == NULL || past->facts == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < files->count; i++, file++) {
        if (disk_is_name(file->name) && strcmp(file->name, MANIFEST_NAME) != 0) {
            past->facts[past->n_outputs] = fact_of(file);
            copy_word(past->outputs[past->n_outputs++], DISK_NAME_BYTES, file->name);
        }
    }
    return STATUS_OK;
}

static enum status
take_inputs(const struct list *files, struct manifest_past *past)
{
    const struct said_file *file = files->items;

    past->inputs = calloc((size_t)files->count + 1, sizeof(*past->inputs));
    past->input_facts = calloc((size_t)files->count + 1, sizeof(*past->input_facts));
    if (past->inputs == NULL || past->input_facts == NULL) {
        return STATUS_NO_MEMORY;
    }
    for (int32_t i = 0; i < files->count; i++, file++) {
        past->inputs[i] = strdup(file->name);
        if (past->inputs[i] == NULL) {
            return STATUS_NO_MEMORY;
        }
        past->n_inputs++;
        past->input_facts[i] = fact_of(file);
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
take_command(const struct list *arguments, struct buffer *command)
{
    const struct said_argument *argument = arguments->items;

    for (int32_t i = 0; i < arguments->count; i++, argument++) {
        const char *slash = i > 0 ? NULL : strrchr(argument->text, '/');

        buffer_text(command, i > 0 ? " " : "");
        put_argument(command, slash != NULL ? slash + 1 : argument->text);
    }
    return buffer_status(command);
}

static enum status
take(const struct said *said, struct manifest_past *past)
{
    const struct said_times *times = &said->times;
    enum status st;

    if (strcmp(said->program, MANIFEST_PROGRAM) != 0 ||
        strlen(said->identity) != DIGEST_BYTES - 1) {
        return STATUS_OK;
    }
    past->ours = true;
    (void)number_read_unsigned(said->seed, &past->seed);
    copy_word(past->status, sizeof past->status, said->status);
    copy_word(past->version, sizeof past->version, said->versions.cbmsim);
    copy_word(past->fingerprint, sizeof past->fingerprint, said->floating_point.fingerprint);
    copy_word(past->identity, sizeof past->identity, said->identity);
    copy_word(past->started, sizeof past->started, times->started);
    copy_word(past->finished, sizeof past->finished,
        times->source_date_epoch[0] != '\0' ? times->source_date_epoch : times->finished);
    TRY(take_command(&said->arguments, &past->command));
    TRY(take_inputs(&said->inputs, past));
    TRY(take_outputs(&said->outputs, past));
out:
    return st;
}

/* What is wrong in it is as if it were not said. STATUS_BAD_INPUT of what is no JSON. */
static enum status
parse(struct arena *a, const struct buffer *text, struct said *said)
{
    struct failure ignored = {0};
    struct report report = {.failure = &ignored};
    struct value_context context = {.arena = a, .report = &report};
    struct node *root;
    enum status st;

    TRY(parse_json(a, MANIFEST_NAME, text->at, text->length, &root, &ignored));
    st = build_struct(&context, root, &manifest_record, said);
    st = st == STATUS_BAD_INPUT ? STATUS_OK : st;
out:
    report_free(&report);
    return st;
}

enum status
manifest_read(const struct disk *d, struct manifest_past *past, struct failure *f)
{
    enum status st;
    struct buffer text = {0};
    struct arena arena = {0};
    struct said said;
    bool there;

    *past = (struct manifest_past){0};
    TRY(disk_read(d, MANIFEST_NAME, MANIFEST_LIMIT, &text, &there, f));
    buffer_text(&text, ""); /* ends it with NUL */
    TRY(buffer_status(&text));
    if (there) {
        TRY(parse(&arena, &text, &said));
        TRY(take(&said, past));
    }
out:
    arena_free(&arena);
    buffer_free(&text);
    if (st != STATUS_OK) {
        manifest_past_free(past);
    }
    return st == STATUS_BAD_INPUT ? STATUS_OK : st;
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

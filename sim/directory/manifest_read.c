/* What a manifest says, and whether it still holds. */
#include <string.h>

#include "base/number.h"
#include "directory/fp_platform.h"
#include "directory/manifest.h"
#include "directory/version.h"
#include "format/decode.h"
#include "format/json_parse.h"

enum { MANIFEST_LIMIT = 16 << 20 };

/** A manifest as it stands in the file: what is read of it. */
struct said_argument {
    const char *text;
};
struct said_versions {
    const char *cbmsim;
};
struct said_arithmetic {
    const char *fingerprint;
};
struct said_counts {
    int64_t replications;
};
struct said_times {
    const char *finished, *source_date_epoch;
};
struct said {
    const char *program, *identity, *seed, *status;
    struct said_versions versions;
    struct said_arithmetic floating_point;
    struct said_counts counts;
    struct said_times times;
    struct list arguments, inputs, outputs;
};

#define WORD(type, member) FIELD(type, member, .default_text = "", .verbatim = true, .unit = "")
#define WHOLE(type, member)                                                                    \
    FIELD(type, member, .max = 9007199254740991, .default_value = -1, .unit = "")
#define PART(member, kind, record_)                                                            \
    FIELD_AS(struct said, member, kind, .record = &(record_), .unit = "")

static const struct field file_fields[] = {WORD(struct manifest_file, name),
    WORD(struct manifest_file, sha256), WHOLE(struct manifest_file, bytes),
    WHOLE(struct manifest_file, rows)};
static const struct record file_record = {
    .name = "file", FIELDS_OF(struct manifest_file, file_fields), .open = true};
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
static const struct field count_fields[] = {WHOLE(struct said_counts, replications)};
static const struct record count_record = {
    .name = "counts", FIELDS_OF(struct said_counts, count_fields), .open = true};
static const struct field time_fields[] = {
    WORD(struct said_times, finished), WORD(struct said_times, source_date_epoch)};
static const struct record time_record = {
    .name = "times", FIELDS_OF(struct said_times, time_fields), .open = true};
static const struct field fields[] = {WORD(struct said, program), WORD(struct said, identity),
    WORD(struct said, seed), WORD(struct said, status),
    PART(versions, FIELD_OBJECT, version_record),
    PART(floating_point, FIELD_OBJECT, arithmetic_record),
    PART(counts, FIELD_OBJECT, count_record), PART(times, FIELD_OBJECT, time_record),
    PART(arguments, FIELD_LIST, argument_record), PART(inputs, FIELD_LIST, file_record),
    PART(outputs, FIELD_LIST, file_record)};
static const struct record manifest_record = {
    .name = "manifest", FIELDS_OF(struct said, fields), .open = true};

/* Names that this program would not have written are passed over: they could lead anywhere. */
static void
take_outputs(const struct list *files, struct manifest_old *past)
{
    past->outputs = files->items;
    for (int32_t i = 0; i < files->count; i++) {
        struct manifest_file file = past->outputs[i];

        if (atomic_dir_is_name(file.name) && strcmp(file.name, MANIFEST_NAME) != 0) {
            past->outputs[past->n_outputs++] = file;
        }
    }
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
take(const struct said *said, struct manifest_old *past)
{
    const struct said_times *times = &said->times;

    past->ours = strcmp(said->program, MANIFEST_PROGRAM) == 0 &&
                 strlen(said->identity) == SHA256_HEX_BYTES - 1;
    if (!past->ours) {
        return STATUS_OK;
    }
    (void)number_read_unsigned(said->seed, &past->seed);
    past->replications = said->counts.replications;
    past->identity = said->identity;
    past->status = said->status;
    past->version = said->versions.cbmsim;
    past->fingerprint = said->floating_point.fingerprint;
    past->finished =
        times->source_date_epoch[0] != '\0' ? times->source_date_epoch : times->finished;
    past->inputs = said->inputs.items;
    past->n_inputs = said->inputs.count;
    take_outputs(&said->outputs, past);
    return take_command(&said->arguments, &past->command);
}

/* What is wrong in it is as if it were not said. STATUS_BAD_INPUT of what is no JSON. */
static enum status
read_text(struct arena *a, const struct buffer *text, struct said *said)
{
    struct failure ignored = {0};
    struct diag report = {.failure = &ignored};
    struct decode_value_context context = {.arena = a, .diag = &report};
    struct arena scratch = {0};
    struct node *root;
    enum status st;

    TRY(json_parse(&scratch, MANIFEST_NAME, text->at, text->length, &root, &ignored));
    st = decode_struct(&context, root, &manifest_record, said);
    st = st == STATUS_BAD_INPUT ? STATUS_OK : st;
out:
    diag_free(&report);
    arena_free(&scratch);
    return st;
}

enum status
manifest_read(const struct atomic_dir *d, struct manifest_old *past, struct failure *f)
{
    enum status st;
    struct buffer text = {0};
    struct said said;
    bool there;

    *past = (struct manifest_old){0};
    TRY(atomic_dir_read(d, MANIFEST_NAME, MANIFEST_LIMIT, &text, &there, f));
    buffer_text(&text, ""); /* ends it with NUL */
    TRY(buffer_status(&text));
    TRY(there ? read_text(&past->arena, &text, &said) : STATUS_BAD_INPUT);
    TRY(take(&said, past));
out:
    buffer_free(&text);
    if (st != STATUS_OK) {
        manifest_old_free(past);
    }
    return st == STATUS_BAD_INPUT ? STATUS_OK : st; /* which is not ours */
}

/* Whether this program, here, would write the bytes that were written then. */
static bool
is_made_here(const struct manifest_old *past)
{
    char fingerprint[SHA256_HEX_BYTES];

    fp_platform_fingerprint(fingerprint);
    return strcmp(past->version, version_with_commit) == 0 &&
           strcmp(past->fingerprint, fingerprint) == 0;
}

enum status
manifest_unchanged(
    const struct manifest_old *past, const char *directory, const char *name, struct failure *f)
{
    static const char again[] = "analysis/";
    const char *said = "";
    int32_t k = text_index(name, TEXT_NAMES(past->outputs, name, past->n_outputs));
    struct buffer path = {0};
    char sha256[SHA256_HEX_BYTES];
    int64_t bytes;
    enum status st = STATUS_OK;

    if (k >= 0) {
        said = past->outputs[k].sha256;
    }
    if (said[0] == '\0' ||
        (strncmp(name, again, sizeof(again) - 1) == 0 && !is_made_here(past))) {
        return STATUS_OK;
    }
    buffer_printf(&path, "%s/%s", directory, name);
    TRY(buffer_status(&path));
    TRY(sha256_file(path.at, sha256, &bytes, f));
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
manifest_old_free(struct manifest_old *past)
{
    arena_free(&past->arena);
    buffer_free(&past->command);
    *past = (struct manifest_old){0};
}

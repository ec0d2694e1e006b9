/* Reads a manifest, and checks that the files named in it are unchanged. */
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "directory/fp_platform.h"
#include "directory/manifest.h"
#include "directory/version.h"
#include "format/decode/decode.h"
#include "format/json_parse.h"

enum { MANIFEST_LIMIT = 16 << 20, CHANGES_NAMED = 3 };

/** The structs below have the members of a manifest that are read. */
struct manifest_argument {
    const char *text;
};
struct manifest_versions {
    const char *cbmsim;
};
struct manifest_arithmetic {
    const char *fingerprint;
};
struct manifest_counts {
    int64_t replications;
};
struct manifest_times {
    const char *finished, *source_date_epoch;
};
struct manifest_members {
    const char *program, *identity, *seed, *status, *trace_level;
    bool gzip;
    struct manifest_versions versions;
    struct manifest_arithmetic floating_point;
    struct manifest_counts counts;
    struct manifest_times times;
    struct list arguments, inputs, outputs, runs_computed_by;
};

#define WORD(type, member) FIELD(type, member, .default_text = "", .verbatim = true, .unit = "")
#define WHOLE(type, member)                                                                    \
    FIELD(type, member, .max = 9007199254740991, .default_value = -1, .unit = "")
#define PART(member, kind, record_)                                                            \
    FIELD_AS(struct manifest_members, member, kind, .record = &(record_), .unit = "")

static const struct field file_fields[] = {WORD(struct manifest_file, name),
    WORD(struct manifest_file, sha256), WHOLE(struct manifest_file, bytes),
    WHOLE(struct manifest_file, rows)};
static const struct record file_record = {
    .name = "file", FIELDS_OF(struct manifest_file, file_fields), .open = true};
static const struct field platform_fields[] = {WORD(struct manifest_platform, cbmsim),
    WORD(struct manifest_platform, fingerprint), WHOLE(struct manifest_platform, runs)};
static const struct record platform_record = {
    .name = "platform", FIELDS_OF(struct manifest_platform, platform_fields), .open = true};
static const struct field argument_fields[] = {WORD(struct manifest_argument, text)};
static const struct record argument_record = {
    .name = "argument", FIELDS_OF(struct manifest_argument, argument_fields), .scalar = true};
static const struct field version_fields[] = {WORD(struct manifest_versions, cbmsim)};
static const struct record version_record = {
    .name = "versions", FIELDS_OF(struct manifest_versions, version_fields), .open = true};
static const struct field arithmetic_fields[] = {WORD(struct manifest_arithmetic, fingerprint)};
static const struct record arithmetic_record = {.name = "floating_point",
    FIELDS_OF(struct manifest_arithmetic, arithmetic_fields),
    .open = true};
static const struct field count_fields[] = {WHOLE(struct manifest_counts, replications)};
static const struct record count_record = {
    .name = "counts", FIELDS_OF(struct manifest_counts, count_fields), .open = true};
static const struct field time_fields[] = {
    WORD(struct manifest_times, finished), WORD(struct manifest_times, source_date_epoch)};
static const struct record time_record = {
    .name = "times", FIELDS_OF(struct manifest_times, time_fields), .open = true};
static const struct field fields[] = {WORD(struct manifest_members, program),
    WORD(struct manifest_members, identity), WORD(struct manifest_members, seed),
    WORD(struct manifest_members, status), WORD(struct manifest_members, trace_level),
    FIELD(struct manifest_members, gzip, .unit = ""),
    PART(versions, FIELD_OBJECT, version_record),
    PART(floating_point, FIELD_OBJECT, arithmetic_record),
    PART(counts, FIELD_OBJECT, count_record), PART(times, FIELD_OBJECT, time_record),
    PART(arguments, FIELD_LIST, argument_record), PART(inputs, FIELD_LIST, file_record),
    PART(outputs, FIELD_LIST, file_record),
    PART(runs_computed_by, FIELD_LIST, platform_record)};
static const struct record manifest_record = {
    .name = "manifest", FIELDS_OF(struct manifest_members, fields), .open = true};

/* Keeps the outputs whose names this program could have written. Other names could lead out of the
   directory. */
static void
copy_outputs(const struct list *files, struct manifest_old *old)
{
    old->outputs = files->items;
    for (int32_t i = 0; i < files->count; i++) {
        struct manifest_file file = old->outputs[i];

        if (atomic_dir_is_name(file.name) && strcmp(file.name, MANIFEST_NAME) != 0) {
            old->outputs[old->n_outputs++] = file;
        }
    }
}

/* Adds an argument. The argument is quoted if it contains characters that are special to a
   shell. */
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
copy_command(const struct list *arguments, struct buffer *command)
{
    const struct manifest_argument *argument = arguments->items;

    for (int32_t i = 0; i < arguments->count; i++, argument++) {
        const char *slash = i > 0 ? NULL : strrchr(argument->text, '/');

        buffer_text(command, i > 0 ? " " : "");
        put_argument(command, slash != NULL ? slash + 1 : argument->text);
    }
    return buffer_status(command);
}

static enum status
copy_members(const struct manifest_members *members, struct manifest_old *old)
{
    const struct manifest_times *times = &members->times;

    old->ours = strcmp(members->program, MANIFEST_PROGRAM) == 0 &&
                strlen(members->identity) == SHA256_HEX_BYTES - 1;
    if (!old->ours) {
        return STATUS_OK;
    }
    (void)number_read_unsigned(members->seed, &old->seed);
    old->replications = members->counts.replications;
    old->identity = members->identity;
    old->status = members->status;
    old->trace_level = members->trace_level;
    old->gzip = members->gzip;
    old->version = members->versions.cbmsim;
    old->fingerprint = members->floating_point.fingerprint;
    old->finished =
        times->source_date_epoch[0] != '\0' ? times->source_date_epoch : times->finished;
    old->inputs = members->inputs.items;
    old->n_inputs = members->inputs.count;
    old->platforms = members->runs_computed_by.items;
    old->n_platforms = members->runs_computed_by.count;
    copy_outputs(&members->outputs, old);
    return copy_command(&members->arguments, &old->command);
}

/* Reads the members from the text of a manifest. An invalid member counts as absent. Returns
   STATUS_BAD_INPUT if the text is not JSON. */
static enum status
read_text(struct arena *a, const struct buffer *text, struct manifest_members *members)
{
    struct failure ignored = {0};
    struct diag report = {.failure = &ignored};
    struct decode_value_context context = {.arena = a, .diag = &report};
    struct arena scratch = {0};
    struct node *root;
    enum status st;

    TRY(json_parse(&scratch, MANIFEST_NAME, text->at, text->length, &root, &ignored));
    st = decode_struct(&context, root, &manifest_record, members);
    st = st == STATUS_BAD_INPUT ? STATUS_OK : st;
out:
    diag_free(&report);
    arena_free(&scratch);
    return st;
}

enum status
manifest_read(const struct atomic_dir *d, struct manifest_old *old, struct failure *f)
{
    enum status st;
    struct buffer text = {0};
    struct manifest_members members;
    bool there;

    *old = (struct manifest_old){0};
    TRY(atomic_dir_read(d, MANIFEST_NAME, MANIFEST_LIMIT, &text, &there, f));
    buffer_text(&text, ""); /* adds the NUL at the end */
    TRY(buffer_status(&text));
    TRY(there ? read_text(&old->arena, &text, &members) : STATUS_BAD_INPUT);
    TRY(copy_members(&members, old));
out:
    buffer_free(&text);
    if (st != STATUS_OK) {
        manifest_old_free(old);
    }
    /* A text that is not JSON is not a manifest of cbmsim. */
    return st == STATUS_BAD_INPUT ? STATUS_OK : st;
}

static bool
has_bytes(const struct manifest_file *files, int32_t n, const char *sha256)
{
    return text_index(sha256, TEXT_NAMES(files, sha256, n)) >= 0;
}

static bool
has_name(const struct manifest_file *files, int32_t n, const char *name)
{
    return text_index(name, TEXT_NAMES(files, name, n)) >= 0;
}

/* Adds a change to the list. All changes are counted, but only the first CHANGES_NAMED are
   named. */
static void
put_change(struct buffer *out, int32_t *n, const char *name, const char *what)
{
    char visible[TEXT_VISIBLE_BYTES];

    if (++*n <= CHANGES_NAMED) {
        buffer_printf(out, "%s%s %s", *n == 1 ? "" : ", ", text_visible(visible, name), what);
    }
}

/* Lists the differences between the inputs of two manifests. A renamed file with the same bytes is
   not a difference. */
void
manifest_difference(
    const struct manifest_old *old, const struct manifest_origin *now, struct buffer *out)
{
    static const char one[] = "is an input of only one of the two results";
    size_t length = strlen(CBMSIM_VERSION);
    int32_t n = 0;

    for (int32_t i = 0; i < now->n_inputs; i++) {
        const struct manifest_file *input = &now->inputs[i];

        if (!has_bytes(old->inputs, old->n_inputs, input->sha256)) {
            put_change(out, &n, input->name,
                has_name(old->inputs, old->n_inputs, input->name) ? "differs" : one);
        }
    }
    for (int32_t i = 0; i < old->n_inputs; i++) {
        const struct manifest_file *input = &old->inputs[i];

        if (!has_bytes(now->inputs, now->n_inputs, input->sha256) &&
            !has_name(now->inputs, now->n_inputs, input->name)) {
            put_change(out, &n, input->name, one);
        }
    }
    if (n > CHANGES_NAMED) {
        buffer_printf(out, " and %d more", (int)(n - CHANGES_NAMED));
    }
    if (n == 0 && (strncmp(old->version, CBMSIM_VERSION, length) != 0 ||
                      (old->version[length] != '\0' && old->version[length] != '+'))) {
        buffer_text(out, "the version of cbmsim differs");
    } else if (n == 0) {
        buffer_text(out, "the input files are the same, but the options differ");
        if (old->command.length > 0) {
            buffer_printf(out, "; it was made by: %s", buffer_string(&old->command));
        }
    }
}

/* Whether this program on this machine would write the same bytes as the program that wrote the
   manifest. */
static bool
is_same_platform(const struct manifest_old *old)
{
    char fingerprint[SHA256_HEX_BYTES];

    fp_platform_fingerprint(fingerprint);
    return strcmp(old->version, version_with_commit) == 0 &&
           strcmp(old->fingerprint, fingerprint) == 0;
}

enum status
manifest_unchanged(
    const struct manifest_old *old, const char *directory, const char *name, struct failure *f)
{
    static const char analysis[] = "analysis/";
    const char *recorded = "";
    int32_t k = text_index(name, TEXT_NAMES(old->outputs, name, old->n_outputs));
    struct buffer path = {0};
    char sha256[SHA256_HEX_BYTES];
    int64_t bytes;
    enum status st = STATUS_OK;

    if (k >= 0) {
        recorded = old->outputs[k].sha256;
    }
    if (recorded[0] == '\0' ||
        (strncmp(name, analysis, sizeof(analysis) - 1) == 0 && !is_same_platform(old))) {
        return STATUS_OK;
    }
    buffer_printf(&path, "%s/%s", directory, name);
    TRY(buffer_status(&path));
    TRY(sha256_file(path.at, sha256, &bytes, f));
    if (strcmp(sha256, recorded) != 0) {
        st = failure_of(STATUS_IO, f,
            "%s: has changed since " MANIFEST_NAME
            " recorded it; to restore the file, run the command that made the result again",
            path.at);
    }
out:
    buffer_free(&path);
    return st;
}

void
manifest_old_free(struct manifest_old *old)
{
    arena_free(&old->arena);
    buffer_free(&old->command);
    *old = (struct manifest_old){0};
}

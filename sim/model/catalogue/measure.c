#include "model/catalogue/measure.h"

#include "model/catalogue/field_macros.h"

const char *const measure_evidence_names[] = {
    "quantified", "qualitative", "theory", "assumption", NULL};
const char *const measure_operation_names[] = {
    "any", "espionage", "attack", "destructive", "crime", NULL};
const char *const measure_target_names[] = {
    "any", "private", "government", "military", "critical", NULL};
const char *const measure_words_names[] = {"unstated", "done", "agreed_binding",
    "agreed_declared", "importance_declared", "discussed", "called_for", NULL};
static const char *const refreshed_names[] = {
    "nothing", "use", "exercise", "consultation", NULL};
static const char *const channel_names[] = {
    "any", "political", "technical", "law_enforcement", "defence", NULL};

static const char *const wording_names[] = {"own", "checked", "unverified", NULL};

#define RECORD_TYPE struct measure
#define EFFECT_FIELD(text, lever, part, low, high, unit_, doc_)                                \
    {                                                                                          \
        .name = (text), .kind = FIELD_REAL,                                                    \
        .offset = offsetof(RECORD_TYPE, effect) + LEVER_##lever * sizeof(struct effect) +      \
                  offsetof(struct effect, part),                                               \
        .min = (low), .max = (high), .unit = (unit_), SWEEP(0, 0), .doc = (doc_)               \
    }
#define SCALE_FIELDS(id, unit, doc) EFFECT_FIELD(#id "_change", id, up, -1, 100, "share", doc),
#define SHIFT_FIELDS(id, unit, doc) EFFECT_FIELD(#id "_shift", id, up, -100, 100, unit, doc),
#define PROBABILITY_FIELDS(id, unit, doc)                                                      \
    EFFECT_FIELD(#id "_gain", id, up, 0, 1, "share", doc),                                     \
        EFFECT_FIELD(#id "_reduction", id, down, 0, 1, "share", doc),
#define X(id, kind, scope, unit, doc) kind##_FIELDS(id, unit, doc)

static const struct field measure_fields[] = {
    TEXT(RECORD_TYPE, measure,
        "Catalogue row from which the measure takes its defaults; absent: the row named like "
        "its own key."),
    TEXT(RECORD_TYPE, title, "Title for readers."),
    TEXT(RECORD_TYPE, family,
        "Family; if several measures of a family overlap on a pair, only the strongest has an "
        "effect."),
    TEXT(RECORD_TYPE, number, "Number of the measure in its catalogue."),
    TEXT(RECORD_TYPE, references, "Documents and articles from which the measure comes."),
    CHOICE(RECORD_TYPE, wording, wording_names, WORDING_OWN,
        "Whether the title paraphrases the document itself (checked) or only reports about "
        "it."),
    TEXT(RECORD_TYPE, mechanism, "Intended effect."),
    CHOICE(RECORD_TYPE, evidence, measure_evidence_names, ASSUMPTION,
        "Grade of the evidence for the effect of the measure."),
    FIELD_AS(RECORD_TYPE, words, FIELD_CHOICE, .choices = measure_words_names,
        .default_value = WORDS_UNSTATED, .unit = "", .keep_default = true,
        .doc = "Words of the document: their value in `/parameters/wording` multiplies "
               "`implementation`; without words: 1."),
    FIELD(RECORD_TYPE, implementation, .max = 1, .default_value = 1, .unit = "share",
        SWEEP(0, 1), .keep_default = true,
        .doc = "How far the parties put the measure into practice; multiplied by the value of "
               "each party."),
    FIELD(RECORD_TYPE, activity, .max = 1, .default_value = 1, .unit = "share", SWEEP(0, 1),
        .keep_default = true,
        .doc = "How much the parties use the measure; multiplied by the value of each party."),
    NUMBER(RECORD_TYPE, adoption_lag_days, 0, 36525, 90, "days", SWEEP(0, 730),
        "Time constant with which the measure takes effect."),
    NUMBER(RECORD_TYPE, half_life_days, 0, 365250, 0, "days", SWEEP(180, 3650),
        "Time in which a measure that is not refreshed loses half of its weight; 0: the "
        "measure does not fade."),
    NUMBER(RECORD_TYPE, lead_days, 0, 3650, 0, "days", SWEEP(0, 365),
        "Time before entry into force at which the measure begins to work."),
    CHOICE(RECORD_TYPE, refreshed_by, refreshed_names, REFRESH_NOTHING,
        "Kind of contact that refreshes the measure."),
    CHOICE(RECORD_TYPE, channel, channel_names, MEASURE_CHANNEL_ANY,
        "Channel whose latency, reach, replies and credibility the measure changes."),
    CHOICE(RECORD_TYPE, operation_class, measure_operation_names, OPERATION_ANY,
        "Operation class whose accepted rate the measure changes, or that a pledge excludes."),
    CHOICE(RECORD_TYPE, target_class, measure_target_names, TARGET_ANY,
        "Target class whose accepted rate the measure changes."),
    SWITCH(RECORD_TYPE, pledge, 0,
        "Whether an operation of this operation class by one party against another is a "
        "violation."),
    FIELD(RECORD_TYPE, promise, .max = .99, .default_value = .74, .unit = "share",
        SWEEP(.3, .95), .keep_default = true,
        .doc = "Share of the usual operations of its class that a pledge promises to omit. The "
               "other side judges the conduct under the pledge by this share; "
               "accepted_rate_change determines the conduct itself."),
    NUMBER(RECORD_TYPE, cost_per_year, 0, 1e9, 0, "US$1m per year", SWEEP(0, 0),
        "Cost of the measure while it is in force."),
    LEVERS(X)};
#undef X
const struct record measure_record = {.name = "measure",
    .doc = "A confidence-building measure of an agreement.",
    .size = sizeof(RECORD_TYPE),
    .fields = measure_fields,
    .n_fields = FIELD_COUNT_OF(measure_fields),
    .listed = "a measure has levers as members: 'cbmsim describe levers'"};
#undef RECORD_TYPE

static const struct builtins *const tables[] = {
#define X(id, title, document) &measure_rows_##id,
    MEASURE_CATALOGUES(X) NULL
#undef X
};

bool
measure_is_effect(const struct field *member)
{
    return member->offset >= offsetof(struct measure, effect);
}

enum lever
measure_lever(const struct field *member)
{
    return (enum lever)(
        (member->offset - offsetof(struct measure, effect)) / sizeof(struct effect));
}

double
measure_part(const struct effect *effect, const struct field *member)
{
    size_t at = (member->offset - offsetof(struct measure, effect)) % sizeof(struct effect);

    return at == offsetof(struct effect, up) ? effect->up : effect->down;
}

/* Sets the range to sweep of an effect of the row. Returns false if the row has no such effect. */
static bool
sweep_effect(const void *row, const struct field *member, double *low, double *high)
{
    const struct measure *m = row;
    const struct effect *e;

    if (!measure_is_effect(member)) {
        return false;
    }
    e = &m->effect[measure_lever(member)];
    *low = e->low;
    *high = e->high;
    return measure_part(e, member) != 0;
}

const struct builtins measure_rows = {
    .more = tables, .name_field = "measure", .sweep = sweep_effect};

#define RECORD_TYPE struct catalogue
static const struct field measure_catalogue_fields[] = {
    CHOICE(RECORD_TYPE, words, measure_words_names, WORDS_UNSTATED,
        "Words of the document, for each measure of the catalogue."),
    FIELD(RECORD_TYPE, implementation, .max = 1, .default_value = 1, .unit = "share",
        SWEEP(0, 1), .doc = "Implementation of each measure of the catalogue."),
    FIELD(RECORD_TYPE, activity, .max = 1, .default_value = 1, .unit = "share", SWEEP(0, 1),
        .doc = "Activity of each measure of the catalogue.")};
const struct record measure_catalogue_record = {.name = "catalogue",
    .doc = "A whole catalogue of measures of an agreement.",
    .size = sizeof(RECORD_TYPE),
    .fields = measure_catalogue_fields,
    .n_fields = FIELD_COUNT_OF(measure_catalogue_fields)};

static const RECORD_TYPE catalogues[] = {
#define X(id_, title_, document_)                                                              \
    {.key.id = #id_,                                                                           \
        .title = (title_),                                                                     \
        .document = (document_),                                                               \
        .measures = &measure_rows_##id_,                                                       \
        .implementation = 1,                                                                   \
        .activity = 1},
    MEASURE_CATALOGUES(X)
#undef X
};
const struct builtins measure_catalogue_rows = {
    .at = catalogues, .count = FIELD_COUNT_OF(catalogues)};

bool
measure_has_effect(const struct measure *m)
{
    for (int i = 0; i < LEVER_COUNT; i++) {
        if (m->effect[i].up != 0 || m->effect[i].down != 0) {
            return true;
        }
    }
    return m->pledge;
}

int32_t
measure_effect_grade(const struct measure *m, enum lever lever)
{
    return m->effect[lever].grade > 0 ? m->effect[lever].grade - 1 : m->evidence;
}

bool
measure_is_programme(const struct measure *m)
{
    const char *id = m->measure != NULL ? m->measure : m->key.id;

    for (int32_t i = 0; i < field_row_count(&measure_rows); i++) {
        const struct measure *row = field_row(&measure_rows, sizeof(*row), i);

        if (row->programme && strcmp(row->key.id, id) == 0) {
            return true;
        }
    }
    return false;
}

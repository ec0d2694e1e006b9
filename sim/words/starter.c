#include "words/starter.h"

#include <string.h>

#include "base/text.h"
#include "words/starter_internal.h"

/* The texts in a template that starter_print() replaces with the title and with the file name of
   the scenario. */
#define TITLE STARTER_TITLE
#define SCENARIO "@scenario@"

/* The beginning of an experiment: BEGIN, then its notes, then ABOUT. */
#define BEGIN                                                                                  \
    "{\n  \"format\": \"cbmsim-experiment-1\",\n  \"title\": " TITLE ",\n  \"notes\": \""
#define ABOUT "\",\n  \"scenario\": \"" SCENARIO "\",\n"

static const char pact[] =
    "{\n"
    "  \"format\": \"cbmsim-scenario-1\",\n"
    "  \"title\": " TITLE ",\n"
    "  \"notes\": \"Two states that are not rivals, and an agreement between them against "
    "third "
    "parties. All numbers are defaults: vary them.\",\n"
    "  \"start\": \"2025-01-01\",\n"
    "  \"horizon_days\": 3652.5,\n"
    "  \"states\": {\n"
    "    \"alpha\": {\"name\": \"Alpha\"},\n"
    "    \"beta\": {\"name\": \"Beta\"},\n"
    "    \"third_party_1\": {\"name\": \"a third state\"}\n"
    "  },\n"
    "  \"sources\": {\n"
    "    \"criminals\": {\"kind\": \"criminal\", \"home\": \"beta\", \"targets\": {\"alpha\": "
    "4}},\n"
    "    \"third_party_service\": {\n"
    "      \"kind\": \"state\",\n"
    "      \"home\": \"third_party_1\",\n"
    "      \"targets\": {\"alpha\": 1, \"beta\": 1}\n"
    "    }\n"
    "  },\n"
    "  \"agreements\": {\n"
    "    \"pact\": {\n"
    "      \"title\": \"Agreement on cooperation in information security\",\n"
    "      \"parties\": {\"alpha\": {}, \"beta\": {}},\n"
    "      \"measures\": {\n"
    "        \"cert_exchange\": {},\n"
    "        \"contact_point\": {},\n"
    "        \"proxy_suppression\": {}\n"
    "      }\n"
    "    }\n"
    "  },\n"
    "  \"policies\": {\n"
    "    \"without\": {\"title\": \"no agreement\", \"patch\": {\"agreements\": {\"pact\": "
    "null}}},\n"
    "    \"with\": {\"title\": \"the agreement\"}\n"
    "  },\n"
    "  \"baseline\": \"without\"\n"
    "}\n";

static const char rivals[] =
    "{\n"
    "  \"format\": \"cbmsim-scenario-1\",\n"
    "  \"title\": " TITLE ",\n"
    "  \"notes\": \"Two rivals, and a hotline between them. All numbers are defaults: vary "
    "them.\",\n"
    "  \"start\": \"2025-01-01\",\n"
    "  \"horizon_days\": 3652.5,\n"
    "  \"states\": {\"alpha\": {\"name\": \"Alpha\"}, \"beta\": {\"name\": \"Beta\"}},\n"
    "  \"sources\": {\n"
    "    \"alpha_service\": {\"kind\": \"state\", \"home\": \"alpha\", \"targets\": {\"beta\": "
    "2}},\n"
    "    \"beta_service\": {\"kind\": \"state\", \"home\": \"beta\", \"targets\": {\"alpha\": "
    "2}}\n"
    "  },\n"
    "  \"pairs\": {\n"
    "    \"alpha:beta\": {\"tension_baseline\": 0.25, \"tension_start\": 0.25, \"trust_good\": "
    "1.2, \"trust_bad\": 2.8}\n"
    "  },\n"
    "  \"agreements\": {\n"
    "    \"line\": {\n"
    "      \"title\": \"Agreement on a hotline\",\n"
    "      \"parties\": {\"alpha\": {}, \"beta\": {}},\n"
    "      \"measures\": {\"hotline\": {}}\n"
    "    }\n"
    "  },\n"
    "  \"policies\": {\n"
    "    \"without\": {\"title\": \"no hotline\", \"patch\": {\"agreements\": {\"line\": "
    "null}}},\n"
    "    \"with\": {\"title\": \"the hotline\"}\n"
    "  },\n"
    "  \"baseline\": \"without\"\n"
    "}\n";

static const char smallest[] = "{\n"
                               "  \"format\": \"cbmsim-scenario-1\",\n"
                               "  \"title\": " TITLE ",\n"
                               "  \"start\": \"2025-01-01\",\n"
                               "  \"states\": {\"alpha\": {}, \"beta\": {}},\n"
                               "  \"sources\": {\"alpha_service\": {\"kind\": \"state\", "
                               "\"home\": \"alpha\", \"targets\": "
                               "{\"beta\": 1}}}\n"
                               "}\n";

/* Factors: four uncertain numbers of the scenario of the template "rivals". */
#define SPACE                                                                                  \
    "  \"factors\": {\n"                                                                       \
    "    \"flags\": {\"path\": \"/sources/*/false_flag/share\", \"range\": [0, 0.5]},\n"       \
    "    \"memory\": {\"path\": \"/parameters/trust/halflife_days\", \"range\": [100, "        \
    "1000]},\n"                                                                                \
    "    \"tension\": {\"path\": \"/pairs/alpha:beta/tension_baseline\", \"range\": [0.1, "    \
    "0.6]},\n"                                                                                 \
    "    \"trust\": {\"path\": \"/pairs/alpha:beta/trust_good\", \"range\": [0.5, 20], "       \
    "\"scale\": \"log\"}\n"                                                                    \
    "  },\n"

static const char sweep[] = BEGIN
    "Question: does the effect of the hotline depend on the usual tension and on false flags? "
    "All combinations of the values are run." ABOUT "  \"factors\": {\n"
    "    \"flags\": {\"path\": "
    "\"/sources/*/false_flag/share\", \"values\": "
    "[0, 0.25, 0.5]},\n"
    "    \"tension\": {\"path\": "
    "\"/pairs/alpha:beta/tension_baseline\", "
    "\"values\": [0.1, 0.25, 0.5]}\n"
    "  },\n"
    "  \"replications\": 200\n"
    "}\n";

static const char lhs[] =
    BEGIN "Question: where in the space of four uncertain numbers does the hotline have "
          "an effect? A Latin hypercube covers the space evenly. `effect` shows on which "
          "numbers the effect on days of crisis depends, `helps` where it is large, `regret` "
          "how much "
          "worse each policy can be than the other." ABOUT SPACE
          "  \"design\": {\"lhs\": {\"samples\": 40}},\n"
          "  \"replications\": 100,\n"
          "  \"analyses\": {\n"
          "    \"effect\": {\"kind\": \"regress\", \"baseline\": \"without\", \"metrics\": "
          "[\"crisis_days\"]},\n"
          "    \"helps\": {\"kind\": \"prim\", \"baseline\": \"without\", \"metrics\": "
          "[\"crisis_days\"], \"cases\": \"< -5\"},\n"
          "    \"regret\": {\"kind\": \"regret\", \"better\": \"low\", \"metrics\": "
          "[\"harm\", \"crisis_days\"]}\n"
          "  },\n"
          "  \"outputs\": {\"metrics\": [\"harm\", \"crisis_days\"]}\n"
          "}\n";

static const char sobol[] = BEGIN
    "Question: which share of the variance is due to each uncertain number? `levels` analyses "
    "each policy, `effect` the difference from the policy without the hotline." ABOUT SPACE
    "  \"design\": {\"saltelli\": {\"base\": 64}},\n"
    "  \"replications\": 50,\n"
    "  \"outputs\": {\"metrics\": [\"harm\", \"crisis_days\"]},\n"
    "  \"analyses\": {\n"
    "    \"effect\": {\"kind\": \"sobol\", \"baseline\": \"without\"},\n"
    "    \"levels\": {\"kind\": \"sobol\"}\n"
    "  }\n"
    "}\n";

static const char morris[] =
    BEGIN "Question: which of the uncertain numbers matter at all? `levels` analyses each "
          "policy, `effect` the difference from the policy without the hotline." ABOUT SPACE
          "  \"design\": {\"morris\": {\"trajectories\": 20}},\n"
          "  \"replications\": 100,\n"
          "  \"outputs\": {\"metrics\": [\"harm\", \"crisis_days\"]},\n"
          "  \"analyses\": {\n"
          "    \"effect\": {\"kind\": \"morris\", \"baseline\": \"without\"},\n"
          "    \"levels\": {\"kind\": \"morris\"}\n"
          "  }\n"
          "}\n";

static const char ablation[] = BEGIN
    "Question: which measures cause the effect of the agreement? One point has all measures, "
    "the points `removed` have all but one; one point has no measure in effect, the points "
    "`alone` have one. analysis/compare.csv compares each point with the policy without an "
    "agreement." ABOUT "  \"factors\": {\n"
    "    \"exchange\": {\"path\": "
    "\"/agreements/pact/measures/cert_exchange/implementation\", \"values\": [0, "
    "1]},\n"
    "    \"contact\": {\"path\": "
    "\"/agreements/pact/measures/contact_point/implementation\", \"values\": [0, "
    "1]},\n"
    "    \"suppression\": {\"path\": "
    "\"/agreements/pact/measures/proxy_suppression/implementation\", \"values\": "
    "[0, 1]}\n"
    "  },\n"
    "  \"design\": {\n"
    "    \"union\": [\n"
    "      {\"one_at_a_time\": {\"around\": {\"exchange\": 1, \"contact\": 1, "
    "\"suppression\": 1}}, \"label\": \"removed\"},\n"
    "      {\"one_at_a_time\": {\"around\": {\"exchange\": 0, \"contact\": 0, "
    "\"suppression\": 0}}, \"label\": \"alone\"}\n"
    "    ]\n"
    "  },\n"
    "  \"replications\": 200\n"
    "}\n";

static const char until[] = BEGIN
    "Question: what is the effect of the hotline for each share of false flags, to a "
    "half-width of 1.5? Each point gets replications until the target is met; `cbmsim plan` "
    "estimates their number." ABOUT "  \"factors\": {\"flags\": {\"path\": "
    "\"/sources/*/false_flag/share\", \"values\": [0, 0.25, "
    "0.5]}},\n"
    "  \"replications\": {\n"
    "    \"min\": 100,\n"
    "    \"max\": 5000,\n"
    "    \"batch\": 100,\n"
    "    \"until\": [{\"metric\": \"harm\", \"statistic\": "
    "\"difference\", \"half_width\": 1.5}]\n"
    "  }\n"
    "}\n";

/** A template of a scenario, or of an experiment that uses the scenario of another template. */
static const struct {
    const char *id;
    const char *text;     /* NULL: starter_workshop */
    const char *scenario; /* id of the template with the scenario; NULL: this is a scenario */
} rows[] = {
    {"pact", pact, NULL},
    {"rivals", rivals, NULL},
    {"smallest", smallest, NULL},
    {"workshop", NULL, NULL},
    {"sweep", sweep, "rivals"},
    {"lhs", lhs, "rivals"},
    {"sobol", sobol, "rivals"},
    {"morris", morris, "rivals"},
    {"ablation", ablation, "pact"},
    {"until", until, "rivals"},
};
const char *const starter_ids[] = {"pact", "rivals", "smallest", "workshop", "sweep", "lhs",
    "sobol", "morris", "ablation", "until", NULL};

/* Appends `text` up to the placeholder to the buffer. Returns the text after the placeholder. */
static const char *
add_before(struct buffer *b, const char *text, const char *placeholder)
{
    const char *place = strstr(text, placeholder);

    BUG_UNLESS(place != NULL);
    buffer_add(b, text, (size_t)(place - text));
    return place + strlen(placeholder);
}

static int32_t
find(const char *id)
{
    int32_t k = text_index(id, text_list(starter_ids));

    BUG_UNLESS(k >= 0 && strcmp(rows[k].id, id) == 0);
    return k;
}

const char *
starter_scenario(const char *id)
{
    return rows[find(id)].scenario;
}

/* Appends a part of a template. Replaces each TITLE, and also SCENARIO if the template has one. */
static void
add_part(struct buffer *b, const char *text, const char *title, const char *scenario)
{
    while (strstr(text, TITLE) != NULL) {
        text = add_before(b, text, TITLE);
        buffer_json(b, title);
    }
    if (scenario != NULL) {
        text = add_before(b, text, SCENARIO);
        buffer_text(b, scenario);
    }
    buffer_text(b, text);
}

enum status
starter_print(const char *id, const char *title, const char *scenario, struct buffer *b)
{
    int32_t k = find(id);

    if (rows[k].text != NULL) {
        add_part(b, rows[k].text, title, rows[k].scenario == NULL ? NULL : scenario);
        return buffer_status(b);
    }
    for (int32_t i = 0; starter_workshop[i] != NULL; i++) {
        add_part(b, starter_workshop[i], title, NULL);
    }
    return buffer_status(b);
}

#include "words/starter.h"

#include <string.h>

/* starter_print() replaces TITLE with the title as a JSON text. */
#define TITLE "@title@"

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
    "      \"title\": \"Agreement on a direct line\",\n"
    "      \"parties\": {\"alpha\": {}, \"beta\": {}},\n"
    "      \"measures\": {\"hotline\": {}}\n"
    "    }\n"
    "  },\n"
    "  \"policies\": {\n"
    "    \"without\": {\"title\": \"no direct line\", \"patch\": {\"agreements\": {\"line\": "
    "null}}},\n"
    "    \"with\": {\"title\": \"the direct line\"}\n"
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

const struct starter_row starter_rows[] = {
    {"pact", "two states that are not rivals, and their agreement against third parties", pact},
    {"rivals", "two rivals and a hotline", rivals},
    {"smallest", "the smallest possible scenario", smallest},
    {NULL, NULL, NULL},
};

enum status
starter_print(const char *id, const char *title, struct buffer *b)
{
    const struct starter_row *row = starter_rows;
    const char *place;

    while (id != NULL && row->id != NULL && strcmp(row->id, id) != 0) {
        row++;
    }
    if (row->id == NULL) {
        return STATUS_USAGE;
    }
    place = strstr(row->text, TITLE);
    buffer_add(b, row->text, (size_t)(place - row->text));
    buffer_json(b, title);
    buffer_text(b, place + sizeof(TITLE) - 1);
    return buffer_status(b);
}

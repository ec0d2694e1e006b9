/* The severity of an incident in words. */
#include "words/narrative/narrative_incident.h"

#include <string.h>

#include "model/input/incident_type.h"

int32_t
narrative_severity_class(const struct trace_rows_incident *i)
{
    bool floods = i->method >= 0 && strcmp(incident_method_names[i->method], "ddos") == 0;

    return i->class_ == CLASS_DEGRADATION && floods ? CLASS_DISRUPTION : i->class_;
}

const char *
narrative_severity_words(const struct trace_rows_incident *i)
{
    static const char *const words[CLASS_COUNT][SEVERITY_MAX + 1] = {
        [CLASS_ESPIONAGE] = {"no effect", "probing only", "reached information of little value",
            "reached valuable information", "reached valuable information on a large scale",
            "reached secrets of a critical network",
            "reached secrets of several critical networks", "reached state secrets",
            "reached state secrets on a large scale", "reached the secrets of a whole sector",
            "reached the gravest secrets"},
        [CLASS_PREPOSITIONING] = {"no effect", "probing only", "access to minor systems",
            "access to an important network", "access to many networks",
            "access to a critical network", "control of a critical network",
            "access that could cost lives", "access that could halt the national economy",
            "access that could destroy critical infrastructure",
            "access that could cost very many lives"},
        [CLASS_DISRUPTION] = {"no effect", "hardly any effect", "a nuisance",
            "a serious disruption", "a widespread disruption", "a critical network affected",
            "a critical network out of service", "a few deaths", "the national economy harmed",
            "critical infrastructure out of service", "very many deaths"},
        [CLASS_DEGRADATION] = {"no effect", "hardly any effect", "minor damage",
            "serious damage", "widespread damage", "a critical network damaged",
            "a critical network destroyed", "a few deaths", "the national economy harmed",
            "critical infrastructure destroyed", "very many deaths"},
        [CLASS_CRIME] = {"no effect", "an attempt", "minor losses", "serious losses",
            "widespread losses", "a critical network affected",
            "a critical network out of service", "a few deaths", "the national economy harmed",
            "critical infrastructure out of service", "very many deaths"},
        [CLASS_ACCIDENT] = {"no effect", "hardly any effect", "a minor outage",
            "a serious outage", "a widespread outage", "a critical network affected",
            "a critical network out of service", "a few deaths", "the national economy harmed",
            "critical infrastructure out of service", "very many deaths"},
    };

    return words[narrative_severity_class(i)]
                [i->severity >= 0 && i->severity <= SEVERITY_MAX ? i->severity : 0];
}

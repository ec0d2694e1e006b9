#include "model/input/ladder.h"

const char *const ladder_rungs[RUNGS] = {"normal relations", "private friction",
    "public friction", "legal or economic cost", "covert competition", "disruption",
    "destruction without casualties", "major harm or military display", "limited force",
    "armed conflict"};

const char *const ladder_severities[SEVERITY_MAX + 1] = {"none", "probing", "a nuisance",
    "targeted", "widespread", "a critical network attacked", "a critical network destroyed",
    "a few deaths", "a national economy hit", "critical infrastructure destroyed",
    "mass death"};

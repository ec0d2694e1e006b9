#include "model/input/ladder.h"

const char *const ladder_rungs[RUNGS] = {"normal relations", "private friction",
    "public friction", "legal or economic cost", "covert competition", "disruption",
    "destruction without casualties", "major harm or military display", "limited force",
    "armed conflict"};

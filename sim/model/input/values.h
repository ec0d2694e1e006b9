/**
 * values.h - limits and enumerations that the input, the run and the pages of a seat share.
 *
 * This header has no types of the input or of a run. Code that shows what one state knows can
 * therefore include this header without access to the other states.
 */
#ifndef MODEL_INPUT_VALUES_H
#define MODEL_INPUT_VALUES_H

enum { NONE = -1, WORLD_STATES_MAX = 200, SUSPECTS_MAX = 32, SEATS_WORDS = 4 };

/** The values that stand for suspects that are not states. */
enum { SUSPECT_NON_STATE = -2, SUSPECT_ACCIDENT = -3 };

enum channel_kind {
    CHANNEL_POLITICAL,
    CHANNEL_TECHNICAL,
    CHANNEL_LAW_ENFORCEMENT,
    CHANNEL_DEFENCE,
    CHANNEL_KINDS
};

enum agreement_status {
    AGREEMENT_PROPOSED,
    AGREEMENT_SIGNED,
    AGREEMENT_RATIFIED,
    AGREEMENT_IN_FORCE,
    AGREEMENT_SUSPENDED,
    AGREEMENT_ENDED
};

enum trigger_kind { TRIGGER_INCIDENT, TRIGGER_ACT };
enum phase {
    PHASE_HIDDEN,
    PHASE_TRIAGE,
    PHASE_ATTRIBUTION,
    PHASE_ASKING,
    PHASE_DEFERRED,
    PHASE_DECIDED,
    PHASE_TABLED /* the decision lies on the table of a seat */
};

enum reply {
    REPLY_NONE,
    REPLY_DENIAL,
    REPLY_HELP,
    REPLY_EXPLANATION,
    REPLY_ADMISSION,
    REPLY_REFUSAL,
    REPLY_JOINS,
    REPLY_FINDINGS,
    REPLY_TAKEDOWN /* findings, after which the criminal source was taken down */
};
enum message_kind {
    MESSAGE_INQUIRY,
    MESSAGE_INDICATORS,
    MESSAGE_NOTICE,
    MESSAGE_ASSISTANCE,
    MESSAGE_CASE,
    MESSAGE_LEGAL,
    MESSAGE_WARNING,
    MESSAGE_JOINT_CASE
};

/** The occasion of a contact between two states. */
enum contact_kind { CONTACT_ROUTINE, CONTACT_CONSULTATION, CONTACT_EXERCISE };

/** How a hostile order ended: it was executed, or it was withdrawn for one of these reasons. */
enum order_end {
    ORDER_EXECUTED,
    ORDER_CLEARED,     /* the truth cleared the named state */
    ORDER_NOT_NAMED,   /* the victim no longer names that state */
    ORDER_SETTLED,     /* the two states agreed on an off-ramp (MODEL.md 9.5) */
    ORDER_CONSULTED,   /* the two states held consultations (MODEL.md 9.5) */
    ORDER_CALLED_BACK, /* the seat of the state withdrew it */
    ORDER_LAPSED,      /* the matter became too old (MODEL.md 9.7) */
    ORDER_CRISIS_OVER, /* the crisis that a military response needs was over */
    ORDER_NO_ATTACK    /* the incident was no attack */
};

/** What happened to an off-ramp offer. An accepted offer is reported as OBS_SETTLED. */
enum offer_step { OFFER_MADE, OFFER_REFUSED, OFFER_LOST };

/** The kinds of matters that a seat has to settle. */
enum tabled_kind {
    TABLED_DECISION, /* on an incident, or on an act that the state received */
    TABLED_QUESTION, /* another state asks whether this state is responsible for an incident */
    /* another state asks for technical or legal assistance, or for a joint investigation */
    TABLED_REQUEST,
    TABLED_CASE,  /* another state asks this state to join a public attribution */
    TABLED_OFFER, /* another state offers an off-ramp */
    TABLED_ORDER /* a hostile order of this state is due, and the reasons for it have changed */
};

/**
 * Families of responses, in the order in which a seat sees them. A family is a card on the page of
 * the seat.
 */
enum response_family {
    FAMILY_NONE = -1, /* seats cannot choose the response */
    FAMILY_PASS,      /* let it pass */
    FAMILY_REPAIR,    /* repair and warn */
    FAMILY_ASK,       /* ask first */
    FAMILY_TOGETHER,  /* work together */
    FAMILY_SAY,       /* state the matter, in private or in public */
    FAMILY_COST,      /* impose a cost */
    RESPONSE_FAMILIES
};

#endif

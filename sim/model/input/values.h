/**
 * values.h - limits and named values that the input, a run and the view of a state share.
 *
 * The header has no types of the input or of a run, so code that shows the view of one state
 * can include it without access to the other states.
 */
#ifndef MODEL_INPUT_VALUES_H
#define MODEL_INPUT_VALUES_H

enum { NONE = -1, WORLD_STATES_MAX = 200, SUSPECTS_MAX = 32, SEATS_WORDS = 4 };

/** Suspects that are not states. */
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
    REPLY_TAKEDOWN /* findings, and the source was taken down */
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

/** The end of a hostile order: executed, or withdrawn because the named state was cleared by the
 * truth, is no longer named, accepted an off-ramp, or was consulted (MODEL.md 9.5); because the
 * seat of the state called it back; because the matter had become too old (9.7); or because the
 * crisis that a military response needs was over. */
enum order_end {
    ORDER_EXECUTED,
    ORDER_CLEARED,
    ORDER_NOT_NAMED,
    ORDER_SETTLED,
    ORDER_CONSULTED,
    ORDER_CALLED_BACK,
    ORDER_LAPSED,
    ORDER_CRISIS_OVER,
    ORDER_NO_ATTACK /* the incident was no attack */
};

/** What happened to an off-ramp offer that was not accepted. */
enum offer_step { OFFER_MADE, OFFER_REFUSED, OFFER_LOST };

/** Kinds of matters that a seat has to settle. */
enum tabled_kind {
    TABLED_DECISION, /* about an incident, or an act that it received */
    TABLED_QUESTION, /* another state asks whether it is responsible for an incident */
    TABLED_REQUEST,  /* another state asks for assistance, legal assistance, or a joint case */
    TABLED_CASE,     /* another state asks it to join a public attribution */
    TABLED_OFFER,    /* another state offers an off-ramp */
    TABLED_ORDER     /* a hostile order of the state is due, and its reasons have changed */
};

/** Families of responses, in the order in which a seat sees them. */
enum response_family {
    FAMILY_NONE = -1, /* no seat sees the response */
    FAMILY_PASS,      /* let it pass */
    FAMILY_REPAIR,    /* repair and warn */
    FAMILY_ASK,       /* ask first */
    FAMILY_TOGETHER,  /* work together */
    FAMILY_SAY,       /* say it, in private or in public */
    FAMILY_COST,      /* make it cost */
    RESPONSE_FAMILIES
};

#endif

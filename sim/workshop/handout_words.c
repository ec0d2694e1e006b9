#include "workshop/handout_words_internal.h"

#include <string.h>

enum { ENGLISH, FRENCH, HERE, INDONESIAN = HERE, VIETNAMESE, RUSSIAN, LANGUAGES };
static const char *const tags[LANGUAGES] = {"en", "fr", "id", "vi", "ru"};

/* The languages in this file. Other languages have files of their own. */
static const char *const words[HANDOUT_WORDS][HERE] = {
    [HANDOUT_UNREVIEWED] = {"Not yet reviewed by a native speaker.",
        "Pas encore relu par une personne de langue maternelle."},
    [HANDOUT_FOR_FACILITATOR] = {"For the facilitator", "Pour l’animation"},
    [HANDOUT_MINUTES] = {"minutes", "minutes"},
    [HANDOUT_GOALS] = {"Goals", "Objectifs"},
    [HANDOUT_SHOWN_BY] = {"In the review:", "Dans le bilan :"},
    [HANDOUT_PLAN] = {"Plan", "Déroulement"},
    [HANDOUT_PLACE] = {"No.", "N°"},
    [HANDOUT_STEP] = {"Step", "Étape"},
    [HANDOUT_REAL_TIME] = {"In the room", "Dans la salle"},
    [HANDOUT_WORLD_TIME] = {"In the world", "Dans le monde"},
    [HANDOUT_ROUND] = {"Round", "Tour"},
    [HANDOUT_TALKS] = {"Talks", "Négociations"},
    [HANDOUT_DAYS] = {"days", "jours"},
    [HANDOUT_YOU_ARE] = {"Who you are", "Qui vous êtes"},
    [HANDOUT_AIMS] = {"What you want", "Ce que vous voulez"},
    [HANDOUT_LIMITS] = {"Your limits", "Vos limites"},
    [HANDOUT_SECRET] = {"Secret: for this team only", "Secret : pour cette équipe seulement"},
    [HANDOUT_PEOPLE] = {"Who does what in your team", "Qui fait quoi dans l’équipe"},
    [HANDOUT_DECISIONS] = {"Decisions", "Décisions"},
    [HANDOUT_PRACTICE] = {"Practice", "Pour s’exercer"},
    [HANDOUT_MATTER] = {"Matter", "Affaire"},
    [HANDOUT_WHOM] = {"Whom do you address?", "À qui vous adressez-vous ?"},
    [HANDOUT_NOBODY] = {"nobody", "personne"},
    [HANDOUT_PASS] = {"Do nothing", "Laisser passer"},
    [HANDOUT_REPAIR] = {"Repair and warn", "Réparer et avertir"},
    [HANDOUT_ASK] = {"Ask first", "Demander d’abord"},
    [HANDOUT_SAY] = {"Say it to them (in private or in public)",
        "Le leur dire (en privé ou en public)"},
    [HANDOUT_COST] = {"Impose a cost (how?)", "Le faire payer (comment ?)"},
    [HANDOUT_WAIT] = {"Not yet: wait for the analysts", "Pas encore : attendre les analystes"},
    [HANDOUT_TOGETHER] = {"and work together with", "et travailler ensemble avec"},
    [HANDOUT_SURE] = {"How sure are you who did it?",
        "À quel point êtes-vous sûrs de qui c’était ?"},
    [HANDOUT_HOSTILE] = {"Chance that they answer with something hostile?",
        "Probabilité d’une réponse hostile ?"},
    [HANDOUT_WHY] = {"Why? One sentence.", "Pourquoi ? Une phrase."},
    [HANDOUT_QUESTION_FROM] = {"If you are asked. Question from",
        "Si on vous interroge. Question de"},
    [HANDOUT_NOT_US] = {"It was not us", "Ce n’était pas nous"},
    [HANDOUT_NOT_US_HELP] = {"It was not us, and we help",
        "Ce n’était pas nous, et nous aidons"},
    [HANDOUT_US] = {"It was us", "C’était nous"},
    [HANDOUT_OUR_ACCIDENT] = {"It was an accident of ours", "C’était un accident chez nous"},
    [HANDOUT_SILENCE] = {"We do not answer", "Nous ne répondons pas"},
    [HANDOUT_REQUEST] =
        {"For a request (help, a joint case, to join an accusation, to leave a crisis), or an "
         "order of yours that is due. Which one is it?",
            "Pour une demande (aide, enquête commune, accusation à rejoindre, crise à quitter) "
            "ou un "
            "ordre de vous à exécuter. De quoi s’agit-il ?"},
    [HANDOUT_YES] = {"Yes", "Oui"},
    [HANDOUT_NO] = {"No", "Non"},
    [HANDOUT_PREDICTIONS] = {"What do you expect?", "À quoi vous attendez-vous ?"},
    [HANDOUT_OF_100] = {"of 100", "sur 100"},
    [HANDOUT_BEFORE] = {"before the first round", "avant le premier tour"},
    [HANDOUT_OFFERS] = {"What can be signed", "Ce qui peut être signé"},
    [HANDOUT_POINTS] = {"Points", "Points"},
    [HANDOUT_POINTS_HELP] = {"Points that your team can spend:",
        "Points que votre équipe peut dépenser :"},
    [HANDOUT_SIGN] = {"We sign", "Nous signons"},
    [HANDOUT_INJECTS] = {"Injects", "Éléments à injecter"},
    [HANDOUT_DAY] = {"Day", "Jour"},
    [HANDOUT_TO] = {"To", "À"},
    [HANDOUT_ALL] = {"all", "tous"},
    [HANDOUT_TEXT] = {"Text", "Texte"},
    [HANDOUT_TRUTH] = {"In truth", "En vérité"},
    [HANDOUT_EXPECT] = {"What a good team does", "Ce que fait une bonne équipe"},
    [HANDOUT_DONE] = {"Sent", "Envoyé"},
    [HANDOUT_CALLED] = {"when called", "sur appel"},
    [HANDOUT_NOTES] = {"Notes for each round", "Notes pour chaque tour"},
    [HANDOUT_USUAL] = {"What usually happens", "Ce qui arrive d’habitude"},
    [HANDOUT_IF_QUIET] = {"If nothing happens", "S’il ne se passe rien"},
    [HANDOUT_IF_HEATED] = {"If the discussion becomes tense", "Si cela s’emballe"},
    [HANDOUT_CARDS] = {"Cards to cut out and hand over", "Cartes à découper et à remettre"},
    [HANDOUT_TECHNICAL_NOTE] = {"Technical note", "Note technique"},
    [HANDOUT_PRESS] = {"Press", "Presse"},
    [HANDOUT_DIPLOMATIC_NOTE] = {"Diplomatic note", "Note diplomatique"},
    [HANDOUT_DEBRIEF] = {"Questions for the end", "Questions pour la fin"},
    [HANDOUT_LADDER] = {"The ladder in words", "L’échelle en mots"},
    [HANDOUT_LADDER_HELP] = {"From the top down. Steps below the line are friction; above it, "
                             "somebody pays.",
        "De haut en bas. Sous la ligne, il y a des frictions ; au-dessus, quelqu’un paie."},
    [HANDOUT_GLOSSARY] = {"Words", "Mots"},
    [HANDOUT_ASSUMED] = {"What is assumed here", "Ce qui est supposé ici"},
    [HANDOUT_OBSERVER] = {"Observer’s sheet", "Feuille d’observation"},
    [HANDOUT_OBSERVER_HELP] = {"Watch one team. Write what you see and hear, and the minute.",
        "Suivez une équipe. Notez ce que vous voyez et entendez, et la minute."},
    [HANDOUT_OBSERVED_1] = {"What did they know?", "Que savaient-ils ?"},
    [HANDOUT_OBSERVED_2] = {"What did they assume?", "Que supposaient-ils ?"},
    [HANDOUT_OBSERVED_3] = {"Whom did they ask, and when?",
        "À qui ont-ils demandé, et quand ?"},
    [HANDOUT_OBSERVED_4] = {"What changed their mind?",
        "Qu’est-ce qui les a fait changer d’avis ?"},
    [HANDOUT_FEEDBACK] = {"Feedback", "Votre avis"},
    [HANDOUT_FEEDBACK_1] = {"One thing that I will remember", "Une chose que je retiendrai"},
    [HANDOUT_FEEDBACK_2] = {"One thing that I did not believe",
        "Une chose que je n’ai pas crue"},
    [HANDOUT_FEEDBACK_3] = {"One thing that I would do in another way in my work",
        "Une chose que je ferais autrement dans mon travail"},
    [HANDOUT_FEEDBACK_4] = {"One thing that the exercise should change",
        "Une chose que l’exercice devrait changer"},
    [HANDOUT_MEASURE_FIRST] = {"how often a state that did not do it is accused or hit",
        "combien de fois un État est frappé sans être responsable"},
    [HANDOUT_MEASURE_FIRST + 1] = {"how often somebody strikes back",
        "combien de fois quelqu’un riposte"},
    [HANDOUT_MEASURE_FIRST + 2] = {"how often a matter reaches disruption",
        "combien de fois une affaire va jusqu’à la perturbation"},
    [HANDOUT_MEASURE_FIRST + 3] = {"how often a crisis begins",
        "combien de fois une crise commence"},
    [HANDOUT_MEASURE_FIRST + 4] = {"how often the state responsible becomes known in time",
        "combien de fois l’État responsable est connu à temps"},
    [HANDOUT_MEASURE_FIRST + 5] = {"how many days a matter takes",
        "combien de jours dure une affaire"},
    [HANDOUT_MEASURE_LAST] = {"what was signed, compared with what was used",
        "ce qui a été signé et ce qui a été utilisé"},
    [HANDOUT_RUNG_FIRST] = {"normal relations", "relations normales"},
    [HANDOUT_RUNG_FIRST + 1] = {"friction in private", "frictions en privé"},
    [HANDOUT_RUNG_FIRST + 2] = {"friction in public: protest, accusation",
        "frictions en public : protestation, accusation"},
    [HANDOUT_RUNG_FIRST + 3] = {"legal or economic cost: charges, sanctions",
        "coût juridique ou économique : poursuites, sanctions"},
    [HANDOUT_RUNG_FIRST + 4] = {"secret competition: spying, footholds",
        "rivalité secrète : espionnage, accès cachés"},
    [HANDOUT_RUNG_FIRST + 5] = {"disruption: services stand still",
        "perturbation : des services à l’arrêt"},
    [HANDOUT_RUNG_FIRST + 6] = {"destruction without casualties", "destruction sans victimes"},
    [HANDOUT_RUNG_FIRST + 7] = {"major harm, or a show of military force",
        "dommages graves, ou démonstration militaire"},
    [HANDOUT_RUNG_FIRST + 8] = {"limited force", "force limitée"},
    [HANDOUT_RUNG_LAST] = {"armed conflict", "conflit armé"},
};

static int
column(const char *language)
{
    for (int k = 0; k < LANGUAGES; k++) {
        size_t length = strlen(tags[k]);

        if (strncmp(language, tags[k], length) == 0 &&
            (language[length] == '\0' || language[length] == '-')) {
            return k;
        }
    }
    return ENGLISH;
}

const char *
handout_words(enum handout_word word, const char *language)
{
    int k = column(language);

    return k == INDONESIAN   ? handout_words_id[word]
           : k == VIETNAMESE ? handout_words_vi[word]
           : k == RUSSIAN    ? handout_words_ru[word]
                             : words[word][k];
}

const char *
handout_words_language(const char *language)
{
    return tags[column(language)];
}

package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.LatinNames;
import dev.weir.privacy.detect.words.NameWords;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;

/**
 * Finds names of one word: those that stand where only people do ("X said", "said X"), those with the endings of family names
 * (-sson, -owska), and those in one list with a known name.
 */
public final class SingleNameFinder implements Finder {

    private static final int RANK = 410;

    private static final String NAME = "(\\p{Lu}[\\p{L}'\\u2019-]{1,20})(?<![-'\\u2019])(?:'s|\\u2019s)?";
    private static final String START = "(?<![\\p{L}\\d'\\u2019-])";
    private static final String END = "(?![\\p{L}\\d-])";

    private static final List<PrefilteredPattern> FORMS = List.of(
            // Kim said
            PrefilteredPattern.capitalised(START + NAME
                    + " (?:(?:also|then|just|never|always|once|had|has|have|will|would|can|could|did|does)"
                    + " ){0,2}?(?:lives?|lived|works? (?:at|as|for|in)|worked"
                    + " (?:at|as|for|in)|said|says|told|tells|asked|asks|wrote|writes"
                    + "|knows|knew|thinks|thought|loves|loved|likes|hates|wants|wanted|married|graduated|emigrated|smiled|laughed|cried|replied|answered|spoke|speaks|went|came|arrived|died|feels|felt|believes|ate|drank|sat|stood|walked|ran|drove|slept|woke|sang|danced|whispered|shouted"
                    + "|nodded|forgot|remembers|remembered|hopes|teaches|taught|studies|studied|cooks|met|won|scored|sings|performed|starred|composed|recorded|became|returned|travell?ed|attended|served|enjoys|enjoyed|decided|tried|looks|looked|goes|comes|plays|played|waited|waits|agreed|admitted|insisted|explained|added|noted|joined|left|called|calls|retired|resigned"
                    + "|(?:broke|lost|hurt|sold|called|left|brought|forgave|misses|missed) (?:his|her|their|him|them)|was"
                    + " born|is from \\p{Lu}\\p{Ll}{2,24}|comes from \\p{Lu}\\p{Ll}{2,24}|spent an?|spent the|moved"
                    + " to|grew up|gave|had given|has given|is married|is divorced|listed (?:his|her|their)|is an?"
                    + " (?:\\p{Ll}+"
                    + " ){0,2}(?:person|man|woman|boy|girl|lady|gentleman|student|friend|teacher|lawyer|engineer"
                    + "|singer|actor|writer|artist))(?!\\p{L})"),
            // Kim denies chest pain, Kim tolerated the procedure
            PrefilteredPattern.capitalised(
                    START + NAME
                            + " (?:(?:also|then|again|still|now) )?(?:denies|denied|states|stated|agrees|agreed|complains|complained"
                            + "|prefers|smokes|drinks|visits|phoned|rang|(?:reports|reported|requests|requested|declines|declined|refuses|refused"
                            + "|tolerated|tolerates|takes|manages|needs) (?:the|a|an|any|all|to|that|his|her|their|she|he|no))(?!\\p{L})"),
            PrefilteredPattern.capitalised(
                    "(?<!\\p{L})(?:gave|given) " + NAME + " (?:his|her|their|my|your|our)(?!\\p{L})"),
            PrefilteredPattern.capitalised("(?<!\\p{L})said \\p{L}{2,20} to " + NAME + END),
            PrefilteredPattern.capitalised("(?<!\\p{L})starring [\\p{L}' ]{2,40} and " + NAME + END),
            // Kim, can I; to town, Kim!
            PrefilteredPattern.capitalised("(?<=^|[\\n\"\u201c.?!]|[.?!] )" + NAME
                    + ", (?:can|could|would|will|please|are|do|did|where|when|why|how|what|thank|you)(?!\\p{L})"),
            PrefilteredPattern.capitalised(", " + NAME + "(?=!)"),
            PrefilteredPattern.capitalised("(?<!\\p{L})(?:[Ww]hy|[Ww]here|[Ww]ho) (?:is|was|does|did) " + NAME + END),
            PrefilteredPattern.capitalised(
                    ", (?:but|and|so) " + NAME + " (?=just|has|had|is|was|will|would|could|can|did|does)"),
            // Kim: What did you say?
            PrefilteredPattern.capitalised("(?m)^(\\p{Lu}\\p{Ll}{2,14}): (?=\\p{Lu}\\p{Ll}* \\p{L})"),
            // Kim's wife, Kim's address
            PrefilteredPattern.capitalised(
                    START + "(\\p{Lu}[\\p{L}-]{1,20})['\\u2019]s"
                            + " (?=wife|husband|mother|father|mom|mum|dad|son|daughter"
                            + "|brother|sister|address|phone|birthday|name|family|friend|boss|house|home|email|boyfriend|girlfriend)"));

    /** Said Kim, starring Kim and Lee: what stands there is a name, though it may be a word, too. */
    private static final PrefilteredPattern ANNOUNCED = PrefilteredPattern.capitalised(
            "(?<!\\p{L})(?i:said|told|asked|named (?:him|her|them|after)|calls? (?:me|him|her)|called"
                    + " (?:me|him|her)|nicknamed|happy birthday|starring|directed by|written by|sung by|played"
                    + " by|married(?: to)?|divorced from|engaged to|congratulate|good morning|good evening|good"
                    + " night|thank you|excuse me|welcome|goodbye|sincerely|yours|love|cheers|hey|maiden name is|surname"
                    + " is|speak (?:to|with)|talk (?:to|with)),? "
                    + NAME
                    + END);

    /** Endings that family names have and hardly any other word. */
    static final String FAMILY_END = "(?:sson|sdatter|d\u00f3ttir|dottir|ows(?:ki|ka)|ews(?:ki|ka)|i\u0144s(?:ki|ka)"
            + "|ovi\u0107|evi\u0107|\u010di\u0107|ovich|evich|ovna|evna|enko|shvili|opoulos|opoulou|idis|inen|escu|qvist|quist|str\u00f6m|ov\u00e1"
            + "|k\u00f6v\u00e1|[^aeiou]ov|[^aeiou]ova|[^aeiou]yan|o\u011flu)";

    private static final PrefilteredPattern FAMILY =
            PrefilteredPattern.capitalised(START + "(\\p{Lu}\\p{Ll}{2,14}" + FAMILY_END + ")(?![\\p{L}\\d])");
    /** A family name or a given name in capitals. */
    private static final PrefilteredPattern CAPITALS =
            PrefilteredPattern.capitalised("(?<![\\p{L}\\d'-])(\\p{Lu}{4,15})(?![\\p{L}\\d'-])");

    /** Of words in one list with a known name, each is one: "Eklund, Michael and Hodge". */
    private static final PrefilteredPattern LIST = PrefilteredPattern.capitalised(START
            + "(\\p{Lu}[\\p{L}'\\u2019-]{1,20})((?:, \\p{Lu}[\\p{L}'\\u2019-]{1,20}){0,4}),? (?:and|&|or)"
            + " (\\p{Lu}[\\p{L}'\\u2019-]{1,20})"
            + END);

    /** Cousin Buzz, CRNA Cash: with a capital it is a name, though it be a word, too. */
    private static final PrefilteredPattern OF_KIN = PrefilteredPattern.capitalised(
            "(?<![A-Za-z])(?i:cousin|uncle|aunt|auntie|nephew|niece|brother|sister|son|daughter|wife|husband|grandson|granddaughter|neighbou?r|room-?mate"
                    + "|crna|rn|sw|np|keyworker|therapist|pharmacist|dietitian|interpreter|chaplain|passenger|sitter|caller|nickname[d:]?|alias|says|领队|家属|护工|翻译) "
                    + "?(\\p{Lu}\\p{Ll}{1,14})(?=[ ,.;:)，。；、]|[\u3400-\u9fff]|$)(?! \\p{Lu})");

    @Override
    public void find(String text, Spans spans) {
        if (text.chars().noneMatch(Character::isUpperCase)) {
            return;
        }
        FORMS.forEach(form -> form.each(text, name -> add(text, name.start(1), name.end(1), spans)));
        ANNOUNCED.addTo(
                spans,
                "NAME",
                RANK,
                text,
                name -> !NameWords.isNoName(lower(name.group(1))) && !isAbbreviation(name.group(1)));
        FAMILY.each(text, family -> add(text, family.start(1), family.end(1), spans));
        CAPITALS.addTo(spans, "NAME", RANK, text, name -> {
            String word = lower(name.group(1));
            return LatinNames.isNameAlone(word) && !NameWords.isWordToo(word) && !LatinNames.isWordOfEnglish(word);
        });
        LIST.each(text, list -> list(text, list, spans));
        OF_KIN.addTo(
                spans,
                "NAME",
                RANK,
                text,
                name -> !NameWords.isNoName(lower(name.group(1)))
                        && !NameWords.isPlain(lower(name.group(1)))
                        && !LatinNameFinder.isTerm(text, name.start(1), name.end(1)));
    }

    private static void list(String text, MatchResult list, Spans spans) {
        boolean known = false;
        int at = list.start();
        for (String word : list.group().split("[ ,&]+")) {
            known |= isKnown(lower(word));
        }
        if (!known) {
            return;
        }
        while (at < list.end()) {
            int end = at;
            while (end < list.end() && text.charAt(end) != ' ' && text.charAt(end) != ',') {
                end++;
            }
            if (end > at && Character.isUpperCase(text.charAt(at))) {
                add(text, at, end, spans);
            }
            at = end + 1;
        }
    }

    private static boolean isKnown(String word) {
        return NameWords.isGiven(word) || NameWords.isFamily(word);
    }

    /** A word in the place of a name, if it may be one. */
    static void add(String text, int start, int end, Spans spans) {
        int stop = end - start > 3 && text.charAt(end - 1) == 's' && "'\u2019".indexOf(text.charAt(end - 2)) >= 0
                ? end - 2
                : end;
        String word = text.substring(start, stop);
        if (LatinNames.mayBeName(lower(word))
                && !isCommon(lower(word))
                && !isAbbreviation(word)
                && !LatinNameFinder.isEponym(word)
                && !LatinNameFinder.isTerm(text, start, stop)) {
            spans.add("NAME", start, stop, RANK);
        }
    }

    private static boolean isCommon(String word) {
        return NameWords.isPlain(word)
                || (word.contains("'") && NameWords.isPlain(word.substring(0, word.indexOf('\''))));
    }

    private static boolean isAbbreviation(String word) {
        return word.equals(word.toUpperCase(Locale.ROOT));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}

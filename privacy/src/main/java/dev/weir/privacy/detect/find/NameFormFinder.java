package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.LatinNames;
import java.util.Locale;
import java.util.Set;

/** Finds names that are written as hardly anything else is: initials and a family name, a family name, a comma and a given name. */
public final class NameFormFinder implements Finder {

    private static final int RANK = 411;

    private static final String WORD = "\\p{Lu}[\\p{L}'\\u2019-]{1,20}";

    /** Where a name begins that nothing else announces: a line, a sign, a small word that people follow. */
    private static final String BEGIN =
            "(?:^|[\\n:;,(/&\"\u201c|\\]-] ?|[\u3400-\u9fff] ?|(?<!\\p{L})(?:by|and|with|to|from|for|of|or|is|was|as|than|[Ss]igned(?: out)?(?: by)?|registrar|[Yy]ours sincerely,?|[Ss]incerely,?|[Dd]ictated|[Vv]erified|[Rr]eported|[Rr]eviewed|[Rr]ead|pharmacist|therapist|nurse|dietitian|RN|Dr\\.?|Profs?\\.?|patient|pt|Pt) )";

    /** J.P. Delacroix, A. van Rossem. */
    private static final PrefilteredPattern INITIALS = PrefilteredPattern.capitalised(
            BEGIN + "((?:\\p{Lu}\\.[ -]?){1,4}(?:(?:van|von|de|der|den|la|al|el|di|da|du) ){0,2}(" + WORD
                    + ")(?: (?:III?|IV|Jr\\.?|Sr\\.?))?)(?![\\p{IsLatin}\\d])");

    /** Hernandez, Maria; O'BRIEN, PATRICK J. */
    private static final PrefilteredPattern TURNED = PrefilteredPattern.capitalised(
            "(?:^|[\\n:;|] ?)((" + WORD + "), ?(" + WORD + ")(?: \\p{Lu}(?:\\.|(?!\\p{L})))?)(?![\\p{L}\\d])");

    /** Okafor v. Stevenson. */
    private static final PrefilteredPattern PARTIES = PrefilteredPattern.capitalised(
            "(?=\\p{Lu})(?<![\\p{L}\\d'\u2019-])(" + WORD + ") v\\.? (" + WORD + ")(?![\\p{L}\\d-])");

    /** Nwosu, C. */
    private static final PrefilteredPattern TURNED_INITIALS = PrefilteredPattern.capitalised(
            "(?:^|[\\n:;|] ?|(?<!\\p{L})(?:[Dd]ictated|[Vv]erified|[Rr]eported|[Rr]eviewed|[Rr]ead|[Ss]igned|[Nn]oted|[Ll]ogged|[Ww]itnessed|[Gg]rossed)(?: by| out)?:? |[Dd]r\\.? ?|Prof\\.? |[\u3400-\u9fff] ?)(("
                    + WORD + "),? (?:\\p{Lu}\\.?[ -]?){1,2}(?<=[\\p{Lu}.]))(?=[ ,;.)(（，；。\\n]|$)");

    /** Degrees and numbers. */
    private static final Set<String> NO_INITIALS =
            Set.of("MD", "RN", "DO", "PA", "NP", "BS", "MS", "I", "II", "IV", "V", "X");

    /** Tyrell "Ghost" Abernathy. */
    private static final PrefilteredPattern NICKNAMED = PrefilteredPattern.capitalised("(?<![\\p{L}\\d'\u2019-])("
            + WORD + " [\"\u201c'\u2018]" + WORD + "[\"\u201d'\u2019] " + WORD + ")(?![\\p{L}\\d])");

    /** patient p. o'brien-tsai. */
    private static final PrefilteredPattern SMALL_INITIAL = PrefilteredPattern.compile(
            "(?<!\\p{L})(?:patient|pt|dr|mr|mrs|ms)\\.? (\\p{Ll}\\. \\p{Ll}[\\p{Ll}'\u2019-]{2,20})(?![\\p{L}\\d])");

    /** Okafor, MD. */
    private static final PrefilteredPattern DEGREED = PrefilteredPattern.capitalised("(?<![\\p{L}\\d'\u2019-])(" + WORD
            + ")(?:,? (?:MD|M\\.D\\.|PhD|Ph\\.D\\.|MBBS)|, ?(?:MD|PhD|RN|DO|NP|PA-C|DDS))(?![\\p{L}\\d])");

    @Override
    public void find(String text, Spans spans) {
        if (text.chars().noneMatch(Character::isUpperCase)) {
            return;
        }
        NICKNAMED.addTo(spans, "NAME", RANK, text, name -> true);
        SMALL_INITIAL.addTo(spans, "NAME", RANK, text, name -> true);
        INITIALS.addTo(spans, "NAME", RANK, text, name -> mayBeName(name.group(2)));
        TURNED.addTo(
                spans,
                "NAME",
                RANK,
                text,
                name -> mayBeName(name.group(2)) && LatinNames.isNameAlone(lower(name.group(3))));
        DEGREED.addTo(
                spans,
                "NAME",
                RANK,
                text,
                name -> mayBeName(name.group(1)) && !LatinNames.isPlace(lower(name.group(1))));
        PARTIES.each(text, parties -> {
            SingleNameFinder.add(text, parties.start(1), parties.end(1), spans);
            SingleNameFinder.add(text, parties.start(2), parties.end(2), spans);
        });
        TURNED_INITIALS.addTo(spans, "NAME", RANK, text, name -> {
            String family = name.group(2);
            return (name.group(1).endsWith(".") || !LatinNameFinder.isEponym(family))
                    && !NO_INITIALS.contains(
                            name.group(1).substring(family.length()).replaceAll("^[, ]+", ""))
                    && !LatinNames.isWordOfEnglish(lower(family))
                    && mayBeName(family);
        });
    }

    /** A family name; of one with a hyphen or an apostrophe, each half. */
    private static boolean mayBeName(String word) {
        for (String part : lower(word).split("['\u2019-]")) {
            if (part.length() > 2 && !LatinNames.mayBeName(part)) {
                return false;
            }
        }
        return true;
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}

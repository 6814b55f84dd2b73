package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.LatinNames;
import java.util.Locale;

/** Finds names that are written as hardly anything else is: initials and a family name, a family name, a comma and a given name. */
public final class NameFormFinder implements Finder {

    private static final int RANK = 411;

    private static final String WORD = "\\p{Lu}[\\p{L}'\\u2019-]{1,20}";

    /** Where a name begins that nothing else announces: a line, a sign, a small word that people follow. */
    private static final String BEGIN =
            "(?:^|[\\n:;,(/&\"\u201c|\\]-] ?|(?<!\\p{L})(?:by|and|with|to|from|for|of|or|is|was|as|than) )";

    /** J.P. Delacroix, A. van Rossem. */
    private static final PrefilteredPattern INITIALS = PrefilteredPattern.capitalised(
            BEGIN + "((?:\\p{Lu}\\.[ -]?){1,3}(?:(?:van|von|de|der|den|la|al|el|di|da|du) ){0,2}(" + WORD
                    + "))(?![\\p{L}\\d])");

    /** Hernandez, Maria; O'BRIEN, PATRICK J. */
    private static final PrefilteredPattern TURNED = PrefilteredPattern.capitalised(
            "(?:^|[\\n:;|] ?)((" + WORD + "), ?(" + WORD + ")(?: \\p{Lu}(?:\\.|(?!\\p{L})))?)(?![\\p{L}\\d])");

    /** Okafor v. Stevenson. */
    private static final PrefilteredPattern PARTIES = PrefilteredPattern.capitalised(
            "(?=\\p{Lu})(?<![\\p{L}\\d'\u2019-])(" + WORD + ") v\\.? (" + WORD + ")(?![\\p{L}\\d-])");

    /** Nwosu, C. */
    private static final PrefilteredPattern TURNED_INITIALS = PrefilteredPattern.capitalised(
            "(?:^|[\\n:;|] ?)((" + WORD + "),? (?:\\p{Lu}\\.[ -]?){1,3})(?=[ ,;.)\\n]|$)");

    /** Okafor, MD. */
    private static final PrefilteredPattern DEGREED = PrefilteredPattern.capitalised("(?<![\\p{L}\\d'\u2019-])(" + WORD
            + ")(?:,? (?:MD|M\\.D\\.|PhD|Ph\\.D\\.|MBBS)|, ?(?:MD|PhD|RN|DO|NP|PA-C|DDS))(?![\\p{L}\\d])");

    @Override
    public void find(String text, Spans spans) {
        if (text.chars().noneMatch(Character::isUpperCase)) {
            return;
        }
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
            return !LatinNames.isWordOfEnglish(lower(family)) && mayBeName(family);
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

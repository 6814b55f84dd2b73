package dev.weir.privacy.detect.find;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds names behind a form of address: {@code Mme Roussel}, {@code Frau von Hölzle}, {@code Sra. García}, {@code Dr Benson}. In notes of few
 * words there is no sentence by which the tagger would know them.
 */
public final class AddressedNameFinder implements Finder {

    private static final int RANK = 85;

    private static final String NAME = "\\p{Lu}[\\p{L}'’]{1,30}(?:-\\p{Lu}[\\p{L}'’]{1,30})?";

    private static final String PARTICLES =
            "(?:(?:von|vom|zu|van|den|der|de|del|della|di|da|dos|la|le|el|al|ten|ter|bin|ibn) ){0,3}";

    /** German writes all nouns with a capital: one word behind Frau is her name, and the next may be any. */
    private static final Pattern GERMAN = Pattern.compile(
            "(?<![\\p{L}\\d])(?:Herrn?|Hr\\.|Frau|Fr\\.|Schwester|Pfleger|OÄ|OA)\\s(?:(?:Dr|Prof|PD)\\.?\\s(?:med\\.\\s)?){0,2}(?<name>"
                    + PARTICLES + NAME + ")");

    private static final Pattern OTHERS = Pattern.compile(
            "(?<![\\p{L}\\d])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Dra|Prof|Mme|Mlle|Madame|Monsieur|M\\.|Sr|Sra|Srta|Señora?|Senhora?|Sig|Signora?|Sig\\.ra|Dott"
                    + "|Dott\\.ssa|Dhr|Mevr|Mw|Doña|Dña)\\.?\\s(?<name>" + PARTICLES + NAME + "(?:\\s" + PARTICLES
                    + NAME + ")?)");

    @Override
    public void find(String text, Spans spans) {
        all(GERMAN, text, spans);
        all(OTHERS, text, spans);
    }

    private static void all(Pattern form, String text, Spans spans) {
        Matcher matcher = form.matcher(text);
        while (matcher.find()) {
            spans.add("NAME", matcher.start("name"), matcher.end("name"), RANK);
        }
    }
}

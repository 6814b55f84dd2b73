package dev.weir.privacy.detect.vocabulary;

import dev.weir.privacy.detect.words.LatinNames;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What languages, countries, months and days of the week are called in the languages of forms, by Unicode's CLDR, which Java brings.
 * Names of people that are among them (Jordan, Chad, April) are left out.
 */
final class LocaleTerms {

    private static final List<Locale> FORMS = Stream.of("en", "de", "fr", "es", "it", "pt", "nl")
            .map(Locale::forLanguageTag)
            .toList();

    /** Shorter ones are initials and syllables of names, too: Ga, Ido. */
    private static final int SHORTEST = 3;

    private static final Set<String> TERMS = terms();

    private LocaleTerms() {}

    static boolean is(String text) {
        return TERMS.contains(text.toLowerCase(Locale.ROOT));
    }

    private static Set<String> terms() {
        Set<String> terms = new HashSet<>();
        for (Locale form : FORMS) {
            Stream.of(
                            Arrays.stream(Locale.getISOLanguages())
                                    .map(code -> Locale.forLanguageTag(code).getDisplayLanguage(form)),
                            Arrays.stream(Locale.getISOCountries())
                                    .map(code -> new Locale("", code).getDisplayCountry(form)),
                            Arrays.stream(Month.values()).map(month -> month.getDisplayName(TextStyle.FULL, form)),
                            Arrays.stream(DayOfWeek.values()).map(day -> day.getDisplayName(TextStyle.FULL, form)))
                    .flatMap(names -> names)
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .filter(name -> name.length() > SHORTEST)
                    .filter(name -> !LatinNames.isName(name))
                    .forEach(terms::add);
        }
        return Set.copyOf(terms);
    }
}

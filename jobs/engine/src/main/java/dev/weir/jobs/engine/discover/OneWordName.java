package dev.weir.jobs.engine.discover;

import dev.weir.privacy.detect.LeakScan;
import dev.weir.privacy.detect.words.LatinNames;
import java.util.regex.Pattern;

/**
 * What people are called where no blank may stand: {@code JessicaHolloway}, an account such as {@code jthornton} or {@code
 * thorntonj}, and initials ({@code L.F.}). One such value may be anything; where many of a column's are, it is people's.
 */
final class OneWordName {

    private static final Pattern CAPITALS = Pattern.compile("\\p{Lu}\\p{Ll}+(?:\\p{Lu}\\p{Ll}+){1,2}");
    private static final Pattern BETWEEN = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern INITIALS = Pattern.compile("\\p{Lu}\\.[ -]?(?:\\p{Lu}\\.[ -]?){0,2}\\p{Lu}\\.?");

    /** An initial and a family name of four letters and more, or the other way round. */
    private static final Pattern ACCOUNT = Pattern.compile("[a-z]{5,15}");

    private static final LeakScan NAMES = new LeakScan("");

    private OneWordName() {}

    static boolean is(String value) {
        if (CAPITALS.matcher(value).matches()) {
            return NAMES.mayCallPerson(BETWEEN.matcher(value).replaceAll(" "));
        }
        return INITIALS.matcher(value).matches() || isAccount(value);
    }

    private static boolean isAccount(String value) {
        return ACCOUNT.matcher(value).matches()
                && !LatinNames.isWordOfEnglish(value)
                && (LatinNames.isNameAlone(value.substring(1))
                        || LatinNames.isNameAlone(value.substring(0, value.length() - 1)));
    }
}

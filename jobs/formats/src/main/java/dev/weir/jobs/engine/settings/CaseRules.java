package dev.weir.jobs.engine.settings;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import java.util.Locale;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The rules by which this JVM makes upper and lower case of text that is not all ASCII. Spark takes those of the JVM's
 * locale, and in Turkish, Azeri and Lithuanian {@code upper('张ii')} is another text than elsewhere.
 */
public final class CaseRules {

    /** Letters that some language has its own rule for. */
    private static final String LETTERS = "张 iIıİ\u0307 ìíĩįj ÌÍĨĮJ";

    private CaseRules() {}

    /** Whether upper and lower case are those of Unicode, without any language's own rules. */
    public static boolean areRoot() {
        UTF8String letters = UTF8String.fromString(LETTERS);
        return letters.toUpperCase().equals(UTF8String.fromString(LETTERS.toUpperCase(Locale.ROOT)))
                && letters.toLowerCase().equals(UTF8String.fromString(LETTERS.toLowerCase(Locale.ROOT)));
    }

    /**
     * Asks for Unicode's rules in this JVM.
     *
     * @throws ProblemsException when it has those of a language
     */
    public static void require() {
        if (!areRoot()) {
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    Place.of("user.language"),
                    "This Java process makes upper and lower case by the rules of '"
                            + Locale.getDefault().toLanguageTag() + "'",
                    "the same query would give other text here than on other machines",
                    "start the process with -Duser.language=en; on a cluster for the executors as well, in"
                            + " spark.executor.extraJavaOptions");
        }
    }
}

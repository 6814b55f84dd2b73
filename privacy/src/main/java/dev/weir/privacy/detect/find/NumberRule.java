package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.GroupedDigits;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A kind of number inside text.
 *
 * @param category what it is
 * @param form where one may stand; its group 1, where it has one, is the number itself
 * @param check what the number, without what parts its groups, must pass where no word announces it
 * @param announced what it must pass where one does
 * @param words those that announce it
 */
record NumberRule(
        String category, PrefilteredPattern form, Predicate<String> check, Predicate<String> announced, Pattern words) {

    private static final Pattern NO_WORDS = Pattern.compile("(?!)");

    /** Whatever has the form is one. */
    static NumberRule always(String category, PrefilteredPattern form) {
        return proven(category, form, number -> true);
    }

    static NumberRule proven(String category, PrefilteredPattern form, Predicate<String> check) {
        return new NumberRule(category, form, check, number -> false, NO_WORDS);
    }

    static NumberRule provenOrAnnounced(
            String category, PrefilteredPattern form, Pattern words, Predicate<String> check) {
        return new NumberRule(category, form, check, number -> true, words);
    }

    static NumberRule announced(String category, PrefilteredPattern form, Pattern words) {
        return announced(category, form, words, number -> true);
    }

    /** One that proves nothing without the words, and must pass a check behind them. */
    static NumberRule announced(String category, PrefilteredPattern form, Pattern words, Predicate<String> check) {
        return new NumberRule(category, form, number -> false, check, words);
    }

    /** Adds those in a text. */
    void find(String text, int rank, Spans spans) {
        form.addTo(spans, category, rank, text, match -> {
            int group = match.groupCount() > 0 ? 1 : 0;
            String number = GroupedDigits.bare(match.group(group));
            return check.test(number)
                    || (announced.test(number) && PrecedingWords.before(text, match.start(group), words));
        });
    }
}

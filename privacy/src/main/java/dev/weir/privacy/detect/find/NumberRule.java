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

    static final Predicate<String> ALWAYS = number -> true;
    static final Predicate<String> NEVER = number -> false;

    /** Adds those in a text. */
    void find(String text, int rank, Spans spans) {
        PrefilteredPattern.Matches matches = form.in(text);
        while (matches.find()) {
            int group = matches.groupCount() > 0 ? 1 : 0;
            String number = GroupedDigits.bare(matches.group(group));
            int start = matches.start(group);
            if (check.test(number) || (announced.test(number) && PrecedingWords.before(text, start, words))) {
                spans.add(category, start, matches.end(group), rank);
            }
        }
    }
}

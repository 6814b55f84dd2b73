package dev.weir.privacy.detect.find;

import dev.weir.privacy.detect.words.GroupedDigits;
import java.util.function.Predicate;
import java.util.regex.Matcher;
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
record NumberRule(String category, Pattern form, Predicate<String> check, Predicate<String> announced, Pattern words) {

    static final Predicate<String> ALWAYS = number -> true;
    static final Predicate<String> NEVER = number -> false;

    /** Looks where one may stand. */
    void find(String text, Windows windows, int rank, Spans spans) {
        Matcher matcher = form.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        windows.forEach((from, to) -> find(text, matcher.region(from, to), rank, spans));
    }

    private void find(String text, Matcher matcher, int rank, Spans spans) {
        while (matcher.find()) {
            int group = matcher.groupCount() > 0 ? 1 : 0;
            String number = GroupedDigits.bare(matcher.group(group));
            int start = matcher.start(group);
            if (check.test(number) || (announced.test(number) && Context.before(text, start, words))) {
                spans.add(category, start, matcher.end(group), rank);
            }
        }
    }
}

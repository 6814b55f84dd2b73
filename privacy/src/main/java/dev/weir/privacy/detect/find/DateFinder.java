package dev.weir.privacy.detect.find;

import dev.weir.privacy.validate.CalendarDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds days, with the time of day that follows them: Chinese, ISO and English forms, with or without a year. */
public final class DateFinder implements Finder {

    private static final int RANK = 200;
    private static final int REACH = 40;

    private static final String TIME = "(?:[ T,]{0,2}\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?: ?[AaPp][Mm])?"
            + "(?:Z|[+-]\\d{2}:?\\d{2})?(?![0-9:]))?";
    private static final String MONTH =
            "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
                    + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
    private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";
    private static final String YEAR = "(?:18|19|20)\\d{2}";
    private static final String FREE = "(?<![0-9A-Za-z])(?<![0-9][-/.])";

    /** Eight digits are a day only where nothing else is attached to them. */
    private static final Pattern COMPACT =
            Pattern.compile("(?<![0-9A-Za-z_.-])(?:19|20)\\d{6}(?![0-9A-Za-z_-]|\\.[0-9])");

    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("(?<![0-9])" + YEAR + " ?年 ?(?:0?[1-9]|1[0-2]) ?月(?: ?" + DAY + " ?[日号])?" + TIME),
            Pattern.compile("(?<![0-9年])(?:0?[1-9]|1[0-2])月" + DAY + "[日号]" + TIME),
            Pattern.compile("[一二][九〇零○][一二三四五六七八九〇零○]{2}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?"),
            Pattern.compile(FREE + YEAR + "([-/.])(?:0?[1-9]|1[0-2])\\1" + DAY + "(?![0-9])" + TIME),
            Pattern.compile(
                    FREE + DAY + "([-/.])(?:0?[1-9]|1[0-2])\\1(?:" + YEAR + "|\\d{2})(?![0-9]|\\.[0-9])" + TIME),
            Pattern.compile(FREE + "(?:0?[1-9]|1[0-2])([-/])" + DAY + "\\1(?:" + YEAR + "|\\d{2})(?![0-9])" + TIME),
            Pattern.compile("(?i)(?<![A-Za-z])" + MONTH + "[ -]" + DAY + "(?:st|nd|rd|th)?(?:,? ?(?:of )?" + YEAR
                    + "|, ?\\d{2})?(?![0-9])" + TIME),
            Pattern.compile("(?i)(?<![0-9])" + DAY + "(?:st|nd|rd|th)?(?: of)?[ -]?" + MONTH
                    + "(?![A-Za-z])(?:[ ,-]{0,2}(?:" + YEAR + "|\\d{2}(?=[^0-9:]|$)))?" + TIME));

    @Override
    public void find(String text, Spans spans) {
        Windows windows = Windows.around(text, REACH, c -> (c >= '0' && c <= '9') || c == '年');
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
            windows.forEach((from, to) -> {
                matcher.region(from, to);
                while (matcher.find()) {
                    spans.add("DATE", matcher.start(), matcher.end(), RANK);
                }
            });
        }
        Matcher compact = COMPACT.matcher(text);
        while (compact.find()) {
            if (CalendarDate.isValid(compact.group())) {
                spans.add("DATE", compact.start(), compact.end(), RANK);
            }
        }
    }
}

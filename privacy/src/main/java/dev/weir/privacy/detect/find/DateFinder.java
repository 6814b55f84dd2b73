package dev.weir.privacy.detect.find;

import dev.weir.privacy.validate.CalendarDate;
import java.util.List;

/** Finds days, with the time of day that follows them: Chinese, ISO and English forms, with or without a year. */
public final class DateFinder implements Finder {

    private static final int RANK = 200;

    private static final String TIME = "(?:[ T,]{0,2}\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?: ?[AaPp][Mm])?"
            + "(?:Z|[+-]\\d{2}:?\\d{2})?(?![0-9:]))?";
    private static final String MONTH =
            "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
                    + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
    private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";
    private static final String YEAR = "(?:18|19|20)\\d{2}";
    private static final String FREE = "(?<![0-9A-Za-z])(?<![0-9][-/.])";

    /** Eight digits are a day only where nothing else is attached to them. */
    private static final PrefilteredPattern COMPACT =
            PrefilteredPattern.compile("(?<![0-9A-Za-z_.-])(?:19|20)\\d{6}(?![0-9A-Za-z_-]|\\.[0-9])");

    private static final List<PrefilteredPattern> FORMS = List.of(
            PrefilteredPattern.compile(
                    "(?<![0-9])" + YEAR + " ?年 ?(?:0?[1-9]|1[0-2]) ?月(?: ?" + DAY + " ?[日号])?" + TIME),
            PrefilteredPattern.compile("(?<![0-9年])(?:0?[1-9]|1[0-2])月" + DAY + "[日号]" + TIME),
            PrefilteredPattern.compile("[一二][九〇零○][一二三四五六七八九〇零○]{2}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?"),
            PrefilteredPattern.compile(FREE + YEAR + "([-/.])(?:0?[1-9]|1[0-2])\\1" + DAY + "(?![0-9])" + TIME),
            PrefilteredPattern.compile(
                    FREE + DAY + "([-/.])(?:0?[1-9]|1[0-2])\\1(?:" + YEAR + "|\\d{2})(?![0-9]|\\.[0-9])" + TIME),
            PrefilteredPattern.compile(
                    FREE + "(?:0?[1-9]|1[0-2])([-/])" + DAY + "\\1(?:" + YEAR + "|\\d{2})(?![0-9])" + TIME),
            PrefilteredPattern.compile("(?i)(?<![A-Za-z])" + MONTH + "[ -]" + DAY + "(?:st|nd|rd|th)?(?:,? ?(?:of )?"
                    + YEAR + "|, ?\\d{2})?(?![0-9])" + TIME),
            PrefilteredPattern.compile("(?i)(?<![0-9])" + DAY + "(?:st|nd|rd|th)?(?: of)?[ -]?" + MONTH
                    + "(?![A-Za-z])(?:[ ,-]{0,2}(?:" + YEAR + "|\\d{2}(?=[^0-9:]|$)))?" + TIME));

    @Override
    public void find(String text, Spans spans) {
        FORMS.forEach(form -> form.each(text, date -> spans.add("DATE", date.start(), date.end(), RANK)));
        COMPACT.addTo(spans, "DATE", RANK, text, date -> CalendarDate.isValid(date.group()));
    }
}

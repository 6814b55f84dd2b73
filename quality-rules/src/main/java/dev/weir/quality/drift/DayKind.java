package dev.weir.quality.drift;

import dev.weir.contracts.Rule.Season;
import dev.weir.privacy.law.WorkCalendar;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/**
 * Which days are alike, as far as numbers of rows go: a holiday first, then a month's last day, then the weekday.
 *
 * @param seasons which days are alike
 * @param calendar of the law pack, which knows the holidays
 */
record DayKind(List<Season> seasons, WorkCalendar calendar) {

    /** The kind of a day, in the plural: {@code Sundays}, {@code public holidays}, and {@code "days"} where all are alike. */
    String of(LocalDate day) {
        WorkCalendar.Year year = calendar.years().get(day.getYear());
        if (seasons.contains(Season.HOLIDAYS) && year != null) {
            if (year.off().contains(day)) {
                return "public holidays";
            }
            if (year.work().contains(day)) {
                return "weekends that are worked";
            }
        }
        if (seasons.contains(Season.MONTH_END) && day.getDayOfMonth() == day.lengthOfMonth()) {
            return "last days of a month";
        }
        return seasons.contains(Season.WEEKDAY)
                ? day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + "s"
                : "days";
    }

    /** Whether the holidays of the day's year matter and are not known. */
    boolean lacks(LocalDate day) {
        return seasons.contains(Season.HOLIDAYS) && !calendar.knows(day, day);
    }
}

package dev.weir.jobs.engine.pass;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.text.NumberText;
import dev.weir.jobs.engine.sink.WatchFindings;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.privacy.detect.ShiftedDays;
import dev.weir.privacy.law.Provisions;
import dev.weir.privacy.mask.kind.Shift;
import java.util.List;

/**
 * Looks at shifted columns as a reader would who wants the true dates, and knows one of them: the day of a load, the end of a
 * study, the day that stands for "not known". A run stops if so many people have one day that their moved dates tell by
 * how many days each person was moved.
 */
final class ShiftedColumns {

    private final Provisions.LeakRate limit;

    ShiftedColumns(Provisions.LeakRate limit) {
        this.limit = limit;
    }

    void review(TablePlan table, WatchFindings.Shifted found, Problems problems, List<String> notices) {
        if (found.lost() > 0) {
            notices.add(table.name() + ": " + found.lost()
                    + " rows lost the dates that are shifted, since they do not say whose they are");
        }
        found.days().forEach((column, days) -> {
            if (table.mask(column).mask() instanceof Shift shift) {
                ShiftedDays.Judged all = days.judged(shift.step(), limit.atLeast());
                review(table, column, shift, all, problems, notices);
                ShiftedDays fresh = found.fresh().get(column);
                if (fresh != null && !tells(all)) {
                    reviewFresh(table, column, fresh.judged(shift.step(), limit.atLeast()), problems);
                }
            }
        });
    }

    private boolean tells(ShiftedDays.Judged days) {
        double most = limit.shares().any();
        return days.tellsByDay(most) || days.tellsByWeek(most);
    }

    /** Rows of new files alone: a reader of this release and of the last one knows which they are, and about when they came. */
    private void reviewFresh(TablePlan table, String column, ShiftedDays.Judged days, Problems problems) {
        if (!tells(days)) {
            return;
        }
        boolean isDay = days.tellsByDay(limit.shares().any());
        problems.add(
                Code.SHIFT_TELLS,
                table.table().placeOf(column),
                "The dates of column '" + table.name() + "." + column
                        + "' would tell by how many days they are shifted: of the people in files that the last release"
                        + " has not, "
                        + (isDay
                                ? days.alike() + " of " + days.near() + " have one and the same day"
                                : days.week().people() + " of " + days.week().near() + " have a date in one week"),
                "who compares this release with the last one sees which rows are new, and knows about when they came",
                "write weirMask: { method: generalise, to: month } or weirMask: drop; or take in the files of a whole month"
                        + " at once");
    }

    private void review(
            TablePlan table,
            String column,
            Shift shift,
            ShiftedDays.Judged days,
            Problems problems,
            List<String> notices) {
        double most = limit.shares().any();
        String alike = days.alike() + " of " + days.near();
        ShiftedDays.Judged.Week week = days.week();
        if (days.tellsByDay(most)) {
            problems.add(
                    Code.SHIFT_TELLS,
                    table.table().placeOf(column),
                    "The dates of column '" + table.name() + "." + column + "' would tell by how many days they are"
                            + " shifted: " + alike + " people have one and the same day ("
                            + NumberText.percent(days.alike(), days.near()) + ")",
                    "a reader who knows that day, such as the day of the load or the end of the study, would know the"
                            + " true dates of each of them, in this column and in the others",
                    "write weirMask: { method: generalise, to: month } or weirMask: drop; classification: NONE, if the"
                            + " day is no person's; " + (table.load().isWhole() ? "" : "load longer intervals; ")
                            + "or list the day under weirNullValues of the source, if it stands for 'not known'");
        } else if (days.tellsByWeek(most)) {
            problems.add(
                    Code.SHIFT_TELLS,
                    table.table().placeOf(column),
                    "The dates of column '" + table.name() + "." + column
                            + "' would tell within a few days by how many days"
                            + " they are shifted: " + week.people() + " of " + week.near()
                            + " people have a date in one"
                            + " week (" + NumberText.percent(week.people(), week.near()) + ")",
                    "a reader who knows that week, or takes the middle of the moved dates for it, would know the true dates"
                            + " of each of them to within a few days, in this column and in the others",
                    "write weirMask: { method: generalise, to: month } or weirMask: drop"
                            + (table.load().isWhole() ? "" : "; or load longer intervals"));
        } else if (days.share() > LeakGuard.NEARLY * most) {
            notices.add(table.name() + "." + column + " is shifted, and " + alike
                    + " people whose dates lie near have one and the same day: a reader who knows it can guess by how many"
                    + " days they are shifted");
        }
        if (shift.step() == 1 && days.differsByWeekday()) {
            notices.add(table.name() + "." + column
                    + " is shifted, and people have some days of the week more often than others: who has many such dates"
                    + " shows by how many days they are shifted, but for whole weeks. With { method: shift, step: 7 } dates"
                    + " keep their day of the week, and readers know that they do");
        }
    }
}

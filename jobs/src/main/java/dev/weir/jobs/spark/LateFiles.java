package dev.weir.jobs.spark;

import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.plan.Interval;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.Window;
import dev.weir.jobs.spark.read.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Files that arrived or changed after the interval that they are of was released. A file is of an interval by its path, and has
 * changed where its bytes have: a look at size and time, then at its SHA-256. One that is gone is not missed.
 */
public final class LateFiles {

    private LateFiles() {}

    /** The released intervals that have such files, the earliest first. */
    static List<Interval> of(WeirSession session, Plan plan, ReleasedIntervals released) {
        SourceInputs inputs = new SourceInputs(session.spark(), session.workspace());
        Set<Interval> late = new TreeSet<>(Comparator.comparing(Interval::from).thenComparing(Interval::to));
        for (SourceRead read : plan.reads()) {
            if (read.window() == Window.INTERVAL
                    && isTouched(inputs.files(read.source(), read.table()), read, released)) {
                ChangedIntervals changed = new ChangedIntervals();
                for (ReleasedIntervals.Made made : released.all()) {
                    Interval interval = new Interval(
                            made.span().from(),
                            made.span().to(),
                            session.workspace().zone());
                    changed.compare(interval, inputs.files(read, interval), made.files(read.name()));
                }
                late.addAll(changed.list(session.spark()));
            }
        }
        return new ArrayList<>(late);
    }

    /** Whether any file is not to the byte count and second what every release that read it has read: that looks at no bytes. */
    private static boolean isTouched(List<SourceFile> files, SourceRead read, ReleasedIntervals released) {
        for (SourceFile file : files) {
            List<SourceCount.SourceFile> versions = released.all().stream()
                    .map(made -> made.files(read.name()).get(file.name()))
                    .filter(Objects::nonNull)
                    .toList();
            if (versions.isEmpty() || !versions.stream().allMatch(version -> SourceInputs.looksLike(file, version))) {
                return true;
            }
        }
        return false;
    }

    /** Such as {@code 2 earlier days have new files: 2026-11-17, 2026-11-18}; empty where there are none. */
    public static String words(List<Interval> late) {
        if (late.isEmpty()) {
            return "";
        }
        boolean days = late.stream()
                .allMatch(interval -> interval.each(Interval.Step.HOUR).size() <= 25 && interval.isOfWholeDays());
        return late.size() + " earlier " + (days ? "day" : "interval") + (late.size() == 1 ? " has" : "s have")
                + " new files: "
                + String.join(", ", late.stream().map(Interval::toString).toList());
    }
}

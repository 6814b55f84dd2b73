package dev.weir.jobs.engine.source;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceDigest;
import dev.weir.jobs.engine.read.SourceSurvey;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.scope.ReleasedIntervals;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.plan.interval.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Files that arrived or changed after the interval that they are of was released. A file is of an interval by its path, and has
 * changed where its bytes have: a look at size and time, then at its SHA-256. One that is gone is not missed.
 */
public final class LateFiles {

    private LateFiles() {}

    /** The released intervals that have such files, the earliest first. */
    public static List<Interval> of(WeirSession session, Plan plan, SourceDigests digests, ReleasedIntervals released) {
        return of(session, plan, digests, released, Optional.empty());
    }

    /** The same, without those files that a run for an interval reads now. */
    public static List<Interval> besides(
            WeirSession session, Plan plan, SourceDigests digests, ReleasedIntervals released, Interval own) {
        return of(session, plan, digests, released, Optional.of(own)).stream()
                .filter(each -> !own.contains(each))
                .toList();
    }

    private static List<Interval> of(
            WeirSession session, Plan plan, SourceDigests digests, ReleasedIntervals released, Optional<Interval> own) {
        SourceInputs inputs = new SourceInputs(session, digests);
        Set<Interval> late = new TreeSet<>(Comparator.comparing(Interval::from).thenComparing(Interval::to));
        for (SourceRead read : plan.reads()) {
            if (read.window() == Window.INTERVAL) {
                ChangedIntervals changed = new ChangedIntervals();
                LaterParts later = new LaterParts(inputs, read);
                own.ifPresent(later::isRead);
                for (ReleasedIntervals.Made made : released.all()) {
                    Interval interval = new Interval(
                            made.span().from(),
                            made.span().to(),
                            session.workspace().settings().zone());
                    List<SourceFile> files = inputs.files(read, interval);
                    changed.compare(interval, later.without(files, interval), made.files(read.name()));
                    later.add(interval, files, made.files(read.name()));
                }
                late.addAll(changed.list(session, digests));
            }
        }
        return new ArrayList<>(late);
    }

    /** Such as {@code 2 earlier days have new or changed files: 2026-11-17, 2026-11-18}; empty where there are none. */
    public static String words(List<Interval> late) {
        if (late.isEmpty()) {
            return "";
        }
        boolean days = late.stream().allMatch(interval -> interval.step().equals(Optional.of(Interval.Step.DAY)));
        return late.size() + " earlier " + (days ? "day" : "interval") + (late.size() == 1 ? " has" : "s have")
                + " new or changed files: "
                + String.join(", ", late.stream().map(Interval::toString).toList());
    }

    /**
     * What to write to take them, such as {@code 'weir run stays --interval 2026-11 --each month --changed' takes them}. A part is
     * run as long as it was released: none of a month's days was.
     */
    public static String remedy(String product, List<Interval> late) {
        Map<Interval.Step, Interval> parts = new EnumMap<>(Interval.Step.class);
        Set<String> commands = new LinkedHashSet<>();
        for (Interval interval : late) {
            interval.step()
                    .ifPresentOrElse(
                            step -> parts.merge(step, interval, LateFiles::around),
                            () -> commands.add("--interval " + interval));
        }
        parts.forEach((step, all) -> commands.add("--interval " + all + " --each " + step + " --changed"));
        return commands.stream()
                        .map(options -> "'weir run " + product + " " + options + "'")
                        .collect(Collectors.joining(" and "))
                + (commands.size() == 1 ? " takes them" : " take them");
    }

    private static Interval around(Interval one, Interval other) {
        return new Interval(
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.to().isAfter(other.to()) ? one.to() : other.to(),
                one.zone());
    }

    /** Which intervals have files that are not what each of them was made of. A file of several is hashed once. */
    private static final class ChangedIntervals {

        private final Set<Interval> changed = new HashSet<>();

        /** Files of another size or time than they had, with the hash that each interval was made of. */
        private final Map<SourceFile, Map<Interval, SourceDigest>> touched = new LinkedHashMap<>();

        /** @param known the files that the interval was made of, by path */
        void compare(Interval interval, List<SourceFile> files, Map<String, SourceCount.SourceFile> known) {
            for (SourceFile file : files) {
                SourceCount.SourceFile before = known.get(file.name());
                if (before == null) {
                    changed.add(interval);
                } else if (!SourceInputs.looksLike(file, before)) {
                    touched.computeIfAbsent(file, each -> new LinkedHashMap<>()).put(interval, before.digest());
                }
            }
        }

        Set<Interval> list(WeirSession session, SourceDigests digests) {
            Set<Interval> all = new HashSet<>(changed);
            List<SourceFile> files = List.copyOf(touched.keySet());
            if (files.isEmpty()) {
                return all; // no Spark is begun for nothing
            }
            List<String> hashes = SourceSurvey.hashes(session.spark(), files);
            for (int i = 0; i < files.size(); i++) {
                String hash = hashes.get(i);
                requireNonNull(touched.get(files.get(i))).forEach((interval, before) -> {
                    if (!digests.isOf(hash, before)) {
                        all.add(interval);
                    }
                });
            }
            return all;
        }
    }
}

package dev.weir.jobs.engine.run;

import dev.weir.contracts.release.HarmlessFinding;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceCount.ReadRelease;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.engine.scope.RunRequest;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.source.SourceState;
import dev.weir.jobs.plan.Input;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.RulePlan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.plan.TablePlan;
import dev.weir.jobs.plan.VerdictSource;
import dev.weir.jobs.plan.interval.Interval;
import dev.weir.jobs.plan.interval.Window;
import dev.weir.releases.log.ReleaseLog;
import dev.weir.releases.log.ReleaseReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The release that a run would make again, where there is one already. */
final class UnchangedRelease {

    private UnchangedRelease() {}

    /**
     * The release with what the run would make: the newest one; or, of a product whose tables are all loaded by intervals, the one
     * that made the run's interval, where those after it were about others and the interval's files were not written again. So an
     * interval that a scheduler runs once more makes no second release. Where it depends on rows of other intervals what becomes of a
     * row, such as on its parent or on another row with its key, only a run can tell.
     *
     * @param last the newest release
     */
    static Optional<Manifest> release(
            Manifest last,
            Manifest.Basis basis,
            String version,
            RunScope scope,
            List<SourceState> sources,
            ReleaseLog log) {
        return holding(last, basis, scope, sources, log)
                .filter(release -> since(release, basis, version, scope, sources, log));
    }

    /** The release that made the rows of the run's interval as the newest one has them. */
    private static Optional<Manifest> holding(
            Manifest last, Manifest.Basis basis, RunScope scope, List<SourceState> sources, ReleaseLog log) {
        Optional<Interval> interval = scope.request().interval();
        boolean isAlone = scope.plan().tables().stream().allMatch(table -> isAlone(table, scope));
        if (interval.isEmpty() || !isAlone || isWrittenSince(last, scope, sources)) {
            return Optional.of(last);
        }
        Manifest release = last;
        while (!spans(release, scope)) {
            OptionalLong before = release.history().contentOf();
            if (before.isEmpty()) {
                before = isBeside(release, basis, interval.get()) ? base(release) : OptionalLong.empty();
            }
            if (before.isEmpty()) {
                return Optional.empty();
            }
            release = log.read(last.product(), before.getAsLong());
        }
        return Optional.of(release);
    }

    /** Whether a table is loaded by intervals, and what its rows are and what becomes of them depends on no other interval's. */
    private static boolean isAlone(TablePlan table, RunScope scope) {
        return scope.interval(table).isPresent()
                && table.looksInto().isEmpty()
                && table.rules().stream().allMatch(rule -> rule.others().isEmpty());
    }

    /** Whether files of the interval came after the newest release, as those of a new day do: then no earlier one need be read. */
    private static boolean isWrittenSince(Manifest last, RunScope scope, List<SourceState> sources) {
        return sources.stream()
                .filter(source -> scope.window(source.read()) == Window.INTERVAL)
                .flatMap(source -> source.files().stream())
                .anyMatch(file -> !Instant.parse(file.modified())
                        .isBefore(last.record().run().started()));
    }

    /** Whether all of a release's tables are of one interval that has nothing in common with another, on top of the release before. */
    private static boolean isBeside(Manifest release, Manifest.Basis basis, Interval interval) {
        return release.basis().equals(basis)
                && release.tables().stream()
                        .allMatch(table -> table.load()
                                .interval()
                                .filter(span -> !span.from().isBefore(interval.to())
                                        || !span.to().isAfter(interval.from()))
                                .isPresent());
    }

    /** The release whose rows all tables go on from. */
    private static OptionalLong base(Manifest release) {
        Set<OptionalLong> bases =
                release.tables().stream().map(table -> table.load().base()).collect(Collectors.toSet());
        return bases.size() == 1 ? bases.iterator().next() : OptionalLong.empty();
    }

    /**
     * Same sources and releases of other products, contracts, rules, law, keys, version and jars of one's own; the same rules and waivers in force, and what was called harmless
     * still called so; no newer release of a product
     * whose newest one a rule looks into; nothing is read of a database, of which only reading tells whether it has changed. Where new files alone are read there is none; where an interval is, the release was of
     * that one.
     *
     * @param last the release that the run would make again
     */
    private static boolean since(
            Manifest last,
            Manifest.Basis basis,
            String version,
            RunScope scope,
            List<SourceState> sources,
            ReleaseLog log) {
        Plan plan = scope.plan();
        return scope.request().extent() == RunRequest.Extent.LOAD
                && spans(last, scope)
                && isMadeBy(last, basis, version)
                && dormant(last).equals(ids(plan.rules(VerdictSource.DORMANT)))
                && last.record().verdicts().stream()
                        .flatMap(verdict -> verdict.waiver().stream())
                        .allMatch(plan.waivers()::contains)
                && last.record().harmless().stream()
                        .map(HarmlessFinding::statement)
                        .allMatch(plan.harmless()::contains)
                && sources.stream().allMatch(SourceState::isKnown)
                && then(last, scope).equals(now(sources))
                && newest(plan).stream()
                        .noneMatch(product -> log.latest(product)
                                .filter(other -> isSince(last, other))
                                .isPresent());
    }

    /** Whether a release was made by the same contracts, rules, law, keys, jars and version of Weir. */
    static boolean isMadeBy(Manifest release, Manifest.Basis basis, String version) {
        return release.basis().equals(basis) && release.record().run().version().equals(version);
    }

    /** The other products whose newest release a rule looks into, whichever that is. */
    private static Set<String> newest(Plan plan) {
        return plan.tables().stream()
                .flatMap(table -> table.rules().stream())
                .flatMap(rule -> rule.others().stream())
                .filter(input -> input.origin() == Input.Origin.RELEASE)
                .map(input -> ReleaseReference.parse(input.name()))
                .filter(ReleaseReference::isNewest)
                .map(ReleaseReference::product)
                .filter(product -> !product.equals(plan.product().id()))
                .collect(Collectors.toSet());
    }

    /** Whether the rules of the last run may have looked at an earlier release of the other product than this one. */
    private static boolean isSince(Manifest last, Manifest other) {
        return !other.record().run().ended().isBefore(last.record().run().started());
    }

    private static Set<String> dormant(Manifest last) {
        return last.record().verdicts().stream()
                .filter(verdict -> verdict.answer() == Verdict.Answer.DORMANT)
                .map(verdict -> verdict.rule().id())
                .collect(Collectors.toSet());
    }

    private static Set<String> ids(List<RulePlan> rules) {
        return rules.stream().map(RulePlan::id).collect(Collectors.toSet());
    }

    /** Whether each table that the run would load by an interval was loaded by the same one. */
    private static boolean spans(Manifest last, RunScope scope) {
        return scope.plan().tables().stream().allMatch(table -> {
            Optional<Interval> now = scope.interval(table);
            return now.isEmpty()
                    || last.tables().stream()
                            .filter(released -> released.name().equals(table.name()))
                            .flatMap(released -> released.load().interval().stream())
                            .anyMatch(span -> span.from().equals(now.get().from())
                                    && span.to().equals(now.get().to()));
        });
    }

    private static List<List<String>> then(Manifest last, RunScope scope) {
        Set<String> whole = scope.plan().reads().stream()
                .filter(read -> scope.window(read) != Window.NEW_FILES)
                .map(SourceRead::name)
                .collect(Collectors.toSet());
        List<List<String>> files = new ArrayList<>();
        last.record().sources().stream()
                .filter(source -> whole.contains(source.table()))
                .forEach(source -> {
                    source.files().forEach(file -> files.add(fact(source.table(), file)));
                    source.release().ifPresent(release -> files.add(fact(source.table(), release)));
                });
        return files;
    }

    private static List<List<String>> now(List<SourceState> sources) {
        List<List<String>> files = new ArrayList<>();
        for (SourceState source : sources) {
            String name = source.read().name();
            source.files().forEach(file -> files.add(fact(name, file)));
            source.release().ifPresent(release -> files.add(fact(name, release)));
        }
        return files;
    }

    private static List<String> fact(String source, ReadRelease release) {
        return List.of(source, release.reference(), release.sha256());
    }

    /** A file's time proves nothing: it may have been written again with the same bytes. */
    private static List<String> fact(String source, SourceCount.SourceFile file) {
        return List.of(source, file.path(), file.digest().text());
    }
}

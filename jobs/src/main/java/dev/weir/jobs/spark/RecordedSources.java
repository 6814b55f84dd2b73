package dev.weir.jobs.spark;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Load;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.plan.SourceRead;
import dev.weir.jobs.spark.read.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The source files that a release was made of, as they lie now. */
final class RecordedSources {

    private final WeirSession session;
    private final String release;
    private final Map<String, List<SourceCount.SourceFile>> files;

    /**
     * Those that a release's tables were ever made of: where one goes on from an earlier release, those of that one too.
     *
     * @throws dev.weir.contracts.ProblemsException with each file that was written over, so that what a table was made of is
     *     gone; an interval that was loaded again stands for the one before
     */
    static RecordedSources of(WeirSession session, Plan plan, Manifest release) {
        Problems problems = new Problems();
        Map<String, List<SourceCount.SourceFile>> files = new HashMap<>();
        RecordedSources recorded = new RecordedSources(session, release.reference(), Map.of());
        for (SourceRead read : plan.reads()) {
            Map<String, SourceCount.SourceFile> byPath = new TreeMap<>();
            boolean appended =
                    read.feeds().stream().allMatch(table -> plan.table(table).load() instanceof Load.Append);
            Optional<Manifest> next = Optional.of(release);
            while (next.isPresent()) {
                Manifest manifest = next.get();
                for (SourceCount.SourceFile file : files(manifest, read.name())) {
                    SourceCount.SourceFile later = byPath.putIfAbsent(file.path(), file);
                    if (later != null && !later.sha256().equals(file.sha256()) && !appended) {
                        recorded.gone(file, manifest.reference() + " read it, and it was written over", problems);
                    }
                }
                next = base(manifest, read).stream()
                        .mapToObj(number -> session.releaseLog().read(release.product(), number))
                        .findFirst();
            }
            files.put(read.name(), new ArrayList<>(byPath.values()));
        }
        problems.throwIfAny();
        return new RecordedSources(session, release.reference(), files);
    }

    private static List<SourceCount.SourceFile> files(Manifest release, String source) {
        return release.record().sources().stream()
                .filter(count -> count.table().equals(source))
                .flatMap(count -> count.files().stream())
                .toList();
    }

    /** The release that the tables made of a source go on from; empty where they were made whole. */
    private static OptionalLong base(Manifest release, SourceRead read) {
        return release.tables().stream()
                .filter(table -> read.feeds().contains(table.name()))
                .flatMapToLong(table -> table.load().base().stream())
                .max();
    }

    /** @param files by the source's name */
    private RecordedSources(WeirSession session, String release, Map<String, List<SourceCount.SourceFile>> files) {
        this.session = session;
        this.release = release;
        this.files = Map.copyOf(files);
    }

    /**
     * Finds them, and no others.
     *
     * @throws dev.weir.contracts.ProblemsException with each that is gone, or is not what it was
     */
    List<SourceInput> survey(Plan plan) {
        Problems problems = new Problems();
        SourceInputs inputs = new SourceInputs(
                session.spark(),
                session.workspace(),
                (source, file) -> paths(source).contains(file));
        plan.reads().forEach(read -> {
            Set<String> there = inputs.files(read.source(), read.table()).stream()
                    .map(SourceFile::name)
                    .collect(Collectors.toSet());
            recorded(read.name()).stream()
                    .filter(file -> !there.contains(file.path()))
                    .forEach(file -> gone(file, "it is no longer there", problems));
        });
        problems.throwIfAny();
        List<SourceInput> found = inputs.survey(plan, RunScope.whole(plan));
        for (SourceInput input : found) {
            Map<String, String> now = input.files().stream()
                    .collect(Collectors.toMap(SourceCount.SourceFile::path, SourceCount.SourceFile::sha256));
            for (SourceCount.SourceFile file : recorded(input.read().name())) {
                if (!file.sha256().equals(now.get(file.path()))) {
                    gone(
                            file,
                            "its SHA-256 is " + requireNonNull(now.get(file.path())) + ", it was " + file.sha256(),
                            problems);
                }
            }
        }
        problems.throwIfAny();
        return found;
    }

    private List<SourceCount.SourceFile> recorded(String source) {
        return files.getOrDefault(source, List.of());
    }

    private Set<String> paths(String source) {
        return recorded(source).stream().map(SourceCount.SourceFile::path).collect(Collectors.toSet());
    }

    private void gone(SourceCount.SourceFile file, String why, Problems problems) {
        problems.add(
                Code.SOURCE_MISSING,
                Place.of(file.path()),
                "Source file '" + file.path() + "' that " + release + " was made of is gone",
                why,
                "bring it back as it was: " + file.bytes() + " bytes, SHA-256 " + file.sha256());
    }
}

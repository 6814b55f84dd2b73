package dev.weir.jobs.spark;

import static java.util.Objects.requireNonNull;

import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.Problems;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.plan.Plan;
import dev.weir.jobs.spark.read.SourceFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The source files that a release was made of, as they lie now. */
final class RecordedSources {

    private final WeirSession session;
    private final String release;
    private final Map<String, List<SourceCount.SourceFile>> files;

    /** Those that a release's tables were ever made of, of the releases that it goes on from too. */
    static RecordedSources of(WeirSession session, Manifest release) {
        Map<String, List<SourceCount.SourceFile>> files = new HashMap<>();
        release.record().sources().forEach(source -> files.put(source.table(), source.files()));
        return new RecordedSources(session, release.reference(), files);
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

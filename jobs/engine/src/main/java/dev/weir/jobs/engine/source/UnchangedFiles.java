package dev.weir.jobs.engine.source;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.SourceCount;
import dev.weir.jobs.engine.read.FileSurvey;
import dev.weir.jobs.engine.read.file.SourceFile;
import dev.weir.jobs.engine.read.file.UnreadableSourceException;
import dev.weir.jobs.engine.scope.RunScope;
import dev.weir.jobs.engine.session.WeirSession;
import dev.weir.jobs.plan.SourceRead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * Sources that may be what the last release read: files on this machine's disks, with the names and sizes that they had, and few
 * enough to be hashed in a moment. That is seen without Spark. Of all others the survey of a run tells what they are, and what is
 * wrong with them.
 */
public final class UnchangedFiles {

    /** More are hashed by Spark, on all cores and with progress. */
    private static final long MOST_BYTES = 256L << 20;

    private final WeirSession session;
    private final RunScope scope;
    private final Manifest last;
    private final SourceInputs inputs;

    /** @param digests by which files are known again */
    public UnchangedFiles(WeirSession session, SourceDigests digests, RunScope scope, Manifest last) {
        this.session = session;
        this.inputs = new SourceInputs(session, digests);
        this.scope = scope;
        this.last = last;
    }

    /** All sources of the plan, or nothing where one of them is another, or may be. */
    public Optional<List<SourceState>> states() {
        Map<SourceRead, List<SourceFile>> found = new LinkedHashMap<>();
        try {
            for (SourceRead read : scope.plan().reads()) {
                if (!isOnDisk(read)) {
                    return Optional.empty();
                }
                List<SourceFile> files = inputs.files(read, scope);
                if (!isAsBefore(read, files)) {
                    return Optional.empty();
                }
                found.put(
                        read,
                        scope.known(read).isEmpty() ? files : List.of()); // those that are known are not read again
            }
            long bytes = found.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(SourceFile::bytes)
                    .sum();
            return bytes > MOST_BYTES ? Optional.empty() : Optional.of(hashed(found));
        } catch (UnreadableSourceException e) { // the run meets it again, and says where
            return Optional.empty();
        }
    }

    private static boolean isOnDisk(SourceRead read) {
        return read.source().release().isEmpty()
                && read.source().database().isEmpty()
                && !read.path().location().contains("://");
    }

    private boolean isAsBefore(SourceRead read, List<SourceFile> files) {
        Map<String, SourceCount.SourceFile> known = scope.known(read);
        if (!known.isEmpty()) {
            return files.stream()
                    .allMatch(file -> Optional.ofNullable(known.get(file.name()))
                            .filter(before -> SourceInputs.looksLike(file, before))
                            .isPresent());
        }
        Map<String, Long> before = last.record().sources().stream()
                .filter(source -> source.table().equals(read.name()))
                .flatMap(source -> source.files().stream())
                .collect(Collectors.toMap(SourceCount.SourceFile::path, SourceCount.SourceFile::bytes));
        return !files.isEmpty()
                && before.equals(files.stream().collect(Collectors.toMap(SourceFile::name, SourceFile::bytes)));
    }

    private List<SourceState> hashed(Map<SourceRead, List<SourceFile>> found) {
        Configuration configuration = session.hadoop();
        return found.entrySet().stream()
                .map(source -> new SourceState(
                        source.getKey(),
                        source.getValue().parallelStream()
                                .map(file -> inputs.fact(file, FileSurvey.hash(configuration, file)))
                                .toList(),
                        Optional.empty(),
                        true))
                .toList();
    }
}

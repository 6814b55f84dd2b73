package dev.weir.jobs.engine.run;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.engine.source.UnreadFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run leaves.
 *
 * @param record all that it has to say
 * @param manifest the release it made; empty when it made none
 * @param report the HTML report; empty when nothing had changed
 * @param page the release's page; empty when there is no new release
 * @param notes what could not be written or entered elsewhere of a release that stands, each a sentence
 * @param unread files and folders beside the sources that no contract reads
 */
public record RunResult(
        RunRecord record,
        Optional<Manifest> manifest,
        Optional<Path> report,
        Optional<Path> page,
        List<String> notes,
        List<String> unread) {

    public RunResult {
        notes = List.copyOf(notes);
        unread = List.copyOf(unread);
    }

    /** What is amiss beside the record, each a sentence. */
    public List<String> amiss() {
        return Stream.concat(notes.stream(), UnreadFiles.sentences(unread).stream())
                .toList();
    }
}

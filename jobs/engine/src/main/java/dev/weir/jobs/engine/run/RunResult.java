package dev.weir.jobs.engine.run;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run leaves.
 *
 * @param record all that it has to say
 * @param manifest the release it made; empty when it made none
 * @param report the HTML report; empty when nothing had changed
 * @param page the release's page; empty when there is no new release
 * @param notes what could not be written or entered elsewhere of a release that stands, each a sentence
 */
public record RunResult(
        RunRecord record, Optional<Manifest> manifest, Optional<Path> report, Optional<Path> page, List<String> notes) {

    public RunResult {
        notes = List.copyOf(notes);
    }
}

package dev.weir.jobs.engine.rollback;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.RunRecord;
import dev.weir.releases.log.Pin;
import java.util.List;
import java.util.Optional;

/**
 * How a rollback ended.
 *
 * @param record with today's verdicts
 * @param manifest the new release, or the one that had that content already; empty when today's rules hold it
 * @param kept rules that masked rows cannot answer, which keep the verdict of the earlier release: a sentence each
 * @param readers who is on record as a reader of a release that came after the earlier one
 */
public record RollbackResult(RunRecord record, Optional<Manifest> manifest, List<String> kept, List<Pin> readers) {

    public RollbackResult {
        kept = List.copyOf(kept);
        readers = List.copyOf(readers);
    }
}

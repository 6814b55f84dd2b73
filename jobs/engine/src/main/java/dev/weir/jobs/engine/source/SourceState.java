package dev.weir.jobs.engine.source;

import dev.weir.contracts.release.SourceCount;
import dev.weir.contracts.release.SourceCount.ReadRelease;
import dev.weir.jobs.plan.SourceRead;
import java.util.List;
import java.util.Optional;

/**
 * A source's table as it lies there: what tells whether a release was made of the same.
 *
 * @param files with size and hash; none of a release
 * @param release the one that is read; empty where none is
 * @param isKnown whether this tells it: of a table of a database only reading does
 */
public record SourceState(
        SourceRead read, List<SourceCount.SourceFile> files, Optional<ReadRelease> release, boolean isKnown) {

    public SourceState {
        files = List.copyOf(files);
    }

    /** Of sources that were surveyed. */
    public static List<SourceState> of(List<SourceInput> inputs) {
        return inputs.stream()
                .map(input -> new SourceState(
                        input.read(),
                        input.files(),
                        input.released().map(SourceInput.Released::release),
                        input.database().isEmpty()))
                .toList();
    }
}

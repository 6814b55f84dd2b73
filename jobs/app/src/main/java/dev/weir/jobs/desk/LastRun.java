package dev.weir.jobs.desk;

import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.RunRecord;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.ReleaseLog;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The run that judged a product's rows last, whether it released them or was held. */
public final class LastRun {

    private LastRun() {}

    /** The newest record of a product's runs that have judged their rows, whether they released or not. */
    public static Optional<RunRecord> of(String product, ReleaseLog log, RunArchive runs) {
        Optional<RunRecord> released = log.latest(product).map(Manifest::record);
        return Stream.concat(
                        runs.latest(product, record -> record.ending().outcome().isDecision()).stream(),
                        released.stream())
                .max(Comparator.comparing(record -> record.run().ended()));
    }
}

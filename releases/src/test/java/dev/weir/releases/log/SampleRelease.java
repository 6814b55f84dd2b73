package dev.weir.releases.log;

import dev.weir.contracts.catalogue.CatalogueFacts;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Small manifests. */
public final class SampleRelease {

    private SampleRelease() {}

    /** Of product {@code clinical}, with these tables. */
    public static Manifest of(long number, Optional<String> previous, String run, List<ReleasedTable> tables) {
        return of("clinical", number, previous, run, tables, List.of());
    }

    /** Of a product, with these tables, masked with these keys. */
    public static Manifest of(
            String product,
            long number,
            Optional<String> previous,
            String run,
            List<ReleasedTable> tables,
            List<String> keys) {
        Instant now = Instant.parse("2026-01-31T08:00:00Z");
        return new Manifest(
                number,
                new Manifest.ProductFacts(
                        product, "Clinical", "", List.of(), List.of(), "everyone", CatalogueFacts.NONE),
                new RunRecord(
                        new RunRecord.Run(run, product, "0.1.0", now, now),
                        new RunRecord.Ending(Outcome.RELEASED, OptionalLong.of(number), List.of()),
                        List.of(),
                        List.of(),
                        List.of()),
                tables,
                new Manifest.Basis(List.of(), "cn-2026-01", "0".repeat(64), keys),
                previous);
    }

    /** The one that follows what is in the log. */
    public static Manifest next(ReleaseLog log, String run) {
        OptionalLong newest = log.numbers("clinical").max();
        return of(
                newest.orElse(0) + 1,
                newest.isPresent() ? Optional.of(log.sha256("clinical", newest.getAsLong())) : Optional.empty(),
                run,
                List.of());
    }
}

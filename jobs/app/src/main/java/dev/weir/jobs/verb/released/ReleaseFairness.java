package dev.weir.jobs.verb.released;

import dev.weir.catalogue.CatalogueEntry;
import dev.weir.catalogue.fair.FujiMetrics;
import dev.weir.catalogue.fair.Mqa;
import dev.weir.catalogue.fair.RdaIndicators;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ProductLog;
import dev.weir.jobs.desk.SignatureStatus;
import dev.weir.jobs.engine.report.RunFiles;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.warehouse.Warehouse;

/**
 * How a release stands by the counts of FAIR.
 *
 * @param doubts whether the release is as it was signed
 */
public record ReleaseFairness(Manifest manifest, Mqa mqa, RdaIndicators rda, FujiMetrics fuji, SignatureStatus doubts) {

    /** Of a release such as {@code clinical@1} or {@code clinical@paper-v1}; without a number, the newest. Starts no Spark. */
    public static ReleaseFairness of(Desk desk, String release) {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = desk.known(reference.product());
        Manifest manifest = reference.in(opened.log());
        CatalogueEntry entry = new RunFiles(opened.settings(), Warehouse.of(opened.settings()))
                .entry(manifest, opened.settings().site().resolve(manifest.product()));
        return new ReleaseFairness(
                manifest,
                Mqa.of(entry),
                RdaIndicators.of(entry),
                FujiMetrics.of(entry),
                SignatureStatus.of(opened.settings(), opened.log(), manifest));
    }
}

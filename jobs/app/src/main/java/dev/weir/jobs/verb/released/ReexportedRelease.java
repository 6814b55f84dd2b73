package dev.weir.jobs.verb.released;

import dev.weir.catalogue.InstalledExporters;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ProductLog;
import dev.weir.jobs.desk.SignatureStatus;
import dev.weir.jobs.engine.report.RunFiles;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.warehouse.Warehouse;
import java.util.Optional;

/**
 * A release that was entered in every catalogue once more, from its manifest.
 *
 * @param entered what came of it
 * @param expiry how its rows went, if they did: its entries name rows that cannot be read any more
 * @param doubts whether it is as it was signed
 */
public record ReexportedRelease(
        Manifest manifest, InstalledExporters.Entered entered, Optional<Expiry> expiry, SignatureStatus doubts) {
    /** Such as {@code clinical@1} or {@code clinical@paper-v1}; without a number, the newest. Starts no Spark. */
    public static ReexportedRelease of(Desk desk, String release) {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = desk.known(reference.product());
        Manifest manifest = reference.in(opened.log());
        RunFiles files = new RunFiles(opened.settings(), Warehouse.of(opened.settings()));
        InstalledExporters.Entered entered = files.enter(manifest);
        // the product's own page is that of its newest release, whatever was entered last
        opened.log()
                .latest(manifest.product())
                .filter(newest -> newest.number() != manifest.number())
                .ifPresent(files::enter);
        return new ReexportedRelease(
                manifest,
                entered,
                Expiry.of(opened.log(), manifest.product(), manifest.number()),
                SignatureStatus.of(opened.settings(), opened.log(), manifest));
    }
}

package dev.weir.jobs.verb.proof;

import dev.weir.contracts.Workspace;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ProductLog;
import dev.weir.jobs.desk.TrustedSigners;
import dev.weir.privacy.timestamp.TimeStampAuthority;
import dev.weir.releases.evidence.DataFileLocations;
import dev.weir.releases.evidence.EvidencePack;
import dev.weir.releases.evidence.NameCheck;
import dev.weir.releases.evidence.TrustedKey;
import dev.weir.releases.evidence.Verification;
import dev.weir.releases.evidence.VerificationCheck;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether releases are as they were signed. */
public final class ReleaseVerification {

    private ReleaseVerification() {}

    /**
     * What is looked at, and what is known before.
     *
     * @param newest a release that there has been: the chain must go so far
     * @param head the hash of a manifest that was seen before
     * @param data where the data files lie, as PRODUCT/TABLE/…; in the warehouse where it is not said
     * @param timestampTrust certificates that time stamps have to lead to; those of {@code weir.yaml} where it is not said
     */
    public record Question(
            Extent extent,
            Optional<Long> newest,
            Optional<String> head,
            Optional<Path> data,
            Optional<Path> timestampTrust,
            TrustedSigners trust) {}

    /** Which releases of a product. */
    public enum Extent {
        ONE,
        ALL
    }

    /** Whether every row is read again as well, which starts Spark. */
    public enum Depth {
        SHALLOW,
        DEEP
    }

    /** A release in the log, such as {@code clinical@12}; without a number, the newest. */
    public static Verification.Result of(
            Desk desk, String release, Depth depth, Question asked, Verification.Progress progress) {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = desk.log(reference.product());
        Workspace settings = opened.settings();
        StoredReleaseLog log = opened.log();
        long number = asked.newest().isPresent()
                        && reference.isNewest()
                        && log.numbers(reference.product()).findAny().isEmpty()
                ? asked.newest().get()
                : reference.number(log);
        List<TrustedKey> trusted =
                asked.trust().isNamed() ? asked.trust().keys(TrustedKey.ofWorkspace(settings)) : own(settings);
        Verification.Result result = new Verification(
                        log.files(),
                        reference.product(),
                        trusted,
                        asked.data()
                                .map(DataFileLocations::copied)
                                .orElseGet(() -> DataFileLocations.in(Warehouse.of(settings))),
                        progress,
                        asked.timestampTrust()
                                .map(TimeStampAuthority::certificates)
                                .orElseGet(() -> TimeStampAuthority.of(settings)
                                        .map(TimeStampAuthority::trusted)
                                        .orElseGet(List::of)))
                .of(whole(asked, number))
                .and(List.of(NameCheck.of(log, reference.product(), trusted)));
        if (asked.data().isEmpty()) {
            Optional<VerificationCheck> catalogue = CatalogueCheck.of(settings, log, reference.product());
            result = result.and(catalogue.stream().toList());
            if (catalogue.filter(CatalogueCheck::isDamaged).isPresent()) {
                return result; // no engine finds a table by it
            }
        }
        return depth == Depth.DEEP
                ? result.and(EngineVerification.of(desk, settings, reference.product(), result.releases()))
                : result;
    }

    /** A release's evidence in a pack, by keys that the caller names; needs no workspace. */
    public static Verification.Result ofPack(Path file, Question asked, Verification.Progress progress) {
        EvidencePack.Opened opened = EvidencePack.open(file);
        List<TrustedKey> inside = opened.keys().stream()
                .map(key -> TrustedKey.named(key, file.toString()))
                .toList();
        return new Verification(
                        opened.files(),
                        opened.product(),
                        asked.trust().keys(inside),
                        asked.data().map(DataFileLocations::copied).orElseGet(DataFileLocations::nowhere),
                        progress,
                        asked.timestampTrust()
                                .map(TimeStampAuthority::certificates)
                                .orElse(List.of()))
                .of(whole(asked, opened.number()));
    }

    private static Verification.Asked whole(Question asked, long number) {
        return new Verification.Asked(
                asked.extent() == Extent.ALL ? List.of() : List.of(number),
                asked.newest().map(OptionalLong::of).orElse(OptionalLong.empty()),
                asked.head());
    }

    /** The keys that lie in the workspace; at least one. */
    private static List<TrustedKey> own(Workspace settings) {
        List<TrustedKey> own = TrustedKey.ofWorkspace(settings);
        if (own.isEmpty()) {
            throw TrustedKey.none(settings, "Name one that you have from the owner: --public-key FILE.");
        }
        return own;
    }
}

package dev.weir.jobs.verb.released;

import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.release.Manifest;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.ProductLog;
import dev.weir.jobs.desk.SignatureStatus;
import dev.weir.releases.log.Expiry;
import dev.weir.releases.log.PartialRead;
import dev.weir.releases.log.Pin;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.ReleaseReaders;
import dev.weir.releases.log.ReleaseReference;
import dev.weir.releases.log.Tag;
import dev.weir.releases.log.Tags;
import dev.weir.releases.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A release, and who counts on it.
 *
 * @param tags that name it
 * @param readers on record whose pins hold it today
 * @param madeInto the kept releases of other products that were made of it
 * @param rows where they lie now, or how they went
 * @param doubts whether it is as it was signed
 * @param damaged files of tags, pins and the mark of rows that went
 */
public record ReleaseDetails(
        Manifest manifest,
        List<String> tags,
        List<Pin> readers,
        List<String> madeInto,
        Rows rows,
        SignatureStatus doubts,
        List<Problem> damaged) {

    public ReleaseDetails {
        tags = List.copyOf(tags);
        readers = List.copyOf(readers);
        madeInto = List.copyOf(madeInto);
        damaged = List.copyOf(damaged);
    }

    /**
     * Where the rows of a release are.
     *
     * @param warehouse where the tables lie now: the manifest names the place where they were released
     * @param expiry how they went, if they did
     */
    public record Rows(Warehouse warehouse, Optional<Expiry> expiry) {}

    /** What is damaged in another product's log does not hide this release. */
    private static List<String> madeInto(ProductLog opened, Manifest manifest) {
        try {
            return new ReleaseReaders(opened.log()).of(manifest.product()).getOrDefault(manifest.number(), List.of());
        } catch (ProblemsException damaged) {
            return List.of("not known: " + damaged.problems().get(0).what());
        }
    }

    /** Such as {@code clinical@1} or {@code clinical@paper-v1}; without a number, the newest. Starts no Spark. */
    public static ReleaseDetails of(Desk desk, String release) {
        ReleaseReference reference = ReleaseReference.whole(release);
        ProductLog opened = desk.known(reference.product());
        Manifest manifest = reference.in(opened.log());
        PartialRead<Tag> tags = new Tags(opened.log()).legible(manifest.product());
        PartialRead<Pin> pins = new Pins(opened.log()).legible(manifest.product());
        List<Problem> damaged = new ArrayList<>(tags.damaged());
        damaged.addAll(pins.damaged());
        Optional<Expiry> expiry = Optional.empty();
        try {
            expiry = Expiry.of(opened.log(), manifest.product(), manifest.number());
        } catch (ProblemsException e) {
            damaged.addAll(e.problems());
        }
        return new ReleaseDetails(
                manifest,
                tags.whole().stream()
                        .filter(tag -> tag.release().orElseThrow() == manifest.number())
                        .map(Tag::name)
                        .toList(),
                Pins.holding(pins.whole(), LocalDate.now(desk.clock())).stream()
                        .filter(pin -> pin.release() == manifest.number())
                        .toList(),
                madeInto(opened, manifest),
                new Rows(Warehouse.of(opened.settings()), expiry),
                SignatureStatus.of(opened.settings(), opened.log(), manifest),
                damaged);
    }
}

package dev.weir.jobs.verb.released;

import dev.weir.contracts.Problem;
import dev.weir.contracts.Waiver;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.read.WaiverFile;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.Outcome;
import dev.weir.contracts.release.QualityTrend;
import dev.weir.contracts.release.RunRecord;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.LookupByName;
import dev.weir.releases.journal.RunArchive;
import dev.weir.releases.log.PartialRead;
import dev.weir.releases.log.StoredReleaseLog;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How good a product's data are, and have been.
 *
 * @param product its id
 * @param record of the last release, or of the last run where there is no release yet; empty before the first
 * @param held the last run, where it was held after the last release
 * @param trend over the last releases, the oldest first
 * @param waivers of its rules, whether in force or over
 * @param today the day on which it is asked, in UTC
 * @param damaged manifests that cannot be read; the releases are left out
 */
public record Quality(
        String product,
        Optional<RunRecord> record,
        Optional<RunRecord> held,
        QualityTrend trend,
        List<Waiver> waivers,
        LocalDate today,
        List<Problem> damaged) {

    public Quality {
        damaged = List.copyOf(damaged);
        waivers = List.copyOf(waivers);
    }

    /** Out of manifests, run records and the file of waivers; {@code last} releases in the trend. */
    public static Quality of(Desk desk, String product, int last) {
        desk.requireName(product);
        Workspace settings = desk.settings();
        StoredReleaseLog log = StoredReleaseLog.of(settings);
        RunArchive runs = new RunArchive(settings.root());
        long[] numbers = log.numbers(product).toArray();
        PartialRead<Manifest> found = log.legible(
                product,
                Arrays.stream(numbers)
                        .skip(Math.max(0, numbers.length - last))
                        .boxed()
                        .toList());
        List<Manifest> releases = found.whole();
        Optional<RunRecord> released = releases.isEmpty()
                ? Optional.empty()
                : Optional.of(releases.get(releases.size() - 1).record());
        Optional<RunRecord> held = runs.latest(product)
                .filter(run -> run.ending().outcome() == Outcome.HELD)
                .filter(run -> released.isEmpty()
                        || run.run().started().isAfter(released.get().run().started()));
        Optional<RunRecord> record = released.or(() -> held);
        List<Waiver> waivers = new WaiverFile(settings.root())
                .written().stream()
                        .filter(waiver -> waiver.product().isEmpty()
                                ? record.stream()
                                        .flatMap(run -> run.verdicts().stream())
                                        .anyMatch(verdict -> verdict.rule().id().equals(waiver.rule()))
                                : waiver.product().equals(product))
                        .map(waiver -> new Waiver(
                                product, waiver.rule(), waiver.until(), waiver.by(), waiver.because(), waiver.place()))
                        .toList();
        if (record.isEmpty() && found.damaged().isEmpty()) {
            LookupByName.product(desk.read(product), product);
        }
        return new Quality(
                product, record, held, QualityTrend.of(releases), waivers, settings.day(desk.now()), found.damaged());
    }
}

package dev.weir.jobs.verb.released;

import dev.weir.contracts.Problem;
import dev.weir.contracts.release.Manifest;
import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.Verdict;
import dev.weir.jobs.desk.Desk;
import dev.weir.jobs.desk.MissingManifests;
import dev.weir.releases.log.PartialRead;
import dev.weir.releases.log.Pin;
import dev.weir.releases.log.Pins;
import dev.weir.releases.log.StoredReleaseLog;
import dev.weir.releases.log.Tag;
import dev.weir.releases.log.Tags;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What is listed of a product's releases, the newest first, with who counts on each.
 *
 * @param asked how many were asked for, at most
 * @param count how many there are, listed or not
 * @param damaged files that cannot be believed, and manifests that are missing
 */
public record ReleaseList(String product, int asked, int count, List<Line> lines, List<Problem> damaged) {

    public ReleaseList {
        lines = List.copyOf(lines);
        damaged = List.copyOf(damaged);
    }

    /**
     * One release.
     *
     * @param repaired whether a later one took its place, so that baselines do not learn from it
     * @param gone what became of its rows, such as {@code expired}; empty while they are there
     */
    public record Line(Manifest manifest, List<String> tags, List<Pin> pins, boolean repaired, Optional<String> gone) {
        public Line {
            tags = List.copyOf(tags);
            pins = List.copyOf(pins);
        }

        public long rows() {
            return manifest.tables().stream().mapToLong(ReleasedTable::rows).sum();
        }

        public long bytes() {
            return manifest.tables().stream()
                    .mapToLong(table -> table.files().bytes())
                    .sum();
        }

        public long rules(Set<Verdict.Answer> answers) {
            return manifest.record().verdicts().stream()
                    .filter(verdict -> answers.contains(verdict.answer()))
                    .count();
        }

        /** The contracts' versions, each once. */
        public String contracts() {
            return manifest.tables().stream()
                    .map(table -> table.contract().substring(table.contract().lastIndexOf(' ') + 1))
                    .distinct()
                    .collect(Collectors.joining(", "));
        }

        /** Tags, pins, what it has to do with other releases, and what became of its rows. */
        public String notes() {
            List<String> notes = new ArrayList<>(tags);
            pins.forEach(pin -> notes.add("pinned by " + pin.by() + " until " + pin.until()));
            manifest.history().rollbackOf().ifPresent(earlier -> notes.add("rollback to " + earlier));
            manifest.history().compactionOf().ifPresent(earlier -> notes.add("compaction of " + earlier));
            if (repaired) {
                notes.add("repaired");
            }
            gone.ifPresent(notes::add);
            return String.join("; ", notes);
        }
    }

    /** Answers of rules that failed. */
    public static final Set<Verdict.Answer> FAILED = Set.of(Verdict.Answer.FAILED, Verdict.Answer.ERROR);
    /** Answers of rules that had something to judge. */
    public static final Set<Verdict.Answer> JUDGED =
            Set.of(Verdict.Answer.PASSED, Verdict.Answer.FAILED, Verdict.Answer.ERROR);

    /**
     * Reads the log; of the releases that are not listed, the names alone.
     *
     * @param most how many are listed
     */
    public static ReleaseList of(Desk desk, String product, int most) {
        StoredReleaseLog log = desk.known(product).log();
        long[] numbers = log.numbers(product).toArray();
        PartialRead<Manifest> manifests = log.legible(
                product,
                LongStream.range(0, Math.min(most, numbers.length))
                        .mapToObj(i -> numbers[numbers.length - 1 - (int) i])
                        .toList());
        PartialRead<Tag> tags = new Tags(log).legible(product);
        PartialRead<Pin> pins = new Pins(log).legible(product);
        List<Problem> damaged = new ArrayList<>(manifests.damaged());
        damaged.addAll(tags.damaged());
        damaged.addAll(pins.damaged());
        damaged.addAll(MissingManifests.of(log, product, tags.whole(), pins.whole()));
        List<Pin> holding = Pins.holding(pins.whole(), LocalDate.now(desk.clock()));
        Set<Long> repaired = manifests.whole().stream()
                .findFirst()
                .map(manifest -> manifest.history().repaired())
                .orElse(Set.of());
        Set<String> expired = Set.copyOf(log.files().list(product + "/expired"));
        Set<String> lost = Set.copyOf(log.files().list(product + "/lost"));
        List<Line> lines = manifests.whole().stream()
                .map(manifest -> new Line(
                        manifest,
                        tags.whole().stream()
                                .filter(tag -> tag.release().orElseThrow() == manifest.number())
                                .map(Tag::name)
                                .toList(),
                        holding.stream()
                                .filter(pin -> pin.release() == manifest.number())
                                .toList(),
                        repaired.contains(manifest.number()),
                        gone(manifest.number() + ".json", expired, lost)))
                .toList();
        return new ReleaseList(product, most, numbers.length, lines, damaged);
    }

    private static Optional<String> gone(String file, Set<String> expired, Set<String> lost) {
        if (lost.contains(file)) {
            return Optional.of("declared lost");
        }
        return expired.contains(file) ? Optional.of("expired") : Optional.empty();
    }
}
